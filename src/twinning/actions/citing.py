"""Citing a source for a record, as `SOURCE, field=…, value=…, locator=…` says it."""

from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.parse_values import Answers, Attributes
from twinning.actions.sources import add_citation
from twinning.domain.dates import EdtfDate
from twinning.domain.names import nearest, quote
from twinning.errors import TwinningError, UsageError
from twinning.forms import CITED, Holds, Value, cited_values


def cite(session: Session, text: str, table: str, record: int, **unless_said: str) -> bool:
    """Record that a source supports a record (its table and id), or the value of one of its fields.

    `text` begins with a source's key, or a web address, which becomes a source if it is none yet. `unless_said` is the
    field and value that are meant where the text names no field; return whether it names one. Raises NotFoundError for
    a key that is none, UsageError for a field that is none.
    """
    said = Answers(session, adding=True).read_row(CITED, text)
    source, names_field = said.pop("source_id"), bool(said.get("field"))
    stated = as_stated(session, table, said if names_field else unless_said | said)
    add_citation(session, source, stated, **{f"{table}_id": record})
    return names_field


def as_stated(session: Session, table: str, stated: Attributes) -> Attributes:
    """Return what a citation of a table's record states, with field and value as the record itself would have them.

    A value that the field cannot take stays in the source's own words. Raises UsageError for a field that is none.
    """
    if (said := stated.get("field")) is None:
        return stated
    values = cited_values(table)
    if (found := values.get(said.replace("_", "-"))) is None:
        near = nearest(said, values, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(values)}"
        raise UsageError(f"{quote(said)} is no field of this record", hint)
    field, value = found
    return stated | {"field": field} | _written(session, value, stated.get("value"))


def _written(session: Session, value: Value | None, text: str | None) -> Attributes:
    """Write a value as packages do: a word of a list with underscores, yes as true, a country by its code."""
    if value is None or text is None or value.holds in _AS_SAID:
        return {}
    try:
        (read,) = Answers(session, adding=False).read(value, text).values()
    except TwinningError:
        return {}
    return {"value": _text(read)}


_AS_SAID = (
    *(Holds.TEXT, Holds.PROSE, Holds.CITY, Holds.AGREEMENT, Holds.ACTIVITY, Holds.PERSON, Holds.ORGANIZATION),
    *(Holds.SOURCE, Holds.CITY_OR_COUNTRY, Holds.CITY_OR_ORGANIZATION, Holds.AGREEMENT_OR_ACTIVITY),
    *(Holds.NAME_AND_LANGUAGE, Holds.AMOUNT_AND_CURRENCY, Holds.FILE),
)
"""What has no other way to be written, or names a record in the source's own words."""


def _text(value: Any) -> str:
    if isinstance(value, EdtfDate):
        return value.text
    return str(value).lower() if isinstance(value, bool) else str(value)
