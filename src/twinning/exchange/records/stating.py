"""What a row of a spreadsheet says of a record: its cells as the input that the action takes. No database is asked."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from twinning.domain.dates.printed_dates import DateOrder, read_printed
from twinning.domain.dates.printed_days import read_days
from twinning.domain.names import quote
from twinning.errors import InputError, TwinningError
from twinning.exchange.lists.columns.words import read_answer
from twinning.exchange.records.kinds import AT, RecordField, RecordKind, Use, fields_of_kind, role_of
from twinning.exchange.records.names import usual_role
from twinning.exchange.records.printed import check_is_person, check_is_title, names_nobody
from twinning.exchange.records.sums import read_printed_sum
from twinning.exchange.records.words import is_not_held, word_of
from twinning.inputs import ActivityInput, CitationInput, Input, InputField, PersonInput
from twinning.inputs.declaring import ChildInput, fields_of, main_field
from twinning.inputs.kinds import AMOUNT_AND_CURRENCY, CURRENCY, DATE, FLAG, MOMENT, NAME_AND_LANGUAGE, WHOLE_NUMBER
from twinning.inputs.reading import parted, read_field, read_row

CityOf = Callable[[str, str, str, bool], str]
"""Gives the reference of the city that a text, its country and its region name; whether it may name something else."""

_BRACKETS = re.compile(r"(?P<named>.+?)\s*\((?P<role>[^()]+)\)")
_COUNT = re.compile(
    r"(?P<about>about|around|circa|ca\.?|c\.|approx\.?|etwa|rund|environ|unos|około|asi|약|約|大约|~|≈)?\s*"
    r"(?P<number>[0-9]+|[0-9]{1,3}(?:[,.'’\u00a0\u202f ][0-9]{3})+)\s*"
    r"(?:people|persons?|personen|personnes|personas|osób|osoby|osob|os\.|pers\.|delegates|participants?"
    r"|teilnehmer(?:innen)?|TN|uczestników|명|名|人)?\s*(?P<so>내외|가량|정도|여\s?명|余名|前後|程度|左右)?",
    re.IGNORECASE,
)
_NO_DIGIT = re.compile("[^0-9]")


@dataclass(frozen=True, slots=True)
class StatedCells:
    """The texts of a row by their fields. `said` is what is said of the whole file, for cells that are empty."""

    cells: Mapping[str, str]
    said: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return the text of a field; empty where the row has none."""
        return self.cells.get(name) or self.said.get(name, "")


