"""The rules for rows beyond the types of values, so that the error is in words and not the database's."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from twinning.actions.checking.likelihood import check_days, check_order
from twinning.actions.checking.remarks import remark
from twinning.db.references import cited_record
from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION
from twinning.domain.agreements.acts import ACT_RULES, kinds_that
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_NAME, clean_text, fold, quote
from twinning.domain.values import LARGEST_INTEGER, wrong_amount
from twinning.domain.vocabulary import ActMode, CommitmentState, Ground
from twinning.errors import ConflictError, InputError, UsageError
from twinning.inputs.kinds import read_duration, read_wikidata_id


def check(session: Session, row: Any) -> None:
    """Check a row, new or changed, before it is flushed, and fill in what follows from its values.

    Raises InputError, UsageError or ConflictError.
    """
    if "name" in row.__table__.c and "folded" in row.__table__.c:
        row.folded = fold(clean_text(row.name, "the name", LONGEST_NAME))
    with session.no_autoflush:
        check_days(session, row)
        for rule in _RULES.get(row.__tablename__, ()):
            rule(session, row)


def check_term(on: EdtfDate, until: EdtfDate | None) -> None:
    """Raise InputError for a term that surely ends before the act that sets it."""
    if _surely_before(until, on):
        raise InputError(f"a term that begins on {on} cannot end on {until}")


def _surely_before(end: EdtfDate | None, start: EdtfDate | None) -> bool:
    return end is not None and start is not None and end.is_before(start)


def _ends_after_start(_session: Session, row: Any) -> None:
    if _surely_before(row.end, row.start):
        raise InputError(f"what begins on {row.start} cannot end on {row.end}")


def _name_ends_after_start(_session: Session, row: Any) -> None:
    if _surely_before(row.until, row.since):
        raise InputError(f"a name in use since {row.since} cannot end on {row.until}")


def _act(_session: Session, row: Any) -> None:
    """An act by a party is that party's; without one it cannot be, and some acts need one."""
    rule = ACT_RULES[row.kind]
    row.mode = _mode(row)
    if row.city_id is None and (rule.by_one or row.mode is ActMode.PARTY):
        raise UsageError(f"{row.kind.value} is the act of one party", "say which with --by")
    if row.until is not None and not rule.sets_term:
        setting = ", ".join(kinds_that(lambda each: each.sets_term))
        raise UsageError(f"{row.kind.value} sets no term", f"--until goes with {setting}")
    if rule.names_successor != (row.successor_id is not None):
        raise UsageError("an agreement is superseded by another", "give both: superseded and --successor KEY")
    if row.on is not None:
        check_term(row.on, row.until)


def _mode(row: Any) -> ActMode:
    """Return who did an act: the party that is named, else what was said, else what ground and kind tell.

    What was not said is unknown, but that agreements are signed, renewed and amended by all parties together.
    """
    if row.city_id is not None:
        changed = inspect(row).attrs.mode.history.has_changes()
        if changed and row.mode not in (None, ActMode.PARTY):
            raise UsageError(f"what one party did is not {row.mode.value}", "give --by or --mode, not both")
        return ActMode.PARTY
    if row.mode is not None:
        said: ActMode = row.mode
        return said
    if row.ground is Ground.MUNICIPAL_MERGER:
        return ActMode.CIRCUMSTANCE
    return ActMode.JOINT if ACT_RULES[row.kind].by_all else ActMode.UNKNOWN


def _act_of_a_party(session: Session, row: Any) -> None:
    parties = _parties(session, row.agreement_id)
    if row.city_id is not None and row.city_id not in parties:
        raise InputError(
            f"{_city(session, row.city_id)} is no party to {_agreement(session, row.agreement_id)}",
            f"its parties are {' and '.join(sorted(parties.values()))}",
        )


def _parties(session: Session, agreement: int) -> dict[int, str]:
    """Return the names of an agreement's parties, by their ids."""
    names = select(CITY.c.id, CITY.c.name).join(AGREEMENT_PARTY, AGREEMENT_PARTY.c.city_id == CITY.c.id)
    return dict(session.execute(names.where(AGREEMENT_PARTY.c.agreement_id == agreement)).all())


