"""History as queries select them: made from the models by `python docs/generate.py`, and not edited."""

from typing import NamedTuple

from sqlalchemy import ColumnClause

from twinning.db.typed_tables import Columns, declare
from twinning.domain.vocabulary import ChangeKind


class OperationColumns(Columns):
    """The columns of `operation`."""

    id: ColumnClause[int]
    at: ColumnClause[str]
    actor: ColumnClause[str]
    command: ColumnClause[str]
    sha256: ColumnClause[str | None]
    inserted: ColumnClause[int]
    updated: ColumnClause[int]
    deleted: ColumnClause[int]
    undoes_id: ColumnClause[int | None]
    token: ColumnClause[str | None]


class OperationRecord(NamedTuple):
    """A row of `operation`."""

    id: int
    at: str
    actor: str
    command: str
    sha256: str | None
    inserted: int
    updated: int
    deleted: int
    undoes_id: int | None
    token: str | None


OPERATION = declare("operation", OperationColumns)


class ChangeColumns(Columns):
    """The columns of `change`."""

    id: ColumnClause[int]
    operation_id: ColumnClause[int]
    seq: ColumnClause[int]
    record: ColumnClause[str]
    record_table: ColumnClause[str]
    record_id: ColumnClause[int]
    kind: ColumnClause[ChangeKind]
    before: ColumnClause[str | None]
    after: ColumnClause[str | None]


class ChangeRecord(NamedTuple):
    """A row of `change`."""

    id: int
    operation_id: int
    seq: int
    record: str
    record_table: str
    record_id: int
    kind: ChangeKind
    before: str | None
    after: str | None


CHANGE = declare("change", ChangeColumns)


class RowDigestColumns(Columns):
    """The columns of `row_digest`."""

    record_table: ColumnClause[str]
    record_id: ColumnClause[int]
    digest: ColumnClause[int]
    texts: ColumnClause[str | None]


class RowDigestRecord(NamedTuple):
    """A row of `row_digest`."""

    record_table: str
    record_id: int
    digest: int
    texts: str | None


ROW_DIGEST = declare("row_digest", RowDigestColumns)


class KeyAliasColumns(Columns):
    """The columns of `key_alias`."""

    id: ColumnClause[int]
    record_table: ColumnClause[str]
    alias: ColumnClause[str]
    key: ColumnClause[str]
    operation_id: ColumnClause[int]


class KeyAliasRecord(NamedTuple):
    """A row of `key_alias`."""

    id: int
    record_table: str
    alias: str
    key: str
    operation_id: int


KEY_ALIAS = declare("key_alias", KeyAliasColumns)
