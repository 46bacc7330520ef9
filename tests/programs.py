"""Programs that tests need and a machine may lack: such a test is skipped, and the end of the run says so in one line.

`pytest --require-programs zsh,fish` fails those tests instead.
"""

import importlib.util
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest

_LACKING = re.compile(r"(\S+) is not on this machine")
_required: set[str] = set()


def require_programs(names: Iterable[str]) -> None:
    """Let tests fail, not be skipped, where one of these programs is missing."""
    _required.update(names)


def find_program(name: str) -> str:
    """Return a program's path. Where there is none the test is skipped, or fails if the run requires the program."""
    program = shutil.which(name)
    if program is None:
        lack(name)
    return program


def need_module(name: str) -> None:
    """Skip the test that runs `python -m NAME` where that is not installed, or fail it if the run requires it."""
    if importlib.util.find_spec(name) is None:
        lack(name, "`make check` installs it.")


def lack(name: str, reason: str = "") -> NoReturn:
    """Skip the test that needs a program, or fail it if the run requires that program."""
    if name in _required:
        pytest.fail(f"{name} is required, and is not on this machine. {reason}", pytrace=False)
    pytest.skip(f"{name} is not on this machine. {reason}")


def summary_of(reasons: Iterable[str]) -> str | None:
    """Return the line that says which programs were lacking, from the reasons of what was skipped; None for none."""
    lacking = Counter(found[1] for reason in reasons if (found := _LACKING.search(reason)))
    if not lacking:
        return None
    named = ", ".join(f"{name} ({count} tests)" for name, count in sorted(lacking.items()))
    return f"skipped for want of programs that are not on this machine: {named}"
