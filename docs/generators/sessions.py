"""Sessions of the pages: every command in a `console` block and every statement in a `pycon` block is run anew.

Each page has a home of its own with a register of the seed in its default place. Lines that begin with `$ ` are the
commands, in order; all else in the block is what a terminal of 100 columns shows, where `y` answers every question.
"""

import io
import os
import re
import shlex
import subprocess
import tempfile
from code import InteractiveConsole
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from unittest import mock

from twinning import settings
from twinning.cli.main import run
from twinning.db.storage.address import Address
from twinning.exchange.seeding import create_register

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON_BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_NEVER = 1e6  # seconds
_TERMINAL = {"COLUMNS": "100", "LINES": "40", "TERM": "xterm-256color", "TWINNING_ACTOR": "officer", "PAGER": ""}


class _Day(date):
    """The day on which every page is written, so that none changes with the calendar."""

    @classmethod
    def today(cls) -> "_Day":
        return cls(2026, 12, 1)


class _Clock(datetime):
    """The hour of that day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "_Clock":
        return cls(2026, 12, 1, 9, tzinfo=tz)


class _Screen(io.TextIOWrapper):
    """A terminal to the program; what was written to it can be read."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", newline="", write_through=True)

    def isatty(self) -> bool:
        return True

    def read_back(self) -> str:
        written: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return written.decode().replace("\r\n", "\n")


class _Keyboard(io.StringIO):
    """Somebody at the terminal who agrees to everything; the screen shows what they type."""

    def __init__(self, screen: _Screen) -> None:
        super().__init__()
        self._screen = screen

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        self._screen.write("y\n")
        return "y\n"


def rerun(page: str) -> str:
    """Return a page with the output of its commands as the program gives it today, blanks at line ends dropped."""
    if not _BLOCK.search(page) and not _PYTHON_BLOCK.search(page):
        return page
    with fresh_home():
        page = _BLOCK.sub(lambda block: f"```console\n{_replay(block[1])}```", page)
        python = InteractiveConsole()
        return _PYTHON_BLOCK.sub(lambda block: f"```pycon\n{_interpret(python, block[1])}```", page)


def _interpret(python: InteractiveConsole, block: str) -> str:
    """Return a block of Python statements, `>>> ` and `... `, each with what Python answers; names stay to the next."""
    screen, typed = io.StringIO(), [line for line in block.splitlines() if line.startswith((">>> ", "... ", "..."))]
    with redirect_stdout(screen), redirect_stderr(screen):
        for at, line in enumerate(typed):
            screen.write(f"{line}\n")
            more = python.push(line[4:])
            if more and (at + 1 == len(typed) or typed[at + 1].startswith(">>>")):
                python.push("")
    return "".join(f"{line.rstrip()}\n" for line in screen.getvalue().splitlines())


def _replay(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith(_PROMPT)]
    lines = [line for command in commands for line in (command, *answer(command.removeprefix(_PROMPT)).splitlines())]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def answer(command: str, *, color: bool = False) -> str:
    """Return what a terminal shows after a command line: the program's answer, or the shell's for any other tool.

    `export NAME=VALUE` holds for the rest of the page.
    Raises ValueError for a bug, which no page should show.
    """
    program, *arguments = shlex.split(command)
    if program == "export":
        for name, _, value in (each.partition("=") for each in arguments):
            os.environ[name] = value
        return ""
    if program != "twinning":
        return subprocess.getoutput(command, encoding="utf-8")  # noqa: S605 - written in our own pages
    screen = _Screen()
    environment = {} if color else {"NO_COLOR": "1"}
    keyboard = mock.patch("sys.stdin", _Keyboard(screen))
    patient = mock.patch("twinning.cli.output.progress.WAIT", _NEVER)  # a page is the same on a slow machine
    with mock.patch.dict(os.environ, environment), keyboard, patient, redirect_stdout(screen), redirect_stderr(screen):
        run(arguments)
    if "this is a bug in twinning" in (shown := screen.read_back()):
        raise ValueError(f"a page would show a bug: {command}\n{shown}")
    return shown


@contextmanager
def fresh_home() -> Iterator[None]:
    """Work in an empty folder that is the home of a user whose register is the seed."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": os.environ.get("PATH", os.defpath), **_TERMINAL}
        stopped = mock.patch("twinning.domain.dates.date", _Day), mock.patch("twinning.db.log.history.datetime", _Clock)
        with mock.patch.dict(os.environ, environment, clear=True), stopped[0], stopped[1], chdir(home):
            register = settings.default_database()
            register.parent.mkdir(parents=True)
            register.write_bytes(_seeded_register())
            yield


@cache
def _seeded_register() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.db"
        create_register(Address.of_file(register), "seed")
        return register.read_bytes()
