"""What a row of a corrected list says otherwise than the record that it names: only that becomes an edit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.exchange.records.batches import RecordedBatch
from twinning.exchange.records.kinds import RecordField, role_of
from twinning.exchange.records.stating import Reading, StatedCells, name_and_role
from twinning.inputs import ChildInput, InputField, PartyInput
from twinning.inputs.declaring import fields_of, main_field
from twinning.inputs.kinds import FLAG

_ACTS = {"signed": (ActKind.SIGNED, "on"), "proposed": (ActKind.PROPOSED, "on"), "until": (ActKind.SIGNED, "until")}
"""Where the days stand that only a new agreement takes: in its acts of such a kind."""


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """Rows that come to a record, and those that go."""

    add: tuple[ChildInput, ...]
    remove: tuple[ChildInput, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as it is, beside which cells are held; it is one of a batch."""

    batch: RecordedBatch
    id: int

    def changed_value(self, reading: Reading, field: RecordField, text: str, cells: StatedCells) -> Mapping[str, Any]:
        """Return what a cell changes, by the names of the input's fields: nothing where it says what is recorded.

        Raises InputError for a text that is none, and for an empty cell of what cannot be empty.
        """
        takes = field.takes
        if not text:
            return self._emptied(takes)
        if takes.kind.targets and text in self.batch.texts_of(self._row(), takes):
            return {}
        said = reading.value(field, text, cells)
        fields = {each.name: each for each in fields_of(reading.kind.input)}
        return {name: held for name, held in said.items() if not self._holds(fields[name], held)}

    def changed_rows(self, field: RecordField, text: str) -> ChangedRows:
        """Return which rows a cell adds and which it no longer has, of those that its column is of.

        Raises InputError where a row has no role and needs one.
        """
        if field.child is None:
            raise AssertionError(field.name)
        if not text and field.child.row is PartyInput:
            return ChangedRows((), ())  # an export has them in other columns
        said = [split_role(field, each.strip()) for each in text.split(";") if each.strip()]
        there = list(self._rows(field))
        add = [each for each in said if not any(_is_same(each, row) for row in there)]
        going = [row for row in there if not any(_is_same(each, row) for each in said)]
        return ChangedRows(
            tuple(_row_of(field, *each) for each in add), tuple(_row_of(field, row[0][0], row[1]) for row in going)
        )

    def _row(self) -> Any:
        return self.batch.rows[self.id]

    def _emptied(self, takes: InputField) -> Mapping[str, Any]:
        if takes.kind is FLAG or all(each is None for each in self._stored(takes)):
            return {}  # a yes or no is left out of a list where it says nothing
        if not takes.may_be_empty:
            raise InputError("it is empty, and must not be", "write what it is")
        return dict.fromkeys(takes.kind.fills or (takes.name,))

    def _holds(self, field: InputField, said: Any) -> bool:
        """Say whether this is recorded; of the days of several acts a list shows the first, which is one of them."""
        if field.kind.targets:
            return False
        stored = self._stored(field)
        if field.name == "signed" and not stored:
            stored = self._days("proposed")  # an export has the day of a mere proposal there
        return field.kind.accept(said) in stored

    def _stored(self, field: InputField) -> list[Any]:
        if field.begins:
            return self._days(field.name)
        return [getattr(self._row(), name) for name in field.attributes]

    def _days(self, name: str) -> list[EdtfDate | None]:
        kind, attribute = _ACTS[name]
        return [getattr(act, attribute) for act in self.batch.acts.get((self.id, kind), ())]

    def _rows(self, field: RecordField) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """Give the rows that a column is of: the texts that name each, and its role."""
        if field.child is None:
            return
        main, role = main_field(field.child.row), role_of(field.child.row)
        for row in self.batch.children[field.child.row.table].get(self.id, ()):
            has = None if role is None else str(getattr(row, role.attributes[0]))
            if field.role in (None, has):
                held = self.batch.texts_of(row, main) if main.kind.targets else (str(getattr(row, main.attributes[0])),)
                yield held, has


def split_role(field: RecordField, text: str) -> tuple[str, str | None]:
    """Return the name and the role of `Moscow (host)`. Raises InputError where a row needs one and has none."""
    if field.child is None or role_of(field.child.row) is None:
        return text, None
    if field.role is not None:
        return text, field.role
    if (found := name_and_role(text)) is None:
        raise InputError(f"{text} has no role", f"write it behind, in brackets: {text} (ROLE)")
    named, role = found
    return named, role.replace("-", "_").replace(" ", "_")


def _is_same(said: tuple[str, str | None], row: tuple[tuple[str, ...], str | None]) -> bool:
    return said[1] == row[1] and fold(said[0]) in map(fold, row[0])


def _row_of(field: RecordField, text: str, role: str | None) -> ChildInput:
    if field.child is None:
        raise AssertionError(field.name)
    row, of = field.child.row, role_of(field.child.row)
    main = main_field(row)
    values = {main.name: main.kind.read(text)} | ({} if of is None or role is None else {of.name: of.kind.read(role)})
    return row(**values)
