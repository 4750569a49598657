"""How keys are written for people: ^P for Ctrl+P, an arrow for an arrow key."""

from __future__ import annotations

from workbench.action_contexts import Action

_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


def key_name(key: str) -> str:
    """Return a key as it is written for people."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def named_keys(action: Action) -> tuple[str, ...]:
    """Return every key of an action as it is written for people, a sequence of two characters first."""
    return (*([action.sequence] if action.sequence else []), *(key_name(key) for key in action.keys))
