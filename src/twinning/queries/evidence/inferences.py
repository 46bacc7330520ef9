"""Which columns of a list hold what no source states and an editor read from one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnClause, Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Basis
from twinning.queries.lookup.rows_by_id import rows_by_id


def inferred_columns(
    connection: Connection, table: str, chosen: Select[Any], columns: Mapping[str, str]
) -> dict[int, list[str]]:
    """Return the columns of a list that hold what is inferred, for each record (id) that a select chooses.

    `columns` maps the fields that citations speak of to the columns that show them, in their order.
    """
    fields: dict[int, list[str]] = defaultdict(list)
    found = {(record, field) for record, field, _ in _only_inferred(connection, table, chosen)}
    for record in {record for record, _ in found}:
        fields[record] = list(dict.fromkeys(shown for field, shown in columns.items() if (record, field) in found))
    return fields


class TieInferences:
    """What is inferred of agreements, and on which days of theirs something is only inferred to have happened."""

    def __init__(self, connection: Connection, agreements: Select[Any]) -> None:
        """Read it of the agreements whose ids a select chooses."""
        act = AGREEMENT_ACT.c
        acts = select(act.id).where(act.agreement_id.in_(agreements))
        guessed = {each for each, field, _ in _only_inferred(connection, "agreement_act", acts) if field == "on"}
        days = select(act.id, act.agreement_id, act.on_text).where(act.agreement_id.in_(agreements))
        told = fetch_rows(connection, days) if guessed else []
        self._days = {(agreement, on) for each, agreement, on in told if each in guessed}
        self._fields = {(each, field) for each, field, _ in _only_inferred(connection, "agreement", agreements)}

    def of(self, agreement: int, since: EdtfDate | None, columns: Mapping[str, str]) -> list[str]:
        """Return the columns that show what is inferred of an agreement (id) that was signed on a day.

        `columns` maps the fields that citations speak of to the columns that show them.
        """
        shown = [column for field, column in columns.items() if (agreement, field) in self._fields]
        return [*shown, "since"] if since and (agreement, since.text) in self._days else shown


def _only_inferred(
    connection: Connection, table: str, chosen: Select[Any]
) -> Iterator[tuple[int, str | None, str | None]]:
    """Give record (id), field and value of each citation that infers what no other states, where that is recorded.

    What a source does not say, so that no value was inferred, is stated where another gives any value.
    """
    cited: ColumnClause[int] = CITATION.c[f"{table}_id"]
    told: Select[int, str | None, str | None] = select(cited, CITATION.c.field, CITATION.c.value)
    told = told.where(cited.in_(chosen))
    found = [*fetch_rows(connection, told.where(CITATION.c.basis == Basis.INFERRED))]
    if found:
        stated = set(fetch_rows(connection, told.where(CITATION.c.basis == Basis.STATED)))
        stated |= {(record, field, None) for record, field, _ in stated}
        rows = rows_by_id(connection, table, (record for record, *_ in found))
        yield from (each for each in found if each not in stated and _is_recorded(rows[each[0]], *each[1:]))


def _is_recorded(row: NamedTuple, field: str | None, value: str | None) -> bool:
    """Return whether a row still holds what was inferred.

    That is so as well where it cannot be seen: of rows that belong to it, and of other records that it names.
    """
    held = getattr(row, f"{field}_text", getattr(row, field or "", None))
    return value is None or held is None or str(held) == value
