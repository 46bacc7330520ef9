"""Files that commands write for people: what they may not replace, and how they take their place."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from twinning.cli.output.leftovers import clean_up_beside
from twinning.cli.output.streams import open_special
from twinning.db.storage.files import open_new, settle
from twinning.db.storage.scratch import scratch_beside
from twinning.errors import InputError


def check_no_register(path: Path) -> None:
    """Refuse a register or its journal as soon as it is named, before a command writes anything. Raises InputError."""
    from twinning.render.documents.recognition import is_of_a_register

    try:
        if is_of_a_register(path.resolve()):
            raise would_be_lost(path, "is a database or belongs to one")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def would_be_lost(path: Path, what: str) -> InputError:
    """Return the refusal to replace what lies at a path."""
    return InputError(f"{path} {what}, and would be lost", "name another file, or add --force to replace it")


def write_file(path: Path, write: Callable[[TextIO], None]) -> None:
    """Let `write` fill a file; a device or a pipe is written to, and never replaced. Raises OSError, InputError."""
    if path.exists() and not path.is_file():
        with open_special(path) as stream:
            write(stream)
    else:
        _replace_file(path.resolve(), write)


def _replace_file(path: Path, write: Callable[[TextIO], None]) -> None:
    """Write beside the file and rename, so that an interrupted run leaves the earlier one; its mode stays."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    clean_up_beside(path)
    with scratch_beside(path) as scratch:
        made = scratch / "report"
        with open_new(made) as stream:
            write(stream)
        made.chmod(mode)
        settle(made)
        made.replace(path)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