@dataclass(frozen=True, slots=True)
class Stated:
    """A record as a row states it; `at` is what a contact belongs to."""

    input: Input
    at: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows of a file are read: of which kind, in which order dates are, and how cities are found.

    `units` are the currencies that the names of its columns of sums say, by their fields; `points` are the fields of
    those in which points part thousands.
    """

    kind: RecordKind
    city_of: CityOf
    date_order: DateOrder | None = None
    units: Mapping[str, str] | None = None
    points: Collection[str] = ()

    def state(self, cells: StatedCells, cited: CitationInput | None = None) -> Stated:
        """Return what a row states, with a source for all rows. Raises InputError that begins with the field."""
        _check_remark(self.kind, cells)
        values: dict[str, Any] = {}
        rows: dict[str, tuple[ChildInput, ...]] = {}
        for field in fields_of_kind(self.kind).values():
            text = cells.get(field.name)
            if field.use is Use.VALUE and (text or cells.get(f"{field.name}_year")):
                found = in_field(field.name, lambda f=field, t=text: self.value(f, t, cells))  # type: ignore[misc]
                _check_same(field.name, values, found)
                values |= found
            elif field.use is Use.ROWS and field.child is not None:
                found = in_field(field.name, lambda f=field, t=text: tuple(self._rows(f, t, cells)))  # type: ignore[misc]
                rows[field.child.name] = (*rows.get(field.child.name, ()), *found)
        at = values.pop(AT.name, "") if self.kind.is_of_contacts else ""
        if cited is not None:
            rows["sources"] = (*rows.get("sources", ()), cited)
        own = {field.name for field in fields_of(self.kind.input)}
        return Stated(self.kind.input(**{n: v for n, v in values.items() if n in own}, **rows), at)

    def value(self, field: RecordField, text: str, cells: StatedCells) -> Mapping[str, Any]:
        """Return what the text of a value gives, by the names of the input's fields. Raises InputError."""
        if field.names_city:
            return {field.takes.name: self._city(field, text, cells)}
        self._check_name(field, text, cells)
        own = {each.name for each in fields_of(self.kind.input)}
        if field.takes.kind is WHOLE_NUMBER and "count_text" in own:
            return _count(field.takes, text)
        if field.takes.kind is MOMENT and {"start", "end"} <= own:
            return _days(field.takes, text, self.date_order, cells.get("start_year"))
        return self._read(field.takes, text)

    def _check_name(self, field: RecordField, text: str, cells: StatedCells) -> None:
        """Refuse what is no name where one stands, as nobody means it: it would be recorded as a name."""
        names_person = field.takes.name == "name" and issubclass(self.kind.input, PersonInput)
        if names_person or "person" in field.takes.kind.targets:
            check_is_person(text)
        if field.takes.name == "title" and issubclass(self.kind.input, ActivityInput) and not cells.get("status"):
            check_is_title(text)

    def _read(self, field: InputField, text: str) -> Mapping[str, Any]:
        """Read a text with dates as registers print them, and everyday words."""
        if field.kind is DATE:
            days = read_days(text, self.date_order)
            text = "/".join(each.text for each in (days.began, days.ended) if each)
            return read_field(field, text) if text else {}
        if field.kind is MOMENT:
            day = read_printed(text, self.date_order).began
            return {} if day is None else read_field(field, day.text)
        if field.kind is FLAG:
            return {field.name: read_answer(text)}
        return read_field(field, text if field.words is None else word_of(field.words, text))

    def _rows(self, field: RecordField, text: str, cells: StatedCells) -> Iterator[ChildInput]:
        """Give the rows that a cell names, with semicolons, and what other cells say of each."""
        texts = [each.strip() for each in text.split(";") if each.strip()]
        parts = [each for each in fields_of_kind(self.kind).values() if each.of == field.name]
        if not texts and "country" in field.takes.kind.targets and (country := cells.get(f"{field.name}_country")):
            yield self._row(field, country, StatedCells({}, {}), cells)
            return
        for part in parts if not texts else ():
            if cells.cells.get(part.name) and not _is_currency(part):  # which is the same in all rows of many files
                raise InputError(f"it is empty, and {part.name} is not", "fill both, or neither")
        for number, each in enumerate(texts):
            of_it = {part.name: _shared(cells.get(part.name), len(texts))[number] for part in parts}
            if (whole := self._whole(field, each, of_it)) is not None:
                yield self._row(field, whole, StatedCells(of_it, {}), cells)
            elif any(cells.cells.get(part.name) for part in parts if not _is_currency(part)):
                raise InputError(f"{each} says that it is not known, and more of it stands beside", "write what it was")

    def _row(self, field: RecordField, text: str, of_it: StatedCells, cells: StatedCells) -> ChildInput:
        child, parts = field.child, [each for each in fields_of_kind(self.kind).values() if each.of == field.name]
        if child is None:
            raise AssertionError(field.name)
        text, values = self._role(field, text)
        text = text if field.takes.words is None else word_of(field.takes.words, text)
        row = read_row(child, text, whole=False)
        if "person" in field.takes.kind.targets:
            check_is_person(getattr(row, field.takes.name))
        for part in parts:
            if part.use is Use.PART and not _is_behind(part) and (said := of_it.get(part.name)):
                values |= in_field(part.name, lambda p=part, t=said: self._part(p, t, cells))  # type: ignore[misc]
        if field.names_city:
            values[field.takes.name] = self._city(field, getattr(row, main_field(child.row).name), of_it)
        return replace(row, **values)

    def _whole(self, field: RecordField, text: str, of_it: Mapping[str, str]) -> str | None:
        """Return a cell with the rest of its value, which other cells or its column say; None for what nobody knows.

        Raises InputError for what is no sum of money.
        """
        said = of_it.get(
            f"{field.name}_language" if field.takes.kind is NAME_AND_LANGUAGE else f"{field.name}_currency"
        )
        if field.takes.kind is NAME_AND_LANGUAGE:
            return f"{said}: {text}" if said else text
        if field.takes.kind is not AMOUNT_AND_CURRENCY:
            return None if _is_of_people(field) and names_nobody(text) else text
        amount, rest = parted(text)
        whole = read_printed_sum(
            amount, (self.units or {}).get(field.name, ""), said or "", has_points=field.name in self.points
        )
        return None if whole is None else f"{whole}{rest}"

    def _part(self, part: RecordField, text: str, cells: StatedCells) -> Mapping[str, Any]:
        if part.names_city:
            return {part.takes.name: self._city(part, text, cells)}
        return self._read(part.takes, text)

    def nobodies(self, cells: StatedCells) -> Iterator[str]:
        """Say of which cells nothing is taken, as they stand for a person whom nobody knows yet."""
        for field in fields_of_kind(self.kind).values():
            if names_nobody(text := cells.get(field.name)) and _is_of_people(field):
                yield f"{quote(text)} names nobody yet, and is left out: {field.name}"

    def _role(self, field: RecordField, text: str) -> tuple[str, dict[str, Any]]:
        """Return the name and the role of `Moscow (host)`; the column's name says it, or what it usually means."""
        role = None if field.child is None else role_of(field.child.row)
        if role is None:
            return text, {}
        if field.role is not None:
            return text, dict(read_field(role, field.role))
        if (found := name_and_role(text)) is not None:
            return found[0], dict(read_field(role, found[1]))
        if f"{role.word}=" in text:
            return text, {}
        if (usual := usual_role(field)) is not None:
            return text, dict(read_field(role, usual))
        words = ", ".join(role.words or ())
        raise InputError(f"{text} has no role", f"write it behind, in brackets: {text} (ROLE); roles are {words}")

    def _city(self, field: RecordField, text: str, cells: StatedCells) -> str:
        country, region = (cells.get(f"{field.name}_{each}") for each in ("country", "region"))
        try:
            return self.city_of(text, country, region, len(field.takes.kind.targets) > 1)
        except InputError as error:
            part, _, reason = error.message.partition(": ")
            if part in ("country", "region"):
                raise _FieldError(f"{field.name}_{part}: {reason}", error.hint) from error
            raise


