"""A pager for what is longer than the screen, as git and gh have it: at a terminal only, never in a pipe."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_LESS = "FRX"  # end where it fits one screen, let colours through, leave the text on the screen: git's choice


def show_in_pager(text: str) -> bool:
    """Show a text in the pager where it is longer than the screen of standard output; say whether that was done.

    It is not where there is no terminal or no pager, or the pager does not start: then the text is the caller's to
    write.
    """
    if not sys.stdout.isatty() or not 0 < _height() <= text.count("\n"):
        return False
    if (command := pager_command(os.environ)) is None:
        return False
    sys.stdout.flush()
    with _leaving_interrupts_to_it():
        try:
            # The command is the user's own setting, as in every program that has a pager.
            subprocess.run(command, input=text.encode(), env={"LESS": _LESS} | os.environ, check=False)  # noqa: S603
        except OSError:
            return False
    return True


def _height() -> int:
    """Return the lines of the terminal; 0 of one that does not tell, as where a program keeps what another prints."""
    told = os.environ.get("LINES", "")
    return int(told) if told.isdecimal() else os.get_terminal_size(sys.stdout.fileno()).lines


def pager_command(environment: Mapping[str, str]) -> list[str] | None:
    """Return the pager and its arguments: that of TWINNING_PAGER, of PAGER, or less; None for none.

    None are an empty text and `cat`, and a terminal that cannot move its cursor has none.
    """
    if environment.get("TERM") == "dumb":
        return None
    named = environment.get("TWINNING_PAGER", environment.get("PAGER"))
    if named is None:
        named = next(filter(shutil.which, ("less", "more")), "")
    try:
        command = shlex.split(named)
    except ValueError:  # a quotation that does not end
        return None
    return None if command in ([], ["cat"]) else command


@contextmanager
def _leaving_interrupts_to_it() -> Iterator[None]:
    """Let Ctrl-C do nothing here: it reaches the pager too, which stops a search by it and goes on."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)  # ignored, it would be so in the pager too
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
