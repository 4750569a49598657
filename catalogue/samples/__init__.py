"""The editions that come with the product: real published records for the sample workspace.

The records are copied unchanged from their sources; `README.md` beside this module says which,
of which day, and how they were chosen.
"""

import datetime
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class SampleEdition:
    """One edition of the sample workspace: where its records lie and what is said of them.

    `records` is a gzipped file of the native record layout, one JSON object a line. It is a
    `Traversable`, since a package need not be a folder; a reader that wants a path takes it with
    `with importlib.resources.as_file(edition.records) as path: ...`.
    """

    name: str
    """What the edition is called on screen and in commands, as in "2025-05 Đà Nẵng"."""
    date: datetime.date
    """The day that the edition stands for; editions are compared in this order."""
    title: str
    """What it holds, in Vietnamese."""
    source: str
    """Who published the records; documents name it beside `retrieved`."""
    retrieved: datetime.date
    """The day on which the records were taken from the source."""
    procedures: int
    """How many procedures, one a line."""
    sha256: str
    """The SHA-256 of the uncompressed records, as 64 hexadecimal digits."""
    records: Traversable


def sample_editions() -> tuple[SampleEdition, ...]:
    """Return the editions of the sample workspace, oldest first."""
    folder = files(__name__)
    listed = tomllib.loads(folder.joinpath("editions.toml").read_text(encoding="utf-8"))["edition"]
    editions = (
        SampleEdition(
            name=entry["name"],
            date=entry["date"],
            title=entry["title"],
            source=entry["source"],
            retrieved=entry["retrieved"],
            procedures=entry["procedures"],
            sha256=entry["sha256"],
            records=folder.joinpath(entry["file"]),
        )
        for entry in listed
    )
    return tuple(sorted(editions, key=lambda edition: edition.date))
