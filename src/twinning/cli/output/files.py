"""Files that commands write for people: what they may not replace, and how they take their place."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from twinning.cli.output.leftovers import clean_up_beside
from twinning.cli.output.streams import open_special
from twinning.db.storage.files import unwritable
from twinning.db.storage.scratch import replace_file, try_file_at
from twinning.errors import InputError


def check_no_register(path: Path) -> None:
    """Refuse a register or its journal as soon as it is named, before a command writes anything. Raises InputError."""
    from twinning.render.documents.recognition import is_of_a_register

    try:
        if is_of_a_register(path.resolve()):
            raise would_be_lost(path, "is a database or belongs to one")
    except OSError as error:
        raise unwritable(path, error) from error


def would_be_lost(path: Path, what: str) -> InputError:
    """Return the refusal to replace what lies at a path."""
    return InputError(f"{path} {what}, and would be lost", "name another file, or add --force to replace it")


def write_file(path: Path, write: Callable[[TextIO], None], hint: str | None = None) -> None:
    """Let `write` fill a file; a device or a pipe is written to, and never replaced.

    Raises InputError, with this hint where the file cannot be written for a reason that needs no other.
    """
    try:
        if path.exists() and not path.is_file():
            with open_special(path) as stream:
                write(stream)
        else:
            clean_up_beside(path.resolve())
            replace_file(path, write)
    except OSError as error:
        raise unwritable(path, error, hint) from error


def try_file(path: Path, write: Callable[[TextIO], None], hint: str | None = None) -> None:
    """Let `write` fill a file beside a path that `write_file` is to write later, and throw it away.

    Raises InputError as that would. What is written to and never replaced, such as a pipe, is not tried.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.is_file() or not path.exists():
            try_file_at(path, write)
    except OSError as error:
        raise unwritable(path, error, hint) from error
