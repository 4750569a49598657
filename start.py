#!/usr/bin/env python3
"""Sets the workbench up in ``.venv`` beside this file when needed, then runs it, its tests or its checks.

    python3 start.py demo            set up and open the sample workspace
    python3 start.py test [...]      set up with the test packages and run the tests (words go to pytest)
    python3 start.py check-code      set up with the developer packages and run every check of the code
    python3 start.py WORDS...        set up and run ``workbench WORDS...``; ``--`` before WORDS passes
                                     them on even when the first one is ``test`` or ``check-code``

Standard library only. The file has to parse on Python 3.8, so that an older Python meets a sentence
and not a syntax error. Messages go to standard error: standard output belongs to the command.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "start.json"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

OLDEST, NEWEST = (3, 11), (3, 13)

# Each kind of environment holds everything of the kinds before it.
KINDS = ("run", "test", "dev")
LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock", "dev": "requirements-dev.lock"}

# What pip writes when it fails, and what that means to the person at the keyboard.
PIP_FAILURES = (
    (
        r"No space left on device|Disk quota exceeded|Errno 28|WinError 112",
        "Ổ đĩa đã đầy nên chưa cài được các gói; hãy giải phóng khoảng 300 MB rồi chạy lại.",
        "The disk is full, so the packages are not installed; free about 300 MB and run this again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "Một gói tải về không khớp với tệp khóa nên không được cài; "
        "hãy kiểm tra nguồn cài gói (pip config list) rồi chạy lại.",
        "A downloaded package does not match the lock file and was not installed; "
        "check where pip downloads from (pip config list) and run this again.",
    ),
    (
        r"NewConnectionError|Connection(Error| broken| refused| aborted)|Max retries|[Tt]imed out|ProxyError"
        r"|name resolution|SSLError|No matching distribution found|IncompleteRead|HTTP error",
        "Không tải được các gói; hãy kiểm tra kết nối mạng (hoặc proxy, nguồn cài gói của pip) rồi chạy lại.",
        "The packages could not be downloaded; check the network (or pip's proxy and index settings) "
        "and run this again.",
    ),
    (
        r"Permission denied|Errno 13|Read-only file system",
        "Không được phép ghi vào thư mục của chương trình; hãy chép chương trình vào một thư mục của bạn rồi chạy lại.",
        "The program's folder cannot be written; copy the program into a folder of yours and run this again.",
    ),
)


class Refusal(Exception):
    """The set-up cannot go on: one sentence in Vietnamese and the same in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese = vietnamese
        self.english = english


def say(vietnamese: str, english: str) -> None:
    """Write a message to standard error, Vietnamese first and English below."""
    print(vietnamese, english, sep="\n", file=sys.stderr, flush=True)


def check_interpreter(version: tuple[int, int]) -> None:
    """Refuse a Python (major, minor) that the workbench does not run on."""
    if OLDEST <= version <= NEWEST:
        return
    oldest, newest, found = (".".join(map(str, numbers)) for numbers in (OLDEST, NEWEST, version))
    raise Refusal(
        f"Chương trình cần Python {oldest} đến {newest}, nhưng lệnh này chạy bằng Python {found}; "
        f"hãy cài một bản phù hợp rồi gọi nó, ví dụ: python{newest} start.py demo",
        f"The workbench needs Python {oldest} to {newest}, but this is Python {found}; "
        f"install a matching one and call it, for example: python{newest} start.py demo",
    )


def digest(name: str) -> str:
    """Give the SHA-256 of a file of the project; refuses when the file is missing."""
    try:
        return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    except OSError as error:
        raise Refusal(
            f"Không đọc được tệp {name} của chương trình; hãy lấy lại bản đầy đủ của chương trình.",
            f"The program's file {name} cannot be read ({error.strerror}); get a complete copy of it.",
        ) from error


def ready_stamp(kind: str) -> dict[str, str]:
    """Describe a finished environment of this kind, as it would be with today's files."""
    return {
        "state": "ready",
        "kind": kind,
        "lock": digest(LOCKS[kind]),
        "project": digest("pyproject.toml"),
        "root": str(ROOT),
        # A Python that was upgraded or removed shows here without being started.
        "interpreter": os.path.realpath(PYTHON),
    }


def read_stamp() -> dict[str, str]:
    """Read what an earlier run noted about the environment; empty when there is no readable note."""
    try:
        noted = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Note the state of the environment, whole or not at all."""
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, STAMP)


def trusted(noted: dict[str, str]) -> bool:
    """Say whether the noted environment is finished, in its place, and made from today's lock."""
    if noted.get("state") != "ready" or noted.get("kind") not in KINDS or not PYTHON.exists():
        return False
    expected = ready_stamp(noted["kind"])
    return all(noted.get(key) == expected[key] for key in ("lock", "root", "interpreter"))


def refuse_foreign_environment() -> None:
    """Refuse to replace a ``.venv`` that somebody else made."""
    ours = STAMP.exists() or (ENVIRONMENT.is_dir() and not any(ENVIRONMENT.iterdir()))
    if os.path.lexists(ENVIRONMENT) and not ours:
        raise Refusal(
            f"Đã có {ENVIRONMENT} không do start.py tạo ra; hãy đổi tên hoặc xóa nó rồi chạy lại.",
            f"{ENVIRONMENT} exists and was not made by start.py; rename or delete it and run this again.",
        )


def has_module(name: str) -> bool:
    """Say whether the running Python can import a module."""
    return importlib.util.find_spec(name) is not None


