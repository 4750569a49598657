"""The floors hold: what may load what, and the habits every file keeps."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

# From the top down; a floor may import the floors after it.
FLOORS = ("workbench", "reviews", "catalogue")

LONGEST_FILE = 450

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}

Definition = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# Imports every module of a package and prints how many there were and what is loaded after that.
LOAD_ALL_MODULES = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
names = [found.name for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(json.dumps({"modules": names, "loaded": sorted(sys.modules)}))
"""

# Asks for help the way the command does, and writes what is loaded after that to standard error.
ASK_FOR_HELP = """
import json, sys
sys.argv = ["workbench", "--help"]
from workbench.__main__ import main
try:
    status = main()
except SystemExit as end:
    status = end.code
sys.stdout.flush()
print(json.dumps({"status": status, "loaded": sorted(sys.modules)}), file=sys.stderr)
"""


def run_python(*words: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the project's folder, free of what this test run has already imported."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def top_names(modules: list[str]) -> set[str]:
    """Give the top-level names of loaded modules."""
    return {name.partition(".")[0] for name in modules}


def source_files(*folders: str) -> list[Path]:
    """List the Python files of folders of the project, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    """Parse one source file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """Name a file as the project's folder sees it."""
    return path.relative_to(ROOT).as_posix()


def pyproject() -> dict[str, Any]:
    """Read the project's settings."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("catalogue", {"textual", "rich", "click", "reviews", "workbench"}),
        ("reviews", {"textual", "rich", "click", "workbench"}),
    ],
)
def test_loading_a_lower_floor_loads_no_screens_and_no_floor_above(package: str, forbidden: set[str]) -> None:
    done = run_python("-c", LOAD_ALL_MODULES, package)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert len(answer["modules"]) >= 3
    assert top_names(answer["loaded"]) & forbidden == set()


def test_asking_for_help_loads_no_screens_no_store_no_graph_and_no_documents() -> None:
    done = run_python("-c", ASK_FOR_HELP)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stderr.splitlines()[-1])
    assert answer["status"] in (None, 0)
    assert "workbench" in done.stdout
    heavy = {"textual", "sqlmodel", "sqlalchemy", "pydantic", "networkx", "docx", "jinja2", "markdown_it"}
    assert top_names(answer["loaded"]) & heavy == set()


def test_the_import_contracts_of_the_project_hold() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = run_python("-c", lint, "--no-cache", "--no-logo")
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    assert f"Contracts: {len(contracts)} kept, 0 broken" in done.stdout


def imported_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """List every import of a file with its line, also those inside functions and for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import stays inside its own floor.
            yield node.lineno, node.module or "" if node.level == 0 else ""


def test_no_import_runs_upward_not_even_inside_a_function() -> None:
    upward = [
        f"{short(path)}:{line} imports {name}"
        for height, floor in enumerate(FLOORS)
        for path in source_files(floor)
        for line, name in imported_names(parsed(path))
        if name.partition(".")[0] in FLOORS[:height]
    ]
    assert upward == []


def public_definitions(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """List a module and its public classes and functions."""
    yield "module", tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            yield node.name, node


def starts_with_a_sentence(docstring: str | None) -> bool:
    """Say whether the first line of a docstring is a whole sentence."""
    first = (docstring or "").partition("\n")[0].rstrip()
    return len(first.split()) >= 2 and first.endswith((".", "!", "?", "…"))


def test_every_public_module_class_and_function_says_in_one_sentence_what_it_is() -> None:
    silent = [
        f"{short(path)}: {name}"
        for path in [*source_files(*FLOORS), ROOT / "start.py"]
        for name, node in public_definitions(parsed(path))
        if not starts_with_a_sentence(ast.get_docstring(node))
    ]
    assert silent == []


def test_no_file_outgrows_one_subject() -> None:
    lengths = {
        short(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*source_files(*FLOORS, "tests"), ROOT / "start.py"]
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_file_and_folder_is_named_after_a_subject() -> None:
    empty = [
        short(path) for path in source_files(*FLOORS, "tests") if EMPTY_NAMES & set(re.split(r"[/_.]", short(path)))
    ]
    assert empty == []


def test_every_folder_of_a_floor_that_holds_modules_is_a_package() -> None:
    folders = {path.parent for path in source_files(*FLOORS)}
    assert [short(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_the_starter_parses_on_a_python_too_old_to_run_the_workbench() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def pins(lock: str) -> dict[str, str]:
    """Read a lock file into package name -> its pins and their hashes, as they are written."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8")):
        if match := re.match(r"([A-Za-z0-9._-]+)==", block):
            name = canonicalize_name(match[1])
            # A package may be pinned twice, for older and for newer Pythons.
            found[name] = found.get(name, "") + re.sub(r"(?m)^\s*#.*$", "", block).strip() + "\n"
    return found


def required(*extras: str) -> list[Requirement]:
    """List what pyproject.toml asks for, with extras, leaving out the project's reference to itself."""
    project = pyproject()["project"]
    words = [
        *project["dependencies"],
        *(w for extra in extras for w in project["optional-dependencies"][extra]),
    ]
    return [asked for asked in map(Requirement, words) if asked.name != project["name"]]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ["build"]),
        ("requirements-test.lock", ["build", "linked-data", "test"]),
        ("requirements-dev.lock", ["build", "linked-data", "test", "dev"]),
    ],
)
def test_a_lock_pins_every_dependency_in_its_range_with_hashes(lock: str, extras: list[str]) -> None:
    locked = pins(lock)
    for asked in required(*extras):
        versions = re.findall(r"(?m)^[\w.-]+==([^\s;\\]+)", locked[canonicalize_name(asked.name)])
        assert versions, asked
        assert all(asked.specifier.contains(version) for version in versions), asked
    assert [name for name, text in locked.items() if "--hash=sha256:" not in text] == []


def test_the_larger_locks_hold_the_smaller_ones_unchanged() -> None:
    run, test, dev = map(pins, ("requirements.lock", "requirements-test.lock", "requirements-dev.lock"))
    assert run.items() <= test.items() <= dev.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_no_index_and_no_folder_of_a_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|index-url|find-links|(?<!\w)/\w+", text) == []