def _city(session: Session, city: int) -> str:
    return str(session.execute(select(CITY.c.name).where(CITY.c.id == city)).scalar())


def _another_agreement(session: Session, row: Any) -> None:
    """An agreement's successors lead on, and never back to it."""
    if row.successor_id is not None and row.agreement_id in successors_from(session, [row.successor_id]):
        key = _agreement(session, row.agreement_id)
        raise UsageError(f"{key} cannot take its own place", "--successor names one that comes after it")


def successors_from(session: Session, agreements: Iterable[int]) -> list[int]:
    """Return these agreements (ids) and all that took their place, through others too."""
    act, found = AGREEMENT_ACT, list(agreements)
    for each in found:  # it grows as it is gone through
        after = select(act.c.successor_id).where(act.c.agreement_id == each, act.c.successor_id.is_not(None))
        found += [other for (other,) in session.execute(after) if other is not None and other not in found]
    return found


def _successor_of_its_parties(session: Session, row: Any) -> None:
    if row.successor_id is None:
        return
    party = AGREEMENT_PARTY
    own = select(party.c.city_id).where(party.c.agreement_id == row.agreement_id)
    shared = select(party.c.id).where(party.c.agreement_id == row.successor_id, party.c.city_id.in_(own))
    if session.execute(shared.limit(1)).first() is None:
        key = _agreement(session, row.successor_id)
        raise InputError(f"{key} has none of the parties", "an agreement is superseded by one of its own parties")


def _act_once(session: Session, row: Any) -> None:
    """The same kind of act on the same day by the same party is the same act."""
    act = AGREEMENT_ACT
    same = select(act.c.id).where(
        act.c.agreement_id == row.agreement_id,
        act.c.kind == row.kind,
        act.c.on_text == (row.on and row.on.text),
        act.c.city_id.is_not_distinct_from(row.city_id),
        act.c.id.is_distinct_from(row.id),
    )
    if session.execute(same).first():
        key = _agreement(session, row.agreement_id)
        raise ConflictError(f"{key} has this act already", f"see it with `twinning show {key}`")


def _agreement(session: Session, agreement: int) -> str:
    return str(session.execute(select(AGREEMENT.c.key).where(AGREEMENT.c.id == agreement)).scalar())


def _ids(_session: Session, row: Any) -> None:
    if row.wikidata_id is not None:
        read_wikidata_id(row.wikidata_id)
    if row.geonames_id is not None and not 1 <= row.geonames_id <= LARGEST_INTEGER:
        raise InputError(f"{row.geonames_id} is no GeoNames id", "one is a number such as 1838524")


def _plain_name(_session: Session, row: Any) -> None:
    if re.match(r"[a-z]{2,3}(-[A-Za-z0-9]+)*:\s", row.name):
        raise InputError(
            f"{quote(row.name)} begins with a language, which a city's own name has not",
            "--add-name adds another name, --name gives the city itself another one",
        )


def _position(_session: Session, row: Any) -> None:
    if (row.latitude is None) != (row.longitude is None):
        raise InputError("a position needs both latitude and longitude")
    if row.latitude is not None and not -90 <= row.latitude <= 90:
        raise InputError(f"a latitude lies between -90 and 90 degrees, not at {row.latitude}")
    if row.longitude is not None and not -180 <= row.longitude <= 180:
        raise InputError(f"a longitude lies between -180 and 180 degrees, not at {row.longitude}")


def _population(_session: Session, row: Any) -> None:
    if row.population_year is not None and row.population is None:
        raise InputError("a year of a population needs the population", "give --population as well")
    if row.population_year is not None and not 1 <= row.population_year <= 9999:
        raise InputError(f"{row.population_year} is no year")


