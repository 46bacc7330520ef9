"""Making one city of two records that were the same all along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.keys import next_seq
from twinning.db.models import (
    ActivityPlace,
    ActPerson,
    AgreementAct,
    AgreementParty,
    Citation,
    City,
    CityName,
    CitySuccession,
    Commitment,
    Contact,
    Expense,
    KeyAlias,
    Organization,
    PersonPost,
    ReportedCount,
    Source,
)
from twinning.db.references import CITABLE
from twinning.db.session import connection_of
from twinning.domain.vocabulary import NameKind
from twinning.errors import ConflictError
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.lookup.references import names_of
from twinning.queries.lookup.successions import list_predecessors
from twinning.queries.tables import table
from twinning.rows.dossiers import MergedValueRow


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that refers to a city. Of a city's own children, `numbered`, the numbers are its own too.

    Of rows that have the same values in `same`, one says all.
    """

    model: Any
    column: str
    numbered: bool = False
    same: tuple[str, ...] = ()


_REFERENCES = (
    _Reference(CityName, "city_id", numbered=True, same=("name", "language", "kind", "since", "until")),
    _Reference(Contact, "city_id", numbered=True),
    _Reference(ReportedCount, "city_id", numbered=True),
    _Reference(CitySuccession, "old_city_id", numbered=True, same=("new_city_id",)),
    _Reference(CitySuccession, "new_city_id", same=("old_city_id",)),
    _Reference(AgreementAct, "city_id"),
    _Reference(ActPerson, "city_id"),
    _Reference(ActivityPlace, "city_id", same=("activity_id", "role", "on")),
    _Reference(PersonPost, "city_id"),
    _Reference(Commitment, "debtor_id"),
    _Reference(Commitment, "creditor_id"),
    _Reference(Expense, "funder_city_id"),
    _Reference(Organization, "acts_for_id"),
    _Reference(Source, "speaks_for_id"),
    _Reference(Citation, "city_id"),
)
"""Every reference to a city but that of a party, which its acts hang on."""

_VALUES = ("kind", "country_code", "admin1", "latitude", "longitude", "wikidata_id", "geonames_id")


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
    given_up = [*_give_up_decisions(session, gone.id, kept.id)]
    given_up += [row for reference in _REFERENCES for row in _move(session, reference, gone.id, kept.id)]
    _remove_parties(session, gone.id)
    _keep_name(session, former, city)
    session.expire(former, ["names"])  # they moved, and what a record still holds goes with it
    session.delete(former)
    session.flush()  # its Wikidata and GeoNames ids are free from here on
    given_up += _take_over(former, city)
    _leave_key(session, gone.key, kept.key)
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
    agreement = table("agreement")
    of_both = agreement.c.id.in_(ties_of(one)) & agreement.c.id.in_(ties_of(other))
    return session.execute(select(agreement.c.key).where(of_both).order_by(agreement.c.key)).scalar()


def _commitment_between(session: Session, one: int, other: int) -> str | None:
    """Return the name of a commitment that one of the cities has to the other."""
    commitment, pair = table("commitment"), (one, other)
    between = commitment.c.debtor_id.in_(pair) & commitment.c.creditor_id.in_(pair)
    found = session.execute(select(commitment.c.id).where(between).order_by(commitment.c.id)).scalar()
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


def _move(session: Session, reference: _Reference, gone: int, kept: int) -> list[MergedValueRow]:
    """Let the rows of one reference lead to the city, but those that say what it says already; give what differs."""
    said = {_values(row, reference): row for row in _rows(session, reference, kept)} if reference.same else {}
    given_up: list[MergedValueRow] = []
    for row in _rows(session, reference, gone):
        if reference.same and (twin := said.get(_values(row, reference))) is not None:
            given_up += _absorb(session, row, twin)
        else:
            if reference.numbered:
                row.seq = next_seq(session, row.__tablename__, reference.column, kept)
            setattr(row, reference.column, kept)
    session.flush()
    return given_up


def _give_up_decisions(session: Session, gone: int, kept: int) -> Iterator[MergedValueRow]:
    """Let what was decided of the city hold where something was decided of its duplicate too."""
    preferred = select(Citation).where(Citation.preferred == 1).order_by(Citation.id)
    own = {each.field: each for each in session.scalars(preferred.where(Citation.city_id == kept))}
    for citation in session.scalars(preferred.where(Citation.city_id == gone)).all():
        if (decided := own.get(citation.field)) is not None:
            citation.preferred, citation.because = False, None
            yield MergedValueRow(f"{citation.field} (decided)", str(decided.value), str(citation.value))
    session.flush()


def _rows(session: Session, reference: _Reference, city: int) -> list[Any]:
    model = reference.model
    in_order = model.seq if reference.numbered else model.id
    return list(session.scalars(select(model).where(getattr(model, reference.column) == city).order_by(in_order)))


def _values(row: Any, reference: _Reference) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in reference.same)


def _absorb(session: Session, row: Any, twin: Any) -> Iterator[MergedValueRow]:
    """Remove a row that says what another does, and let that one have its citations, and its day if it has none."""
    if row.__tablename__ in CITABLE:
        cited = f"{row.__tablename__}_id"
        for citation in session.scalars(select(Citation).where(getattr(Citation, cited) == row.id)).all():
            setattr(citation, cited, twin.id)
    if isinstance(row, CitySuccession):
        yield from _fill("succession", "on", row, twin)
    session.flush()
    session.delete(row)
    session.flush()


def _keep_name(session: Session, former: City, city: City) -> None:
    """Keep the name of the duplicate as one of the city's, unless that has it."""
    name = table("city_name")
    has_it = select(name.c.id).where(name.c.city_id == city.id, name.c.folded == former.folded)
    if former.folded != city.folded and session.execute(has_it).first() is None:
        seq = next_seq(session, "city_name", "city_id", city.id)
        kept = CityName(city_id=city.id, seq=seq, name=former.name, folded=former.folded, kind=NameKind.SHORT)
        session.add(kept)
        session.flush()


def _take_over(former: City, city: City) -> Iterator[MergedValueRow]:
    for name in _VALUES:
        yield from _fill(name, name, former, city)


def _fill(field: str, name: str, gone: Any, kept: Any) -> Iterator[MergedValueRow]:
    """Fill what a row lacks from the one that is given up; give what it has otherwise, under the field's name."""
    own, other = getattr(kept, name), getattr(gone, name)
    if own is None:
        setattr(kept, name, other)
    elif other not in (None, own):
        yield MergedValueRow(field, str(own), str(other))


def _leave_key(session: Session, gone: str, kept: str) -> None:
    """Let the duplicate's key, and those that it answered for, answer for the city."""
    earlier = select(KeyAlias).where(KeyAlias.record_table == "city", KeyAlias.key == gone)
    for alias in session.scalars(earlier).all():
        alias.key = kept
    session.add(KeyAlias(record_table="city", alias=gone, key=kept))
    session.flush()
