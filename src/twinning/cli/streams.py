"""Standard output that nobody reads to its end, or that cannot be written."""

import errno
import os
import sys
from pathlib import Path

from twinning.errors import InputError

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