def _check_remark(kind: RecordKind, cells: StatedCells) -> None:
    """Refuse a remark that an activity was called off, where nothing else says so: it would count as held."""
    if not issubclass(kind.input, ActivityInput) or cells.get("status"):
        return
    for remark in filter(is_not_held, cells.get("summary").splitlines()):
        raise InputError(
            f"summary: {quote(remark)} says what became of it, and would be a remark",
            "write it into a column of its own, called status",
        )


def _is_behind(part: RecordField) -> bool:
    """Say whether a part is the rest of its row's first value, such as the currency of an amount."""
    return part.use is Use.PART and not part.takes.word


def _is_of_people(field: RecordField) -> bool:
    """Say whether a field names those who took part, of whom a record needs none."""
    return field.use is Use.ROWS and "person" in field.takes.kind.targets


def _is_currency(part: RecordField) -> bool:
    return part.takes.kind is CURRENCY


def name_and_role(text: str) -> tuple[str, str] | None:
    """Return the two parts of `Moscow (host)`; None for a text without a role in brackets behind."""
    found = _BRACKETS.fullmatch(text)
    return None if found is None else (found["named"], found["role"].strip())


def _shared(text: str, count: int) -> list[str]:
    """Return a text for each of several values: as many as there are, or one for all."""
    texts = [each.strip() for each in text.split(";")] if count > 1 else [text.strip()]
    if len(texts) not in (1, count):
        raise InputError(f"it names {count}, and another column says {len(texts)} of them", "say one, or each")
    return texts * count if len(texts) == 1 else texts


def _count(field: InputField, text: str) -> Mapping[str, Any]:
    """Read how many people there were: `12 people`, `1,200`, `about 800`, whose words are kept.

    Of people there are whole numbers only, so that what stands between three digits each parts thousands.
    """
    found = _COUNT.fullmatch(text)
    if found is None:
        return read_field(field, text)
    about = {"approximate": True, "count_text": text} if found["about"] or found["so"] else {}
    return {**read_field(field, _NO_DIGIT.sub("", found["number"])), **about}


def _days(field: InputField, text: str, order: DateOrder | None, year: str) -> Mapping[str, Any]:
    """Read a day, and the last one too where the cell holds both."""
    printed = read_days(text, order, year, is_last=field.name == "end")
    if printed.began is None:
        return {}
    first, slash, last = printed.began.text.partition("/")
    last = last if slash else printed.ended.text if printed.ended else ""
    if not last:
        return read_field(field, first)
    if field.name != "start":
        raise InputError(f"{quote(text)} is a span of days, and one day is meant", "write the last day alone")
    return {**read_field(field, first), "end": field.kind.read(last)}


def _check_same(name: str, values: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Raise InputError where a cell says otherwise what another one has said: the last day of a span."""
    for each in values.keys() & found.keys():
        if values[each] != found[each]:
            raise _FieldError(f"{name}: {found[each]} and {values[each]} are two words on it", "correct one of the two")


class _FieldError(InputError):
    """What is wrong with a cell; the message begins with its field."""


def in_field(name: str, read: Callable[[], Any]) -> Any:
    """Read a cell; the error of one that cannot be begins with its field."""
    try:
        return read()
    except _FieldError:
        raise
    except TwinningError as error:
        raise _FieldError(f"{name}: {error.message.removeprefix(f'{name}: ')}", error.hint) from error
