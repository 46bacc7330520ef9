"""The pages of agreements."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_ORGANIZATION, AgreementRecord
from twinning.db.tables.people import ORGANIZATION
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.agreements.status import disputing
from twinning.domain.countries import country_name
from twinning.domain.dates import text_of
from twinning.queries.dossiers.acts import list_acts
from twinning.queries.dossiers.agreement import list_spans
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.lookup.agreements import Tie
from twinning.queries.lookup.fields import fields_of
from twinning.queries.site.known import PublishedRecords, page_of, title_of
from twinning.rows import Cell, Dossier, Section, Several
from twinning.rows.dossiers import ActRow, StatusSpanRow
from twinning.rows.phrases import in_role, phrase
from twinning.rows.records import ActivityRow
from twinning.rows.site import PartyEntry, RecordPage

_FACTS = (
    *("title", "kind", "instrument", "status", "disputed_by", "since", "fields", "place_signed", "renewal"),
    *("term_months", "notice_months", "council_approved", "council_approval", "supersedes", "organizations", "summary"),
)


def agreement_pages(known: PublishedRecords) -> Iterator[RecordPage]:
    """Give the page of each agreement that was known by the day, by their keys."""
    records = {each.id: each for each in fetch_records(known.connection, select(AGREEMENT), AgreementRecord)}
    acts = list_acts(known.connection, [tie.id for tie in known.ties])
    activities, derived = known.activities_by_agreement(), _Derived(known)
    for tie in known.ties:
        sections = (
            Section("parties", PartyEntry, _parties(known, tie), phrase("Parties")),
            Section("acts", ActRow, acts[tie.id], phrase("What happened")),
            Section("spans", StatusSpanRow, _spans(tie), phrase("Status over time")),
            Section("activities", ActivityRow, activities[tie.id], phrase("Activities")),
        )
        facts = list_facts(records[tie.id], derived.of(tie, known.as_of), ("key", *_FACTS))[1:]
        evidence = known.citations.of("agreement", tie.id)
        dossier = Dossier(title_of(tie), facts, sections, as_of=known.as_of)
        names = (tie.title,) if tie.title else ()
        yield page_of("agreements", tie.key, dossier, evidence, names)


class _Derived:
    """What is told of agreements besides their own columns."""

    def __init__(self, known: PublishedRecords) -> None:
        self._fields = fields_of(known.connection, "agreement", select(AGREEMENT.c.id))
        self._superseded: dict[int, list[str]] = defaultdict(list)
        act = AGREEMENT_ACT.c
        older = select(act.successor_id, AGREEMENT.c.key).join(AGREEMENT, AGREEMENT.c.id == act.agreement_id)
        for successor, key in fetch_rows(known.connection, older.where(act.successor_id.is_not(None))):
            self._superseded[successor or 0].append(key)
        self._organizations: dict[int, list[str]] = defaultdict(list)
        link = AGREEMENT_ORGANIZATION.c
        named = select(link.agreement_id, ORGANIZATION.c.name, link.role).join(
            ORGANIZATION, ORGANIZATION.c.id == link.organization_id
        )
        for agreement, name, role in fetch_rows(known.connection, named.order_by(ORGANIZATION.c.key)):
            self._organizations[agreement].append(in_role(name, role.value))

    def of(self, tie: Tie, as_of: str) -> dict[str, Cell]:
        """Return the derived facts of an agreement."""
        disputed_by = disputing(tie.facts, as_of)
        return {
            "status": tie.status(as_of).value,
            "disputed_by": Several(party.name for party in tie.parties if party.id in disputed_by),
            "since": text_of(tie.since),
            "fields": Several(self._fields[tie.id]),
            "supersedes": Several(sorted(self._superseded.get(tie.id, ()))),
            "organizations": Several(self._organizations.get(tie.id, ())),
        }


def _spans(tie: Tie) -> list[StatusSpanRow]:
    """Return the times of each status; a single one is said by the facts."""
    spans = list_spans(tie)
    return spans if len(spans) > 1 else []


def _parties(known: PublishedRecords, tie: Tie) -> list[PartyEntry]:
    return [
        PartyEntry(
            party=party.name,
            country=country_name(party.country_code),
            succeeded_by=known.successors.of(party.id),
            status=tie.status(known.as_of, party.id).value,
            key=party.key,
        )
        for party in tie.parties
    ]
