"""Wikidata's statements that two places are twinned: pairs of ids, without a header, each its subject's own word."""

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from twinning.domain.names import LONGEST_NAME, clean_text
from twinning.errors import InputError
from twinning.exchange.lists.cities.places import PlaceText, is_wikidata_id
from twinning.exchange.lists.reading.encodings import find_encoding
from twinning.exchange.lists.reading.files import digest_of, opened_file
from twinning.exchange.lists.reading.tables import name_of, refused
from twinning.exchange.lists.ties import Reject, SourceText, StatedTie, TieList

ADDRESS = "https://www.wikidata.org/wiki/"


def read_statements(statements: Path, labels: Path | None) -> TieList:
    """Return what pairs of ids say: the first, that it is twinned with the second. `labels` has an id and its name.

    Raises InputError for a file that cannot be read.
    """
    names = dict(_label(name_of(labels), *row) for row in _pairs(labels)[1]) if labels else {}
    sha256, rows = _pairs(statements)
    found = TieList(name_of(statements), sha256, ("subject", "object"), sources=[SourceText("Wikidata")])
    places: dict[str, int] = {}
    speakers: dict[str, int] = {}
    for line, cells in rows:
        found.keep(line, cells)
        if wrong := next((each for each in cells if not is_wikidata_id(each)), None):
            found.rejects.append(
                Reject(line, None, f"{wrong!r} is no Wikidata id", "one is written Q16520", tuple(cells))
            )
            continue
        subject, other = (_number(found, places, item, names) for item in cells)
        if cells[0] not in speakers:
            speakers[cells[0]] = len(found.sources)
            name = found.places[subject].name
            found.sources.append(SourceText(f"Wikidata: {name} ({cells[0]})", f"{ADDRESS}{cells[0]}"))
            found.speakers[speakers[cells[0]]] = subject
        found.ties.append(StatedTie(line, (subject, other), speakers[cells[0]], f"P190 {cells[1]}", None, None))
    return found


def _number(found: TieList, places: dict[str, int], item: str, names: dict[str, str]) -> int:
    if item not in places:
        places[item] = len(found.places)
        found.places.append(PlaceText(names.get(item, item), wikidata=item))
    return places[item]


def _pairs(path: Path) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return a file's digest and its rows of two cells, with their lines."""
    with opened_file(path) as stream, ExitStack() as opened:
        sha256 = digest_of(stream)
        encoding = find_encoding(stream, name_of(path), None)
        text = opened.enter_context(io.TextIOWrapper(stream, encoding, newline=""))
        return sha256, list(_rows(text, name_of(path)))


def _rows(text: io.TextIOWrapper, name: str) -> Iterator[tuple[int, list[str]]]:
    delimiter = "\t" if "\t" in text.readline(10_000) else ","
    text.seek(0)
    reader = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
    try:
        for cells in reader:
            if len(cells) == 2:
                yield (
                    reader.line_num,
                    [cell.strip().rpartition("/")[2] if "://" in cell else cell.strip() for cell in cells],
                )
            elif cells:
                raise refused(name, f"{len(cells)} cells, and a statement has two", reader.line_num)
    except csv.Error as error:
        raise refused(name, str(error), reader.line_num) from error


def _label(name: str, line: int, cells: list[str]) -> tuple[str, str]:
    item, label = cells
    try:
        return item, clean_text(label, "the label", LONGEST_NAME)
    except InputError as error:
        raise refused(name, error.message, line) from error
