"""Lists of statements: two ids a line, the first of the place that states it is twinned with the second."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from twinning.domain.names import LONGEST_NAME, clean_text
from twinning.errors import InputError
from twinning.exchange.lists.reading.encodings import find_encoding
from twinning.exchange.lists.reading.files import opened_file
from twinning.exchange.lists.reading.tables import name_of, refused
from twinning.exchange.lists.wikidata.facts import Statement, WikidataFacts, item_of


def read_labels(path: Path) -> dict[str, str]:
    """Return names by the ids before them. Raises InputError for a file that cannot be read."""
    name = name_of(path)
    with opened_file(path) as stream:
        encoding = find_encoding(stream, name, None)
        with io.TextIOWrapper(stream, encoding, newline="") as text:
            return dict(_label(name, *row) for row in _rows(text, name))


def add_pairs(facts: WikidataFacts, text: io.TextIOWrapper, name: str) -> None:
    """Add what the pairs of an open file say; all that an item states is taken to be there.

    Raises InputError for a file that cannot be read.
    """
    for line, cells in _rows(text, name):
        subject, other = cells
        wrong = next((each for each in cells if item_of(each) is None), None)
        problem = None if wrong is None else InputError(f"{wrong!r} is no Wikidata id", "one is written Q16520")
        facts.statements.append(Statement(subject, other, problem=problem, line=line))
        facts.whole.add(subject)


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
