"""Rows that were not taken, as a file that can be corrected and imported again."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from twinning.domain.files.spreadsheet import neutralise
from twinning.exchange.lists.columns.fields import IGNORED
from twinning.exchange.lists.reading.tables import PLAIN, Saved
from twinning.exchange.lists.tie_list import Reject

_MARK = ".rejects"
"""What stands before the suffix of such a file, whatever program it was saved from: it is a part of the list, which its
name begins with."""


_LONGEST_HEADER = 100_000
_LAST_COLUMNS = re.compile(r"\W+".join(IGNORED) + r"\W*")


def place_of_rejects(name: str) -> Path:
    """Return the file for the rejected rows of a list of a name."""
    return Path(f"{name}{_MARK}.csv")


def name_of_list(path: Path) -> str:
    """Return what a list is called: its file's name, of rejected rows that of the list whose they are."""
    return path.stem.removesuffix(_MARK) or path.stem


def is_named_for_rejects(path: Path) -> bool:
    """Return whether a file is called as one of rejected rows."""
    return name_of_list(path) != path.stem


def is_of_rejects(path: Path) -> bool:
    """Return whether a file looks like one of rejected rows, in whatever program it was saved since. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        return _LAST_COLUMNS.search(stream.readline(_LONGEST_HEADER)) is not None


def write_rejects(
    stream: TextIO,
    header: Sequence[str],
    rejects: Sequence[Reject],
    saved: Saved = PLAIN,
) -> None:
    """Write rows with the columns of their own file, and `line`, `column`, `reason` behind them, saved as that was."""
    own = [number for number, name in enumerate(header) if name.casefold() not in IGNORED]
    if saved.has_mark:
        stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=saved.delimiter)
    writer.writerow([*(neutralise(header[number]) for number in own), *IGNORED])
    for each in rejects:
        cells = each.cells or ("",) * len(header)
        said = (*(cells[number] for number in own), each.column or "", _reason(each))
        *texts, column, reason = map(neutralise, said)
        writer.writerow([*texts, each.line, column, reason])


def _reason(reject: Reject) -> str:
    return f"{reject.reason} ({reject.hint})" if reject.hint else reject.reason
