"""Agreements with their parties and acts, read together: five statements, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select

from twinning.db.references import parse_reference
from twinning.db.tables.agreements import (
    AGREEMENT,
    AGREEMENT_ACT,
    AGREEMENT_PARTY,
)
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE, SourceRecord
from twinning.db.typed_tables import fetch_records_with, fetch_rows, stored_date
from twinning.domain.agreements.status import Act, AgreementFacts, Claim, first_signed, known_by, status_of
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Instrument, Status
from twinning.queries.lookup.kept import Kept
from twinning.rows import NamedPlace, Several


class Party(NamedTuple):
    """A city that is a party to an agreement."""

    id: int
    key: str
    name: str
    country_code: str | None

    @property
    def place(self) -> NamedPlace:
        """The city as rows name it."""
        return NamedPlace(self.name, self.key, self.country_code)


RankedParty = tuple[str, str, Party]
"""A city, after what parties are sorted by: its folded name and its key."""


class Tie(NamedTuple):
    """An agreement with all that its status depends on. `parties` are in the order of their names."""

    id: int
    key: str
    title: str | None
    kind: AgreementKind
    instrument: Instrument
    parties: tuple[Party, ...]
    facts: AgreementFacts

    @property
    def since(self) -> EdtfDate | None:
        """The day of the first signing."""
        return first_signed(self.facts)

    @property
    def places(self) -> Several:
        """The parties as rows name them."""
        return Several(party.place for party in self.parties)

    def status(self, day: str, *cities: int) -> Status:
        """Return the status as of a day (ISO), for all parties or among these cities (ids)."""
        return status_of(self.facts, day, frozenset(cities) or None)

    def as_of(self, day: str) -> "Tie":
        """Return the agreement without the acts that surely came after a day (ISO)."""
        facts = known_by(self.facts, day)
        return self if facts is self.facts else self._replace(facts=facts)

    def partners_of(self, city: int) -> tuple[Party, ...]:
        """Return the other parties."""
        return tuple(party for party in self.parties if party.id != city)


def known_cities(connection: Connection) -> Kept[RankedParty]:
    """Return what keeps the cities that are parties, for who loads agreements in parts."""
    return Kept(connection, _ranked_parties)


def load_ties(connection: Connection, chosen: Select[Any], cities: Kept[RankedParty] | None = None) -> list[Tie]:
    """Return the agreements whose ids a select chooses, in the order of their keys."""
    of = AGREEMENT.c
    query = select(of.id, of.key, of.title, of.kind, of.instrument, of.renewal).where(of.id.in_(chosen))
    parties = _parties(connection, chosen, cities or known_cities(connection))
    acts, claims = _acts(connection, chosen), _claims(connection, chosen)
    ties = [
        Tie(
            agreement,
            key,
            title,
            kind,
            instrument,
            parties.get(agreement, ()),
            AgreementFacts(
                frozenset([party.id for party in parties.get(agreement, ())]),
                tuple(acts.get(agreement, ())),
                renewal,
                tuple(claims.get(agreement, ())),
            ),
        )
        for agreement, key, title, kind, instrument, renewal in fetch_rows(connection, query)
    ]
    return sorted(ties, key=attrgetter("key"))


def find_agreement(connection: Connection, text: str) -> Tie:
    """Return the agreement that a text names: a key, a reference of one of its acts, its parties, or its title.

    Raises NotFoundError with near ones, AmbiguousError.
    """
    from twinning.queries.lookup.records import find_in  # noqa: PLC0415 - lists load agreements and look none up

    reference = parse_reference(text.strip())
    named = text if reference is None else str(replace(reference, child=None))
    found = find_in(connection, ("agreement",), named)
    return load_ties(connection, select(AGREEMENT.c.id).where(AGREEMENT.c.id == found.id))[0]


def ties_as_of(ties: Iterable[Tie], day: str) -> list[Tie]:
    """Return the agreements that had or may have come about by a day (ISO), as they were then."""
    known = ((tie, tie.as_of(day)) for tie in ties)
    return [then for tie, then in known if then.facts.acts or not tie.facts.acts]


def ties_of(city: int) -> Select[int]:
    """Return the select of the ids of a city's agreements."""
    return select(AGREEMENT_PARTY.c.agreement_id).where(AGREEMENT_PARTY.c.city_id == city)


def _ranked_parties(connection: Connection, chosen: Select[int]) -> Iterator[tuple[int, RankedParty]]:
    of = CITY.c
    query = select(of.id, of.folded, of.key, of.name, of.country_code).where(of.id.in_(chosen))
    for city, folded, key, name, country_code in fetch_rows(connection, query):
        yield city, (folded, key, Party(city, key, name, country_code))


def _parties(connection: Connection, chosen: Select[Any], cities: Kept[RankedParty]) -> dict[int, tuple[Party, ...]]:
    query = select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)
    query = query.where(AGREEMENT_PARTY.c.agreement_id.in_(chosen))
    of: dict[int, list[int]] = defaultdict(list)
    for agreement, city in fetch_rows(connection, query):
        of[agreement].append(city)
    known = cities.of({city for parties in of.values() for city in parties})
    ranked = (
        (agreement, sorted([known[city] for city in parties if city in known])) for agreement, parties in of.items()
    )
    return {agreement: tuple([party for *_, party in parties]) for agreement, parties in ranked}


def _acts(connection: Connection, chosen: Select[Any]) -> dict[int, list[Act]]:
    acts: dict[int, list[Act]] = defaultdict(list)
    of = AGREEMENT_ACT.c
    on = (of.on_text, of.on_earliest, of.on_latest, of.on_doubtful)
    query = select(of.agreement_id, of.kind, of.seq, of.city_id, of.until_text, *on)
    query = query.where(of.agreement_id.in_(chosen)).order_by(of.seq)
    for agreement, kind, seq, city, until, text, earliest, latest, doubtful in fetch_rows(connection, query):
        term = EdtfDate.parse(until) if until else None  # few acts set one
        acts[agreement].append(Act(kind, stored_date(text, earliest, latest, doubtful), seq, term, city))
    return acts


def _claims(connection: Connection, chosen: Select[Any]) -> dict[int, list[Claim]]:
    """Read what sources say of the status itself; not what a newer edition of one has no longer, unless it decides."""
    is_said = or_(CITATION.c.unlisted_on_text.is_(None), CITATION.c.preferred == 1)
    query = (
        select(CITATION.c.agreement_id, CITATION.c.value, CITATION.c.preferred)
        .select_from(SOURCE)
        .join(CITATION, CITATION.c.source_id == SOURCE.c.id)
        .where(
            CITATION.c.agreement_id.in_(chosen), CITATION.c.field == "status", CITATION.c.value.is_not(None), is_said
        )
    )
    claims: dict[int, list[Claim]] = defaultdict(list)
    for source, agreement, value, preferred in fetch_records_with(connection, SOURCE, SourceRecord, query):
        if agreement is not None and value is not None:
            claims[agreement].append(Claim(source.speaks_for_id, source.published, value, preferred))
    return claims
