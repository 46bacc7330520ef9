"""What happens when standard output is closed early or cannot be written, and writing to pipes and devices."""

import errno
import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TextIO

from twinning.errors import InputError

_PATIENCE_SECONDS = 10
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def forget_output() -> None:
    """Let the interpreter, which flushes standard output at its end, not meet the same error there."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the interpreter's end


def is_of_output(error: OSError) -> bool:
    """Return whether an error came from writing to an open stream: unlike one from opening a file it has no name."""
    return isinstance(error, BrokenPipeError) or (error.filename is None and error.errno in _FULL)


def check_written(error: OSError) -> None:
    """Give standard output up; raise InputError unless all that happened is that its reader stopped reading."""
    forget_output()
    if not isinstance(error, BrokenPipeError):
        raise InputError(f"standard output cannot be written: {error.strerror}") from error


def open_special(path: Path) -> TextIO:
    """Open a device, or a pipe once somebody reads it. Raises OSError, and InputError for a pipe that nobody reads."""
    end = monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if monotonic() > end:
                raise InputError(f"nobody reads the pipe {path}", "start its reader first") from error
            sleep(0.05)
        else:
            os.set_blocking(descriptor, True)
            return os.fdopen(descriptor, "w", encoding="utf-8", newline="")
