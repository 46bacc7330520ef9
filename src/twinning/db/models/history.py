"""Operations, the changes that they made, and keys that were given up."""

from typing import Any

from sqlalchemy import CheckConstraint, Connection, Index, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from twinning.db.models.base import DIGITS, LETTERS, Base, Record, count, reference, table_options, word
from twinning.domain.vocabulary import ChangeKind


class Operation(Base):
    """One command's worth of change: who, when (UTC, ISO 8601), what; it can be undone.

    `command` is the command and its own arguments, never a database address. `sha256` is that of an imported file.
    `token` is what a program chose that may have to send the same operation again: it is done once.
    """

    __tablename__ = "operation"
    __table_args__ = table_options(CheckConstraint("undoes_id <> id", name="not_itself"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str]
    command: Mapped[str]
    sha256: Mapped[str | None]
    inserted: Mapped[int] = count("inserted", nullable=False)
    updated: Mapped[int] = count("updated", nullable=False)
    deleted: Mapped[int] = count("deleted", nullable=False)
    undoes_id: Mapped[int | None] = reference("operation", nullable=True)
    token: Mapped[str | None] = mapped_column(unique=True)


def _index_of_records() -> Index:
    """Index the records, so that those under one (`record LIKE 'city:busan-kr/%'`) are found by it as well.

    PostgreSQL needs to be told, and hears of it below: named here, its dialect would be loaded at every start.
    """
    return Index(None, "record")


class Change(Base):
    """What a single command did to one row: its columns before and after, as JSON objects.

    `record` is the reference, in full, of the record that the row is or belongs to; it stays when the row goes.
    """

    __tablename__ = "change"
    __table_args__ = table_options(
        UniqueConstraint("operation_id", "seq"),
        CheckConstraint("kind = 'insert' OR before IS NOT NULL", name="before"),
        CheckConstraint("kind = 'delete' OR after IS NOT NULL", name="after"),
        Index(None, "record_table", "record_id"),
        _index_of_records(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = reference("operation")
    seq: Mapped[int] = count("seq", nullable=False)
    record: Mapped[str]
    record_table: Mapped[str]
    record_id: Mapped[int]
    kind: Mapped[ChangeKind] = word("kind", ChangeKind)
    before: Mapped[str | None]
    after: Mapped[str | None]


@event.listens_for(Change.__table__, "before_create")
def _index_patterns(change: Table, connection: Connection, **_options: Any) -> None:
    if connection.dialect.name == "postgresql":
        for index in change.indexes:
            if index.columns.keys() == ["record"]:
                index.dialect_options["postgresql"]["ops"] = {"record": "text_pattern_ops"}


class RowDigest(Base):
    """What a row was when an operation last wrote it, as a number: one that does not fit was changed past the program.

    `digest` is made of the row's values by `twinning.db.log.digests`; rows of the log have one too. `texts` are the
    row's texts as a search looks for them (`twinning.db.search.index`), null where it has none.
    """

    __tablename__ = "row_digest"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    record_table: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[int]
    texts: Mapped[str | None]


class KeyAlias(Record):
    """The key of a record that was merged, and the key of the record that it now leads to."""

    __tablename__ = "key_alias"
    __table_args__ = table_options(
        UniqueConstraint("record_table", "alias"),
        CheckConstraint("alias <> key", name="not_itself"),
        CheckConstraint(f"ltrim(alias, '{LETTERS}{DIGITS}-') = '' AND alias <> ''", name="alias"),
        Index(None, "record_table", "key"),
    )

    record_table: Mapped[str]
    alias: Mapped[str]
    key: Mapped[str]
