"""Importing a data package: what is new is added, what is known gets what it lacked, what differs is reported.

Into an empty register everything is new, so that this is also how a seed and a backup are read. Nothing recorded is
overwritten: a value that differs stays as it is, with one exception, a date that the package knows more exactly.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from twinning.actions.bulk import insert_rows, next_ids
from twinning.actions.checking.likelihood import refusal_of_early
from twinning.actions.checking.remarks import is_unlikely_allowed
from twinning.db.failures import rule_broken
from twinning.db.references import CHILDREN, CITABLE, KEYED, PARENTS, parse_reference
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold, quote
from twinning.domain.plausibility import DATED_TABLES, is_early
from twinning.domain.progress import followed
from twinning.domain.values import wrong_values
from twinning.errors import InputError
from twinning.exchange.package.agreements import package_agreements, recorded_agreements
from twinning.exchange.package.cells import decode
from twinning.exchange.package.files import FileRow, Tables
from twinning.exchange.package.fill_gaps import Difference, fill_gaps
from twinning.exchange.package.layout import FileColumn, FileLayout, layouts
from twinning.exchange.package.matching import match_agreements, matcher
from twinning.exchange.package.numbering import Numbers, free_key, parents_first
from twinning.exchange.package.recorded import Columns, answered, date_in, recorded_aliases, recorded_rows
from twinning.inputs.citable import stated_value
from twinning.queries.lookup.references import names_of
from twinning.queries.upkeep.checks import broken_rules
from twinning.queries.upkeep.odd_acts import say_odd_acts
from twinning.rows.upkeep import ProblemRow

_MANY = 5000
_REFERRED_TO = {target for layout in layouts() for column in layout.columns for target in column.targets}


@dataclass(slots=True)
class ImportResult:
    """What became of a package: rows added and found by table, how many gained a value, what differs, and is odd."""

    added: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    differences: list[Difference] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)


def import_package(session: Session, package: Tables) -> ImportResult:
    """Add what was read of a package (see `files.read`) to the register, and fill what its records lack.

    It is read before the session holds any lock.

    Raises InputError, which names file and line; nothing is then written.
    """
    before = set(broken_rules(connection_of(session)))
    package_import = _Import(session, package)
    for layout in sorted(layouts(), key=_turn):
        package_import.add_table(layout)
    _check_rules(session, before)
    package_import.note_odd_acts()
    return package_import.result


def _check_rules(session: Session, before: Set[ProblemRow]) -> None:
    """Refuse what `db check` would find of the records together, but what was wrong before. Raises InputError."""
    session.flush()
    wrong = [each for each in broken_rules(connection_of(session)) if each not in before]
    if wrong:
        more = f", and {len(wrong) - 1} more of such" if wrong[1:] else ""
        raise InputError(f"{wrong[0].table} {wrong[0].record}: {wrong[0].problem}{more}", "mend the package")


def _turn(layout: FileLayout) -> tuple[bool, bool]:
    """Order the tables: cities first, since parties tell agreements apart, and last what leads to any other."""
    return layout.table == "key_alias", layout.table != "city"


class _Import:
    """One package on its way into the register: `ids` maps the package's names to the register's ids."""

    def __init__(self, session: Session, rows: Tables) -> None:
        self.session = session
        self.rows = rows
        self.ids: dict[str, dict[str, int]] = {layout.table: {} for layout in layouts()}
        self.aliases = recorded_aliases(connection_of(session))
        self.result = ImportResult()

    def add_table(self, layout: FileLayout) -> None:
        """Add one table's rows; those that they refer to were added before."""
        rows = self.rows.get(layout.table, [])
        if layout.table == "key_alias":
            rows = list(self._aliases_here(rows))
        recorded = list(recorded_rows(connection_of(self.session), layout.table)) if rows else []
        if layout.table in KEYED:
            self._add_keyed(layout, rows, recorded)
        else:
            self._add_others(layout, rows, recorded)

    def note_odd_acts(self) -> None:
        """Note acts that cannot follow the others of their agreement, or seldom do, where the package has some."""
        if self.rows.get("agreement_act"):
            agreements = set(self.ids["agreement"].values())
            self.result.oddities += say_odd_acts(connection_of(self.session), agreements)

    def _add_keyed(self, layout: FileLayout, rows: Collection[FileRow], recorded: list[Columns]) -> None:
        """Rows with a key are told apart before they are read, since they may refer to one another."""
        by_key = {row["key"]: row for row in recorded}
        known = self._known(layout, rows, by_key)
        new = [row.cells["key"] for row in rows if row.cells["key"] not in known]
        names = self.ids[layout.table]
        names |= {key: row["id"] for key, row in known.items()}
        names |= zip(new, next_ids(self.session, layout.table, len(new)), strict=True)
        if len(names) < len(rows):
            raise _twice(rows)
        taken = {*by_key, *self.aliases[layout.table]}
        added: list[dict[str, Any]] = []
        met = []
        for row in followed(f"joining {layout.table}.csv", rows, len(rows)):
            columns = self._decode(layout, row)
            if (same := known.get(row.cells["key"])) is not None:
                met.append((columns, same))
            else:
                columns["key"] = free_key(columns["key"], taken)
                added.append(columns | {"id": names[row.cells["key"]]})
                self._add_many(layout, added)
        self._add(layout, parents_first(added))
        for columns, same in met:  # what a recorded row lacked may refer to a new one
            self._meet(layout, columns, same)

    def _known(self, layout: FileLayout, rows: Collection[FileRow], by_key: dict[str, Columns]) -> dict[str, Columns]:
        """Return the recorded rows that the package's rows are, by the package's key."""
        if layout.table == "agreement":
            recorded_cities = dict(fetch_rows(connection_of(self.session), select(CITY.c.key, CITY.c.id)))
            cities = answered(self.aliases["city"], recorded_cities) | recorded_cities | self.ids["city"]
            if not by_key and len(set(cities.values())) == len(cities):
                return {}  # with none to be told from, and no two cities that are one here
            package = package_agreements(self.rows, cities)
            matches = match_agreements(package, recorded_agreements(connection_of(self.session))) if by_key else {}
            return {key: by_key[other] for key, other in matches.items()}
        answering = answered(self.aliases[layout.table], by_key) | by_key
        known: dict[str, Columns] = {key: answering[key] for row in rows if (key := row.cells["key"]) in answering}
        if layout.table == "city":
            by_item = {row["wikidata_id"]: row for row in by_key.values() if row["wikidata_id"]}
            items = ((row.cells["key"], row.cells.get("wikidata_id", "")) for row in rows)
            known = {key: by_item[item] for key, item in items if item in by_item} | known
        return known

    def _add_others(self, layout: FileLayout, rows: Collection[FileRow], recorded: list[Columns]) -> None:
        match, doubled = matcher(layout.table, _columns(layout), recorded), self._doubled(layout)
        numbers = Numbers(_columns(layout), recorded) if "seq" in layout.identity else None
        added: list[dict[str, Any]] = []
        followed_rows = followed(f"joining {layout.table}.csv", rows, len(rows))
        for row, new_id in zip(followed_rows, next_ids(self.session, layout.table, len(rows)), strict=True):
            columns = self._decode(layout, row)
            again = any(columns[name] in cities for name, cities in doubled)
            if (same := match.find(columns, again=again)) is not None:
                self._meet(layout, columns, same)
            else:
                if numbers is not None:
                    numbers.give(columns)
                added.append(columns | {"id": new_id})
                if again:
                    match.add(added[-1])
                self._add_many(layout, added)
            self._remember(layout, row, new_id if same is None else same["id"])
        self._add(layout, added)

    def _decode(self, layout: FileLayout, row: FileRow) -> dict[str, Any]:
        """Return a row's database columns, look-up key included. Raises InputError with the row's place."""
        columns: dict[str, Any] = {}
        try:
            for column in layout.columns:
                columns |= decode(column, row.cells.get(column.name, ""), table_named(layout.table), self._find)
        except InputError as error:
            raise InputError(f"{row.place}, {error.message}", error.hint) from error
        self._check_years(layout, row, columns)
        if layout.table == "citation":
            _check_statement(row, columns)
        if "folded" in table_named(layout.table).c:
            columns["folded"] = fold(columns["name"])
        for wrong in wrong_values(columns):
            raise InputError(f"{row.place}: {wrong}")
        return columns

    def _check_years(self, layout: FileLayout, row: FileRow, columns: Columns) -> None:
        """Refuse a year before 1800, as a command does, unless it is allowed."""
        if layout.table not in DATED_TABLES or is_unlikely_allowed(self.session):
            return
        for name in (each.removesuffix("_earliest") for each in columns if each.endswith("_earliest")):
            if is_early(day := date_in(columns, name)):
                error = refusal_of_early(str(day))
                raise InputError(f"{row.place}, {name}: {error.message}", error.hint)

    def _find(self, column: FileColumn, cell: str) -> tuple[str, int]:
        """Give the record that a key or reference of the package names, in the package or else in the register."""
        name, target = cell, column.targets[0]
        if column.is_reference:
            reference = parse_reference(cell)
            target = reference.record_table or "" if reference else ""
            name = cell if reference and reference.child else cell.partition(":")[2]
        if target not in column.targets:
            raise InputError(f"{cell!r} names no record that could stand here")
        found = self.ids[target].get(name) or self._find_recorded(target, name)
        if found is None:
            raise InputError(f"{cell!r} is neither in the package nor in the register")
        return target, found

    def _find_recorded(self, target: str, name: str) -> int | None:
        if target not in KEYED:
            return None
        records, key = table_named(target), self.aliases[target].get(name, name)
        found: int | None = self.session.execute(select(records.c.id).where(records.c.key == key)).scalar()
        if found is not None:
            self.ids[target][name] = found
        return found

    def _aliases_here(self, rows: Iterable[FileRow]) -> Iterator[FileRow]:
        """Give the aliases of a package with the keys that records have here, but none that is the key of a record."""
        for row in rows:
            name, alias, key = (row.cells.get(column, "") for column in ("record_table", "alias", "key"))
            found = self.ids.get(name, {}).get(key) or self._find_recorded(name, key)
            if found is None:
                raise InputError(f"{row.place}, key: {key!r} is neither in the package nor in the register")
            here = names_of(connection_of(self.session), name, [found])[found]
            if alias in self.aliases[name] or self._find_recorded(name, alias) is None:
                yield replace(row, cells={**row.cells, "key": here})
            elif alias != here:
                self.result.differences.append(Difference(f"{name}:{alias}", "key", alias, here))

    def _doubled(self, layout: FileLayout) -> list[tuple[str, set[int]]]:
        """Return the columns that lead to a city, with the cities that the package has under several keys."""
        keys = Counter(self.ids["city"].values())
        cities = {city for city, count in keys.items() if count > 1}
        return [(f"{column.name}_id", cities) for column in layout.columns if cities and column.targets == ("city",)]

    def _remember(self, layout: FileLayout, row: FileRow, record: int) -> None:
        """Keep the id under the reference that other rows of the package use."""
        if layout.table in CHILDREN:
            column = next((name for name in PARENTS[layout.table] if row.cells.get(name)), None)
            if column is None:
                raise InputError(f"{row.place}: a row belongs to one of {', '.join(PARENTS[layout.table])}")
            parent = PARENTS[layout.table][column]
            seq = row.cells["seq"]
            if layout.table in _REFERRED_TO:
                self.ids[layout.table][f"{parent}:{row.cells[column]}/{CHILDREN[layout.table]}-{seq}"] = record

    def _meet(self, layout: FileLayout, columns: Columns, recorded: Columns) -> None:
        self.result.found[layout.table] += 1
        completed, differences = fill_gaps(self.session, layout, columns, recorded)
        self.result.completed += completed
        self.result.differences += differences

    def _add_many(self, layout: FileLayout, rows: list[dict[str, Any]]) -> None:
        """Add rows as soon as they are many, but activities, which may be parts of later ones."""
        if len(rows) >= _MANY and layout.table != "activity":
            self._add(layout, rows)
            rows.clear()

    def _add(self, layout: FileLayout, rows: list[dict[str, Any]]) -> None:
        try:
            insert_rows(self.session, layout.table, rows)
        except IntegrityError as error:
            raise InputError(f"{layout.table}.csv: the database refuses a row: {rule_broken(error)}") from error
        self.result.added[layout.table] += len(rows)


def _check_statement(row: FileRow, columns: Columns) -> None:
    """Refuse what a source is said to state for a field that cannot hold it, as a command does."""
    if columns["field"] is None or columns["value"] is None:
        return
    cited = next((name for name in CITABLE if columns[f"{name}_id"] is not None), "")
    try:
        stated_value(cited, columns["field"], columns["value"])
    except InputError as error:
        raise InputError(f"{row.place}, {error.message}", error.hint) from error


def _columns(layout: FileLayout) -> tuple[str, ...]:
    """Return the database columns that tell a table's rows apart."""
    references = {column.name for column in layout.columns if column.targets}
    return tuple(f"{name}_id" if name in references else name for name in layout.identity)


def _twice(rows: Iterable[FileRow]) -> InputError:
    seen: set[str] = set()
    for row in rows:
        if row.cells["key"] in seen:
            break
        seen.add(row.cells["key"])
    return InputError(f"{row.place}: the key {quote(row.cells['key'])} stood there before")
