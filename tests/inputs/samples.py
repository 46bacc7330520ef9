"""Commands that fill every field of an input, worked out from what the fields hold: no field is named here.

A field's texts are tried until the register takes one. Where it takes none, the field needs another one beside it (a
latitude its longitude) or cannot be together with one that is given (a successor with another kind of act): then
another command has it.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, product
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from queries.making import trying
from twinning.actions.recording.records import add, edit, find_editable
from twinning.db.log.history import attempt
from twinning.db.references import PARENTS
from twinning.db.session import NewOperation, connection_of, writing
from twinning.db.storage.address import Address
from twinning.db.tables import table_named
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, SourceKind
from twinning.errors import TwinningError
from twinning.inputs import (
    AgreementInput,
    ChildField,
    ChildInput,
    CityInput,
    EventInput,
    Input,
    InputField,
    OrganizationInput,
    PersonInput,
    RecordInput,
    SourceInput,
)
from twinning.inputs import kinds as held
from twinning.inputs.declaring import children_of, said_fields
from twinning.inputs.reading import read_input, words_of_row

_CITIES = ("Alpha", "Beta", "Gamma", "Epsilon")
_KEYED = ("city", "agreement", "activity", "person", "organization", "source")


@dataclass(frozen=True)
class Sample:
    """What a command says: values and rows by their words."""

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)


def make_world(address: Address) -> None:
    """Record something of each kind, for references to lead to."""
    with writing(address, NewOperation("tester", "world")) as session:
        for name in _CITIES:
            add(session, CityInput(name, "KR"))
        for year in ("1991", "1992"):
            add(session, AgreementInput(_CITIES[:2], AgreementKind.CONTACT, EdtfDate.parse(year)))
        for number in (1, 2):
            add(session, EventInput(f"Meeting {number}", start=EdtfDate.parse("2001")))
        add(session, PersonInput("Somebody"))
        add(session, OrganizationInput("Some office"))
        add(session, SourceInput("Some paper", SourceKind.ARTICLE))


Values = dict[str, str]
Takes = Callable[[Values], bool]
"""Says whether the register takes these values."""


class _TakesItError(Exception):
    """The register took what was tried, which is taken back."""


class Sampler:
    """Works out samples on a register. Nothing is written."""

    def __init__(self, folder: Path) -> None:
        self._numbers = count(3)
        self._folder = folder
        self._keys: dict[str, list[str]] = {}

    @contextmanager
    def on(self, address: Address) -> Iterator[None]:
        """Work on a register meanwhile, which nobody else can write to."""
        with trying(address) as self._session:
            for table in _KEYED:
                self._keys[table] = list(self._session.scalars(select(table_named(table).c.key)))
            yield

    def records(self, input_class: type[RecordInput]) -> Iterator[Sample]:
        """Give samples of a kind of record in which every value and every row's every value is given once."""
        parties = self._parties(input_class)
        for values in self._filling(input_class, self._taking(input_class, lambda values: Sample(values, parties))):
            yield Sample(values, parties)
        least = self.least(input_class)
        for child in children_of(input_class):
            if child.word not in parties:
                sampled = partial(with_row, least, child)
                yield from map(sampled, self._filling(child.row, self._taking(input_class, sampled)))

    def least(self, input_class: type[RecordInput]) -> Sample:
        """Return the least that a record can do with."""
        parties = self._parties(input_class)
        return Sample(
            self._least(input_class, self._taking(input_class, lambda values: Sample(values, parties))), parties
        )

    def changes(self, record: str, sample: Sample) -> Sample:
        """Return what an edit of a record can give anew of a sample: its rows if it has any, else other values."""
        _, input_class = find_editable(connection_of(self._session), record)
        if rows := {word: several for word, several in sample.rows.items() if word != "party"}:
            return Sample({}, rows)
        values: dict[str, str] = {}
        for word in sample.values:
            if word not in values and not is_fixed(input_class, word):
                more = self._with(input_class, values, word, partial(self._edits, input_class, record))
                assert more is not None, f"{word} of {record} cannot be edited"
                values = more
        return Sample(values)

    def _parties(self, input_class: type[RecordInput]) -> dict[str, list[str]]:
        return {child.word: self._keys["city"][:2] for child in children_of(input_class) if child.word == "party"}

    def _filling(self, filled: type[Input], takes: Takes) -> Iterator[Values]:
        """Give values that together fill every field, as few of them as the register lets."""
        left = words_of(filled)
        while left:
            values = self._least(filled, takes)
            for word in left:
                if word not in values:
                    values = self._with(filled, values, word, takes) or values
            assert values.keys() & set(left), f"no command gives {', '.join(left)} of a {filled.called}"
            yield values
            left = [word for word in left if word not in values]

    def _least(self, filled: type[Input], takes: Takes) -> Values:
        """Return the least that a record or a row can do with: what is required, and at most one value more."""
        required = [each.word for each in said_fields(filled) if each.required]
        others = [[word] for word in words_of(filled) if word not in required]
        for words in ([*required, *more] for more in ([], *others)):
            for texts in product(*(self._texts(filled, word) for word in words)):
                if takes(values := dict(zip(words, texts, strict=True))):
                    return values
        raise AssertionError(f"no {filled.called} can be added")

    def _with(self, filled: type[Input], values: Values, word: str, takes: Takes) -> Values | None:
        """Return the values with one more, and with another beside it or in place of one where it needs that."""
        others = [each for each in words_of(filled) if each != word]
        for other in (None, *others):
            for text, another in product(self._texts(filled, word), self._texts(filled, other) if other else [""]):
                more = {**values, word: text} | ({other: another} if other else {})
                if takes(more):
                    return more
        return None

    def _taking(self, input_class: type[RecordInput], sampled: Callable[[Values], Sample]) -> Takes:
        """Return what says whether a record can be added of which some values are those given."""

        def takes(values: Values) -> bool:
            sample = sampled(values)
            return self._is_done(lambda session: add(session, read_input(input_class, sample.values, sample.rows)))

        return takes

    def _edits(self, input_class: type[Input], record: str, values: Values) -> bool:
        return self._is_done(lambda session: edit(session, record, read_input(input_class, values, {})))

    def _is_done(self, step: Callable[[Session], object]) -> bool:
        try:
            with attempt(self._session):
                step(self._session)
                self._session.flush()
                raise _TakesItError
        except (TwinningError, IntegrityError):
            return False
        except _TakesItError:
            return True

    def _texts(self, filled: type[Input], word: str) -> list[str]:
        """Return texts that a value may take, by what it holds; those of one call occur nowhere else."""
        found = next((each for each in said_fields(filled) if each.word == word), None)
        if found is None:
            (child,) = (each for each in children_of(filled) if each.word == word)
            found = said_fields(child.row)[0]
        number = next(self._numbers)
        if found.words is not None:
            return [each.value for each in reversed(list(found.words))]
        if found.kind.fills:
            return [self._of_several(found, number)]
        if found.kind.targets:
            return [key for target in found.kind.targets for key in self._keys.get(target, ["JP"])]
        if found.begins:  # what an agreement begins with lies before its other acts, whenever those were sampled
            return [f"{1850 + number}-04"]
        return _PLAIN[found.kind](number)

    def _of_several(self, found: InputField, number: int) -> str:
        """Return a text that fills several fields."""
        paper = self._folder / f"paper-{number}.pdf"
        paper.write_text(str(number))
        texts = {
            held.NAME_AND_LANGUAGE: f"ko: Name {number}",
            held.AMOUNT_AND_CURRENCY: f"{number}.50 EUR",
            held.IDENTIFIER: f"scheme{number}: ID {number}",
            held.FILE: str(paper),
            held.SIGNATORY: f"Alpha: Signatory {number}, Post {number}",
        }
        return texts[found.kind]


