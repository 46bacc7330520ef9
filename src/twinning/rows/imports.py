"""What became of an imported list."""

from dataclasses import dataclass

from twinning import rows
from twinning.rows import Meaning, Several, column


@dataclass(frozen=True, slots=True)
class ReadColumnRow:
    """A column of the file, and the field of a tie that it was read as; empty where it is not read."""

    column: str
    field: str | None = rows.column(sense="of a record")


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One of the first rows of the file: the cities, kind and day that were read, and what becomes of it."""

    line: int = column(5)
    tie: str = column(1)
    kind: str | None = column(3, means=Meaning.WORD)
    signed: str | None = column(4, means=Meaning.DATE)
    outcome: str = column(2, means=Meaning.WORD)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: where it stands, the column at fault, why, and what helps."""

    line: int = column(1)
    in_column: str | None = column(3)
    reason: str = column(2)
    hint: str | None = column(4)


@dataclass(frozen=True, slots=True)
class UnknownCountryRow:
    """What stands in cells for countries and names none, in how many rows, and the option that says what it means."""

    country: str = column(1)
    rows: int = column(2, means=Meaning.COUNT)
    say: str = column(3)


@dataclass(frozen=True, slots=True)
class NewCityRow:
    """A city that the list brought, with the other names that the list has for it, as in `Nowa Sol (Neusalz/Oder)`."""

    city: str = column(1)
    country: str | None = column(3, means=Meaning.COUNTRY)
    region: str | None = column(5)
    key: str = column(2)
    other_names: Several = column(4, means=Meaning.TEXT)


@dataclass(frozen=True, slots=True)
class DoubtfulCityRow:
    """A new city, what it may be or what has its name, why it is asked, and the command that says that it is the first.

    That is another city of the register, or places of the gazetteer.
    """

    city: str = column(1)
    beside: str = column(2)
    why: str = column(3)
    merge: str = column(4)


@dataclass(frozen=True, slots=True)
class UnlistedRow:
    """A tie that an earlier edition of the list had and this one has not. It stays, marked as no longer listed."""

    agreement: str
    listed_as: str


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One of the first rows of a spreadsheet as it stands there, what became of it, and the record that it is."""

    line: int = column(4)
    row: str = column(1)
    outcome: str = column(2, means=Meaning.WORD)
    record: str | None = column(3)


@dataclass(frozen=True, slots=True)
class DiffersRow:
    """Where a record that was there already holds something else than a row says; the row changed nothing."""

    line: int = column(3)
    record: str = column(1)
    field: str = column(2, means=Meaning.FIELD, sense="of a record")
    here: str | None = column(4)
    there: str | None = column(5)


@dataclass(frozen=True, slots=True)
class NotedRow:
    """What is to be looked at in a row that was taken: a new person, a record that it may repeat."""

    line: int = column(2)
    note: str = column(1)
