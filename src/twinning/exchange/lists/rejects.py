"""Rows that were not taken, as a file that can be corrected and imported again."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from twinning.domain.files.spreadsheet import neutralise
from twinning.exchange.lists.columns.fields import IGNORED
from twinning.exchange.lists.ties import Reject

MARK = ".rejects.csv"
"""How the name of such a file ends: it is a part of the list, which its name begins with."""


_LONGEST_HEADER = 100_000
_LAST_COLUMNS = re.compile(r"\W+".join(IGNORED) + r"\W*")


def is_of_rejects(path: Path) -> bool:
    """Return whether a file looks like one of rejected rows, in whatever program it was saved since. Raises OSError."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        return _LAST_COLUMNS.search(stream.readline(_LONGEST_HEADER)) is not None


def write_rejects(stream: TextIO, header: Sequence[str], rejects: Sequence[Reject]) -> None:
    """Write rows with the columns of their own file, and `line`, `column`, `reason` behind them."""
    own = [number for number, name in enumerate(header) if name.casefold() not in IGNORED]
    writer = csv.writer(stream)
    writer.writerow([*(neutralise(header[number]) for number in own), *IGNORED])
    for each in rejects:
        cells = each.cells or ("",) * len(header)
        said = (*(cells[number] for number in own), each.column or "", _reason(each))
        *texts, column, reason = map(neutralise, said)
        writer.writerow([*texts, each.line, column, reason])


def _reason(reject: Reject) -> str:
    return f"{reject.reason} ({reject.hint})" if reject.hint else reject.reason
