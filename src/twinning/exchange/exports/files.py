"""Which format an exported file has."""

import re
from pathlib import Path

from twinning.errors import UsageError

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
        raise UsageError(
            "standard output has no suffix that tells the format", "add --format, for example --format csv"
        )
    if named is None and not path.is_dir() and _is_of_a_file(path.suffix.lower()):
        raise UsageError(
            f"no export has the suffix {path.suffix}",
            f"one of {', '.join(_SUFFIXES)}; for a folder with the data package add --format package",
        )
    usual = PACKAGE if path.is_dir() else _SUFFIXES.get(path.suffix.lower(), PACKAGE)
    return named or usual


def _is_of_a_file(suffix: str) -> bool:
    """Say whether a suffix is that of a format that is not exported; the name of a folder may have `.2026`."""
    return suffix not in _SUFFIXES and re.fullmatch(r"\.[a-z]+[0-9]?", suffix) is not None
