"""Which configuration files of a project the user trusts: a folder may be a stranger's, downloaded or shared.

As direnv does, trust is remembered by path and content: a file that changed has to be trusted again. As git does with
a repository of somebody else, a file that another user owns or may write is refused, until somebody who has read it
trusts it. What is remembered lies in the user's own folder, one file for each trusted one.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from twinning.errors import InputError

_LARGEST = 65_536  # bytes of a configuration file


def user_folder() -> Path:
    """Return what platformdirs says, on Linux without its import: every run needs this, and that takes 2 ms.

    Raises RuntimeError for a user without a home.
    """
    if sys.platform == "linux":
        said = os.environ.get("XDG_CONFIG_HOME", "")  # the standard has a relative one ignored
        return (Path(said) if said.startswith("/") else Path.home() / ".config") / "twinning"
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path("twinning", appauthor=False)


def read_project_file(path: Path) -> tuple[bytes, bool]:
    """Return what a project's file holds, and whether the user trusts it as it is.

    Raises InputError for one that is not trusted and that somebody else owns or may write, and OSError.
    """
    content, found = _read(path)
    trusted = _is_trusted(path, content)
    if not trusted and (whose := _others(found)):
        raise InputError(f"{path} {whose}: it is refused", f"read it, and if you agree: twinning config trust {path}")
    return content, trusted


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    if path.exists() and not path.is_file():  # a pipe or a device may have no end
        raise InputError(f"{path} is not a file")
    with path.open("rb") as stream:
        content, found = stream.read(_LARGEST + 1), os.fstat(stream.fileno())
    if len(content) > _LARGEST:
        raise InputError(f"{path} is longer than a configuration file may be ({_LARGEST} bytes)")
    return content, found


def trust(path: Path) -> bytes:
    """Remember a project's file as it is now, and return what it held: another may stand there in the next moment.

    Raises OSError, and InputError for what is no such file.
    """
    content, _ = _read(path)
    untrust(path)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / _mark(path, content)
    os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
    mark.write_text(_complete(path), encoding="utf-8", errors="surrogateescape")
    return content


def untrust(path: Path) -> bool:
    """Forget a project's file, whatever it holds; say whether it was trusted. Raises OSError."""
    with suppress(FileNotFoundError):
        marks = [each for each in _folder().iterdir() if _path_in(each) == _complete(path)]
        for mark in marks:
            mark.unlink()
        return bool(marks)
    return False


def _is_trusted(path: Path, content: bytes) -> bool:
    try:
        return (_folder() / _mark(path, content)).is_file()
    except (OSError, RuntimeError):
        return False


def _folder() -> Path:
    return user_folder() / "trusted"


def _complete(path: Path) -> str:
    """Return a file's path without links on the way to it: what it sets is seen from its folder."""
    return str(path.parent.resolve() / path.name)


def _path_in(mark: Path) -> str:
    return mark.read_text(encoding="utf-8", errors="surrogateescape")


def _mark(path: Path, content: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - only a run with such a file needs it

    return sha256(os.fsencode(_complete(path)) + b"\0" + content).hexdigest()


def _others(found: os.stat_result) -> str | None:
    """Say what somebody else may do with a file, None where nobody may do anything.

    A group that is the user's own, as many systems give every user one, is nobody else.
    """
    if sys.platform == "win32":
        return None
    if found.st_uid != os.geteuid():
        return "belongs to another user"
    by_group = found.st_mode & stat.S_IWGRP and found.st_gid != os.getegid()
    return "can be written by other users" if by_group or found.st_mode & stat.S_IWOTH else None
