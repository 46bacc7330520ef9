"""The dossier of an agreement."""

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_ORGANIZATION, AgreementRecord
from twinning.db.tables.obligations import COMMITMENT, EXPENSE
from twinning.db.tables.people import ORGANIZATION
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.agreements.status import disputing
from twinning.domain.agreements.timeline import status_spans
from twinning.domain.dates import text_of
from twinning.queries.dossiers.acts import list_acts
from twinning.queries.dossiers.expenses import list_expenses
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.evidence.citations import Chosen, list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.statements import inferred, stated
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.commitments import load_commitments, made_in
from twinning.queries.lookup.activities import activities_of_agreement
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.fields import fields_of
from twinning.queries.lookup.successions import Successors
from twinning.rows import Dossier, Fact, Section, Several
from twinning.rows.dossiers import ActRow, ExpenseRow, PartyRow, SourceRow, StatusSpanRow
from twinning.rows.phrases import in_role, named, phrase
from twinning.rows.records import ActivityRow, CommitmentRow

_FACTS = (
    *(
        "key",
        "title",
        "kind",
        "instrument",
        "status",
        "disputed_by",
        "as_of",
        "since",
        "fields",
        "place_signed",
        "renewal",
    ),
    *("term_months", "notice_months", "council_approved", "council_approval", "supersedes", "organizations"),
    *("summary", "internal"),
)
"""The order of the facts."""


def agreement_dossier(connection: Connection, tie: Tie, as_of: str) -> Dossier:
    """Return everything about an agreement, as of a day (ISO)."""
    citations = load_citations(connection, _cited(tie.id))
    sections = (
        Section("parties", PartyRow, _parties(connection, tie, as_of)),
        Section("acts", ActRow, list_acts(connection, [tie.id])[tie.id]),
        Section("spans", StatusSpanRow, list_spans(tie), phrase("Status over time")),
        Section(
            "activities",
            ActivityRow,
            load_activities(connection, activities_of_agreement(tie.id)),
        ),
        Section("commitments", CommitmentRow, load_commitments(connection, made_in(tie.id))),
        Section("expenses", ExpenseRow, list_expenses(connection, EXPENSE.c.agreement_id == tie.id)),
        inferred(connection, citations),
        Section("sources", SourceRow, list_sources(citations)),
        stated(connection, citations),
        *both_sides(connection, citations),
    )
    return Dossier(named(*(party.name for party in tie.parties)), _facts(connection, tie, as_of), sections)


def _cited(agreement: int) -> Chosen:
    """Choose what a source of an agreement may be cited for."""
    return {
        "agreement": select(AGREEMENT.c.id).where(AGREEMENT.c.id == agreement),
        "agreement_act": select(AGREEMENT_ACT.c.id).where(AGREEMENT_ACT.c.agreement_id == agreement),
        "commitment": select(COMMITMENT.c.id).where(COMMITMENT.c.agreement_id == agreement),
        "expense": select(EXPENSE.c.id).where(EXPENSE.c.agreement_id == agreement),
    }


def list_spans(tie: Tie) -> list[StatusSpanRow]:
    """Return the spans of days in which an agreement had each of its statuses, the first of them first."""
    return [StatusSpanRow(span.status, text_of(span.since), text_of(span.until)) for span in status_spans(tie.facts)]


def _parties(connection: Connection, tie: Tie, as_of: str) -> list[PartyRow]:
    """Each party with the status for it: one that left has ended what goes on for the others."""
    successors = Successors(connection, as_of)
    return [
        PartyRow(
            party=party.name,
            country_code=party.country_code,
            succeeded_by=successors.of(party.id),
            status=tie.status(as_of, party.id).value,
            key=party.key,
        )
        for party in tie.parties
    ]


def _facts(connection: Connection, tie: Tie, as_of: str) -> tuple[Fact, ...]:
    (record,) = fetch_records(connection, select(AGREEMENT).where(AGREEMENT.c.id == tie.id), AgreementRecord)
    since = tie.as_of(as_of).since
    fields = fields_of(connection, "agreement", select(AGREEMENT.c.id).where(AGREEMENT.c.id == tie.id))
    derived = {
        "status": tie.status(as_of).value,
        "disputed_by": Several(party.name for party in tie.parties if party.id in disputing(tie.facts, as_of)),
        "as_of": as_of,
        "since": text_of(since),
        "fields": Several(fields[tie.id]),
        "supersedes": Several(_superseded(connection, tie)),
        "organizations": Several(_organizations(connection, tie)),
    }
    return list_facts(record, derived, _FACTS)


def _superseded(connection: Connection, tie: Tie) -> list[str]:
    """Return the keys of the agreements that this one took the place of."""
    act = AGREEMENT_ACT.c
    query = select(AGREEMENT.c.key).join(AGREEMENT_ACT, act.agreement_id == AGREEMENT.c.id)
    return sorted(key for (key,) in fetch_rows(connection, query.where(act.successor_id == tie.id)))


def _organizations(connection: Connection, tie: Tie) -> list[str]:
    """Return the organizations of an agreement by their keys, each with its role."""
    link = AGREEMENT_ORGANIZATION.c
    query = (
        select(ORGANIZATION.c.key, ORGANIZATION.c.name, link.role)
        .join(ORGANIZATION, ORGANIZATION.c.id == link.organization_id)
        .where(link.agreement_id == tie.id)
    )
    return [in_role(name, role.value) for _, name, role in sorted(fetch_rows(connection, query))]
