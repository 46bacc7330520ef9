"""Where a source states another value than the recorded one. Nothing here says who is right."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.dates import EdtfDate
from twinning.errors import InputError
from twinning.queries.citations import Cited
from twinning.queries.references import names_of
from twinning.queries.tables import date_of, table
from twinning.rows.dossiers import ContradictionRow

_NOT_COMPARED = ("summary", "note", "purpose", "shown", "text", "name", "title", "venue")
"""Fields in the register's own words, and spellings: that a source's differ from them contradicts nothing."""


def list_contradictions(session: Session, citations: Iterable[Cited]) -> list[ContradictionRow]:
    """Return the open contradictions among citations: an editor's preferred one closes those on its field.

    Dates contradict one another only if they cannot be the same day.
    """
    cited = list(citations)
    decided = {(each.record_table, each.record, each.field) for each in cited if each.preferred}
    compared = (each for each in cited if each.value and each.field not in _NOT_COMPARED)
    stated = [each for each in compared if (each.record_table, each.record, each.field) not in decided]
    rows = []
    for name in sorted({each.record_table for each in stated}):
        of_table = [each for each in stated if each.record_table == name]
        recorded = _recorded(session, name, {each.record for each in of_table})
        names = names_of(session, name, recorded)
        rows += [_row(each, value, names[each.record]) for each, value in _differing(of_table, recorded)]
    return rows


def _recorded(session: Session, name: str, ids: Iterable[int]) -> dict[int, Mapping[Any, Any]]:
    records = table(name)
    rows = session.execute(select(records).where(records.c.id.in_(sorted(ids)))).mappings()
    return {row["id"]: row for row in rows}


def _differing(stated: Iterable[Cited], recorded: Mapping[int, Mapping[Any, Any]]) -> Iterator[tuple[Cited, str]]:
    for each in stated:
        row = recorded[each.record]
        if f"{each.field}_text" in row:
            date = date_of(row, str(each.field))
            if date is not None and not _may_be(date, str(each.value)):
                yield each, str(date)
        elif row.get(each.field) not in (None, "unknown") and not _is_same(row[each.field], str(each.value)):
            yield each, _written(row[each.field])


def _is_same(recorded: Any, stated: str) -> bool:
    """Say whether a source states the recorded value, a number in whatever way it is written."""
    if isinstance(recorded, float):
        try:
            return recorded == float(stated)
        except ValueError:
            return False
    return _written(recorded) == stated


def _written(value: Any) -> str:
    """Write a value as packages do."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _may_be(recorded: EdtfDate, stated: str) -> bool:
    """Say whether a stated day can be the recorded one; words that are no date cannot be told to contradict it."""
    try:
        return recorded.may_be(EdtfDate.parse(stated))
    except InputError:
        return True


def _row(cited: Cited, recorded: str, name: str) -> ContradictionRow:
    return ContradictionRow(
        record=name,
        field=str(cited.field),
        recorded=recorded,
        stated=str(cited.value),
        source=cited.source["title"],
        speaks_for=cited.speaks_for,
    )
