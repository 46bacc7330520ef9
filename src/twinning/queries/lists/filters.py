"""What the lists are filtered by: one set of words, and one place for what each asks of a record."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, TableClause, func, select, union

from twinning.db.references import CITABLE, PARENTS
from twinning.db.tables import table_named
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.names import fold
from twinning.domain.vocabulary import Field
from twinning.errors import InputError
from twinning.rows import AnyRow, Section
from twinning.rows.arranging.sorting import undated_apart
from twinning.rows.phrases import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the wanted records have in common, each list taking the part that makes sense for it. None is any.

    Records are ids; all of `cities` had a part in what is wanted. `text` is a part of a name or title, of
    a city or a person of any of their names.
    """

    cities: tuple[int, ...] = ()
    country_code: str | None = None
    field: Field | None = None
    span: Span = ANY_TIME
    person: int | None = None
    organization: int | None = None
    agreement: int | None = None
    source: int | None = None
    text: str | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the records are wanted: anything is asked but the day and the kind of list."""
        asked = (each for each in fields(self) if each.default is not MISSING)
        return any(getattr(self, each.name) != each.default for each in asked)

    def told_if_none(self, none: str) -> str:
        """Return what is said where nothing is found: `none`, which says that there is none at all, or only so much."""
        return phrase("nothing recorded fits what was asked for") if self.is_narrowed else none

    def finds(self, *texts: str | None) -> bool:
        """Return whether one of a record's names or titles holds the text, whatever its case, accents and blanks."""
        if self.text is None:
            return True
        wanted = fold(self.text)
        return any(wanted in fold(text) for text in texts if text)

    def sections(
        self, name: str, row_class: type[AnyRow], rows: Sequence[AnyRow], is_dated: Callable[[AnyRow], bool]
    ) -> tuple[Section[AnyRow], ...]:
        """Return the sections of a list: one, or where days are asked for a second one with the rows without a date."""
        if self.span.is_asked:
            return undated_apart(name, row_class, rows, is_dated)
        return (Section(name, row_class, rows),)


EVERYTHING = Filter()


def sought(text: str) -> str:
    """Return a text that is looked for as names are folded. Raises InputError for one without anything visible."""
    if folded := fold(text):
        return folded
    raise InputError("the text to look for is empty")


def having_name(table_name: str, text: str) -> Select[int]:
    """Return the select of the ids of the cities or people (`city`, `person`) of whom one name holds a text."""
    records, names, part = table_named(table_name), table_named(f"{table_name}_name"), fold(text)
    others: Select[int] = select(names.c[f"{table_name}_id"]).where(names.c.folded.contains(part, autoescape=True))
    return select(records.c.id).where(records.c.folded.contains(part, autoescape=True) | records.c.id.in_(others))


def sought_by(connection: Connection, table_name: str, chosen: Filter) -> frozenset[int]:
    """Return the ids of the cities or people of whom one name holds the text of a filter; none where it has no text."""
    if chosen.text is None:
        return frozenset()
    return frozenset(record for (record,) in fetch_rows(connection, having_name(table_name, chosen.text)))


def cities_in(country_code: str) -> Select[int]:
    """Return the select of the ids of the cities in a country."""
    return select(CITY.c.id).where(CITY.c.country_code == country_code)


def cited_by(source: int, records: TableClause) -> ColumnElement[bool]:
    """Return the condition that a source (id) supports a record of a table, or a child of it: an act, a post."""
    column = CITATION.c[f"{records.name}_id"]
    own = select(column).where(CITATION.c.source_id == source, column.is_not(None))
    cited: CompoundSelect[int] = union(own, *_parents_of_cited(source, records.name))
    return records.c.id.in_(cited)


def _parents_of_cited(source: int, name: str) -> Iterator[Select[int]]:
    """Give the select of the ids of the parents of those children that a source supports."""
    for child_name in PARENTS.keys() & set(CITABLE):
        child = table_named(child_name)
        for column, table_name in PARENTS[child_name].items():
            if table_name == name:
                parent = child.c[f"{column}_id"]
                cited = select(parent).join(CITATION, CITATION.c[f"{child_name}_id"] == child.c.id)
                yield cited.where(CITATION.c.source_id == source, parent.is_not(None))


def count_by(connection: Connection, column: ColumnElement[int], *conditions: ColumnElement[bool]) -> Counter[int]:
    """Return how many rows, for which conditions hold, have each value of a column, which is an id."""
    return Counter(dict(fetch_rows(connection, select(column, func.count()).where(*conditions).group_by(column))))
