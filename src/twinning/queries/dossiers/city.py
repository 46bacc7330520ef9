"""The dossier of a city."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, select

from twinning.domain.countries import country_name
from twinning.queries.evidence.citations import Chosen, list_notes, list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.lists import contacts
from twinning.queries.lists.activities import activities_of_city, load_activities
from twinning.queries.lists.commitments import load_commitments, owed_by_or_to
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.successions import Succession, list_predecessors, list_successors
from twinning.queries.tables import table
from twinning.rows import Dossier, Fact, Row, Section, joined
from twinning.rows.dossiers import (
    ClaimRow,
    InheritedTieRow,
    MergedValueRow,
    NameRow,
    NoteRow,
    SourceRow,
    SuccessionRow,
    TieRow,
)
from twinning.rows.records import ActivityRow, CommitmentRow, ContactRow


def city_dossier(connection: Connection, city: FoundCity, as_of: str) -> Dossier:
    """Return everything about a city, as of a day (ISO), with the contradictions in its agreements."""
    citations = load_citations(connection, _records(city))
    own = [cited for cited in citations if cited.record_table not in ("agreement", "agreement_act")]
    before, after = list_predecessors(connection, city.id), list_successors(connection, city.id)
    inherited = _inherited(connection, before, as_of)
    sections = (
        Section("names", NameRow, _names(connection, city), "Names"),
        Section("predecessors", SuccessionRow, _successions(before), "Predecessors"),
        Section("successors", SuccessionRow, _successions(after), "Successors"),
        Section("agreements", TieRow, _ties(connection, city, as_of), "Agreements"),
        Section("inherited_agreements", InheritedTieRow, inherited, "Agreements of predecessors"),
        Section("activities", ActivityRow, load_activities(connection, activities_of_city(city.id)), "Activities"),
        Section("commitments", CommitmentRow, load_commitments(connection, owed_by_or_to(city.id)), "Commitments"),
        Section("contacts", ContactRow, _contacts(connection, city, as_of), "Contacts"),
        Section("claims", ClaimRow, list_counts(connection, _counted(city), citations), "Claims"),
        Section("notes", NoteRow, list_notes(own), "Notes"),
        Section("sources", SourceRow, list_sources(own), "Sources"),
        *both_sides(connection, citations),
    )
    return Dossier(city.name, tuple(_facts(connection, city, as_of)), sections)


def merged_dossier(
    connection: Connection, city: FoundCity, given_up: Sequence[MergedValueRow], came: Collection[int], as_of: str
) -> Dossier:
    """Return a city's dossier after a merge, with what an editor is to look at first.

    That are the values given up, and agreements of the same parties of which one came (its id) and another was there.
    """
    ties = load_ties(connection, ties_of(city.id))
    met = {tie.facts.parties for tie in ties if tie.id in came} & {
        tie.facts.parties for tie in ties if tie.id not in came
    }
    doubled = [_tie_row(tie, city, as_of) for tie in ties if tie.facts.parties in met]
    dossier = city_dossier(connection, city, as_of)
    sections = (
        Section("given_up", MergedValueRow, given_up, "Values of the two records that differ"),
        Section("same_parties", TieRow, doubled, "Agreements of the same parties, which may be one"),
    )
    return replace(dossier, sections=(*sections, *dossier.sections))


def _counted(city: FoundCity) -> ColumnElement[bool]:
    return table("reported_count").c.city_id == city.id


def _records(city: FoundCity) -> Chosen:
    records, act = table("city"), table("agreement_act")
    name, count, succession = table("city_name"), table("reported_count"), table("city_succession")
    succeeded = (succession.c.old_city_id == city.id) | (succession.c.new_city_id == city.id)
    return {
        "city": select(records.c.id).where(records.c.id == city.id),
        "city_name": select(name.c.id).where(name.c.city_id == city.id),
        "city_succession": select(succession.c.id).where(succeeded),
        "reported_count": select(count.c.id).where(count.c.city_id == city.id),
        "agreement": ties_of(city.id),
        "agreement_act": select(act.c.id).where(act.c.agreement_id.in_(ties_of(city.id))),
    }


def _facts(connection: Connection, city: FoundCity, as_of: str) -> Iterator[Fact]:
    records = table("city")
    row = connection.execute(select(records).where(records.c.id == city.id)).mappings().one()
    yield Fact("key", row["key"])
    yield Fact("name", row["name"])
    yield Fact("kind", row["kind"].value)
    yield Fact("country", country_name(row["country_code"]))
    yield Fact("country_code", row["country_code"])
    for name in ("admin1", "latitude", "longitude", "wikidata_id", "geonames_id"):
        yield Fact(name, row[name])
    yield Fact("as_of", as_of)


def _contacts(connection: Connection, city: FoundCity, as_of: str) -> list[Row]:
    return list(contacts.list_contacts(connection, contacts.ContactFilter(as_of=as_of, cities=(city.id,))).rows)


def _names(connection: Connection, city: FoundCity) -> list[NameRow]:
    name = table("city_name")
    rows = connection.execute(select(name).where(name.c.city_id == city.id).order_by(name.c.seq)).mappings()
    return [
        NameRow(row["seq"], row["name"], row["language"], row["kind"].value, row["since_text"], row["until_text"])
        for row in rows
    ]


def _successions(successions: Iterable[Succession]) -> list[SuccessionRow]:
    return [SuccessionRow(each.city.name, str(each.on) if each.on else None, each.city.key) for each in successions]


def _ties(connection: Connection, city: FoundCity, as_of: str) -> list[TieRow]:
    ties = ties_as_of(load_ties(connection, ties_of(city.id)), as_of)
    return [_tie_row(tie, city, as_of) for tie in ties]


def _inherited(connection: Connection, predecessors: Iterable[Succession], as_of: str) -> list[InheritedTieRow]:
    """Return the agreements of the cities that had been succeeded by a day, under whose record they stay."""
    known = (each.city for each in predecessors if each.is_known_by(as_of))
    return [
        InheritedTieRow(city.key, tie.partners, tie.kind, tie.status, tie.since, tie.key)
        for city in known
        for tie in _ties(connection, city, as_of)
    ]


def _tie_row(tie: Tie, city: FoundCity, as_of: str) -> TieRow:
    return TieRow(
        partners=joined(party.name for party in tie.partners_of(city.id)) or "",
        kind=tie.kind.value,
        status=tie.status(as_of, city.id).value,
        since=str(tie.since) if tie.since else None,
        key=tie.key,
    )
