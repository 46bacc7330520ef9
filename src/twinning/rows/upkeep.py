"""What was done to the register, and what is wrong with it."""

from dataclasses import dataclass

from twinning.rows import column


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One command's worth of change: when (UTC, ISO 8601), who, what, how many rows, and whether it was taken back."""

    operation: int = column(1)
    at: str = column(2)
    actor: str = column(4)
    command: str = column(3)
    inserted: int = column(6)
    updated: int = column(7)
    deleted: int = column(8)
    undoes: int | None = column(9)
    undone_by: int | None = column(5)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A value that an operation changed, of a record or of a row that hangs on it (`table` says which)."""

    record: str
    change: str
    table: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something that is wrong with the register."""

    table: str
    record: str | None
    problem: str
