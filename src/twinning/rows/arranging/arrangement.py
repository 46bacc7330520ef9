"""Which rows and columns of a listing are shown, and in which order: the same for every list."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, make_dataclass, replace
from typing import Any, TypeVar, cast

from twinning.errors import UsageError
from twinning.rows import Dossier, Listing, Row, Section, column_names
from twinning.rows.arranging.sorting import find_column, sort_rows
from twinning.rows.arranging.streaming import map_rows
from twinning.rows.phrases import phrases

STAMP = "unchanged_since"
"""The column that says as of which operation a row is."""

_Document = TypeVar("_Document", Listing[Any], Dossier)
_Column = tuple[str, Any, Any]
"""A column as `make_dataclass` takes it: its name, its type, and the field."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What somebody wants to see of a listing, and in which order; what is not said stays as the query has it.

    `sort` and `columns` are columns as people type them. `unchanged_since` is the number of an operation, which a last
    column of that name then repeats in each row, for `import --update`. `usual` marks a limit that nobody asked for: it
    does not count for the rows of a single record.
    """

    sort: str | None = None
    descending: bool = False
    limit: int | None = None
    columns: tuple[str, ...] = ()
    unchanged_since: int | None = None
    usual: bool = False

    def of(self, listing: Listing[Any]) -> Listing[Any]:
        """Return the listing arranged in this way, with a note of how many rows the limit leaves out.

        Each section is sorted by itself; the limit counts through all of them. Raises UsageError for a column that
        the listing does not have.
        """
        names = list(dict.fromkeys(find_column(listing.row_class, column) for column in self.columns))
        arranged = _limited(self._sorted(listing), self.limit)
        chosen = _with_columns(arranged, names) if names else arranged
        return chosen if self.unchanged_since is None else _stamped(chosen, self.unchanged_since)

    def of_one(self, record: Dossier) -> Dossier:
        """Return a record's dossier with as many rows as the limit allows, and a note of how many it leaves out.

        Raises UsageError where it is to be sorted or columns were chosen.
        """
        if self.sort or self.columns:
            raise UsageError("one record has no rows to sort, and no columns", "leave out --sort and --columns")
        return _limited(record, None if self.usual else self.limit)

    def _sorted(self, listing: Listing[Any]) -> Listing[Any]:
        if self.sort is None:
            return listing
        sections = tuple(
            replace(section, rows=sort_rows(section.rows, section.row_class, self.sort, descending=self.descending))
            for section in listing.sections
        )
        return replace(listing, sections=sections)


def _limited(document: _Document, limit: int | None) -> _Document:
    if limit is None:
        return document
    more = sum(len(section.rows) for section in document.sections) - limit
    if more <= 0:
        return document
    note = phrases("{number} more not shown", "{number} more not shown", more)
    return replace(document, sections=tuple(_first(document.sections, limit)), notes=(*document.notes, note))


def _first(sections: tuple[Section[Any], ...], left: int) -> Iterator[Section[Any]]:
    for section in sections:
        yield replace(section, rows=section.rows[:left])
        left = max(0, left - len(section.rows))


def _with_columns(listing: Listing[Any], names: list[str]) -> Listing[Any]:
    """Return the listing with these columns alone."""
    declared = [_declared(listing.row_class, name) for name in names]
    return _remade(listing, declared, lambda row: (getattr(row, name) for name in names))


def _stamped(listing: Listing[Any], operation: int) -> Listing[Any]:
    """Return the listing with the number of an operation in a last column: since then each row is unchanged."""
    names = column_names(listing.row_class)
    declared = [*(_declared(listing.row_class, name) for name in names), (STAMP, int, field())]
    return _remade(listing, declared, lambda row: (*(getattr(row, name) for name in names), operation))


def _remade(listing: Listing[Any], declared: list[_Column], values: Callable[[Any], Iterable[Any]]) -> Listing[Any]:
    """Return the listing with rows of a new class, which has the declared columns; `values` gives those of a row."""
    made = make_dataclass("ArrangedRow", declared, frozen=True, slots=True)
    row_class = cast("type[Row]", made)
    sections = tuple(
        replace(section, row_class=row_class, rows=map_rows(section.rows, lambda row: made(*values(row))))
        for section in listing.sections
    )
    return replace(listing, row_class=row_class, sections=sections)


def _declared(row_class: type[Row], name: str) -> _Column:
    """Declare a column as its class does, but without rank and narrow stand-in: one that was asked for is shown."""
    declared = row_class.__dataclass_fields__[name]
    kept = {key: each for key, each in declared.metadata.items() if key not in ("keep", "narrow")}
    return name, declared.type, field(metadata=kept)
