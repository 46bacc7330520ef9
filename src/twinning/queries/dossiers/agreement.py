"""The dossier of an agreement."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from twinning.domain.timeline import status_spans
from twinning.queries.dossiers.acts import list_acts
from twinning.queries.dossiers.expenses import list_expenses
from twinning.queries.evidence.citations import list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.lists.activities import activities_of_agreement, load_activities
from twinning.queries.lists.commitments import load_commitments, made_in
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.fields import fields_of
from twinning.queries.tables import table
from twinning.rows import Dossier, Fact, Section, joined
from twinning.rows.dossiers import ActRow, ExpenseRow, PartyRow, SourceRow, StatusSpanRow
from twinning.rows.records import ActivityRow, CommitmentRow


def agreement_dossier(connection: Connection, tie: Tie, as_of: str) -> Dossier:
    """Return everything about an agreement, as of a day (ISO)."""
    act = table("agreement_act")
    chosen = select(table("agreement").c.id).where(table("agreement").c.id == tie.id)
    acts = select(act.c.id).where(act.c.agreement_id == tie.id)
    citations = load_citations(connection, {"agreement": chosen, "agreement_act": acts})
    sections = (
        Section("parties", PartyRow, _parties(tie, as_of), "Parties"),
        Section("acts", ActRow, list_acts(connection, tie.id), "Acts"),
        Section("spans", StatusSpanRow, _spans(tie), "Status over time"),
        Section("activities", ActivityRow, load_activities(connection, activities_of_agreement(tie.id)), "Activities"),
        Section("commitments", CommitmentRow, load_commitments(connection, made_in(tie.id)), "Commitments"),
        Section(
            "expenses", ExpenseRow, list_expenses(connection, table("expense").c.agreement_id == tie.id), "Expenses"
        ),
        Section("sources", SourceRow, list_sources(citations), "Sources"),
        *both_sides(connection, citations),
    )
    return Dossier(" and ".join(party.name for party in tie.parties), tuple(_facts(connection, tie, as_of)), sections)


def _spans(tie: Tie) -> list[StatusSpanRow]:
    return [StatusSpanRow(span.status, span.since, span.until) for span in status_spans(tie.facts)]


def _parties(tie: Tie, as_of: str) -> list[PartyRow]:
    """Each party with the status for it: one that left has ended what goes on for the others."""
    return [
        PartyRow(party.name, party.country_code, tie.status(as_of, party.id).value, party.key) for party in tie.parties
    ]


def _facts(connection: Connection, tie: Tie, as_of: str) -> Iterator[Fact]:
    agreement = table("agreement")
    chosen = select(agreement.c.id).where(agreement.c.id == tie.id)
    row = connection.execute(select(agreement).where(agreement.c.id == tie.id)).mappings().one()
    yield Fact("key", tie.key)
    yield Fact("title", tie.title)
    yield Fact("kind", tie.kind.value)
    yield Fact("instrument", tie.instrument.value)
    yield Fact("status", tie.status(as_of).value)
    yield Fact("as_of", as_of)
    since = tie.as_of(as_of).since
    yield Fact("since", str(since) if since else None)
    yield Fact("fields", joined(fields_of(connection, "agreement", chosen)[tie.id]))
    yield Fact("place_signed", row["place_signed"])
    yield Fact("renewal", row["renewal"].value if row["renewal"] else None)
    yield Fact("term_months", row["term_months"])
    yield Fact("notice_months", row["notice_months"])
    yield Fact("council_approved", row["council_approved_text"])
    yield Fact("council_approval", row["council_approval"])
    yield Fact("supersedes", joined(_superseded(connection, tie)))
    yield Fact("organizations", joined(_organizations(connection, tie)))
    yield Fact("summary", row["summary"])
    yield Fact("internal", row["internal"])


def _superseded(connection: Connection, tie: Tie) -> list[str]:
    """The keys of the agreements that this one took the place of."""
    act, agreement = table("agreement_act"), table("agreement")
    query = select(agreement.c.key).join(act, act.c.agreement_id == agreement.c.id).where(act.c.successor_id == tie.id)
    return sorted(connection.execute(query).scalars())


def _organizations(connection: Connection, tie: Tie) -> list[str]:
    named, organization = table("agreement_organization"), table("organization")
    query = (
        select(organization.c.key, organization.c.name, named.c.role)
        .join(organization, organization.c.id == named.c.organization_id)
        .where(named.c.agreement_id == tie.id)
    )
    return [f"{row.name} ({row.role.value})" for row in sorted(connection.execute(query).all(), key=tuple)]
