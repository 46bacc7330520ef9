"""Programs at a terminal of their own, as a person at the keyboard meets them."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import NoReturn

import pexpect

from twinning.__main__ import main
from twinning.cli.output import progress
from twinning.db.storage.address import Address

WAIT_SECONDS = 60
_PATIENCE_SECONDS = 5
_FIRST_AFTER_STREAMS, _LAST = 3, 1 << 10


@contextmanager
def terminal(*arguments: str, address: Address, columns: int = 100) -> Iterator[pexpect.spawn]:
    """Run a command at a terminal of so many columns, and end it in any case.

    The command runs in a fork of this process, which has loaded everything already; starting Python anew for each
    took most of the time of such tests.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that of threads in a fork, which the command has none of
        child = pexpect.spawn(
            sys.executable,
            preexec_fn=partial(_become_command, arguments, {"TWINNING_DB": str(address.path)}),
            encoding="utf-8",
            timeout=WAIT_SECONDS,
            dimensions=(40, columns),
        )
    try:
        yield child
    finally:
        child.close(force=True)


def _become_command(arguments: tuple[str, ...], environment: dict[str, str]) -> NoReturn:
    """Run a command instead of the program that was to be started, and leave with its exit code."""
    os.closerange(_FIRST_AFTER_STREAMS, _LAST)  # one of them tells the parent that the program has started
    sys.stdin, sys.stdout, sys.stderr = (open(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))  # noqa: SIM115, PTH123 - they have no path
    os.environ.update(environment)
    sys.argv = ["twinning", *arguments]
    progress.WAIT = WAIT_SECONDS  # how far a command is, is not shown on a machine that happens to be slow
    code = 1
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # nothing of the tests may run on here


def ended(child: pexpect.spawn) -> tuple[int, str]:
    """Wait for a program's end; return its exit code and what it still printed."""
    if child.after is not pexpect.EOF:
        child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def interrupt(child: pexpect.spawn) -> None:
    """Press Ctrl-C at a prompt, and again where nothing comes of it, as a person does.

    Python misses a signal that comes between the drawing of a prompt and the wait for a key.
    """
    for _ in range(WAIT_SECONDS // _PATIENCE_SECONDS):
        child.sendintr()
        if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=_PATIENCE_SECONDS) == 0:
            return
