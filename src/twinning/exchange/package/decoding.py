"""Rows of a package as the database has them, some thousand at a time, each value under the rules of what is typed."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from twinning.actions.checking.likelihood import refusal_of_early
from twinning.db.references import CHILDREN, CITABLE, PARENTS
from twinning.db.tables import table_named
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.plausibility import DATED_TABLES, is_early
from twinning.domain.values import wrong_values
from twinning.errors import InputError
from twinning.exchange.package import older
from twinning.exchange.package.cells import Find, Values, decode
from twinning.exchange.package.files import FileBatch
from twinning.exchange.package.layout import FileLayout
from twinning.inputs.citable import stated_value

_CHECKED_TOGETHER = ("name", "folded", "amount", "currency", "country_code", "email")

KindsOfActs = Callable[[Sequence[int]], list[ActKind]]
"""Gives the kinds of acts by their ids."""


class Decoder:
    """Reads the rows of one file. Where a batch cannot be read, its rows are read one by one: to name the first."""

    def __init__(self, layout: FileLayout, find: Find, acts: KindsOfActs, *, takes_early: bool) -> None:
        """Read by a file's layout; `acts` gives the kinds of acts, by their ids, for what older packages lack."""
        self._layout = layout
        self._find = find
        self._takes_early = takes_early or layout.table not in DATED_TABLES
        self._acts = acts

    def read(self, batch: FileBatch) -> Values:
        """Return the values of the database's columns, look-up keys included. Raises InputError with a row's place."""
        try:
            return self._read(batch)
        except InputError as error:
            if len(batch) == 1:
                raise InputError(f"{batch.place(0)}, {error.message}", error.hint) from error
            for row in range(len(batch)):
                self.read(batch.picked([row]))
            raise

    def _read(self, batch: FileBatch) -> Values:
        table, values = table_named(self._layout.table), Values()
        late = older.ADDED.get(self._layout.table, ())
        for column in self._layout.columns:
            if column.name not in late or column.name in batch.columns:
                values |= decode(column, batch.cells(column.name), table, self._find)
        if not values.keys() >= set(late):
            values |= older.complete(self._acts(values["act_id"]))
        if not self._takes_early:
            _check_days(values)
        if self._layout.table == "citation":
            _check_statements(values)
        if "folded" in table.c:
            values["folded"] = [fold(name) for name in values["name"]]
        self._check_together(values)
        _check_owners(self._layout, values)
        return values

    def _check_together(self, values: Values) -> None:
        names = [name for name in _CHECKED_TOGETHER if name in values]
        for row in zip(*(values[name] for name in names), strict=True):
            for wrong in wrong_values(dict(zip(names, row, strict=True))):
                raise InputError(wrong)


def _check_days(values: Values) -> None:
    """Refuse a year before 1800, as a command does."""
    for name in (each.removesuffix("_earliest") for each in values if each.endswith("_earliest")):
        for text in {*values[f"{name}_text"]} - {None}:
            if is_early(day := EdtfDate.parse(text)):
                error = refusal_of_early(str(day))
                raise InputError(f"{name}: {error.message}", error.hint)


def _check_statements(values: Values) -> None:
    """Refuse what a source is said to state for a field that cannot hold it, as a command does."""
    for row, said in enumerate(zip(values["field"], values["value"], strict=True)):
        if None not in said:
            cited = next((name for name in CITABLE if values[f"{name}_id"][row] is not None), "")
            _stated(cited, *said)


_stated = lru_cache(maxsize=8192)(stated_value)


def _check_owners(layout: FileLayout, values: Values) -> None:
    """Refuse a row with a name of its own that belongs to no record."""
    if layout.table in CHILDREN:
        owners = zip(*(values[f"{name}_id"] for name in PARENTS[layout.table]), strict=True)
        if any(not any(each) for each in owners):
            raise InputError(f"a row belongs to one of {', '.join(PARENTS[layout.table])}")
