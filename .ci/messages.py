"""Keeps the Vietnamese messages in step with the code: `python .ci/messages.py update`, `compile` or `check`.

`update` collects the messages of `workbench/` and those of click into `messages.po`, keeps the translations that are
there and drops what is no longer said; new messages come with an empty translation, to be filled in by hand.
`compile` makes `messages.mo` of it. `check` ends with status 1 and a list where the two are not complete or not in
step. It needs Babel, which the program itself does not.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "workbench" / "messages" / "vi" / "LC_MESSAGES"
PO = FOLDER / "messages.po"
MO = FOLDER / "messages.mo"

# How messages are marked in the code: as calls of these functions, `ngettext` with singular and plural.
KEYWORDS = {"_": None, "N_": None, "translate": None, "ngettext": (1, 2), "translate_count": (1, 2)}

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[sd]")
# A fixed time, so that two runs over the same code write the same bytes.
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """Return the messages that the code and click hold now, without translations."""
    catalog = Catalog(creation_date=_ANY_TIME)
    click_folder = Path(click.__file__).parent
    for place, prefix in ((ROOT / "workbench", "workbench"), (click_folder, "click")):
        for file, _line, message, _comments, _context in extract_from_dir(
            place, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            catalog.add(message, locations=[(f"{prefix}/{Path(file).as_posix()}", 0)])
    return catalog


def translations() -> Catalog:
    """Return the Vietnamese translations as they stand in `messages.po`, none where there is no such file."""
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        return read_po(file, locale="vi", domain="messages")


def _empty() -> Catalog:
    return Catalog(
        locale="vi",
        domain="messages",
        project="workbench",
        creation_date=_ANY_TIME,
        revision_date=_ANY_TIME,
        last_translator="The procedure simplification workbench authors",
        language_team="vi",
        version="messages",
        msgid_bugs_address="none",
        header_comment="# Vietnamese messages of the workbench; .ci/messages.py keeps them in step with the code.",
        fuzzy=False,
    )


def updated(catalog: Catalog) -> Catalog:
    """Return translations for exactly the messages of the code: those of the catalogue, else empty ones."""
    fresh = _empty()
    for message in template():
        if message.id:
            known = catalog.get(message.id) or Message(message.id)
            fresh.add(message.id, known.string, locations=message.locations, flags=message.flags - {"fuzzy"})
    return fresh


def as_po(catalog: Catalog) -> bytes:
    """Return a catalogue as the bytes of a `.po` file, sorted by message."""
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue as the bytes of a compiled `.mo` file."""
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def faults() -> list[str]:
    """Return what is wrong with the translations, one line each; nothing where all is well."""
    catalog = translations()
    wanted = {_key(message) for message in template() if message.id}
    found = {_key(message) for message in catalog if message.id}
    lines = [f"not in messages.po: {key!r}" for key in sorted(wanted - found)]
    lines += [f"no longer in the code: {key!r}" for key in sorted(found - wanted)]
    lines += [f"obsolete: {key!r}" for key in sorted(str(key) for key in catalog.obsolete)]
    for message in catalog:
        if message.id:
            lines += [f"{fault}: {_key(message)!r}" for fault in _faults_of(message)]
    if _compiled() != _strings(catalog):
        lines.append("messages.mo is not the compiled messages.po")
    return lines


def _compiled() -> dict[str, tuple[str, ...]]:
    """What `messages.mo` holds; headers do not count, since they name the version of Babel."""
    if not MO.exists():
        return {}
    with MO.open("rb") as file:
        return _strings(read_mo(file))


def _strings(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {_key(message): _said(message) for message in catalog if message.id and any(_said(message))}


def _said(message: Message) -> tuple[str, ...]:
    """The translation in all its forms; Vietnamese has one for every count."""
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def _faults_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if not all(_said(message)):
        yield "not translated"
        return
    # The one form must hold what the plural holds.
    source = message.id[-1] if isinstance(message.id, (list, tuple)) else message.id
    for text in _said(message):
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(source)):
            yield "other placeholders"


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else str(message.id)


def main(arguments: list[str]) -> int:
    """Do what the one argument says and return the exit status."""
    if arguments == ["update"]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(as_po(updated(translations())))
    elif arguments == ["compile"]:
        MO.write_bytes(as_mo(translations()))
    elif arguments != ["check"]:
        sys.stderr.write("usage: python .ci/messages.py update|compile|check\n")
        return 2
    lines = faults()
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if lines and arguments == ["check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