def _taken_ids(session: Session, row: Any) -> None:
    for column in (CITY.c.wikidata_id, CITY.c.geonames_id):
        if (value := getattr(row, column.name)) is not None:
            same = select(CITY.c.name, CITY.c.key).where(column == value, CITY.c.id.is_distinct_from(row.id))
            if (other := session.execute(same).first()) is not None:
                raise ConflictError(
                    f"{other.name} is recorded already, as {other.key}: {value} is its id",
                    f"see it with `twinning show {other.key}`",
                )


def _duration(_session: Session, row: Any) -> None:
    if row.duration is not None:
        read_duration(row.duration)


def is_part_of(session: Session, part: int | None, whole: int | None) -> bool:
    """Return whether an activity (its id) is one that is named, or a part of it through others."""
    while part is not None and part != whole:
        part = session.execute(select(ACTIVITY.c.part_of_id).where(ACTIVITY.c.id == part)).scalar()
    return part is not None


def _no_circle(session: Session, row: Any) -> None:
    """An activity is no part of itself, nor of its own parts."""
    if is_part_of(session, row.part_of_id, row.id):
        raise ConflictError(f"{row.key} would be a part of itself", "name an activity that is none of its parts")


def _two_cities(_session: Session, row: Any) -> None:
    if row.debtor_id == row.creditor_id:
        raise InputError("a city owes nothing to itself", "name two different cities as debtor and creditor")


def _debtor_is_party(session: Session, row: Any) -> None:
    """Somebody else may owe what an agreement promises, which is seldom meant."""
    if row.agreement_id is not None and row.debtor_id not in _parties(session, row.agreement_id):
        agreement = _agreement(session, row.agreement_id)
        remark(session, f"{_city(session, row.debtor_id)} owes this, and is no party to {agreement}")


def _kept_by(_session: Session, row: Any) -> None:
    """What an activity kept is kept; another state that was just said contradicts that."""
    if row.kept_by_id is not None and row.state is not CommitmentState.KEPT:
        if inspect(row).attrs.state.history.has_changes():
            raise InputError(
                f"a commitment that is {row.state.value} was kept by no activity",
                "say --state kept, or --clear kept-by",
            )
        row.state = CommitmentState.KEPT


def _term(_session: Session, row: Any) -> None:
    if row.term_months == 0:
        raise InputError("a term has at least one month", "leave --term-months out where there is no term")


def _year(_session: Session, row: Any) -> None:
    if row.year is not None and not 1 <= row.year <= 9999:
        raise InputError(f"{row.year} is no year")


def _decimals(_session: Session, row: Any) -> None:
    if (wrong := wrong_amount(row.amount, row.currency)) is not None:
        raise InputError(wrong, f"write a thousand as 1000 {row.currency}, with nothing between the digits")


def _decided_once(session: Session, row: Any) -> None:
    """Of what sources state of one field of one record, one word is preferred."""
    if not row.preferred:
        return
    citation = CITATION
    table, record = cited_record(row)
    other = select(citation.c.id).where(
        citation.c[f"{table}_id"] == record,
        citation.c.field.is_not_distinct_from(row.field),
        citation.c.preferred == 1,
        citation.c.id.is_distinct_from(row.id),
    )
    if session.execute(other).first():
        raise ConflictError(f"another citation for {row.field} is preferred already", "`twinning prefer` decides anew")


def _reaches_someone(_session: Session, row: Any) -> None:
    if not any((row.person_id, row.office, row.email, row.telephone)):
        raise InputError("a contact needs an office, a person, an e-mail address or a telephone number")


_RULES: dict[str, tuple[Callable[[Session, Any], None], ...]] = {
    "city": (_plain_name, _ids, _position, _population, _taken_ids),
    "city_name": (_name_ends_after_start,),
    "person_name": (_name_ends_after_start,),
    "agreement": (_term,),
    "agreement_act": (_act, _act_of_a_party, _another_agreement, _successor_of_its_parties, _act_once, check_order),
    "activity": (_ends_after_start, _duration, _no_circle),
    "person_post": (_ends_after_start,),
    "contact": (_reaches_someone,),
    "commitment": (_two_cities, _debtor_is_party, _kept_by),
    "expense": (_year, _decimals),
    "citation": (_decided_once,),
}
