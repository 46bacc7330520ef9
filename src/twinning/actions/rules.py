"""What must hold of a row beyond the types of its values, said in words before the database refuses it."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.dates import EdtfDate
from twinning.db.limits import LARGEST_INTEGER
from twinning.errors import ConflictError, InputError, UsageError
from twinning.names import quote
from twinning.queries.tables import table
from twinning.vocabulary import ActKind, ActMode, CommitmentState

SET_A_TERM = (ActKind.SIGNED, ActKind.RENEWED, ActKind.RESUMED)
BY_ONE = (ActKind.LEFT, ActKind.WITHDRAWAL_NOTIFIED)


def check(session: Session, row: Any) -> None:
    """Check a row, new or changed, before it is flushed. Raises InputError, UsageError or ConflictError."""
    for rule in _RULES.get(row.__tablename__, ()):
        rule(session, row)


def check_term(on: EdtfDate, until: EdtfDate | None) -> None:
    """Raise InputError for a term that surely ends before the act that sets it."""
    if _surely_before(until, on):
        raise InputError(f"a term that begins on {on} cannot end on {until}")


def check_act(kind: ActKind, mode: ActMode, until: EdtfDate | None, successor: object, by: object) -> None:
    """Raise UsageError for an act that needs something else, or has what it cannot have."""
    if by is None and (kind in BY_ONE or mode is ActMode.PARTY):
        raise UsageError(f"{kind.value} is the act of one party", "say which with --by")
    if until is not None and kind not in SET_A_TERM:
        raise UsageError(f"{kind.value} sets no term", f"--until goes with {', '.join(SET_A_TERM)}")
    if (kind is ActKind.SUPERSEDED) != (successor is not None):
        raise UsageError("an agreement is superseded by another", "give both: superseded and --successor KEY")


def _surely_before(end: EdtfDate | None, start: EdtfDate | None) -> bool:
    return end is not None and start is not None and (end.latest or "~") < (start.earliest or "")


def _ends_after_start(_session: Session, row: Any) -> None:
    if _surely_before(row.end, row.start):
        raise InputError(f"what begins on {row.start} cannot end on {row.end}")


def _name_ends_after_start(_session: Session, row: Any) -> None:
    if _surely_before(row.until, row.since):
        raise InputError(f"a name in use since {row.since} cannot end on {row.until}")


def _act(_session: Session, row: Any) -> None:
    check_act(row.kind, row.mode, row.until, row.successor_id, row.city_id)
    check_term(row.on, row.until)


def _ids(_session: Session, row: Any) -> None:
    if row.wikidata_id is not None and not re.fullmatch("Q[1-9][0-9]{0,14}", row.wikidata_id):
        raise InputError(f"{quote(row.wikidata_id)} is no Wikidata id", "one is written Q16520")
    if row.geonames_id is not None and not 1 <= row.geonames_id <= LARGEST_INTEGER:
        raise InputError(f"{row.geonames_id} is no GeoNames id", "one is a number such as 1838524")


def _position(_session: Session, row: Any) -> None:
    if (row.latitude is None) != (row.longitude is None):
        raise InputError("a position needs both latitude and longitude")
    if row.latitude is not None and not -90 <= row.latitude <= 90:
        raise InputError(f"a latitude lies between -90 and 90 degrees, not at {row.latitude}")
    if row.longitude is not None and not -180 <= row.longitude <= 180:
        raise InputError(f"a longitude lies between -180 and 180 degrees, not at {row.longitude}")


def _taken_ids(session: Session, row: Any) -> None:
    city = table("city")
    for name in ("wikidata_id", "geonames_id"):
        if (value := getattr(row, name)) is not None:
            same = select(city.c.name, city.c.key).where(city.c[name] == value, city.c.id.is_distinct_from(row.id))
            if (other := session.execute(same).first()) is not None:
                raise ConflictError(
                    f"{other.name} is recorded already, as {other.key}: {value} is its id",
                    f"see it with `twinning show {other.key}`",
                )


def _duration(_session: Session, row: Any) -> None:
    if row.duration is not None and not re.fullmatch(r"P(?=.)(\d+[YMWD])*(T(?=.)(\d+[HMS])*)?", row.duration):
        raise InputError(f"{quote(row.duration)} is no duration", "write it as ISO 8601 does: P5D, P3W, P1Y6M")


def _no_circle(session: Session, row: Any) -> None:
    """An activity is no part of itself, nor of its own parts."""
    activity, whole = table("activity"), row.part_of_id
    while whole is not None:
        if whole == row.id:
            raise ConflictError(f"{row.key} would be a part of itself", "name an activity that is none of its parts")
        whole = session.execute(select(activity.c.part_of_id).where(activity.c.id == whole)).scalar()


def _two_cities(_session: Session, row: Any) -> None:
    if row.debtor_id == row.creditor_id:
        raise InputError("a city owes nothing to itself", "name two different cities as debtor and creditor")


def _kept_by(_session: Session, row: Any) -> None:
    if row.kept_by_id is not None and row.state is not CommitmentState.KEPT:
        raise InputError(f"a commitment that is {row.state.value} was kept by no activity", "say --state kept")


def _term(_session: Session, row: Any) -> None:
    if row.term_months == 0:
        raise InputError("a term has at least one month", "leave --term-months out where there is no term")


def _year(_session: Session, row: Any) -> None:
    if row.year is not None and not 1 <= row.year <= 9999:
        raise InputError(f"{row.year} is no year")


def _reaches_someone(_session: Session, row: Any) -> None:
    if not any((row.person_id, row.office, row.email, row.telephone)):
        raise InputError("a contact needs an office, a person, an e-mail address or a telephone number")


_RULES: dict[str, tuple[Callable[[Session, Any], None], ...]] = {
    "city": (_ids, _position, _taken_ids),
    "city_name": (_name_ends_after_start,),
    "agreement": (_term,),
    "agreement_act": (_act,),
    "activity": (_ends_after_start, _duration, _no_circle),
    "person_post": (_ends_after_start,),
    "contact": (_reaches_someone,),
    "commitment": (_two_cities, _kept_by),
    "expense": (_year,),
}
