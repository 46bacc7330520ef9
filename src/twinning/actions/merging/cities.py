"""Making one city of two records that were the same all along."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.merging.rows import keep_name, leave_key, move_references, retire, take_over
from twinning.db.models import AgreementParty, City
from twinning.db.session import connection_of
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.obligations import COMMITMENT
from twinning.domain.vocabulary import NameKind
from twinning.errors import ConflictError
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.lookup.references import names_of
from twinning.queries.lookup.successions import list_predecessors
from twinning.rows.dossiers import MergedValueRow

_APART = (("agreement_party", "city_id"),)
"""What refers to a city and is moved first: the acts of a party depend on it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The city that stayed, the values that it did not take over, and the agreements (ids) that came to it."""

    city: FoundCity
    given_up: tuple[MergedValueRow, ...]
    agreements: frozenset[int]


def merge_city(session: Session, duplicate: str, into: str) -> Merged:
    """Let everything that refers to a city's duplicate refer to the city, whose alias the duplicate's key becomes.

    What the city lacks it takes over; what both have stays as the city has it. Raises NotFoundError, AmbiguousError,
    and ConflictError for two records that cannot be one city: they agreed with, owe or succeeded one another.
    """
    gone, kept = find_city(connection_of(session), duplicate), find_city(connection_of(session), into)
    _check(session, gone, kept)
    city, former = session.get_one(City, kept.id), session.get_one(City, gone.id)
    came = _add_parties(session, gone.id, kept.id)
    given_up = move_references(session, "city", gone.id, kept.id, apart=_APART)
    _remove_parties(session, gone.id)
    keep_name(session, former, city, NameKind.SHORT)
    retire(session, former)
    given_up += take_over(session, former, city)
    leave_key(session, "city", gone.key, kept.key)
    return Merged(kept, tuple(given_up), came)


def _check(session: Session, gone: FoundCity, kept: FoundCity) -> None:
    if gone == kept:
        raise ConflictError(f"{gone.name} is {kept.key} already", "name two records of one city")
    pair = f"{gone.name} ({gone.key}) and {kept.name} ({kept.key})"
    if (key := _agreement_of(session, gone.id, kept.id)) is not None:
        raise ConflictError(f"{pair} are parties of one agreement, {key}", "a city is not twinned with itself")
    if (name := _commitment_between(session, gone.id, kept.id)) is not None:
        raise ConflictError(f"{pair} owe one another something, {name}", "a city owes nothing to itself")
    for one, other in ((gone, kept), (kept, gone)):
        if other.id in (each.city.id for each in list_predecessors(connection_of(session), one.id)):
            raise ConflictError(f"{one.name} succeeded {other.name}: they are two cities", "both records stay")


def _agreement_of(session: Session, one: int, other: int) -> str | None:
    """Return the key of an agreement that both cities are parties of."""
    of_both = AGREEMENT.c.id.in_(ties_of(one)) & AGREEMENT.c.id.in_(ties_of(other))
    return session.execute(select(AGREEMENT.c.key).where(of_both).order_by(AGREEMENT.c.key)).scalar()


def _commitment_between(session: Session, one: int, other: int) -> str | None:
    """Return the name of a commitment that one of the cities has to the other."""
    between = COMMITMENT.c.debtor_id.in_((one, other)) & COMMITMENT.c.creditor_id.in_((one, other))
    found = session.execute(select(COMMITMENT.c.id).where(between).order_by(COMMITMENT.c.id)).scalar()
    return None if found is None else names_of(connection_of(session), "commitment", [found])[found]


def _add_parties(session: Session, gone: int, kept: int) -> frozenset[int]:
    """Make the city a party before the acts of its duplicate come to it; return the agreements."""
    agreements = session.execute(ties_of(gone)).scalars().all()
    session.add_all(AgreementParty(agreement_id=agreement, city_id=kept) for agreement in agreements)
    session.flush()
    return frozenset(agreements)


def _remove_parties(session: Session, gone: int) -> None:
    for party in session.scalars(select(AgreementParty).where(AgreementParty.city_id == gone)).all():
        session.delete(party)
    session.flush()
