"""Whether a file looks like a report that this program wrote: only such a file is replaced without being told to.

It is told by its beginning: the line ends, indents and rules of the format, and columns that stand together in a
report. A file that somebody edited since, or that another program wrote, is none.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from twinning.render import BINARY
from twinning.render.documents.archives import is_marked
from twinning.render.documents.calendar import PRODUCT
from twinning.render.drawings.picture import FIRST_LINE
from twinning.render.drawings.raster import is_own_png
from twinning.render.languages.saying import label
from twinning.render.options import Document
from twinning.rows import Listing, column_names

_BEGINNING = 1 << 16  # bytes: what comes before the first row is shorter
_JOURNALS = ("-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\0"
_DOSSIER = "section", "row", "field", "value"
_FIRST_FACTS = "key", "at", "database", "operation", "twinning"  # with which dossiers of records and upkeep begin
_ROW_MODULES = "records", "partners", "dossiers", "upkeep", "tracing", "exports", "maps"


def is_of_a_register(path: Path) -> bool:
    """Return whether a path is a register's file, or where its journal lies or would be looked for. Raises OSError."""
    if path.name.endswith(_JOURNALS):
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def may_replace(path: Path, document: Document, format: str, reports: Iterable[Collection[str]]) -> bool:
    """Return whether a report of this format may replace what is at a path: nothing, or a report of the same kind.

    `reports` are the columns of each report, which are declared where the reports are. Raises OSError for a file that
    cannot be read.
    """
    if not path.exists():
        return True
    if format == "png":
        return path.stat().st_size == 0 or is_own_png(path)
    if format in BINARY:
        return path.stat().st_size == 0 or is_marked(path)
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING).decode(errors="replace")
    return not beginning or _RECOGNISERS[format](beginning, Known(document, reports))


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is held against: the document that is to be written, and the columns of every report."""

    document: Document
    reports: Iterable[Collection[str]]

    @property
    def empty(self) -> str:
        """What stands in a report of this kind that has no rows."""
        return self.document.empty if isinstance(self.document, Listing) else ""

    @property
    def first_facts(self) -> tuple[str, ...]:
        """With what a dossier begins: any, and one of this kind."""
        own = () if isinstance(self.document, Listing) else (fact.name for fact in self.document.facts[:1])
        return *_FIRST_FACTS, *own

    def stand_together(self, columns: Collection[str]) -> bool:
        """Return whether these are columns of one listing or report, all or some of them."""
        own = [column_names(self.document.row_class)] if isinstance(self.document, Listing) else []
        return any(set(columns) <= {*known} for known in (*own, *self.reports, *_columns_of_listings()))


def _is_csv(text: str, known: Known) -> bool:
    header = re.match(r"\ufeff?([a-z0-9_,]+)\r\n", text)
    return header is not None and known.stand_together(header[1].split(","))


def _is_tsv(text: str, known: Known) -> bool:
    header = re.match(r"\ufeff?([a-z0-9_\t]+)\n", text)
    return header is not None and known.stand_together(header[1].split("\t"))


def _is_json(text: str, known: Known) -> bool:
    if text == "[]\n" or text.startswith(tuple(f'{{\n  "{name}": ' for name in known.first_facts)):
        return True
    first = re.match(r"\[\n  \{\n((?:    .*\n)+)  \}", text)
    return first is not None and known.stand_together(re.findall(r'^    "([a-z0-9_]+)": ', first[1], re.MULTILINE))


def _is_jsonl(text: str, known: Known) -> bool:
    if text.startswith(tuple(f'{{"{name}": ' for name in known.first_facts)):
        return True
    try:
        first = json.loads(text.partition("\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and known.stand_together(first)


def _is_markdown(text: str, known: Known) -> bool:
    untitled = re.sub(r"\A# .*\n\n", "", text, count=1)
    if untitled == f"{known.empty}\n" or untitled.startswith(tuple(f"- **{name}**: " for name in known.first_facts)):
        return True
    table = re.match(r"(?:## .*\n\n)?\| (.*) \|\n\| ---", untitled)
    return table is not None and known.stand_together(table[1].split(" | "))


def _is_table(text: str, known: Known) -> bool:
    if text == f"{known.empty}\n" or re.search(r"^─{2,}$", text, re.MULTILINE):
        return True
    return re.match(rf".*\n\n(?:{'|'.join(map(label, known.first_facts))})  ", text) is not None


def _is_page(text: str, _known: Known) -> bool:
    return (
        re.match(
            r'<!doctype html>\n<html lang=".*">\n<head>\n.*\n<meta name="generator" content="twinning report">', text
        )
        is not None
    )


def _is_picture(text: str, _known: Known) -> bool:
    return text.startswith(f"{FIRST_LINE}\n<svg ")


def _is_calendar(text: str, _known: Known) -> bool:
    return text.startswith(f"BEGIN:VCALENDAR\r\nPRODID:{PRODUCT}\r\n")


def _columns_of_listings() -> Iterator[Collection[str]]:
    yield _DOSSIER
    for name in _ROW_MODULES:
        found = (each for each in vars(import_module(f"twinning.rows.{name}")).values() if isinstance(each, type))
        yield from (column_names(each) for each in found if hasattr(each, "__dataclass_fields__"))


_RECOGNISERS = {
    "table": _is_table,
    "csv": _is_csv,
    "tsv": _is_tsv,
    "json": _is_json,
    "jsonl": _is_jsonl,
    "md": _is_markdown,
    "html": _is_page,
    "svg": _is_picture,
    "ics": _is_calendar,
}
