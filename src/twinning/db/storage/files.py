"""Files of registers: for their owner's eyes, and put whole where they belong."""

import os
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TextIO

from twinning.errors import DatabaseError, InputError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_JOURNALS = "-journal", "-wal", "-shm"
"""What SQLite adds to a file's name for what it needs to take back or to finish a change."""


def journals_of(path: Path) -> list[Path]:
    """Return the journals that lie beside an SQLite file, or where one would look for them that took its place."""
    return [journal for ending in _JOURNALS if (journal := path.with_name(f"{path.name}{ending}")).exists()]


def check_no_journal(path: Path) -> None:
    """Raise DatabaseError where a new file would get the journal of an earlier one written over it."""
    if journals := journals_of(path):
        raise DatabaseError(
            f"{journals[0]} is left of an earlier file, and would damage a new one beside it",
            f"move it away, or put a backup there with `twinning --db {path} db restore BACKUP`",
        )


def _check_no_journal_of_another(path: Path) -> None:
    """Raise DatabaseError for a name that SQLite would take for the journal of the file beside it, and delete."""
    for ending in _JOURNALS:
        if path.name.endswith(ending) and path.with_name(path.name.removesuffix(ending)).exists():
            raise DatabaseError(f"{path} would be taken for the journal of the file beside it", "choose another name")


def unwritable(path: Path, error: OSError, hint: str | None = None) -> InputError:
    """Return the refusal of a file or a folder that could not be written, with what helps where that is known."""
    folder = path.absolute().parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        hint = f"make the folder {path.parent} first, or name another place"
    return InputError(f"{path} cannot be written: {error.strerror}", hint)


def create_private(path: Path) -> None:
    """Make an empty file that nobody but its owner may read; what fills it later keeps that, SQLite's journal too."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def open_new(path: Path) -> TextIO:
    """Open a new text file that nobody but its owner may read, with line ends as they are written."""
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    return os.fdopen(made, "w", encoding="utf-8", newline="")


def settle(*paths: Path) -> None:
    """Wait until what was written of files, and the names in folders, lie on the disk: a power cut takes neither then.

    Folders cannot be waited for on Windows, and on some shared ones.
    """
    for path in paths:
        with suppress(OSError) if path.is_dir() else nullcontext():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def put_in_place(made: Path, target: Path) -> None:
    """Give a finished register its name, in the same folder or below it. Raises FileExistsError where that is taken.

    Raises DatabaseError beside the journal of an earlier one, which SQLite would write over the new one, and for a name
    that is a journal's.

    A hard link appears whole and replaces nothing. Where the file system has none (USB sticks, some shared folders)
    the name is taken by an empty file first.
    """
    if not target.exists():
        _check_no_journal_of_another(target)
        check_no_journal(target)
    settle(made)
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:
        create_private(target)
        made.replace(target)
    settle(target.absolute().parent)
