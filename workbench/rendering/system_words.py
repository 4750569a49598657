"""What the system and the database say against a request, in the words of the user's language."""

from __future__ import annotations

import re

from workbench.language import N_, translate

# What the system and the database say for the commonest faults; anything else is shown as they say it.
_WORDS = {
    "Permission denied": N_("permission denied"),
    "Operation not permitted": N_("operation not permitted"),
    "No such file or directory": N_("no such file or folder"),
    "Is a directory": N_("it is a folder"),
    "larger than 1 MiB": N_("it is larger than 1 MiB, which no such file is"),
    "not a regular file": N_("it is a pipe or a device and no file"),
    "Too many levels of symbolic links": N_("it is a link that leads back to itself"),
    "Not a directory": N_("a part of the path is no folder"),
    "File exists": N_("a file of that name is in the way"),
    "File name too long": N_("the file name is too long"),
    "Read-only file system": N_("the disk is read-only"),
    "Input/output error": N_("the disk reports an error"),
    "unable to open database file": N_("the file cannot be opened or made"),
    "attempt to write a readonly database": N_("the file is read-only"),
    "database disk image is malformed": N_("its content is broken"),
    "file is not a database": N_("it is no database"),
    "disk I/O error": N_("the disk reports an error"),
    "No space left on device": N_("the disk is full"),
    "Disk quota exceeded": N_("the room that you may use on the disk is full"),
    "File too large": N_("the file is larger than the disk can hold"),
    "Too many open files": N_("too many files are open"),
    "Cannot allocate memory": N_("there is not enough memory"),
    "Device or resource busy": N_("the file is in use"),
    "Text file busy": N_("the file is in use"),
    "Invalid argument": N_("the name or the place is none that the system accepts"),
    "No such device or address": N_("it is a device or a pipe that nobody serves"),
    "Stale file handle": N_("the network folder is gone"),
    "Transport endpoint is not connected": N_("the network folder is gone"),
    "Connection timed out": N_("the network folder does not answer"),
    "Host is down": N_("the network folder does not answer"),
}

# SQLite's own account of what is wrong with a file's pages, indexes and rows.
_BROKEN_PAGES = re.compile(
    r"\*\*\* in database|Tree \d+|Page \d+|Fragmentation of|row \d+ missing from index|wrong # of"
)


def system_words(reason: str) -> str:
    """Return a reason in words of the language; one that is not known is given as the system says it."""
    if reason in _WORDS:
        return translate(_WORDS[reason])
    if _BROKEN_PAGES.search(reason):
        return translate(N_("its pages contradict each other"))
    return reason
