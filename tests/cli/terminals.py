"""Programs at a terminal of their own, as a person at the keyboard meets them."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from unittest import mock

import pexpect

from cli.processes import become_command
from twinning.cli.output import progress
from twinning.db.storage.address import Address

WAIT_SECONDS = 60
_PATIENCE_SECONDS = 5


@contextmanager
def terminal(*arguments: str, address: Address, columns: int = 100) -> Iterator[pexpect.spawn]:
    """Run a command at a terminal of so many columns, and end it in any case.

    How far a command is, is not shown on a machine that happens to be slow.
    """
    patch = mock.patch.object(progress, "WAIT", WAIT_SECONDS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that of threads in a fork, which the command has none of
        child = pexpect.spawn(
            sys.executable,
            preexec_fn=partial(become_command, arguments, {"TWINNING_DB": str(address.path)}, patch),
            encoding="utf-8",
            timeout=WAIT_SECONDS,
            dimensions=(40, columns),
        )
    try:
        yield child
    finally:
        child.close(force=True)


def ended(child: pexpect.spawn) -> tuple[int, str]:
    """Wait for a program's end; return its exit code and what it still printed."""
    if child.after is not pexpect.EOF:
        child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def interrupt(child: pexpect.spawn) -> None:
    """Press Ctrl-C at a prompt."""
    _press(child, child.sendintr)


def end_input(child: pexpect.spawn) -> None:
    """Press Ctrl-D at a prompt."""
    _press(child, child.sendeof)


def _press(child: pexpect.spawn, key: Callable[[], None]) -> None:
    """Press a key that ends a program, and again where nothing comes of it, as a person does.

    Python misses a signal that comes between the drawing of a prompt and the wait for a key, and so does the terminal
    the end of the input.
    """
    for _ in range(WAIT_SECONDS // _PATIENCE_SECONDS):
        key()
        if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=_PATIENCE_SECONDS) == 0:
            return
