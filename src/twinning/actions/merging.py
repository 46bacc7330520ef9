"""Making one city of two records that were the same all along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session, class_mapper

from twinning.actions.recording.keys import next_seq
from twinning.db.models import AgreementParty, Base, Citation, City, CityName, CitySuccession, KeyAlias, model_of
from twinning.db.references import CITABLE, PARENTS
from twinning.db.session import connection_of
from twinning.db.tables import IDENTITIES, REFERENCES
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY_NAME
from twinning.db.tables.obligations import COMMITMENT
from twinning.domain.vocabulary import NameKind
from twinning.errors import ConflictError
from twinning.queries.lookup.agreements import ties_of
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.lookup.references import names_of
from twinning.queries.lookup.successions import list_predecessors
from twinning.rows.dossiers import MergedValueRow

_ALIKE = ("city_name", "activity_place")
"""The tables of which one row says all where two are alike in everything but their number."""

_OWN = ("id", "key", "name", "folded", "operation_id")
"""The columns of a city that are no facts to take over: its name becomes another name, its key an alias."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that refers to a city. Of a city's own children, `numbered`, the numbers are its own too.

    Of rows that have the same values in `same`, one says all.
    """

    table: str
    column: str
    numbered: bool
    same: tuple[str, ...]


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
    given_up += [row for reference in _references() for row in _move(session, reference, gone.id, kept.id)]
    _remove_parties(session, gone.id)
    _keep_name(session, former, city)
    session.expire(former, class_mapper(City).relationships.keys())  # it moved, and what it still holds goes with it
    session.delete(former)
    session.flush()  # its Wikidata and GeoNames ids are free from here on
    given_up += _take_over(former, city)
    _leave_key(session, gone.key, kept.key)
    return Merged(kept, tuple(given_up), came)


def _references() -> Iterator[_Reference]:
    """Give every reference to a city but that of a party, which its acts depend on."""
    for table, references in REFERENCES.items():
        for column, target in references.items():
            if target == "city" and table != "agreement_party":
                numbered = column in PARENTS.get(table, {}) and "seq" in IDENTITIES[table]
                yield _Reference(table, f"{column}_id", numbered, _same(table, f"{column}_id"))


def _same(table: str, column: str) -> tuple[str, ...]:
    """Return what two cities' rows have in common where one of them is enough, or the only one that there may be."""
    model_table = Base.metadata.tables[table]
    if table in _ALIKE:
        names = [each.name for each in model_table.columns]
        return tuple(name for name in names if name not in ("id", "seq", "operation_id", column))
    unique = [each.columns.keys() for each in model_table.constraints if isinstance(each, UniqueConstraint)]
    chosen = next((names for names in unique if column in names and "seq" not in names), [])
    return tuple(name for name in chosen if name != column)


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


def _move(session: Session, reference: _Reference, gone: int, kept: int) -> list[MergedValueRow]:
    """Let the rows of one reference lead to the city, but those that say what it says already; give what differs."""
    said = {_values(row, reference): row for row in _rows(session, reference, kept)} if reference.same else {}
    given_up: list[MergedValueRow] = []
    for row in _rows(session, reference, gone):
        if reference.same and (twin := said.get(_values(row, reference))) is not None:
            given_up += _absorb(session, row, twin)
        else:
            if reference.numbered:
                row.seq = next_seq(session, reference.table, reference.column, kept)
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
    model: Any = model_of(reference.table)
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
    has_it = select(CITY_NAME.c.id).where(CITY_NAME.c.city_id == city.id, CITY_NAME.c.folded == former.folded)
    if former.folded != city.folded and session.execute(has_it).first() is None:
        seq = next_seq(session, "city_name", "city_id", city.id)
        kept = CityName(city_id=city.id, seq=seq, name=former.name, folded=former.folded, kind=NameKind.SHORT)
        session.add(kept)
        session.flush()


def _take_over(former: City, city: City) -> Iterator[MergedValueRow]:
    """Take over what the city lacks; what belongs to a value, such as its year, comes with that value alone."""
    for name, parts in _facts().items():
        is_same = getattr(city, name) in (None, getattr(former, name))
        yield from _fill(name, name, former, city)
        for part in parts:
            if is_same or getattr(city, part) is not None:
                yield from _fill(part, part, former, city)


def _facts() -> dict[str, list[str]]:
    """Return the attributes of a city that hold a fact, each with those that belong to it, `NAME_…`."""
    mapper = class_mapper(City)
    dates = {column.key: each.key for each in mapper.composites for column in each.props}
    columns = (each.key for each in mapper.column_attrs)
    names = dict.fromkeys(dates.get(name, name) for name in columns if name not in _OWN)
    parts = {name: [other for other in names if other.startswith(f"{name}_")] for name in names}
    belonging = {other for others in parts.values() for other in others}
    return {name: others for name, others in parts.items() if name not in belonging}


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
