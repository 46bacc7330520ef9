"""A list read as what it says: places, each once, and ties between them; and the rows that cannot be understood.

Nothing here knows the register. Every row of the file is a tie or was rejected.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from twinning.domain.dates import EdtfDate, today
from twinning.domain.dates.printed_dates import PrintedDate, read_printed
from twinning.domain.names import LONGEST_NAME, clean_text, fold, quote
from twinning.domain.plausibility import YEARS_AHEAD, is_early, is_far_ahead
from twinning.domain.values import is_web_address
from twinning.domain.vocabulary import AgreementKind, Instrument, parse_word
from twinning.errors import InputError, TwinningError
from twinning.exchange.lists.cities.places import (
    PlaceText,
    described_parties,
    read_place,
    with_parts_of_name,
)
from twinning.exchange.lists.columns.fields import PLACE_FIELDS, list_fields, own_field, partner_field
from twinning.exchange.lists.columns.headings import HeadingsAbove
from twinning.exchange.lists.columns.mapping import ListMapping, place_columns
from twinning.exchange.lists.columns.no_rows import NOTE_OR_HEADING, HeadingError, check_are_no_columns, check_is_row
from twinning.exchange.lists.columns.words import (
    is_out_of_force,
    read_answer,
    read_field_of_cooperation,
    read_kind,
    read_status,
)
from twinning.exchange.lists.reading.tables import MOST_COLUMNS, Line, Table
from twinning.exchange.lists.stated import OWN_SOURCE, Details, StatedTie, between
from twinning.exchange.lists.tie_list import Reject, SourceText, TieList

Get = Callable[[str], str]
Value = TypeVar("Value")

_Named = tuple[int, str]
"""The number of a place, and how a row names it: an empty text as usual, a blank not at all."""

_NOT_NAMED = " "
_ALLOW = "--allow-unlikely takes such years"
_ONE_DAY = "write when it was signed; when it ended goes into a column of its own, called ended"
_BESIDE_A_DATE = re.compile(r"[\s(),;/:]*[0-9][0-9./-]*[\s(),;:]*")
_LONGEST_SOURCE = 2000
_MOST_MET = 200_000  # of a field that says something else in each row there may be any number


def read_ties(
    table: Table,
    mapping: ListMapping,
    city: str | None,
    *,
    usual_kind: AgreementKind = AgreementKind.SISTER_CITY,
    allow_early: bool = False,
) -> TieList:
    """Return what a table says. `city` is the first side of every row that names none, as a person names it.

    `usual_kind` is that of rows that name no kind, so that a heading may name it above them.
    Raises InputError for a file that cannot be read, and where no column names the partner.
    """
    placed = place_columns(table.header, mapping, table.name, has_city=city is not None)
    reader = _TieReader(table, mapping, placed, city, allow_early=allow_early)
    reader.found.headings = HeadingsAbove(usual_kind)
    reader.read(table.lines)
    found = reader.finished()
    check_are_no_columns([each.name for each in found.places[:MOST_COLUMNS] if not each.is_named], table.name)
    return found


class _TieReader:
    """Reads row by row; a place, a kind, a date that was met before is not read again."""

    def __init__(
        self, table: Table, mapping: ListMapping, placed: Mapping[str, int], city: str | None, *, allow_early: bool
    ) -> None:
        self.found = TieList(table.name, table.sha256, table.header, placed=placed, sources=[SourceText("")], city=city)
        self.found.sheet, self.found.saved = table.sheet, table.saved
        self._values = mapping.values
        self._said = dict.fromkeys(list_fields(), "") | dict(mapping.values)
        self._aliases = mapping.meanings
        self._placed = placed
        self._numbers: dict[PlaceText, int] = {}
        self._city = None if city is None else self._number(PlaceText(clean_text(city, "the city"), is_named=True))
        self._sources: dict[SourceText, int] = {}
        self._all_met: list[dict[Any, Any]] = []
        self._allow_early = allow_early
        self._date = cache(lambda text: read_printed(text, mapping.date_order))
        self._days = cache(self._dates)
        self._kind, self._status = cache(read_kind), cache(read_status)
        own, partner = ([side(each.name) for each in PLACE_FIELDS] for side in (own_field, partner_field))
        several = [name for name in list_fields() if name.startswith("parties")]
        others = [name for name in placed if name not in (*own, *partner, *several)]
        is_several = any(name in placed or name in mapping.values for name in several)
        self._parties = self._met(several, self._read_parties) if is_several else None
        places: dict[object, _Named] | None = {} if self._are_alike(own, partner) else None
        self._own = self._met(own, lambda get: self._own_place(get, own), places)
        self._partner = self._met(partner, lambda get: self._place(get, partner), places)
        self._rest = self._met(others, self._read_rest)

    def read(self, lines: Iterable[Line]) -> None:
        """Take rows, each as a tie or as a reject."""
        keep, add, rest = self.found.rows.keep, self.found.ties.add, self._rest
        several, two, header, below = self._parties, self._two_parties, self.found.header, self.found.headings
        for number, cells in lines:
            keep(number, cells)
            try:
                check_is_row(cells, header)
                parties, locator = several and several(cells) or two(cells)
                said, key = rest(cells)
                if below.are_there:
                    self._check_below(cells, parties[-1])
            except HeadingError as found:
                below.begin(number, found.heading)
                self._reject(Line(number, cells), found)
            except TwinningError as error:
                self._reject(Line(number, cells), error)
            else:
                add(number, parties, key or locator, said)

    def _check_below(self, cells: tuple[str, ...], partner: int) -> None:
        """Raise InputError for a row that leaves unsaid what a heading above it says; when it ended says its status."""
        get = self._getter(cells, self._placed)
        ends = self._days(get("date"), get("ended")).ended is not None
        self.found.headings.check(lambda name: bool(get(name)) or (ends and name == "status"))
        if self.found.places[partner].is_of_no_country:
            self.found.headings.note_without_country()

    def _are_alike(self, own: Sequence[str], partner: Sequence[str]) -> bool:
        """Say whether the same cells mean the same place on both sides."""
        placed = [[at for at, name in enumerate(side) if name in self._placed] for side in (own, partner)]
        return self._city is None and placed[0] == placed[1] and not {*own, *partner} & self._values.keys()

    def _met(
        self, fields: Sequence[str], read: Callable[[Get], Value], shared: dict[object, Value] | None = None
    ) -> Callable[[tuple[str, ...]], Value]:
        """Return what reads the cells of some fields of a row, the same cells once; `shared` are those of others."""
        met = {} if shared is None else shared
        self._all_met.append(met)
        placed = {name: self._placed[name] for name in fields if name in self._placed}
        pick: Callable[[tuple[str, ...]], object] = itemgetter(*placed.values()) if placed else lambda _: None
        known = met.get

        def meet(cells: tuple[str, ...]) -> Value:
            if (value := known(picked := pick(cells))) is None:
                value = read(self._getter(cells, placed))
                if len(met) >= _MOST_MET:
                    met.clear()
                met[picked] = value
            return value

        return meet

    def _reject(self, line: Line, error: TwinningError) -> None:
        if not any(line.cells[at].strip() for at in self._placed.values()):
            error = InputError("nothing stands in the columns that are read", NOTE_OR_HEADING)
        column, _, reason = error.message.partition(": ")
        if column not in self._placed and column not in self._values:
            column, reason = "", error.message
        named = self.found.header[self._placed[column]] if column in self._placed else None
        self.found.rejects.append(Reject(line.number, named, reason, error.hint, line.cells))

    def finished(self) -> TieList:
        """Return all that was read."""
        own = {self.found.places[each].country for each in self.found.ties.first_of_two}
        self.found.home = own.pop() if len(own) == 1 else None
        for met in (self._numbers, *self._all_met):  # which may be as large as all that was read
            met.clear()
        return self.found

    def _getter(self, cells: tuple[str, ...], placed: Mapping[str, int]) -> Get:
        """Return what gives the text of these fields: the cell, an alias's meaning, else the value for all rows."""
        texts = self._said.copy()
        for name, number in placed.items():
            if text := cells[number].strip():
                texts[name] = self._aliases.get(fold(text), text) if self._aliases else text
        return texts.__getitem__

    def _read_rest(self, get: Get) -> tuple[int, str | None]:
        """Return the number of what a row says of its tie, and the key that it has."""
        printed, key = self._days(get("date"), get("ended")), get("key") or None
        tie = StatedTie(
            *(0, (), OWN_SOURCE, ""),
            kind=_in_field("kind", self._kind, get("kind")) if get("kind") else None,
            on=printed.began,
            ended=printed.ended,
            status=_in_field("status", self._status, get("status")) if get("status") else None,
            cited=self._source(get),
            key=key,
            details=self._details(get),
            successor=get("successor") or None,
        )
        return self.found.ties.number_of(tie), key

    def _read_parties(self, get: Get) -> tuple[tuple[int, ...], str] | tuple[()]:
        """Return the parties of a row that names them in one cell, and how it names them."""
        texts = [text.strip() for text in get("parties").split(";") if text.strip()]
        if not texts:
            return ()
        if len({fold(text) for text in texts}) < 2:
            raise InputError("parties: an agreement has two parties or more")
        named = described_parties(get, texts) or [
            PlaceText(clean_text(text, "the party", LONGEST_NAME), is_named=True) for text in texts
        ]
        return tuple(self._number(each) for each in named), " – ".join(sorted(texts))

    def _two_parties(self, cells: tuple[str, ...]) -> tuple[tuple[int, int], str]:
        """Return the parties of a row, and how it names them where that is not as their places are usually named."""
        partner, shown = self._partner(cells)
        own, own_shown = self._own(cells)
        if not (own_shown or shown or own == partner):
            return (own, partner), ""
        names, other = self.found.ties.names, partner
        if own == partner:  # two cities of one name
            other = self._number(replace(self.found.places[own], second=True))
        shown = shown or names[partner]
        return (own, other), shown if own_shown == _NOT_NAMED else between(own_shown or names[own], shown)

    def _own_place(self, get: Get, fields: Sequence[str]) -> _Named:
        """Return the number of the first side, and how the row names it: not at all where that was said otherwise."""
        if self._city is not None and not get("city") and not get("city_wikidata"):
            return self._city, _NOT_NAMED
        return self._place(get, fields)

    def _place(self, get: Get, fields: Sequence[str]) -> _Named:
        """Return the number of a place, and how the row names it: what is said of its position names nothing."""
        cells = tuple(map(get, fields))
        name, country, region, postcode, _, _, item, _ = cells
        if not name and not item:
            raise InputError(f"{fields[0]}: it is empty", "name the city")
        try:
            place = with_parts_of_name(read_place(*cells))
        except InputError as error:
            part, colon, message = error.message.partition(": ")
            named = {each.name: given for each, given in zip(PLACE_FIELDS, fields, strict=True)}
            raise InputError(f"{named.get(part, part)}{colon}{message}", error.hint) from error
        number, shown = self._number(place), ", ".join(filter(None, (name or item, postcode, region, country)))
        return number, "" if self.found.ties.names.setdefault(number, shown) == shown else shown

    def _number(self, place: PlaceText) -> int:
        if place not in self._numbers:
            self._numbers[place] = len(self.found.places)
            self.found.places.append(place)
        return self._numbers[place]

    def _dates(self, date: str, ended: str) -> PrintedDate:
        printed = _in_field("date", self._of_one_date, date)
        if ended:
            printed = PrintedDate(printed.began, _in_field("ended", self._date, ended).began)
        for name, day in (("date", printed.began), ("ended", printed.ended)):
            if day is not None and day.is_interval:
                raise InputError(f"{name}: {day} is a span of days, and a tie is signed on one", _ONE_DAY)
            if is_early(day) and not self._allow_early:
                raise InputError(f"{name}: {day} lies before 1800", _way_out_of_year(day))
        if is_far_ahead(printed.began, today()) and not self._allow_early:
            ahead = f"date: {printed.began} lies more than {YEARS_AHEAD} years ahead"
            raise InputError(ahead, _way_out_of_year(printed.began))
        if printed.began and printed.ended and printed.ended.is_before(printed.began):
            raise InputError(f"{'ended' if ended else 'date'}: it ended before it began")
        return printed

    def _of_one_date(self, text: str) -> PrintedDate:
        """Read a date; where a state stands beside it, that is not what is to be left out."""
        try:
            return self._date(text)
        except InputError as error:
            if is_out_of_force(text) or any(is_out_of_force(each.strip("() ")) for each in _BESIDE_A_DATE.split(text)):
                raise InputError(error.message, "write the state into a column of its own, called status") from error
            raise

    def _source(self, get: Get) -> int | None:
        text, address = get("source"), get("address")
        if not text and not address:
            return None
        if address and not is_web_address(address):
            raise InputError("address: a web address begins with https://", "write it out, or empty the cell")
        source = SourceText(
            _in_field("source", lambda given: clean_text(given, "the cell", _LONGEST_SOURCE), text or address),
            address if text and address else None,
        )
        if source not in self._sources:
            self._sources[source] = len(self.found.sources)
            self.found.sources.append(source)
        return self._sources[source]

    def _details(self, get: Get) -> Details | None:
        title, paper, fields, summary, internal = map(get, ("title", "instrument", "fields", "summary", "internal"))
        if not (title or paper or fields or summary or internal):
            return None
        if summary and is_out_of_force(summary) and not get("status"):
            raise InputError(
                f"summary: {quote(summary)} is a state of the agreement, and would be a remark",
                "write it into a column of its own, called status",
            )
        words = tuple(
            dict.fromkeys(
                _in_field("fields", read_field_of_cooperation, each)
                for each in fields.replace(",", ";").split(";")
                if each.strip()
            )
        )
        return Details(
            title=_in_field("title", lambda text: clean_text(text, "the cell"), title) if title else None,
            instrument=_in_field("instrument", lambda text: parse_word(Instrument, text), paper or "unknown"),
            fields=words,
            summary=_in_field("summary", _prose, summary) if summary else None,
            internal=_in_field("internal", read_answer, internal or "no"),
        )


def _way_out_of_year(day: EdtfDate | None) -> str:
    """Return what to do about a year that is unlikely: one of another calendar is no year to allow."""
    year = str(day).lstrip("[.")[:4]
    if year < "0200":
        return "write all four figures of the year, or its era before it (昭和51年, 民國50年)"
    if "2440" <= year <= "2600":
        return "if it is a year of the Buddhist Era, write พ.ศ. before it; --allow-unlikely takes it as it is"
    if "1290" <= year <= "1480":
        return "if its calendar is the Iranian or the Islamic, write the date of the Gregorian; " + _ALLOW
    return _ALLOW


def _prose(text: str) -> str:
    return clean_text(text, "the cell", 100_000, multiline=True)


def _in_field(name: str, read: Callable[[str], Value], text: str) -> Value:
    """Read a cell; an error begins with its field."""
    try:
        return read(text)
    except TwinningError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error
