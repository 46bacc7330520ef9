"""The dossier of a city."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT_ACT
from twinning.db.tables.cities import CITY, CITY_IDENTIFIER, CITY_NAME, CITY_SUCCESSION, CityNameRecord, CityRecord
from twinning.db.tables.sources import REPORTED_COUNT
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.countries import country_name
from twinning.domain.dates import text_of
from twinning.queries.dossiers.facts import list_facts
from twinning.queries.dossiers.names import name_row
from twinning.queries.evidence.citations import Chosen, list_notes, list_sources, load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.evidence.reported_counts import list_counts
from twinning.queries.evidence.statements import inferred
from twinning.queries.lists.activities import load_activities
from twinning.queries.lists.commitments import load_commitments, owed_by_or_to
from twinning.queries.lists.contacts import ContactFilter, load_contacts
from twinning.queries.lists.partners import rank_of
from twinning.queries.lookup.activities import activities_of_city
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.successions import Succession, Successors, list_predecessors, list_successors
from twinning.rows import Dossier, Fact, Section, Several
from twinning.rows.dossiers import (
    ClaimRow,
    InheritedTieRow,
    NameRow,
    NoteRow,
    SourceRow,
    SuccessionRow,
    TieRow,
)
from twinning.rows.phrases import named, phrase
from twinning.rows.records import ActivityRow, CommitmentRow, ContactRow


def city_dossier(connection: Connection, city: FoundCity, as_of: str) -> Dossier:
    """Return everything about a city, as of a day (ISO), with the contradictions in its agreements."""
    citations = load_citations(connection, cited_of_city(city))
    own = [cited for cited in citations if cited.record_table not in ("agreement", "agreement_act")]
    before, after = list_predecessors(connection, city.id), list_successors(connection, city.id)
    successors = Successors(connection, as_of)
    inherited = _inherited(connection, before, as_of, successors)
    contacts = load_contacts(connection, ContactFilter(as_of=as_of, cities=(city.id,)))
    claims = list_counts(connection, REPORTED_COUNT.c.city_id == city.id, citations)
    sections = (
        Section("names", NameRow, _names(connection, city)),
        Section("predecessors", SuccessionRow, _successions(before)),
        Section("successors", SuccessionRow, _successions(after)),
        Section(
            "agreements",
            TieRow,
            _ties(connection, city, as_of, successors),
            command=_list_command("agreements", city),
        ),
        Section("inherited_agreements", InheritedTieRow, inherited, phrase("Agreements of predecessors")),
        Section("activities", ActivityRow, load_activities(connection, activities_of_city(city.id))),
        Section(
            "commitments",
            CommitmentRow,
            load_commitments(connection, owed_by_or_to(city.id)),
            command=_list_command("commitments", city),
        ),
        Section("contacts", ContactRow, contacts, command=_list_command("contacts", city)),
        Section("claims", ClaimRow, claims),
        Section("notes", NoteRow, list_notes(own)),
        inferred(connection, own),
        Section("sources", SourceRow, list_sources(own)),
        *both_sides(connection, citations),
    )
    return Dossier(named(city.name), _facts(connection, city, as_of), sections)


def _list_command(records: str, city: FoundCity) -> str:
    return f"twinning list-{records} --city {city.key}"


def cited_of_city(city: FoundCity) -> Chosen:
    """Choose what a source of a city, or of its agreements, may be cited for."""
    succession, act = CITY_SUCCESSION.c, AGREEMENT_ACT.c
    succeeded = (succession.old_city_id == city.id) | (succession.new_city_id == city.id)
    return {
        "city": select(CITY.c.id).where(CITY.c.id == city.id),
        "city_name": select(CITY_NAME.c.id).where(CITY_NAME.c.city_id == city.id),
        "city_succession": select(succession.id).where(succeeded),
        "reported_count": select(REPORTED_COUNT.c.id).where(REPORTED_COUNT.c.city_id == city.id),
        "agreement": ties_of(city.id),
        "agreement_act": select(act.id).where(act.agreement_id.in_(ties_of(city.id))),
    }


def _facts(connection: Connection, city: FoundCity, as_of: str) -> tuple[Fact, ...]:
    (record,) = fetch_records(connection, select(CITY).where(CITY.c.id == city.id), CityRecord)
    derived = {
        "country": country_name(record.country_code),
        "identifiers": Several(_identifiers(connection, city)),
    }
    return (*list_facts(record, derived, ("key", "name", "kind", "country")), Fact("as_of", as_of))


def _identifiers(connection: Connection, city: FoundCity) -> list[str]:
    """Return what a city is called in other schemes, as `--identifier` takes it."""
    identifier = CITY_IDENTIFIER.c
    query = select(identifier.scheme, identifier.value).where(identifier.city_id == city.id).order_by(identifier.id)
    return [f"{scheme}: {value}" for scheme, value in fetch_rows(connection, query)]


def _names(connection: Connection, city: FoundCity) -> list[NameRow]:
    query = select(CITY_NAME).where(CITY_NAME.c.city_id == city.id).order_by(CITY_NAME.c.seq)
    return [name_row(name) for name in fetch_records(connection, query, CityNameRecord)]


def _successions(successions: Iterable[Succession]) -> list[SuccessionRow]:
    return [SuccessionRow(each.city.name, text_of(each.on), each.city.key) for each in successions]


def _ties(connection: Connection, city: FoundCity, as_of: str, successors: Successors) -> list[TieRow]:
    return tie_rows(ties_as_of(load_ties(connection, ties_of(city.id)), as_of), city.id, as_of, successors)


def _inherited(
    connection: Connection, predecessors: Iterable[Succession], as_of: str, successors: Successors
) -> list[InheritedTieRow]:
    """Return the agreements of the cities that had been succeeded by a day, under whose record they stay."""
    known = (each.city for each in predecessors if each.is_known_by(as_of))
    return [
        InheritedTieRow(city.key, tie.partners, tie.partner_keys, tie.kind, tie.status, tie.since, tie.key)
        for city in known
        for tie in _ties(connection, city, as_of, successors)
    ]


def tie_rows(ties: Iterable[Tie], city: int, as_of: str, successors: Successors) -> list[TieRow]:
    """Return the agreements of a city (its id) as its dossier lists them, as of a day (ISO), the highest rank first."""
    ranked = sorted(ties, key=lambda tie: rank_of((tie, tie.status(as_of, city))))
    return [tie_row(tie, city, as_of, successors) for tie in ranked]


def tie_row(tie: Tie, city: int, as_of: str, successors: Successors) -> TieRow:
    """Return an agreement of a city (its id) as that city's dossier lists it, as of a day (ISO)."""
    others = tie.partners_of(city)
    partners = Several(party.place._replace(name=successors.beside(party.id, party.name)) for party in others)
    return TieRow(
        partners=partners,
        partner_keys=partners.keys,
        kind=tie.kind.value,
        status=tie.status(as_of, city).value,
        since=text_of(tie.since),
        key=tie.key,
    )
