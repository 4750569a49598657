"""Write docs/keys.md from the registry of actions, in both languages; with --check only compare."""

from __future__ import annotations

import sys
from pathlib import Path

PAGE = Path(__file__).parent / "keys.md"
sys.path.insert(0, str(PAGE.parent.parent))

from workbench.actions import ACTIONS, CONTEXT_TITLES, actions_in  # noqa: E402
from workbench.key_names import named_keys  # noqa: E402
from workbench.language import speak, translate  # noqa: E402

HEADINGS = {"vi": ("Phím tắt", "Phím", "Tên", "Làm gì"), "en": ("Keys", "Key", "Name", "What it does")}


def page() -> str:
    """Return the whole page as Markdown."""
    lines = ["<!-- Written by docs/generate_keys.py; change workbench/actions.py instead. -->", ""]
    for language, (title, *columns) in HEADINGS.items():
        speak(language)
        lines += [f"# {title}", ""]
        for context in dict.fromkeys(action.context for action in ACTIONS):
            lines += [f"## {translate(CONTEXT_TITLES[context])}", "", f"| {' | '.join(columns)} |", "|---|---|---|"]
            for action in actions_in(context):
                keys = " ".join(f"`{key}`" for key in named_keys(action))
                lines.append(f"| {keys} | {translate(action.title)} | {translate(action.help)} |")
            lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Write the page, or tell with --check whether it is current."""
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        if not current:
            sys.stderr.write(f"{PAGE.name} is not current: run python docs/{Path(__file__).name}\n")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
