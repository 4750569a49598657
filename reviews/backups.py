"""Copies of a whole workspace: made while it is in use, looked over before they count, and put back the same way."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage

from catalogue.derived import rebuild
from catalogue.placing import aside_of, put_in_place
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store, files_reported
from reviews.integrity import check_workspace, shortfalls
from reviews.workspace import open_workspace

# What a database keeps beside its file while it is open, and how many bytes that takes at most.
_BESIDE = ("-wal", "-shm", "-journal")
_ROOM = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy: where it is, how large in bytes, and how much it holds."""

    path: Path
    size: int
    editions: int
    procedures: int
    marks: int
    changes: int


def back_up(store: Store, path: Path, force: bool = False) -> Backup:
    """Copy a workspace, which others may go on using, into one file that is whole or not there.

    Raises `Problem` where a file stands there already (without `force`), where it is the workspace itself, or where
    the copy cannot be written or is not whole.
    """
    _refuse_itself(path, store.path)
    if os.path.lexists(path) and not force:
        raise Problem(ProblemKind.FILE_EXISTS, path=str(path))
    with files_reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(path)
    try:
        _copy(store, aside, path)
        with closing(Store(aside)) as copy:
            if missing := shortfalls(copy):
                raise Problem(ProblemKind.BACKUP_DAMAGED, path=str(path), check=", ".join(missing))
            editions, procedures, marks, changes = copy.rows(
                "SELECT (SELECT count(*) FROM edition), (SELECT count(*) FROM procedure), "
                "(SELECT count(*) FROM mark), (SELECT count(*) FROM journal)"
            )[0]
        with files_reported(path):
            put_in_place(aside, path)
            return Backup(path, path.stat().st_size, editions, procedures, marks, changes)
    finally:
        _remove(aside)


def _copy(store: Store, aside: Path, path: Path) -> None:
    """Copy a workspace aside; what is wrong with the disk is told of the copy's and not of the workspace's."""
    try:
        store.copy_to(aside)
    except Problem as problem:
        if problem.kind not in (ProblemKind.DISK_FULL, ProblemKind.FOLDER_UNWRITABLE):
            raise
        # A database says of a full disk that it is full, or only that the disk fails.
        full = problem.kind is ProblemKind.DISK_FULL or disk_usage(path.parent).free < store.path.stat().st_size + _ROOM
        facts = problem.facts | {"path": str(path)}
        raise (Problem(ProblemKind.DISK_FULL, path=str(path)) if full else Problem(problem.kind, **facts)) from None


def restore(backup: Path, workspace: Path) -> Path | None:
    """Put a copy in the place of a workspace and return where the replaced one is kept, None where there was none.

    The copy is looked over entirely first, and an older one brought up to date; nothing is changed where it is not
    whole. Others who have the workspace open see all of the restored one or none of it.
    """
    _refuse_itself(workspace, backup)
    if not backup.exists():
        raise Problem(ProblemKind.FILE_MISSING, path=str(backup))
    if Store(workspace).read_only:
        raise Problem(ProblemKind.WORKSPACE_READ_ONLY, path=str(workspace))
    aside = aside_of(workspace)
    with files_reported(workspace):
        workspace.parent.mkdir(parents=True, exist_ok=True)
    try:
        _fetch(backup, aside)
        return _put(aside, workspace)
    finally:
        _remove(aside)


def _refuse_itself(path: Path, workspace: Path) -> None:
    # Unlike `Path.resolve`, this takes links that lead into themselves.
    real, real_workspace = os.path.realpath(path), os.path.realpath(workspace)
    same = real == real_workspace or (path.exists() and workspace.exists() and path.samefile(workspace))
    if same or real in {f"{real_workspace}{ending}" for ending in _BESIDE}:
        raise Problem(ProblemKind.BACKUP_IS_WORKSPACE, path=str(path))


def _fetch(backup: Path, aside: Path) -> None:
    """Bring a copy beside the workspace, up to date and looked over."""
    with closing(Store(backup)) as copy:
        try:
            copy.refuse_strangers()
            copy.copy_to(aside)
        except Problem as problem:
            raise _named(problem, backup) from None
    try:
        with closing(open_workspace(aside)) as copy:
            _remove_file(copy.kept_copy)
            broken = _broken(copy)
            if broken == ["search"]:
                # What follows from whole contents is made anew rather than refused.
                rebuild(copy)
                broken = _broken(copy)
    except Problem as problem:
        raise _named(problem, backup) from None
    if broken:
        raise Problem(ProblemKind.BACKUP_DAMAGED, path=str(backup), check=", ".join(broken))


def _broken(store: Store) -> list[str]:
    return [outcome.check for outcome in check_workspace(store) if outcome.faults]


def _named(problem: Problem, backup: Path) -> Problem:
    """A problem with the copy, told of the copy and not of the file beside the workspace."""
    if problem.kind is ProblemKind.WORKSPACE_DAMAGED:
        return Problem(ProblemKind.BACKUP_DAMAGED, path=str(backup), check="structure")
    if problem.kind is ProblemKind.NOT_A_WORKSPACE:
        return Problem(ProblemKind.NOT_A_BACKUP, path=str(backup))
    return problem


def _put(aside: Path, workspace: Path) -> Path | None:
    if not workspace.exists() or not workspace.stat().st_size:
        with files_reported(workspace):
            put_in_place(aside, workspace)
        return None
    keep = _free_name(workspace)
    with closing(Store(workspace)) as current:
        try:
            current.refuse_strangers()
            current.replace_by(aside, keep)
        except Problem as problem:
            strange = problem.kind is ProblemKind.NOT_A_WORKSPACE and current.is_database()
            if strange or problem.kind not in (ProblemKind.WORKSPACE_DAMAGED, ProblemKind.NOT_A_WORKSPACE):
                raise
            current.close()
            _replace_broken(aside, workspace, keep)
    return keep


def _replace_broken(aside: Path, workspace: Path, keep: Path) -> None:
    """Put the file of a copy in the place of one that is no longer a database; its log must not stay beside it."""
    with files_reported(workspace):
        if not keep.exists():
            _keep_too(workspace, keep)
        for ending in _BESIDE:
            log = Path(f"{workspace}{ending}")
            if log.exists():
                os.replace(log, f"{keep}{ending}")
        put_in_place(aside, workspace)


def _keep_too(workspace: Path, keep: Path) -> None:
    """Give the broken file its second name, or where the disk knows no second names, this one only."""
    try:
        os.link(workspace, keep)
    except OSError:
        os.replace(workspace, keep)


def _free_name(workspace: Path) -> Path:
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    named = workspace.with_name(f"{workspace.name}.before-restore-{now}")
    number = 2
    while os.path.lexists(named):
        named = workspace.with_name(f"{workspace.name}.before-restore-{now}-{number}")
        number += 1
    return named


def _remove(path: Path) -> None:
    for file in (path, *_logs(path)):
        _remove_file(file)


def _logs(path: Path) -> Iterable[Path]:
    return (Path(f"{path}{ending}") for ending in _BESIDE)


def _remove_file(path: Path | None) -> None:
    if path is not None:
        # What could not be made, as on a disk that is only read, cannot be taken away either.
        with suppress(OSError):
            path.unlink()
