"""Whether the days of a row are likely, and whether an act can follow the others: else a note, or a refusal."""

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import is_unlikely_allowed, remark
from twinning.db.session import connection_of
from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AgreementActRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.agreements.status import Act
from twinning.domain.dates import EdtfDate, today
from twinning.domain.plausibility import DATED_TABLES, FIRST_YEAR, is_early, is_far_ahead, odd_acts
from twinning.errors import InputError

_NEW = 1_000_000
"""The number of an act that has none yet: it is the last one."""


def check_days(session: Session, row: Any) -> None:
    """Refuse a year before 1800 unless it is allowed, and note a day decades ahead. Raises InputError."""
    if row.__tablename__ not in DATED_TABLES:
        return
    for name in (each.key for each in inspect(type(row)).composites):
        day: EdtfDate | None = getattr(row, name)
        if is_early(day) and not is_unlikely_allowed(session):
            raise refusal_of_early(str(day))
        if is_far_ahead(day, today()) and row.__tablename__ != "agreement_act" and name not in ("until", "valid_until"):
            remark(session, f"{name} {day} is decades ahead", doubtful=True)


def refusal_of_early(day: str) -> InputError:
    """Return the error for a day before 1800."""
    return InputError(f"{day} lies before {FIRST_YEAR}", "correct the year; where it is meant, add --allow-unlikely")


def check_order(session: Session, row: Any) -> None:
    """Refuse an act whose day is impossible among the others, and note one that is unusual. Raises InputError."""
    state = inspect(row)
    telling = ("agreement_id", "kind", "on_text", "city_id")
    if state.persistent and not any(state.attrs[name].history.has_changes() for name in telling):
        return
    act = AGREEMENT_ACT.c
    query = select(AGREEMENT_ACT).where(act.agreement_id == row.agreement_id, act.id.is_distinct_from(row.id))
    recorded = fetch_records(connection_of(session), query, AgreementActRecord)
    others = [Act(each.kind, each.on, each.seq, each.until, each.city_id) for each in recorded]
    own = Act(row.kind, row.on, row.seq or _NEW, row.until, row.city_id)
    if row.on is not None and row.on.happened_by(today()) is False:
        remark(session, f"{row.kind.value} on a day to come, {row.on}: it counts from then on")
    known = set(odd_acts(others, today()))  # what was odd before, as after an import, is the business of `db check`
    for oddity in (each for each in odd_acts([*others, own], today()) if each not in known):
        if oddity.impossible:
            key = session.execute(select(AGREEMENT.c.key).where(AGREEMENT.c.id == row.agreement_id)).scalar()
            raise InputError(oddity.text, f"correct the day that is wrong; `twinning show {key}` lists the acts")
        remark(session, oddity.text, doubtful=True)
