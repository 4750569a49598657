"""The language that the program speaks: Vietnamese unless English is asked for.

Messages stand in the code in English and are looked up when they are shown. Modules mark a message that is shown later
with `N_` and translate it with `translate`; messages shown at once use `_`. The Vietnamese catalogue is
`messages/vi/LC_MESSAGES/messages.po`; click's own messages are in it too.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

LANGUAGES = ("vi", "en")
DOMAIN = "messages"
LOCALES = Path(__file__).parent / "messages"

_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_current: gettext.NullTranslations = gettext.NullTranslations()
_spoken = "en"


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for by `--lang`, by WORKBENCH_LANG, or by an English locale; else Vietnamese.

    The arguments are looked at before they are parsed, since help and usage errors must speak the language too.
    """
    asked = _asked_language(arguments) or environment.get("WORKBENCH_LANG", "")
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].lower().startswith("en") else "vi"
    return "vi"


def _asked_language(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def speak(language: str) -> None:
    """Make the whole program speak a language of `LANGUAGES` from now on."""
    global _current, _spoken
    _spoken = language
    _current = gettext.translation(DOMAIN, LOCALES, [language], fallback=True)
    # click asks the standard library's global catalogue, which reads the language from the environment.
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    os.environ["LANGUAGE"] = language


def translate(message: str) -> str:
    """Return a message in the language spoken now; commands in it are written as this user starts the program."""
    return _as_started(_current.gettext(message)) if message else ""


def translate_count(singular: str, plural: str, count: int) -> str:
    """Return the message for a count, with `{count}` filled in."""
    return _as_started(_current.ngettext(singular, plural, count)).format(count=count)


def decimal(value: float, places: int) -> str:
    """Return a number with some decimal places, behind a comma in Vietnamese and a point in English."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if _spoken == "vi" else text


def day_words(day: str) -> str:
    """Return a day given as YYYY-MM-DD the way people write it: DD/MM/YYYY in Vietnamese; other text stays."""
    if _spoken != "vi" or not _ISO_DAY.fullmatch(day):
        return day
    year, month, number = day.split("-")
    return f"{number}/{month}/{year}"


def program_name() -> str:
    """Return what a user types to start the program: WORKBENCH_PROGRAM says it where that is no plain command."""
    return os.environ.get("WORKBENCH_PROGRAM", "").strip() or "workbench"


def _as_started(message: str) -> str:
    return message.replace("“workbench ", f"“{program_name()} ") if "“workbench " in message else message


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for it, known to the extraction tools)
    """Mark a message for translation without translating it yet."""
    return message


_ = translate
ngettext = translate_count
