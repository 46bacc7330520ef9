"""Ties that one statement reads: two cities, of which is known that they signed by the day, and nothing more.

Nearly all ties of a register are plain, and what holds for any tie (`exports.ties`) is short for them. That the two
ways give the same rows is tested.
"""

from collections.abc import Iterator, Sequence
from sys import maxunicode
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    select,
    type_coerce,
)

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_FIELD, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows, listed, select_listed
from twinning.domain.agreements.acts import ActKind
from twinning.domain.vocabulary import Status
from twinning.exchange.exports.chosen import CitedSource, cited_sources
from twinning.queries.lookup.kept import Kept

_SIGNED = AGREEMENT_ACT.alias("signed")
_CITY, _PARTNER = AGREEMENT_PARTY.alias("party"), AGREEMENT_PARTY.alias("partner")
_OF_TIE, _OF_SIGNING = CITATION.alias("of_tie"), CITATION.alias("of_signing")
_PLACE = ("name", "country_code", "admin1", "latitude", "longitude", "wikidata_id", "key")

NOWHERE: Final = (None,) * len(_PLACE)
"""What is exported in the place of a party where there is none."""

Place = tuple[str, tuple[str | float | None, ...]]
"""The key of a city, and what is exported of it."""

Cells = tuple[str | float | bool | None, ...]
"""The values of an `ExportedTieRow`."""

_IDS = bindparam("ids", type_=Text)
_NO_SOURCE = CitedSource(is_list=True, key=chr(maxunicode), title=None, address=None)
_MOST_PLACES = 150_000  # at half a kilobyte or less each
_ACTIVE = str(Status.ACTIVE)  # whatever sources claim, and however it is renewed, while there is no other act


def kept_places(connection: Connection) -> Kept[Place]:
    """Return what keeps the cities of exported ties, for who reads these in parts."""
    return Kept(connection, _places, _MOST_PLACES)


def _places(connection: Connection, chosen: Select[int]) -> Iterator[tuple[int, Place]]:
    query = select(CITY.c.id, CITY.c.key, *(CITY.c[each] for each in _PLACE)).where(CITY.c.id.in_(chosen))
    return ((city, (key, tuple(said))) for city, key, *said in fetch_rows(connection, query))


class PlainTies:
    """What is exported of the ties that are plain as of a day (ISO), read for some at a time.

    A thousand at once are best: of a million, PostgreSQL would ask every condition before it gives the first.
    """

    def __init__(self, connection: Connection, as_of: str, places: Kept[Place]) -> None:
        of = AGREEMENT.c
        ids = (of.id, _CITY.c.city_id, _PARTNER.c.city_id, _OF_TIE.c.source_id, _OF_SIGNING.c.source_id)
        words = (type_coerce(of.kind, Text), type_coerce(of.instrument, Text), type_coerce(of.internal, Integer))
        said = (of.key, *words, _SIGNED.c.on_text, of.title, of.summary)
        self._connection = connection
        self._query: Select[*tuple[Any, ...]] = select(*ids, *said).select_from(_joined(connection, as_of))
        self._places, self._sources = places, Kept(connection, cited_sources)

    def cells(self, ids: Sequence[int]) -> dict[int, Cells]:
        """Return what is exported of those of these agreements that are plain, by their ids."""
        if not (found := self._connection.execute(self._query, {_IDS.key: listed(ids)}).all()):
            return {}
        ties, cities, partners, of_ties, of_signings, *_ = zip(*found, strict=True)
        sources = self._first_sources(ties, of_ties, of_signings)
        places = self._places.of({*cities, *partners})
        cells: dict[int, Cells] = {}
        for tie, city, partner, _, _, key, kind, instrument, internal, signed, title, summary in found:
            one, other = places[city], places[partner]
            parties = (*one[1], *other[1]) if one < other else (*other[1], *one[1])
            source = sources[tie]
            said = (kind, signed, None, _ACTIVE, None, title, instrument, None, summary, source.title, source.address)
            cells[tie] = (key, *parties, *NOWHERE, *said, True if internal else None)
        return cells

    def _first_sources(
        self, ties: Sequence[int], of_ties: Sequence[int | None], of_signings: Sequence[int | None]
    ) -> dict[int, CitedSource]:
        """Return the source that comes first of each tie; one with several stands here with each two of them."""
        cited = self._sources.of({each for each in {*of_ties, *of_signings} if each is not None})
        pairs = [*zip(of_ties, of_signings, strict=True)]
        first_of = {pair: min(cited[each] if each else _NO_SOURCE for each in pair) for pair in {*pairs}}
        first: dict[int, CitedSource] = {}
        for tie, pair in zip(ties, pairs, strict=True):
            first[tie] = min(first[tie], first_of[pair]) if tie in first else first_of[pair]
        return first


def _joined(connection: Connection, as_of: str) -> FromClause:
    """Return plain ties, each with its signing, its two cities, and once for each two sources of both, or for none.

    Joins alone, since SQLite takes as long for each subquery of a row as for all that is joined. The ids come first:
    PostgreSQL keeps to the order of so many joins.
    """
    tie, chosen = AGREEMENT.c.id, select_listed(connection, _IDS).subquery()
    return (
        chosen.join(AGREEMENT, tie == chosen.c[0])
        .join(_SIGNED, and_(_SIGNED.c.agreement_id == tie, *_conditions(as_of)))
        .join(_CITY, _CITY.c.agreement_id == tie)
        .join(
            _PARTNER, and_(_PARTNER.c.agreement_id == tie, _PARTNER.c.city_id > _CITY.c.city_id, ~_has_a_third_party())
        )
        .outerjoin(_OF_TIE, _OF_TIE.c.agreement_id == tie)
        .outerjoin(_OF_SIGNING, _OF_SIGNING.c.agreement_act_id == _SIGNED.c.id)
    )


def _conditions(as_of: str) -> Iterator[ColumnElement[bool]]:
    """Give what has to hold for an agreement to be plain, its only act being this signing."""
    yield _SIGNED.c.kind == ActKind.SIGNED
    yield _SIGNED.c.on_latest <= as_of
    yield _SIGNED.c.until_text.is_(None)
    act, field = AGREEMENT_ACT.c, AGREEMENT_FIELD.c
    yield ~exists().where(act.agreement_id == AGREEMENT.c.id, act.id != _SIGNED.c.id)
    yield ~exists().where(field.agreement_id == AGREEMENT.c.id)


def _has_a_third_party() -> ColumnElement[bool]:
    party = AGREEMENT_PARTY.c
    other = party.city_id.not_in([_CITY.c.city_id, _PARTNER.c.city_id])
    return exists().where(party.agreement_id == AGREEMENT.c.id, other)
