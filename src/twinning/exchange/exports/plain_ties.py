"""Ties that one statement reads whole: two cities, of which is known that they signed by the day, and nothing more.

Nearly all ties of a register are plain, and what holds for any tie (`exports.ties`) is short for them. That the two
ways give the same rows is tested.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Text, and_, func, or_, select, type_coerce
from sqlalchemy.sql.functions import Function

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_FIELD, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_parts, select_ids
from twinning.domain.agreements.acts import ActKind
from twinning.domain.vocabulary import Status
from twinning.queries.lists.streamed import by_code_points
from twinning.rows.exports import ExportedTieRow

_SIGNED = AGREEMENT_ACT.alias("signed")
_PARTNER = CITY.alias("partner")
PLACE: Final = ("name", "country_code", "admin1", "latitude", "longitude", "wikidata_id")
"""The columns of a city that are exported of a party."""

NOWHERE: Final = (None,) * len(PLACE)
"""What is exported in the place of a party where there is none."""

_ACTIVE = str(Status.ACTIVE)  # whatever sources claim, and however it is renewed, while there is no other act


class PlainTies:
    """What is exported of the ties that are plain as of a day (ISO), read for some at a time.

    A thousand at once are best: of a million, PostgreSQL would ask every condition before it gives the first.
    """

    def __init__(self, connection: Connection, as_of: str) -> None:
        of, source = AGREEMENT.c, SOURCE.c
        words = (type_coerce(of.kind, Text), type_coerce(of.instrument, Text))
        said = (_SIGNED.c.on_text, of.title, of.summary, source.title, source.address, of.internal)
        columns = (of.key, *_places(), *words, *said)
        self._connection = connection
        self._query: Select[*tuple[Any, ...]] = select(of.id, *columns).select_from(_joined(connection, as_of))

    def rows(self, ids: Sequence[int]) -> dict[int, ExportedTieRow]:
        """Return the rows of those of these agreements that are plain, by their ids."""
        query = self._query.where(AGREEMENT.c.id.in_(select_ids(self._connection, ids)))
        return {row[0]: _row(row) for part in fetch_parts(self._connection, query) for row in part}


def _row(row: Sequence[Any]) -> ExportedTieRow:
    key, one, other = row[1], row[2:9], row[9:16]
    first, second = (one, other) if one[0] < other[0] else (other, one)
    kind, instrument, signed, title, summary, source, address, internal = row[16:]
    parties = (*first[1:], *second[1:], *NOWHERE)
    signed_for_good = (signed, None, _ACTIVE, None)
    said = (title, instrument, None, summary, source, address, internal or None)
    cells: tuple[Any, ...] = (key, *parties, kind, *signed_for_good, *said)
    return ExportedTieRow(*cells)


def _places() -> Iterator[ColumnElement[Any]]:
    return (city.c[column] for city in (CITY, _PARTNER) for column in ("key", *PLACE))


def _joined(connection: Connection, as_of: str) -> FromClause:
    """Return plain ties, each with its signing, its two cities, in whatever order, and its source, if there is any."""
    party, first_source = AGREEMENT_PARTY.c.city_id, _first_source(connection)
    return (
        AGREEMENT.join(_SIGNED, and_(_SIGNED.c.agreement_id == AGREEMENT.c.id, *_conditions(as_of)))
        .join(CITY, CITY.c.id == _of_signed(func.min(party)))
        .join(_PARTNER, _PARTNER.c.id == _of_signed(func.max(party)))
        .outerjoin(SOURCE, SOURCE.c.id == first_source)
    )


def _of_signed(party: Function[int]) -> ColumnElement[int]:
    parties = select(party).where(AGREEMENT_PARTY.c.agreement_id == _SIGNED.c.agreement_id)
    return parties.correlate(_SIGNED).scalar_subquery()


def _conditions(as_of: str) -> Iterator[ColumnElement[bool]]:
    """Give what has to hold for an agreement to be plain, its only act being this signing."""
    yield _SIGNED.c.kind == ActKind.SIGNED
    yield _SIGNED.c.on_latest <= as_of
    yield _SIGNED.c.until_text.is_(None)
    for table, number in ((AGREEMENT_ACT, 1), (AGREEMENT_PARTY, 2), (AGREEMENT_FIELD, 0)):
        counted = select(func.count()).select_from(table).where(table.c.agreement_id == AGREEMENT.c.id)
        yield counted.correlate(AGREEMENT).scalar_subquery() == number


def _first_source(connection: Connection) -> ColumnElement[int]:
    """Return the id of the source that `sources_of` puts first."""
    cited = SOURCE.alias("cited")
    return (
        select(cited.c.id)
        .select_from(CITATION.join(cited, cited.c.id == CITATION.c.source_id))
        .where(or_(CITATION.c.agreement_id == _SIGNED.c.agreement_id, CITATION.c.agreement_act_id == _SIGNED.c.id))
        .order_by(cited.c.file_name.is_not(None), by_code_points(connection, cited.c.key))
        .limit(1)
        .correlate(_SIGNED)
        .scalar_subquery()
    )