def is_fixed(input_class: type[Input], word: str) -> bool:
    """Return whether a value stays as it was given: what an agreement began with, and what a record is named after."""
    (found,) = (each for each in said_fields(input_class) if each.word == word)
    return found.begins or {f"{each}_id" for each in PARENTS.get(input_class.table, ())} == set(found.attributes)


def words_of(filled: type[Input]) -> list[str]:
    """Return the words of an input's values."""
    if issubclass(filled, ChildInput):
        return list(words_of_row(filled))
    return [each.word for each in said_fields(filled)]


def with_row(least: Sample, child: ChildField, values: Values) -> Sample:
    """Return a record with a row that has these values."""
    text = ", ".join(f"{word}={said}" for word, said in values.items())
    return Sample(least.values, {**least.rows, child.word: [text]})


def _lines(number: int) -> list[str]:
    """Return texts of all the shapes that the register asks of any."""
    return [f"Text {number}", f"Q{number}", f"P{number}D", hashlib.sha256(str(number).encode()).hexdigest(), "source"]


_PLAIN = {
    held.LINE: _lines,
    held.PROSE: _lines,
    held.WHOLE_NUMBER: lambda number: [str(number + 1000)],
    held.NUMBER: lambda number: [f"{number}.5"],
    held.FLAG: lambda _number: ["yes"],
    held.DATE: lambda number: [f"{1900 + number}-04"],
    held.MOMENT: lambda number: [f"{1900 + number}-04"],
    held.EMAIL: lambda number: [f"office-{number}@example.org"],
    held.WEB_ADDRESS: lambda number: [f"https://example.org/{number}"],
    held.COUNTRY: lambda _number: ["JP"],
    held.DURATION: lambda number: [f"P{number}D"],
    held.WIKIDATA_ID: lambda number: [f"Q{number}"],
}
