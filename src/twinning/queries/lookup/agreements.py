"""Agreements with their parties and acts, read together: four statements, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, select

from twinning.db.references import parse_reference
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold, nearest, quote
from twinning.domain.status import Act, AgreementFacts, Claim, first_signed, is_known_by, status_of
from twinning.domain.vocabulary import AgreementKind, Instrument, Status
from twinning.errors import NotFoundError
from twinning.queries.tables import date_of, table

_agreement, _party, _act = table("agreement"), table("agreement_party"), table("agreement_act")
_city, _citation, _source = table("city"), table("citation"), table("source")


@dataclass(frozen=True, slots=True)
class Party:
    """A city that is a party to an agreement."""

    id: int
    key: str
    name: str
    country_code: str | None


@dataclass(frozen=True)
class Tie:
    """An agreement with all that its status depends on. `parties` are in the order of their names."""

    id: int
    key: str
    title: str | None
    kind: AgreementKind
    instrument: Instrument
    parties: tuple[Party, ...]
    facts: AgreementFacts

    @cached_property
    def since(self) -> EdtfDate | None:
        """The day of the first signing."""
        return first_signed(self.facts)

    def status(self, day: str, *cities: int) -> Status:
        """Return the status as of a day (ISO), for all parties or among these cities (ids)."""
        return status_of(self.facts, day, frozenset(cities) or None)

    def as_of(self, day: str) -> "Tie":
        """Return the agreement without the acts that surely came after a day (ISO)."""
        acts = tuple(act for act in self.facts.acts if act.happened_by(day) is not False)
        return replace(self, facts=replace(self.facts, acts=acts))

    def partners_of(self, city: int) -> tuple[Party, ...]:
        """Return the other parties."""
        return tuple(party for party in self.parties if party.id != city)


def load_ties(connection: Connection, chosen: Select[Any]) -> list[Tie]:
    """Return the agreements whose ids a select chooses, in the order of their keys."""
    agreements = connection.execute(
        select(_agreement).where(_agreement.c.id.in_(chosen)).order_by(_agreement.c.id)
    ).all()
    parties, acts, claims = _parties(connection, chosen), _acts(connection, chosen), _claims(connection, chosen)
    ties = [
        Tie(
            row.id,
            row.key,
            row.title,
            row.kind,
            row.instrument,
            tuple(parties[row.id]),
            AgreementFacts(
                frozenset(party.id for party in parties[row.id]),
                tuple(acts[row.id]),
                row.renewal,
                tuple(claims[row.id]),
            ),
        )
        for row in agreements
    ]
    return sorted(ties, key=lambda tie: tie.key)


def find_agreement(connection: Connection, text: str) -> Tie:
    """Return the agreement that a key names. Raises NotFoundError with the nearest keys."""
    tie = get_agreement(connection, text)
    if tie is None:
        near = nearest(text, connection.execute(select(_agreement.c.key)).scalars())
        hint = f"did you mean {' or '.join(near)}?" if near else "`twinning list-agreements` shows the keys"
        raise NotFoundError(f"there is no agreement {quote(text)} in the register", hint)
    return tie


def get_agreement(connection: Connection, text: str) -> Tie | None:
    """Return the agreement that a key, or the reference of one of its acts, names; None where none does."""
    reference = parse_reference(text.strip())
    if reference is None or reference.table not in (None, "agreement"):
        return None
    alias = table("key_alias")
    answers = select(alias.c.key).where(alias.c.record_table == "agreement", alias.c.alias == reference.key)
    named = (_agreement.c.key == reference.key) | _agreement.c.key.in_(answers)
    ties = load_ties(connection, select(_agreement.c.id).where(named))
    return ties[0] if ties else None


def ties_as_of(ties: Iterable[Tie], day: str) -> list[Tie]:
    """Return the agreements that had or may have come about by a day (ISO), as they were then."""
    return [tie.as_of(day) for tie in ties if is_known_by(tie.facts, day)]


def ties_of(city: int) -> Select[Any]:
    """Return the select of the ids of a city's agreements."""
    return select(_party.c.agreement_id).where(_party.c.city_id == city)


def _parties(connection: Connection, chosen: Select[Any]) -> dict[int, list[Party]]:
    query = (
        select(_party.c.agreement_id, _city.c.id, _city.c.key, _city.c.name, _city.c.country_code)
        .join(_city, _city.c.id == _party.c.city_id)
        .where(_party.c.agreement_id.in_(chosen))
    )
    parties: dict[int, list[Party]] = defaultdict(list)
    for agreement, *city in connection.execute(query):
        parties[agreement].append(Party(*city))
    for each in parties.values():
        each.sort(key=lambda party: (fold(party.name), party.key))
    return parties


def _acts(connection: Connection, chosen: Select[Any]) -> dict[int, list[Act]]:
    acts: dict[int, list[Act]] = defaultdict(list)
    query = select(_act).where(_act.c.agreement_id.in_(chosen)).order_by(_act.c.seq)
    for row in connection.execute(query).mappings():
        act = Act(row["kind"], date_of(row, "on"), row["seq"], date_of(row, "until"), row["city_id"])
        acts[row["agreement_id"]].append(act)
    return acts


def _claims(connection: Connection, chosen: Select[Any]) -> dict[int, list[Claim]]:
    """Read what sources say of the status itself."""
    query = (
        select(_citation.c.agreement_id, _citation.c.value, _citation.c.preferred, _source)
        .join(_source, _source.c.id == _citation.c.source_id)
        .where(_citation.c.agreement_id.in_(chosen), _citation.c.field == "status", _citation.c.value.is_not(None))
    )
    claims: dict[int, list[Claim]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        claim = Claim(row["speaks_for_id"], date_of(row, "published"), row["value"], row["preferred"])
        claims[row["agreement_id"]].append(claim)
    return claims
