"""Recording that cities became another, or others: a municipal merger or a split."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.evidence.citing import cite
from twinning.actions.recording.keys import next_seq
from twinning.db.models import CitySuccession
from twinning.db.session import connection_of
from twinning.db.tables.cities import CITY_SUCCESSION
from twinning.domain.dates import EdtfDate
from twinning.errors import ConflictError, UsageError
from twinning.inputs import CitationInput
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.lookup.successions import list_predecessors


def succeed_city(
    session: Session, old: Sequence[str], new: Sequence[str], on: EdtfDate, sources: Sequence[CitationInput] = ()
) -> FoundCity:
    """Record that each of the new cities succeeded each of the old ones on a day.

    The old cities' agreements stay theirs. Return the city that all of it is about: the only new one, else the first
    old one. Raises UsageError where one end is missing, NotFoundError, AmbiguousError, and ConflictError for a city
    with itself, a circle, and what is recorded already.
    """
    if not old or not new:
        raise UsageError("a succession has an old city and a new one", "twinning succeed-city OLD NEW --on DATE")
    before, after = ([find_city(connection_of(session), text) for text in texts] for texts in (old, new))
    _check_once([*before, *after])
    for one in before:
        for other in after:
            _succeed(session, one, other, on, sources)
    return after[0] if len(after) == 1 else before[0]


def _succeed(session: Session, old: FoundCity, new: FoundCity, on: EdtfDate, sources: Sequence[CitationInput]) -> None:
    _check(session, old, new)
    seq = next_seq(session, "city_succession", "old_city_id", old.id)
    succession = CitySuccession(old_city_id=old.id, seq=seq, new_city_id=new.id, on=on)
    session.add(succession)
    session.flush()
    for source in sources:
        cite(session, source, "city_succession", succession.id, field="on", value=on.text)


def _check_once(cities: Sequence[FoundCity]) -> None:
    for number, city in enumerate(cities):
        if city in cities[:number]:
            raise ConflictError(f"{city.name} ({city.key}) is named twice", "a city does not succeed itself")


def _check(session: Session, old: FoundCity, new: FoundCity) -> None:
    same = (CITY_SUCCESSION.c.old_city_id == old.id) & (CITY_SUCCESSION.c.new_city_id == new.id)
    if session.execute(select(CITY_SUCCESSION.c.id).where(same)).first():
        raise ConflictError(
            f"{new.name} succeeded {old.name}: that is recorded already", f"see it with `twinning show {new.key}`"
        )
    if new.id in (each.city.id for each in list_predecessors(connection_of(session), old.id)):
        raise ConflictError(
            f"{old.name} succeeded {new.name}, so that {new.name} cannot succeed {old.name}",
            f"see it with `twinning show {old.key}`",
        )
