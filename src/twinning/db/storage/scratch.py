"""Folders in which files are made until they are complete, and cleaning up those of runs that were killed.

A run holds a lock on its folder for as long as it lives, so that another one knows what nobody needs any more.
"""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from twinning.db.storage.files import open_new, settle

if sys.platform != "win32":
    import fcntl

PREFIX = ".twinning-"
_REPLACED, _NAME = "replaced", "name"


@contextmanager
def scratch_beside(target: Path) -> Iterator[Path]:
    """Give a folder of one's own beside what is to be made, which goes in the end. Raises OSError."""
    scratch, lock = _make(target.absolute().parent)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def replace_file(path: Path, write: Callable[[TextIO], object]) -> None:
    """Let `write` fill a file, which gets its name once it is whole: the earlier one stays until then, its mode after.

    Raises OSError.
    """
    path = path.resolve()
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    with scratch_beside(path) as scratch:
        made = scratch / "report"
        with open_new(made) as stream:
            write(stream)
        made.chmod(mode)
        settle(made)
        made.replace(path)


def try_file_at(path: Path, write: Callable[[TextIO], object]) -> None:
    """Let `write` fill a file beside a path, and throw it away. Raises OSError where that cannot be."""
    with scratch_beside(path.resolve()) as scratch, open_new(scratch / "report") as stream:
        write(stream)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def swap(folder: Path, made: Path, scratch: Path) -> None:
    """Put a folder that was made in the place of another with two renames. Raises OSError; the other is back then.

    What a run that is killed in between leaves in its scratch folder tells the next one what to put back.
    """
    replaced = scratch / _REPLACED
    (scratch / _NAME).write_bytes(os.fsencode(folder.name))
    if folder.exists():
        folder.rename(replaced)
    try:
        put(made, folder)
    except BaseException:
        if replaced.exists():
            replaced.rename(folder)
        raise


def put(made: Path, folder: Path) -> None:
    """Give a finished folder its name, once it is on the disk with its files. Raises OSError."""
    settle(*made.iterdir(), made)
    made.rename(folder)
    settle(folder.absolute().parent)


def leftovers(folder: Path) -> list[Path]:
    """Return what runs that were killed left in a folder."""
    found = []
    for scratch in _of_user(folder):
        if (lock := _lock(scratch)) is not None:
            os.close(lock)
            found.append(scratch)
    return found


def sweep(folder: Path) -> Iterator[str]:
    """Remove what runs that were killed left in a folder, and put back what one was replacing; say what was done."""
    for scratch in _of_user(folder):
        if (lock := _lock(scratch)) is not None:
            try:
                yield from _clean(scratch)
            finally:
                os.close(lock)


def _make(folder: Path) -> tuple[Path, int | None]:
    """Make a locked folder; again, if somebody who cleans up took it for left behind before it was locked."""
    while True:
        scratch = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        lock = _lock(scratch)
        if scratch.exists():
            return scratch, lock


def _of_user(folder: Path) -> list[Path]:
    """Return the scratch folders in a folder that are the user's own: another's are not ours to judge."""
    try:
        found = [each for each in folder.iterdir() if each.name.startswith(PREFIX)]
        return sorted(each for each in found if each.lstat().st_uid == os.geteuid() and each.is_dir())
    except (OSError, AttributeError):  # it cannot be read, or the system knows no users
        return []


def _lock(scratch: Path) -> int | None:
    """Lock a folder until the descriptor is closed; None where another run has it, or the file system has no locks."""
    with suppress(OSError):
        descriptor = os.open(scratch, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None


def _clean(scratch: Path) -> Iterator[str]:
    with suppress(OSError, ValueError):
        lost = scratch.parent / Path(os.fsdecode((scratch / _NAME).read_bytes())).name
        if (scratch / _REPLACED).is_dir() and not lost.exists():
            (scratch / _REPLACED).rename(lost)
            yield f"an export to {lost} was killed; the earlier one is back in its place"
    shutil.rmtree(scratch, ignore_errors=True)
    if not scratch.exists():
        yield f"removed {scratch}, which a run that was killed had left"
