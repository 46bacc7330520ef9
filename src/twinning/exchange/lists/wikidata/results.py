"""SPARQL results in the W3C's three forms, JSON, CSV and TSV, as what Wikidata says.

Columns are those of `queries.COLUMNS`; `subject` and `object` there have to be, and others mean nothing. Order means
nothing either, so that statements are put in the order of their items.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from twinning.domain.countries import is_country_code
from twinning.domain.files.spreadsheet import restore
from twinning.errors import InputError
from twinning.exchange.lists.reading.tables import as_header, as_line, refused
from twinning.exchange.lists.wikidata.facts import Reference, Statement, WikidataFacts, address_of, cleaned, item_of
from twinning.exchange.lists.wikidata.times import Time

Row = Mapping[str, str]

OF_TIES = ("subject", "object")
"""The columns that results have which state ties."""

_HINT = "`twinning wikidata-query CITY` prints the query whose results are read"
_POINT = re.compile(r"(?:<[^>]*/(?P<globe>Q\d+)>\s*)?POINT\s*\(\s*(?P<east>\S+)\s+(?P<north>\S+)\s*\)", re.IGNORECASE)
_TERM = re.compile(r'<(?P<address>[^<>]*)>|"(?P<text>(?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<[^<>]*>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r"}
_EARTH = "Q2"
_DAY = 11


def is_header(line: str) -> bool:
    """Say whether a line is the first of results in CSV or TSV."""
    return set(OF_TIES) <= {cell.strip().strip('"').removeprefix("?") for cell in re.split("[,;\t]", line)}


def rows_of_json(document: Any, name: str, needed: Iterable[str] = OF_TIES) -> list[Row]:
    """Return the rows of results in JSON, as parsed. Raises InputError for what are none, or have not these columns."""
    try:
        columns, bindings = list(document["head"]["vars"]), document["results"]["bindings"]
        rows: list[Row] = [{column: str(term["value"]) for column, term in row.items()} for row in bindings]
    except (KeyError, TypeError, AttributeError) as error:
        raise refused(name, "it is JSON and holds no SPARQL results", hint=_HINT) from error
    _check_columns(columns, name, needed)
    return rows


def rows_of_text(text: io.TextIOBase, name: str) -> Iterator[Row]:
    """Give the rows of results in CSV or TSV, of which the header says which. Raises InputError with the line.

    Cells may be as a spreadsheet left them: parted by semicolons, and made harmless in a file of rejected statements.
    """
    first = text.readline(100_000)
    text.seek(0)
    delimiter = ";" if first.count(";") > first.count(",") else ","
    lines = _tsv(text) if "\t" in first else _csv(text, name, delimiter)
    _, cells = next(lines)
    header = as_header(name, [cell.removeprefix("?") for cell in cells])
    _check_columns(header, name, OF_TIES)
    for number, cells in lines:
        line = as_line(name, header, number, cells)
        yield {column: cell for column, cell in zip(header, line.cells, strict=True) if cell}


def _check_columns(columns: Sequence[str], name: str, needed: Iterable[str]) -> None:
    if missing := [each for each in needed if each not in columns]:
        raise refused(name, f"these results have no column {missing[0]}", hint=_HINT)


def _csv(text: io.TextIOBase, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, [restore(cell) for cell in cells]
    except csv.Error as error:
        raise refused(name, str(error), reader.line_num) from error


def _tsv(text: io.TextIOBase) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text, 1):
        if line.strip("\r\n"):
            yield number, [_term(cell) for cell in str(line).rstrip("\r\n").split("\t")]


def _term(cell: str) -> str:
    """Return the value of a term as TSV writes it: an address in angles, a text in quotes, a number as it is."""
    found = _TERM.fullmatch(cell.strip())
    if found is None:
        return cell.strip()
    if found["address"] is not None:
        return found["address"]
    return _ESCAPED.sub(lambda escaped: _ESCAPES.get(escaped[1], escaped[1]), found["text"])


def add_results(facts: WikidataFacts, rows: Iterable[Row], *, allow_early: bool = False) -> None:
    """Add what the rows of an answer say. A statement may come in several, since it stands between two places."""
    statements: dict[str, list[Row]] = defaultdict(list)
    for number, row in enumerate(rows):
        if asked := item_of(row.get("asked", "")):
            facts.is_both_ways = True
            if asked == item_of(row.get("subject", "")):
                facts.whole.add(asked)
        if "subject" in row:
            if (statement := row.get("statement", f"row {number}")) not in facts.seen:
                statements[statement].append(row)
        elif (item := item_of(row.get("item", ""))) is not None:
            _add_place(facts, item, row)
    facts.seen.update(each for each in statements if not each.startswith("row "))
    found = [each for several in statements.values() for each in _statement(facts, several, allow_early=allow_early)]
    facts.statements = sorted((*facts.statements, *found), key=lambda each: each.order)


def _add_place(facts: WikidataFacts, number: str, row: Row) -> None:
    item = facts.item(number)
    if is_country_code(code := row.get("country", "")):
        item.countries.add(code)
    item.add_geonames(row.get("geonames", ""))
    item.take_modified(row.get("modified", ""))
    if (position := _position(row.get("coordinates", ""))) is not None:
        item.add_position(*position)
    if name := row.get("name"):
        language = row.get("language", "")
        if row.get("sort") == "alias":
            item.aliases.append((language, name))
        else:
            item.labels[language] = name


def _position(text: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(text.strip())
    if found is None or found["globe"] not in (None, _EARTH):
        return None
    try:
        return float(found["north"]), float(found["east"])
    except ValueError:
        return None


def _statement(facts: WikidataFacts, rows: list[Row], *, allow_early: bool) -> Iterator[Statement]:
    """Give the statement of some rows, which differ in their references; none that is deprecated."""
    row = rows[0]
    subject, other = item_of(row["subject"]), item_of(row.get("object", ""))
    if row.get("rank", "").endswith("DeprecatedRank") or subject is None or other is None:
        facts.pass_over(is_deprecated=row.get("rank", "").endswith("DeprecatedRank"))
        return
    stated = Statement(subject, other, has_ended=any(each.get("ended") or each.get("end") for each in rows))
    stated.references = _references(rows)
    starts = _times(rows, "start") or _times(rows, "point")
    stated.take_days(starts, _times(rows, "end"), allow_early=allow_early)
    yield stated


def _times(rows: list[Row], of: str) -> list[Time]:
    """Return the times of a statement's rows. Wikidata has turned the days of the Julian calendar there."""
    given = ((row[of], row.get(f"{of}Precision", ""), row.get(f"{of}Calendar", "")) for row in rows if row.get(of))
    return [
        Time(text, int(precision) if precision.isdecimal() else _DAY, calendar, is_converted=True)
        for text, precision, calendar in given
    ]


def _references(rows: list[Row]) -> list[Reference]:
    found = (
        Reference(
            address_of(row.get("url")),
            item_of(row.get("statedIn", "")),
            cleaned(row.get("statedInName")),
            _retrieved(row.get("retrieved", "")),
        )
        for row in rows
    )
    named = dict.fromkeys(each for each in found if each.address or each.stated_in)
    return sorted(named, key=lambda each: (each.address or "", each.stated_in or "", each.retrieved or ""))


def _retrieved(text: str) -> str | None:
    try:
        return Time(text).read().text if text else None
    except InputError:  # says nothing of the tie
        return None
