"""Which format an exported file has, and how it takes its place."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from twinning.db.storage.scratch import scratch_beside
from twinning.errors import InputError, UsageError

PACKAGE = "package"

FORMATS = {
    PACKAGE: (),
    "csv": (".csv",),
    "tsv": (".tsv",),
    "xlsx": (".xlsx",),
    "graphml": (".graphml",),
    "edges": (".edges", ".edgelist"),
    "geojson": (".geojson",),
    "quickstatements": (".qs",),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
}
"""The formats of an export, and the suffixes that choose them."""

STREAMED = frozenset(FORMATS) - {PACKAGE, "sqlite"}
"""The formats that can go to standard output."""

_SUFFIXES = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def format_of(path: Path, named: str | None) -> str:
    """Return the format of a file: the one that is named, else that of its suffix, else a folder with the package.

    Raises UsageError for a format that is none.
    """
    if named is not None and named not in FORMATS:
        raise UsageError(f"there is no export format {named!r}", f"one of {', '.join(FORMATS)}")
    if named is None and str(path) == "-":
        raise UsageError("standard output has no suffix that says a format", "add --format, for example --format csv")
    usual = PACKAGE if path.is_dir() else _SUFFIXES.get(path.suffix.lower(), PACKAGE)
    return named or usual


def write_lines(path: Path, lines: Iterable[str], *, force: bool = False) -> None:
    """Write a text file beside its place and rename it, so that an interrupted run leaves what there was.

    Raises InputError where it exists already, unless it may be replaced, and where it cannot be written.
    """
    if path.exists() and not force:
        raise InputError(f"{path} exists already", "name another file, or add --force to replace it")
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is not a regular file", "name another file")
    try:
        with scratch_beside(path) as scratch:
            made = scratch / "export"
            with made.open("x", encoding="utf-8", newline="") as stream:
                stream.writelines(lines)
            if path.exists():
                shutil.copymode(path, made)
            made.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
