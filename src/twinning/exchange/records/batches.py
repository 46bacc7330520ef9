"""Records as they are, some hundreds at a time: what the rows of a corrected list are held beside."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from twinning.actions.recording.records import model_of_input
from twinning.db.models import AgreementAct, model_of
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.domain.agreements.acts import ActKind
from twinning.domain.countries import country_name
from twinning.exchange.records.kinds import RecordField, RecordKind
from twinning.inputs import InputField
from twinning.inputs.declaring import ChildField
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.lookup.titles import CALLED

_Referred = tuple[str, Any]
"""What a row refers to: the table and the id, or `country` and its code."""


@dataclass(frozen=True, slots=True)
class RecordedBatch:
    """Some records of a kind with what the columns of a list show of them, read at once.

    `rows` are those of the kind by their ids, `children` by their table and the record's id, in their order.
    """

    rows: dict[int, Any]
    children: dict[str, dict[int, list[Any]]] = field(default_factory=dict)
    acts: dict[tuple[int, ActKind], list[Any]] = field(default_factory=dict)
    _texts: dict[_Referred, tuple[str, ...]] = field(default_factory=dict)

    def texts_of(self, row: Any, of: InputField) -> tuple[str, ...]:
        """Return every text that names what a row refers to in a field, its key first; none where it is empty."""
        referred = _referred(row, of)
        return () if referred is None else self._texts.get(referred, ())

    def name_all(self, connection: Connection, fields: Iterable[RecordField]) -> None:
        """Read what names everything that the rows refer to in some fields."""
        wanted = defaultdict[str, set[Any]](set)
        for each in fields:
            for row in self._rows_of(each.child):
                if (referred := _referred(row, each.takes)) is not None:
                    wanted[referred[0]].add(referred[1])
        for target, held in wanted.items():
            self._texts.update({(target, one): tuple(texts) for one, texts in _texts(connection, target, held)})

    def _rows_of(self, child: ChildField | None) -> Iterator[Any]:
        if child is None:
            yield from self.rows.values()
        else:
            for rows in self.children[child.row.table].values():
                yield from rows


def read_batch(
    session: Session, kind: RecordKind, fields: Collection[RecordField], ids: Sequence[int]
) -> RecordedBatch:
    """Return the records of a kind that have these ids, with what these fields show of them."""
    model: Any = model_of_input(kind.input)
    chosen = select_ids(connection_of(session), ids)
    batch = RecordedBatch({row.id: row for row in session.scalars(select(model).where(model.id.in_(chosen)))})
    for child in (each.child for each in fields if each.child is not None):
        if child.row.table not in batch.children:
            batch.children[child.row.table] = _children(session, model_of(child.row.table), kind.input.table, chosen)
    if any(each.takes.begins for each in fields if each.child is None):
        batch.acts.update(_acts(session, chosen))
    batch.name_all(connection_of(session), fields)
    return batch


def _children(session: Session, model: Any, parent: str, chosen: Any) -> dict[int, list[Any]]:
    of = f"{parent}_id"
    found = defaultdict[int, list[Any]](list)
    for row in session.scalars(select(model).where(getattr(model, of).in_(chosen)).order_by(model.id)):
        found[getattr(row, of)].append(row)
    return found


def _acts(session: Session, chosen: Any) -> dict[tuple[int, ActKind], list[Any]]:
    found = defaultdict[tuple[int, ActKind], list[Any]](list)
    acts = select(AgreementAct).where(AgreementAct.agreement_id.in_(chosen)).order_by(AgreementAct.seq)
    for act in session.scalars(acts):
        found[act.agreement_id, act.kind].append(act)
    return found


def _referred(row: Any, of: InputField) -> _Referred | None:
    held = zip(of.kind.targets, of.attributes, strict=True) if of.kind.targets else ()
    return next(((target, one) for target, name in held if (one := getattr(row, name)) is not None), None)


def _texts(connection: Connection, target: str, held: Collection[Any]) -> Iterator[tuple[Any, Iterable[str]]]:
    """Give the texts that name each record: its key, that in full, what it is called; of a country code and name."""
    if target == "country":
        yield from ((code, (code, country_name(code) or code)) for code in held)
        return
    called = _called(connection, target, held) if target in CALLED else {}
    for record, key in names_of(connection, target, held).items():
        yield record, dict.fromkeys((key, full_name(target, key), *filter(None, (called.get(record),))))


def _called(connection: Connection, target: str, held: Collection[int]) -> dict[int, str | None]:
    records = table_named(target)
    query = select(records.c.id, records.c[CALLED[target]]).where(records.c.id.in_(select_ids(connection, [*held])))
    return dict(fetch_rows(connection, query))
