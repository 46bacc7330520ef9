"""Putting a finished file where it belongs."""

import os
from pathlib import Path


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
        target.open("xb").close()
        made.replace(target)
