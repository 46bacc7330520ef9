"""What was done to the register, what is wrong with it, and how the program is set."""

from dataclasses import dataclass, field

from twinning.rows import Meaning, column


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a change besides its outcome, as the commands say it in a note.

    Of a `doubtful` one somebody at the terminal is asked whether it is meant. `of_many` says it of as many records as
    `{count}` stands for.
    """

    text: str
    doubtful: bool
    of_many: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One command's worth of change: when (UTC, ISO 8601), who, what, how many rows, and whether it was taken back."""

    operation: int = column(1)
    at: str = column(2, sense="a time")
    actor: str = column(4)
    command: str = column(3)
    inserted: int = column(6, means=Meaning.COUNT)
    updated: int = column(7, means=Meaning.COUNT)
    deleted: int = column(8, means=Meaning.COUNT)
    undoes: int | None = column(9)
    undone_by: int | None = column(5)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A value that an operation changed, of a record or of a row that belongs to it (`table` says which).

    `table` is for machines: people know a row by its record and its fields.
    """

    record: str = column(4)
    change: str = column(5)
    table: str = column(0)
    field: str = column(3, means=Meaning.FIELD, sense="of a record")
    before: str | None = column(2, means=Meaning.VALUE)
    after: str | None = column(1, means=Meaning.VALUE)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something that is wrong with the register."""

    table: str
    record: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A record that was added, changed or removed since a package was exported, and the operation that did it.

    `field` is empty where the record as a whole is meant; `operation` where none accounts for what is held now.
    """

    table: str = column(6)
    record: str = column(1)
    change: str = column(2)
    field: str | None = column(3, means=Meaning.FIELD, sense="of a record")
    in_package: str | None = column(4, means=Meaning.VALUE)
    in_register: str | None = column(5, means=Meaning.VALUE)
    operation: int | None = column(7)
    at: str | None = column(8, sense="a time")
    actor: str | None = column(9)


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """How many rows of a table went with a person; of the log's own tables, how many rows say less than before."""

    table: str = column(1)
    rows: int = column(2, means=Meaning.COUNT)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting, its value, and where that comes from: an option, a variable of the environment, a file, `default`."""

    setting: str
    value: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was found of a part of the program, of a place, of the register, or of the terminal."""

    subject: str
    finding: str


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A page of the documentation: the topic that `twinning help` shows it by, and what it is about."""

    topic: str
    about: str
