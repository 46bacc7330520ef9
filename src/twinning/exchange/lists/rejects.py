"""Rows that were not taken, as a file that can be corrected and imported again."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from twinning.db.storage.files import open_new
from twinning.domain.spreadsheet import neutralise
from twinning.errors import InputError
from twinning.exchange.lists.fields import IGNORED
from twinning.exchange.lists.ties import Reject

MARK = ".rejects.csv"
"""How the name of such a file ends: it is a part of the list, which its name begins with."""


def write_rejects(path: Path, header: Sequence[str], rejects: Sequence[Reject]) -> None:
    """Write rows with the columns of their own file, and `line`, `column`, `reason` behind them.

    A file of an earlier import is replaced. Raises InputError where it cannot be written.
    """
    own = [number for number, name in enumerate(header) if name.casefold() not in IGNORED]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(neutralise(header[number]) for number in own), *IGNORED])
    for each in rejects:
        cells = each.cells or ("",) * len(header)
        said = (*(cells[number] for number in own), each.column or "", _reason(each))
        *texts, column, reason = map(neutralise, said)
        writer.writerow([*texts, each.line, column, reason])
    try:
        path.unlink(missing_ok=True)
        with open_new(path) as stream:
            stream.write(text.getvalue())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}", "name another with --rejects") from error


def _reason(reject: Reject) -> str:
    return f"{reject.reason} ({reject.hint})" if reject.hint else reject.reason
