"""What the lists are filtered by: one set of words, and one place for what each asks of a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, select, union

from twinning.db.references import CITABLE, PARENTS, TABLES_OF_COLUMNS
from twinning.domain.names import fold
from twinning.domain.spans import ANY_TIME, Span
from twinning.domain.vocabulary import Field
from twinning.queries.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the wanted records have in common, each list taking the part that makes sense for it. None is any.

    Records are ids; all of `cities` had a part in what is wanted. `text` is a part of a name or title.
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

    def finds(self, *texts: str | None) -> bool:
        """Say whether one of a record's names or titles holds the text, whatever its case, accents and blanks."""
        if self.text is None:
            return True
        wanted = fold(self.text)
        return any(wanted in fold(text) for text in texts if text)


EVERYTHING = Filter()


def linked(name: str, record: str, **columns: Any) -> Select[Any]:
    """Return the select of the ids `record`_id in the rows of a table whose columns have these values."""
    rows = table(name)
    return select(rows.c[f"{record}_id"]).where(*(rows.c[column] == value for column, value in columns.items()))


def cities_in(country_code: str) -> Select[Any]:
    """Return the select of the ids of the cities in a country."""
    city = table("city")
    return select(city.c.id).where(city.c.country_code == country_code)


def cited_by(source: int, name: str) -> ColumnElement[bool]:
    """Return the condition that a source (id) supports a record of a table, or what hangs on it: an act, a post."""
    citation, records = table("citation"), table(name)
    own = select(citation.c[f"{name}_id"]).where(citation.c.source_id == source, citation.c[f"{name}_id"].is_not(None))
    cited: Select[Any] | CompoundSelect[Any] = union(own, *_parents_of_cited(source, name))
    return records.c.id.in_(cited)


def _parents_of_cited(source: int, name: str) -> Iterator[Select[Any]]:
    citation = table("citation")
    for child_name in PARENTS.keys() & set(CITABLE):
        child = table(child_name)
        for column in PARENTS[child_name]:
            if TABLES_OF_COLUMNS.get(column, column) == name:
                cited = select(child.c[f"{column}_id"]).join(citation, citation.c[f"{child_name}_id"] == child.c.id)
                yield cited.where(citation.c.source_id == source, child.c[f"{column}_id"].is_not(None))
