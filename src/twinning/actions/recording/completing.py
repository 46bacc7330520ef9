"""What a new record gets beside its given values, such as its key; and what it may not repeat.

One rule a kind of record; a kind without one fails when this module loads.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from twinning.actions.checking.near_names import note_near
from twinning.actions.checking.remarks import is_unlikely_allowed, remark
from twinning.actions.recording.keys import agreement_key, city_key, key_from_name, next_seq
from twinning.actions.recording.resolving import Attributes
from twinning.db.session import connection_of
from twinning.db.tables import table_named
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY, CITY_NAME
from twinning.domain.agreements.acts import ACT_RULES, ActKind
from twinning.domain.agreements.status import Act
from twinning.domain.dates import EdtfDate, today
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus, AgreementKind, CommitmentState
from twinning.errors import ConflictError, UsageError
from twinning.inputs import (
    RECORD_INPUTS,
    UNSET,
    ActInput,
    AgreementInput,
    CityInput,
    PartyInput,
    PersonInput,
    RecordInput,
)
from twinning.queries.lookup.agreements import load_ties, ties_of
from twinning.queries.lookup.cities import FoundCity, check_partners, find_city


def complete(session: Session, new: RecordInput, attributes: Attributes) -> None:
    """Give the attributes of a new record what they lack.

    Raises UsageError for what is missing or cannot be, ConflictError for what is recorded already.
    """
    _RULES[new.table](session, new, attributes)


def first_acts(new: AgreementInput) -> tuple[ActInput, ...]:
    """Return the acts that a new agreement begins with: its proposal, its signing.

    Raises UsageError where it was neither signed nor proposed.
    """
    if new.until and not new.signed:
        raise UsageError("only a signed agreement has a term", "leave --until out, or give --signed")
    proposed = (ActInput(ActKind.PROPOSED, new.proposed),) if new.proposed else ()
    signed = (ActInput(ActKind.SIGNED, new.signed, until=new.until),) if new.signed else ()
    if not any(act.kind and ACT_RULES[act.kind].begins for act in (*proposed, *signed, *new.acts)):
        raise UsageError("an agreement was signed on some day, or proposed", "give --signed or --proposed")
    return (*proposed, *signed)


def _city(session: Session, new: CityInput, attributes: Attributes) -> None:
    names = {fold(attributes["name"]), *(fold(str(name.name)) for name in new.names)}
    same_place = (
        (CITY.c.folded.in_(names) | CITY.c.id.in_(select(CITY_NAME.c.city_id).where(CITY_NAME.c.folded.in_(names))))
        & (CITY.c.kind == attributes["kind"])
        & CITY.c.country_code.is_not_distinct_from(attributes["country_code"])
        & CITY.c.admin1.is_not_distinct_from(attributes.get("admin1"))
    )
    found = session.execute(select(CITY.c.key, CITY.c.name).where(same_place)).first()
    if found is not None:
        raise ConflictError(
            f"{found.name} is recorded already, as {found.key}",
            f"see it with `twinning show {found.key}`; a namesake needs --admin1, or another --kind",
        )
    note_near(session, "city", _names(new, attributes), attributes["country_code"])
    attributes["key"] = city_key(session, attributes["name"], attributes["country_code"])


def _agreement(session: Session, new: AgreementInput, attributes: Attributes) -> None:
    named = (party.city if isinstance(party, PartyInput) else party for party in new.parties)
    cities = [find_city(connection_of(session), str(city)) for city in named]
    check_partners(cities)
    for act in (*first_acts(new), *new.acts):
        _check_duplicate(session, cities, attributes["kind"], act)
    attributes["key"] = agreement_key(session, [city.key for city in cities])


def _check_duplicate(session: Session, cities: Sequence[FoundCity], kind: AgreementKind, new: ActInput) -> None:
    """Refuse what is recorded already, and note what may be, unless its writer allows both."""
    if is_unlikely_allowed(session):
        return
    chosen = select(AGREEMENT.c.id).where(AGREEMENT.c.id.in_(ties_of(cities[0].id)), AGREEMENT.c.kind == kind)
    parties = {city.id for city in cities}
    for tie in (each for each in load_ties(connection_of(session), chosen) if each.facts.parties == parties):
        if any(_is_same(new, act) for act in tie.facts.acts):
            raise ConflictError(
                f"an agreement of these parties, kind and date is recorded already: {tie.key}",
                f"see it with `twinning show {tie.key}`; --allow-unlikely adds another",
            )
        if any(_may_be(new, act) for act in tie.facts.acts):
            remark(session, f"{new.on} may be the date of {tie.key}, of the same parties and kind", doubtful=True)


def _may_be(new: ActInput, act: Act) -> bool:
    """Return whether two acts of one kind may have been on the same day."""
    return new.kind is act.kind and isinstance(new.on, EdtfDate) and act.on is not None and new.on.may_be(act.on)


def _is_same(new: ActInput, act: Act) -> bool:
    """Return whether two acts are of one kind and one date, however the date is written."""
    if new.kind is not act.kind or new.on is UNSET or new.on is None or act.on is None:
        return False
    return (new.on.earliest, new.on.latest) == (act.on.earliest, act.on.latest)


def _activity(session: Session, _new: RecordInput, attributes: Attributes) -> None:
    """What surely began by today was held, unless said, and what surely did not is planned."""
    start = attributes.get("start")
    if "status" not in attributes:
        attributes["status"] = _status(start)
    _check_new(session, "activity", title=attributes["title"], start_text=str(start or ""))
    attributes["key"] = key_from_name(session, "activity", attributes["title"])


def _status(start: EdtfDate | None) -> ActivityStatus:
    if start is None:
        raise UsageError("missing: start", "say when it was, or --status held or planned where nobody knows")
    begun = start.happened_by(today())
    if begun is None:
        raise UsageError("whether it was held cannot be told from its day", "say --status held or --status planned")
    return ActivityStatus.HELD if begun else ActivityStatus.PLANNED


def _commitment(session: Session, _new: RecordInput, attributes: Attributes) -> None:
    """A commitment that an activity kept is kept."""
    kept = attributes.get("kept_by_id") is not None
    attributes.setdefault("state", CommitmentState.KEPT if kept else CommitmentState.OPEN)
    parent = "agreement_id" if attributes["agreement_id"] else "activity_id"
    attributes["seq"] = next_seq(session, "commitment", parent, attributes[parent])


def _person_or_organization(session: Session, new: RecordInput, attributes: Attributes) -> None:
    """Two of one name are told apart by a summary; nobody needs to be told of them then."""
    is_namesake = attributes.get("summary") and _recorded_as(session, new.table, folded=fold(attributes["name"]))
    if not is_namesake:
        hint = "a namesake needs --summary, which tells the two apart"
        _check_new(session, new.table, hint, folded=fold(attributes["name"]))
        note_near(session, new.table, _names(new, attributes))
    attributes["key"] = key_from_name(session, new.table, attributes["name"])


def _names(new: RecordInput, attributes: Attributes) -> list[str]:
    """Return every name that something new is given, its own first."""
    others = [str(name.name) for name in new.names] if isinstance(new, CityInput | PersonInput) else []
    return list(filter(None, (attributes["name"], attributes.get("short_name"), *others)))


def _source(session: Session, _new: RecordInput, attributes: Attributes) -> None:
    """An address or a file is recorded once; of what has neither, a title and its day."""
    told_apart = [name for name in ("address", "sha256") if attributes.get(name)]
    for name in told_apart:
        _check_new(session, "source", **{name: attributes[name]})
    if not told_apart:
        published = str(attributes.get("published") or "")
        _check_new(session, "source", title=attributes["title"], published_text=published)
    attributes["key"] = key_from_name(session, "source", attributes["title"])


def _check_new(session: Session, name: str, hint: str = "", **values: str) -> None:
    if (found := _recorded_as(session, name, **values)) is not None:
        raise ConflictError(
            f"this is recorded already, as {found}", f"see it with `twinning show {name}:{found}`; {hint}".rstrip("; ")
        )


def _recorded_as(session: Session, name: str, **values: str) -> str | None:
    """Return the key of a record of a table that has these values."""
    records = table_named(name)
    same = (_equals(records.c[column], value) for column, value in values.items())
    query: Select[str] = select(records.c.key).where(*same)
    return session.execute(query).scalar()


def _equals(column: Any, value: str) -> Any:
    return column == value if value else column.is_(None)


_Rule = Callable[[Session, Any, Attributes], None]
_OF_TABLES: dict[str, _Rule] = {
    "city": _city,
    "agreement": _agreement,
    "activity": _activity,
    "commitment": _commitment,
    "person": _person_or_organization,
    "organization": _person_or_organization,
    "source": _source,
}
_RULES = {each.table: _OF_TABLES[each.table] for each in RECORD_INPUTS}