def create_environment() -> None:
    """Make an empty environment; pip goes into it only when the running Python has none to lend."""
    lend_pip = has_module("pip")
    if not lend_pip and not has_module("ensurepip"):
        raise Refusal(
            "Python này chưa có pip; trên Debian hoặc Ubuntu hãy cài bằng: sudo apt install python3-pip",
            "This Python has no pip; on Debian or Ubuntu install it with: sudo apt install python3-pip",
        )
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    ENVIRONMENT.mkdir()
    write_stamp({"state": "unfinished"})
    venv.EnvBuilder(with_pip=not lend_pip, symlinks=os.name != "nt").create(ENVIRONMENT)


def pip_install(*words: str) -> None:
    """Run ``pip install`` for the environment; refuses with one sentence that says why it failed."""
    own = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    pip = own if has_module("pip") else [str(PYTHON), "-m", "pip"]
    # --no-user: a personal "user = true" setting of pip cannot apply inside an environment.
    command = [*pip, "--quiet", "--no-input", "--disable-pip-version-check", "install", "--no-user", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        raise pip_refusal(done.stdout)


def pip_refusal(output: str) -> Refusal:
    """Turn what pip wrote into one sentence, with pip's own last error behind the English one."""
    errors = [line.strip() for line in output.splitlines() if "error" in line.lower()]
    last = f" [pip: {errors[-1][:200]}]" if errors else ""
    for pattern, vietnamese, english in PIP_FAILURES:
        if re.search(pattern, output):
            return Refusal(vietnamese, english + last)
    return Refusal(
        "pip không cài được các gói; lời của pip ở dòng dưới.",
        "pip could not install the packages." + (last or " [pip said nothing]"),
    )


def install(kind: str, noted: dict[str, str]) -> None:
    """Install what this kind of environment lacks compared with the noted one."""
    if noted.get("kind") != kind:
        lock = LOCKS[kind]
        say(
            f"Đang cài các gói ghi trong {lock} vào .venv (chỉ một lần, khoảng một phút) …",
            f"Installing the packages of {lock} into .venv (once only, about a minute) …",
        )
        pip_install("--require-hashes", "-r", lock)
    if noted.get("project") != digest("pyproject.toml"):
        pip_install("--no-deps", "--no-build-isolation", "-e", ".")


def environment_python(kind: str) -> str:
    """Give the path of a Python that has this kind's packages, setting the environment up when needed.

    A set-up that fails or is interrupted leaves either the environment as it was or none at all.
    """
    noted = read_stamp()
    keep = trusted(noted)
    if keep:
        kind = max(kind, noted["kind"], key=KINDS.index)
        if noted == ready_stamp(kind):
            return str(PYTHON)
    else:
        refuse_foreign_environment()
        noted = {}
    try:
        if not keep:
            create_environment()
        install(kind, noted)
        write_stamp(ready_stamp(kind))
    except BaseException:
        # A kept environment stays usable: its lock is a part of the larger one, so packages were only added.
        if not keep:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise
    return str(PYTHON)


def system_refusal(error: Exception) -> Refusal:
    """Turn a failure of the system during set-up into one sentence."""
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(*PIP_FAILURES[0][1:])
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(
            f"Không ghi được vào {ROOT}; hãy chép chương trình vào một thư mục của bạn rồi chạy lại.",
            f"{ROOT} cannot be written; copy the program into a folder of yours and run this again.",
        )
    return Refusal(
        f"Không tạo được môi trường {ENVIRONMENT}; lý do ở dòng dưới.",
        f"The environment {ENVIRONMENT} could not be made: {error}",
    )


def hand_over(command: list[str]) -> int:
    """Become the command, or on Windows run it, so that it has the terminal to itself."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    # The key that interrupts is the program's to answer, not ours.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def check_commands(python: str) -> list[list[str]]:
    """List the checks of the code, one command each; a page made from code has a script that compares it."""
    pages = sorted((ROOT / "docs").glob("generate_*.py"))
    return [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "--output-format", "concise", "."],
        [python, "-m", "mypy"],
        [str(PROGRAMS / "lint-imports"), "--no-logo"],
        *([python, str(page), "--check"] for page in pages),
    ]


def check(python: str) -> int:
    """Run every check, also after one has failed; 0 when all pass, otherwise 1."""
    failed = []
    for command in check_commands(python):
        name = " ".join(Path(word).name or word for word in command if word not in (python, "-m"))
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=ROOT) != 0:
            failed.append(name)
    if failed:
        say(f"Chưa đạt: {', '.join(failed)}", f"Failed: {', '.join(failed)}")
        return 1
    say("Mọi kiểm tra đều đạt.", "All checks passed.")
    return 0


def run(words: list[str]) -> int:
    """Set up what the words need and run them; gives the exit status."""
    check_interpreter(sys.version_info[:2])
    task = words[0] if words else ""
    python = environment_python({"test": "test", "check-code": "dev"}.get(task, "run"))
    if task == "check-code":
        return check(python)
    if task == "test":
        os.chdir(ROOT)
        return hand_over([python, "-m", "pytest", *words[1:]])
    # The program names itself in its messages, and must say what works here.
    os.environ.setdefault("WORKBENCH_PROGRAM", "py start.py" if os.name == "nt" else "python3 start.py")
    # -P: a folder named "workbench" where the user happens to stand must not be taken for the program.
    return hand_over([python, "-P", "-m", "workbench", *(words[1:] if task == "--" else words)])


def main() -> int:
    """Run the command line and turn every refusal into a message and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no Vietnamese letters shows question marks instead of a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return run(sys.argv[1:])
    except Refusal as refusal:
        problem = refusal
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        problem = system_refusal(error)
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.", "Stopped as asked.")
        return 130
    say(problem.vietnamese, problem.english)
    return 1


if __name__ == "__main__":
    sys.exit(main())
