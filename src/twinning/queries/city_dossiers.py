"""The dossier of a city."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from twinning.countries import country_name
from twinning.queries.activities import activities_of_city, load_activities
from twinning.queries.agreements import load_ties, ties_as_of, ties_of
from twinning.queries.citations import Chosen, list_notes, list_sources, load_citations
from twinning.queries.cities import FoundCity
from twinning.queries.claims import list_counts
from twinning.queries.commitments import load_commitments, owed_by_or_to
from twinning.queries.contradictions import list_contradictions
from twinning.queries.tables import table
from twinning.rows import Dossier, Fact, Section, joined
from twinning.rows.dossiers import ClaimRow, ContradictionRow, NameRow, NoteRow, SourceRow, TieRow
from twinning.rows.records import ActivityRow, CommitmentRow


def city_dossier(session: Session, city: FoundCity, as_of: str) -> Dossier:
    """Return everything about a city, as of a day (ISO), with the contradictions in its agreements."""
    citations = load_citations(session, _records(city))
    own = [cited for cited in citations if cited.record_table not in ("agreement", "agreement_act")]
    sections = (
        Section("names", NameRow, _names(session, city), "Names"),
        Section("agreements", TieRow, _ties(session, city, as_of), "Agreements"),
        Section("activities", ActivityRow, load_activities(session, activities_of_city(city.id)), "Activities"),
        Section("commitments", CommitmentRow, load_commitments(session, owed_by_or_to(city.id)), "Commitments"),
        Section("claims", ClaimRow, list_counts(session, _counted(city), citations), "Claims"),
        Section("notes", NoteRow, list_notes(own), "Notes"),
        Section("sources", SourceRow, list_sources(own), "Sources"),
        Section("contradictions", ContradictionRow, list_contradictions(session, citations), "Open contradictions"),
    )
    return Dossier(city.name, tuple(_facts(session, city, as_of)), sections)


def _counted(city: FoundCity) -> ColumnElement[bool]:
    return table("reported_count").c.city_id == city.id


def _records(city: FoundCity) -> Chosen:
    records, act = table("city"), table("agreement_act")
    name, count = table("city_name"), table("reported_count")
    return {
        "city": select(records.c.id).where(records.c.id == city.id),
        "city_name": select(name.c.id).where(name.c.city_id == city.id),
        "reported_count": select(count.c.id).where(count.c.city_id == city.id),
        "agreement": ties_of(city.id),
        "agreement_act": select(act.c.id).where(act.c.agreement_id.in_(ties_of(city.id))),
    }


def _facts(session: Session, city: FoundCity, as_of: str) -> Iterator[Fact]:
    records = table("city")
    row = session.execute(select(records).where(records.c.id == city.id)).mappings().one()
    yield Fact("key", row["key"])
    yield Fact("name", row["name"])
    yield Fact("kind", row["kind"].value)
    yield Fact("country", country_name(row["country_code"]))
    yield Fact("country_code", row["country_code"])
    for name in ("admin1", "latitude", "longitude", "wikidata_id", "geonames_id"):
        yield Fact(name, row[name])
    yield Fact("as_of", as_of)


def _names(session: Session, city: FoundCity) -> list[NameRow]:
    name = table("city_name")
    rows = session.execute(select(name).where(name.c.city_id == city.id).order_by(name.c.seq)).mappings()
    return [
        NameRow(row["name"], row["language"], row["kind"].value, row["since_text"], row["until_text"]) for row in rows
    ]


def _ties(session: Session, city: FoundCity, as_of: str) -> list[TieRow]:
    ties = ties_as_of(load_ties(session, ties_of(city.id)), as_of)
    return [
        TieRow(
            partners=joined(party.name for party in tie.partners_of(city.id)) or "",
            kind=tie.kind.value,
            status=tie.status(as_of, city.id).value,
            since=str(tie.since) if tie.since else None,
            key=tie.key,
        )
        for tie in ties
    ]
