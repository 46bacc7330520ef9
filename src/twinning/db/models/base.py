"""The declarative base, the column types of every model, and the CHECKs that they share.

Both dialects get TEXT, INTEGER and REAL only, in STRICT tables on SQLite: days and times are ISO text, which sorts
as it should; words from a list are text under a CHECK; flags are 0 or 1.
"""

from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    event,
    text,
)
from sqlalchemy.orm import Composite, DeclarativeBase, Mapped, MappedColumn, composite, mapped_column
from sqlalchemy.schema import SchemaItem

from twinning.db.types import Flag, Word
from twinning.domain.dates import EdtfDate

NAMING_CONVENTION = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Base(DeclarativeBase):
    """What every model inherits."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {str: Text(), int: Integer(), float: Double().with_variant(REAL(), "sqlite")}


class Record(Base):
    """A row that an operation made. `id` stays inside the program; users see keys."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), sort_order=99)


def table_options(*constraints: SchemaItem) -> tuple[Any, ...]:
    """Return the `__table_args__` of a model: its constraints, and on SQLite STRICT and AUTOINCREMENT.

    SQLite gives a deleted row's id to the next one otherwise, and the log would tell of both as one.
    """
    return (*constraints, {"sqlite_strict": True, "sqlite_autoincrement": True})


Key = Annotated[str, "key"]
"""A readable, opaque, stable name of a record, unique within its table."""


def key() -> MappedColumn[Any]:
    """Return the column of a record's own key: lower-case ASCII letters, digits and hyphens."""
    written_in = CheckConstraint(f"key <> '' AND ltrim(key, '{LETTERS}{DIGITS}-') = ''", name="key")
    return mapped_column(Text, written_in, unique=True, nullable=False, sort_order=-1)


def reference(target: str, *, nullable: bool = False) -> MappedColumn[Any]:
    """Return a foreign key to a table's id. Nothing cascades: what others refer to cannot be removed."""
    return mapped_column(ForeignKey(f"{target}.id"), nullable=nullable)


def index_where_filled(*columns: str) -> Index:
    """Return an index of those rows alone whose first column, which is mostly empty, holds something."""
    return Index(None, *columns, sqlite_where=text(f"{columns[0]} IS NOT NULL"))


@event.listens_for(Base.metadata, "before_create")
def _tell_postgresql_which_are_filled(metadata: MetaData, connection: Connection, **_options: Any) -> None:
    """Give the indexes their conditions there: declared with them, its dialect is loaded at every start (90 ms)."""
    if connection.dialect.name == "postgresql":
        for index in (index for table in metadata.tables.values() for index in table.indexes):
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def word(name: str, words: type[StrEnum], *, nullable: bool = False) -> MappedColumn[Any]:
    """Return the column `name` for a word from a list, checked by the database."""
    listed = ", ".join(f"'{each.value}'" for each in words)
    return mapped_column(Word(words), CheckConstraint(f"{name} IN ({listed})", name=name), nullable=nullable)


def flag(name: str) -> MappedColumn[Any]:
    """Return the column `name` for a yes or no; no unless said."""
    return mapped_column(
        Flag,
        CheckConstraint(f"{name} IN (0, 1)", name=name),
        nullable=False,
        default=False,
        server_default="0",
    )


def count(name: str, *, nullable: bool = True) -> MappedColumn[Any]:
    """Return the column `name` for a whole number that cannot be negative."""
    return mapped_column(Integer, CheckConstraint(f"{name} >= 0", name=name), nullable=nullable)


def country() -> MappedColumn[Any]:
    """Return the column `country_code`: ISO 3166-1 alpha-2, null where disputed or unknown."""
    upper = LETTERS.upper()
    code = CheckConstraint(f"length(country_code) = 2 AND ltrim(country_code, '{upper}') = ''", name="country_code")
    return mapped_column(Text, code, nullable=True)


def edtf(name: str, *, moment: bool = False) -> Composite[Any]:
    """Return an EDTF date as the four columns `name`_text, _earliest, _latest and _doubtful.

    The database holds the bounds in order and the four filled or empty together; with `moment` it refuses
    intervals, as acts are moments.
    """
    text, earliest, latest, doubtful = (f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))
    empty = f"{text} IS NULL AND {earliest} IS NULL AND {latest} IS NULL AND {doubtful} IS NULL"
    filled = (
        f"{text} IS NOT NULL AND {text} <> '' AND {doubtful} IS NOT NULL AND {doubtful} IN (0, 1)"
        f" AND ({earliest} IS NULL OR {_is_day(earliest)}) AND ({latest} IS NULL OR {_is_day(latest)})"
        f" AND ({earliest} IS NULL OR {latest} IS NULL OR {earliest} <= {latest})"
    )
    if moment:
        filled += f" AND replace({text}, '/', '') = {text}"
    return composite(
        EdtfDate,
        mapped_column(text, Text, CheckConstraint(f"({empty}) OR ({filled})", name=name), nullable=True),
        mapped_column(earliest, Text, nullable=True),
        mapped_column(latest, Text, nullable=True),
        mapped_column(doubtful, Flag, nullable=True),
        return_none_on=lambda text, *_bounds: text is None,
    )


def _is_day(column: str) -> str:
    days = f"replace({column}, '-', '')"
    written = f"{column} LIKE '____-__-__' AND length({days}) = 8 AND ltrim({days}, '{DIGITS}') = ''"
    in_year = f"substr({column}, 6, 2) BETWEEN '01' AND '12' AND substr({column}, 9, 2) BETWEEN '01' AND '31'"
    return f"({written} AND {in_year})"


def exactly_one(name: str, *columns: str) -> CheckConstraint:
    """Return a CHECK that exactly one of the columns is filled."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{filled} = 1", name=name)
