"""Where a package's new rows find room in the register: their ids, their keys and their numbers."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import count, islice

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import next_ids
from twinning.db.tables import REFERENCES, table_named
from twinning.exchange.package.cells import Values
from twinning.exchange.package.layout import FileLayout
from twinning.exchange.package.recorded import ids_of_keys


class FreshIds:
    """Ids of a table for rows that are inserted later, each given once."""

    def __init__(self, session: Session, table: str) -> None:
        self._session, self._table = session, table
        on_a_server = session.get_bind().dialect.name != "sqlite"
        self._counted = None if on_a_server else count(next_ids(session, table, 1)[0])

    def take(self, number: int) -> Sequence[int]:
        """Return so many ids that no other writer can get."""
        if self._counted is None:
            return next_ids(self._session, self._table, number)
        return list(islice(self._counted, number))


def free_keys(connection: Connection, table: str, wanted: Sequence[str]) -> list[str]:
    """Return keys for new records: as wanted, or with the next free number where another record has or had it."""
    taken = set(ids_of_keys(connection, table, wanted))
    given = []
    for key in wanted:
        free, number = key, 2
        while free in taken:
            stem = re.sub(r"--[0-9]+$", "", key)
            free, number = f"{stem}--{number}", number + 1
            if free not in taken and ids_of_keys(connection, table, [free]):
                taken.add(free)
        taken.add(free)
        given.append(free)
    return given


def number_rows(connection: Connection, layout: FileLayout, values: Values) -> Values:
    """Return new rows with the numbers that they have in the package, or the next free ones of their parents."""
    parents = [f"{name}_id" for name in layout.identity if name != "seq"]
    owners = list(zip(*(values[name] for name in parents), strict=True))
    numbers = _Numbers(connection, layout.table, parents, owners, values["seq"])
    return values | {"seq": [numbers.give(*each) for each in zip(owners, values["seq"], strict=True)]}


class _Numbers:
    """The numbers that rows of some parents have already."""

    def __init__(
        self,
        connection: Connection,
        table: str,
        parents: Sequence[str],
        owners: Collection[tuple[int | None, ...]],
        wanted: Collection[int],
    ) -> None:
        self._taken: set[tuple[tuple[int | None, ...], int]] = set()
        self._highest: Counter[tuple[int | None, ...]] = Counter()
        rows = table_named(table)
        for place, parent in enumerate(parents):
            ids = {owner[place] for owner in owners if owner[place] is not None}
            if not ids:
                continue
            owner = table_named(REFERENCES[table][parent.removesuffix("_id")])
            highest = select(func.max(rows.c.seq)).where(rows.c[parent] == owner.c.id).scalar_subquery()
            for number, seq in connection.execute(select(owner.c.id, highest).where(owner.c.id.in_(ids))):
                if seq is not None:
                    self._highest[self._named(parents, place, number)] = seq
            numbered = and_(rows.c[parent].in_(ids), rows.c.seq.in_(set(wanted)))
            for number, seq in connection.execute(select(rows.c[parent], rows.c.seq).where(numbered)):
                self._taken.add((self._named(parents, place, number), seq))

    def _named(self, parents: Sequence[str], place: int, number: int) -> tuple[int | None, ...]:
        return tuple(number if each == place else None for each in range(len(parents)))

    def give(self, owner: tuple[int | None, ...], seq: int) -> int:
        """Return the number, or the next of the parent's where it is taken."""
        if (owner, seq) in self._taken:
            seq = self._highest[owner] + 1
        self._taken.add((owner, seq))
        self._highest[owner] = max(self._highest[owner], seq)
        return seq
