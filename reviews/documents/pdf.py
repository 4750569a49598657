"""Word files as PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from catalogue.problems import Problem, ProblemKind

_PROGRAMS: Final = ("soffice", "libreoffice")
_LONGEST: Final = 180


def converter() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(docx: bytes) -> bytes:
    """Convert one Word file; see `convert`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(docx)
        (made,) = convert([source], Path(folder) / "pdf")
        return made.read_bytes()


def convert(sources: list[Path], folder: Path, ending: str = "pdf") -> list[Path]:
    """Convert files into a folder in one run of LibreOffice and return the new files in the same order.

    Raises `Problem` where LibreOffice is missing, says anything on its error output, or makes no file.
    """
    program = converter()
    if program is None:
        raise Problem(ProblemKind.CONVERTER_MISSING)
    # A profile of its own: a LibreOffice that the user has open would otherwise take the work and do nothing.
    with tempfile.TemporaryDirectory() as profile:
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", ending]
        command += ["--outdir", str(folder), *map(str, sources)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
        except subprocess.TimeoutExpired as slow:
            raise Problem(ProblemKind.CONVERTER_FAILED, reason=f"{_LONGEST} s") from slow
    made = [folder / f"{source.stem}.{ending}" for source in sources]
    if done.returncode or not all(path.exists() for path in made):
        raise Problem(ProblemKind.CONVERTER_FAILED, reason=done.stderr.strip() or str(done.returncode))
    return made
