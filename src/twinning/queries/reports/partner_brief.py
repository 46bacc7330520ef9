"""Report all that is known of one partner, on two pages for a delegation: papers, acts, visits, people, promises.

Of activities and promises it has those in which both cities had a part.

Examples:
  twinning report partner-brief Vladivostok Busan -o vladivostok.docx

  twinning report partner-brief Moscow Seoul --as-of 2005-01-01
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT_ACT
from twinning.db.tables.obligations import COMMITMENT
from twinning.db.tables.people import PERSON
from twinning.db.typed_tables import fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import EdtfDate, text_of
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityKind, ActivityStatus, CommitmentState
from twinning.queries.dossiers.activity import list_people
from twinning.queries.evidence.citations import Chosen, list_sources, load_citations
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.agreements import AgreementFilter, list_agreements
from twinning.queries.lists.commitments import load_commitments
from twinning.queries.lists.partners import rank_of
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import Tie, ties_of
from twinning.queries.lookup.cities import FoundCity, check_partners
from twinning.queries.maps import map_on_paper
from twinning.queries.reports import report
from twinning.queries.reports._acts import acts_of
from twinning.queries.reports._scope import ties_signed
from twinning.queries.reports.anniversaries import AnniversaryRow, report_anniversaries
from twinning.queries.reports.renewals import RenewalRow, report_renewals
from twinning.rows import Dossier, Fact, LineRow, Section
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.dossiers import DatedActRow, MetPersonRow, SourceRow
from twinning.rows.phrases import named, phrase, word_alone
from twinning.rows.records import ActivityRow, AgreementRow, CommitmentRow
from twinning.rows.tracing import Counted

_HEADINGS = {
    ActivityKind.DELEGATION: ("visits", phrase("Visits")),
    ActivityKind.EVENT: ("events", phrase("Events")),
    ActivityKind.EXCHANGE_PROGRAM: ("programmes", phrase("Exchange programmes")),
}


@report(LineRow)
def report_partner_brief(connection: Connection, partner: FoundCity, city: FoundCity, as_of: str) -> Dossier:
    """Return the brief of a city on a partner as of a day (ISO). Raises UsageError for a city on itself."""
    check_partners([city, partner])
    ties = [tie for tie in ties_signed(connection, city, as_of) if any(each.id == partner.id for each in tie.parties)]
    activities = [row for row in load_activities(connection, _both(city, partner)) if _is_known(row, as_of)]
    promises = load_commitments(connection, _between(city, partner))
    papers = list_agreements(connection, AgreementFilter(cities=(city.id, partner.id), as_of=as_of))
    keys = {tie.key for tie in ties}
    anniversaries = [row for row in report_anniversaries(connection, city, as_of).rows if row.key in keys]
    terms = [row for row in report_renewals(connection, city, as_of).rows if row.key in keys]
    sections: tuple[Section[Any], ...] = (
        Section("papers", AgreementRow, list(papers.rows)),
        Section("acts", DatedActRow, acts_of(connection, ties, as_of), phrase("What happened to them")),
        Section("anniversaries", AnniversaryRow, anniversaries, phrase("Next anniversaries")),
        Section("terms", RenewalRow, terms),
        *_by_kind(activities),
        Section("people", MetPersonRow, _people(connection, ties, activities), phrase("People met")),
        Section("promises", CommitmentRow, promises),
        Section("sources", SourceRow, list_sources(load_citations(connection, _cited(city, partner)))),
    )
    facts = _facts(partner, city, ties, activities, promises, as_of)
    drawn = map_on_paper(connection, city, as_of, partner)
    return Dossier(named(city.name, partner.name), facts, sections, world_map=drawn)


def _both(city: FoundCity, partner: FoundCity) -> Select[int]:
    """Return the select of the ids of the activities in which both cities had a part."""
    of_both = (ACTIVITY.c.id.in_(activities_of_city(each.id)) for each in (city, partner))
    return select(ACTIVITY.c.id).where(*of_both)


def _is_known(row: ActivityRow, as_of: str) -> bool:
    """Say whether an activity was known by a day: planned for whenever, or begun by then."""
    began = EdtfDate.parse(row.start) if row.start else None
    return row.status != ActivityStatus.HELD or began is None or began.happened_by(as_of) is not False


def _between(city: FoundCity, partner: FoundCity) -> ColumnElement[bool]:
    """Return the condition that a commitment is owed between two cities, or was made where both had a part."""
    promise = COMMITMENT.c
    made = or_(
        promise.activity_id.in_(_both(city, partner)),
        and_(promise.agreement_id.in_(ties_of(city.id)), promise.agreement_id.in_(ties_of(partner.id))),
    )
    owed = or_(
        and_(promise.debtor_id == city.id, promise.creditor_id == partner.id),
        and_(promise.debtor_id == partner.id, promise.creditor_id == city.id),
    )
    return or_(owed, and_(made, promise.creditor_id.is_(None)))


def _by_kind(activities: Iterable[ActivityRow]) -> Iterator[Section[ActivityRow]]:
    for kind, (name, heading) in _HEADINGS.items():
        yield Section(name, ActivityRow, [row for row in activities if row.kind == kind], heading)


def _people(connection: Connection, ties: list[Tie], activities: list[ActivityRow]) -> list[MetPersonRow]:
    """Return who signed and who took part, the latest first."""
    rows = [*_signatories(connection, ties), *_participants(connection, activities)]
    rows.sort(key=lambda row: (fold(row.person), row.key))
    rows.sort(key=lambda row: undated_last(EdtfDate.parse(row.on) if row.on else None), reverse=True)
    return rows


def _signatories(connection: Connection, ties: list[Tie]) -> Iterator[MetPersonRow]:
    link, act = ACT_PERSON.c, AGREEMENT_ACT.c
    query = (
        select(PERSON.c.name, link.post, link.role, act.kind, act.on_text, PERSON.c.key)
        .select_from(ACT_PERSON)
        .join(AGREEMENT_ACT, act.id == link.act_id)
        .join(PERSON, PERSON.c.id == link.person_id)
        .where(act.agreement_id.in_([tie.id for tie in ties]))
    )
    for name, post, role, kind, on, key in fetch_rows(connection, query):
        yield MetPersonRow(name, post, role.value, word_alone(kind.value), on, key)


def _participants(connection: Connection, activities: list[ActivityRow]) -> Iterator[MetPersonRow]:
    keys = {row.key: row for row in activities}
    query = select(ACTIVITY.c.id, ACTIVITY.c.key).where(ACTIVITY.c.key.in_(keys))
    for activity, key in fetch_rows(connection, query):
        row = keys[key]
        day = EdtfDate.parse(row.start) if row.start else None
        for each in list_people(connection, activity, day):
            yield MetPersonRow(each.name, each.post, each.role, row.activity, row.start, each.key)


def _cited(city: FoundCity, partner: FoundCity) -> Chosen:
    shared = and_(
        AGREEMENT_ACT.c.agreement_id.in_(ties_of(city.id)), AGREEMENT_ACT.c.agreement_id.in_(ties_of(partner.id))
    )
    return {
        "agreement": select(AGREEMENT_ACT.c.agreement_id).where(shared),
        "agreement_act": select(AGREEMENT_ACT.c.id).where(shared),
        "activity": _both(city, partner),
    }


def _facts(
    partner: FoundCity,
    city: FoundCity,
    ties: list[Tie],
    activities: list[ActivityRow],
    promises: list[CommitmentRow],
    as_of: str,
) -> tuple[Fact, ...]:
    ranked = sorted(ties, key=lambda tie: rank_of((tie, tie.status(as_of, city.id, partner.id))))
    best = ranked[0] if ranked else None
    held = [row for row in activities if row.status == ActivityStatus.HELD]
    values = {
        "partner": partner.name,
        "country": country_name(partner.country_code),
        "kind": best.kind.value if best else None,
        "status": best.status(as_of, city.id, partner.id).value if best else "none_recorded",
        "since": text_of(best.since) if best else None,
        "agreements": Counted(tie.key for tie in ties),
        "activities": Counted(row.key for row in held),
        "open_promises": Counted(row.key for row in promises if row.state == CommitmentState.OPEN),
        "as_of": as_of,
        "key": partner.key,
    }
    return tuple(Fact(name, value) for name, value in values.items())
