"""Files of registers: for their owner's eyes, and put whole where they belong."""

import os
from pathlib import Path
from typing import TextIO

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def create_private(path: Path) -> None:
    """Make an empty file that nobody but its owner may read; what fills it later keeps that, SQLite's journal too."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def open_new(path: Path, mode: int = PRIVATE_FILE) -> TextIO:
    """Open a new text file of this mode, less what the umask takes, with line ends as they are written."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8", newline="")


def put_in_place(made: Path, target: Path) -> None:
    """Give a finished file its name, in the same folder or below it. Raises FileExistsError where that is taken.

    A hard link appears whole and replaces nothing. Where the file system has none (USB sticks, some shared folders)
    the name is taken by an empty file first.
    """
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:
        create_private(target)
        made.replace(target)
