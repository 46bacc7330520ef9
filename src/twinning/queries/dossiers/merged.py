"""The dossier of a record into which another was merged, beginning with what an editor should look at."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from twinning.queries.dossiers.agreement import agreement_dossier
from twinning.queries.dossiers.city import city_dossier, tie_row
from twinning.queries.dossiers.people import person_dossier
from twinning.queries.lookup.agreements import find_agreement, load_ties, ties_of
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.successions import Successors
from twinning.rows import Dossier, Section
from twinning.rows.dossiers import MergedValueRow, TieRow
from twinning.rows.phrases import phrase


def merged_city(
    connection: Connection, city: FoundCity, given_up: Sequence[MergedValueRow], came: Collection[int], as_of: str
) -> Dossier:
    """Return a city's dossier after a merge, as of a day (ISO), with the values given up.

    It begins with pairs of agreements of the same parties: one that came with the duplicate (its id), one that was
    there.
    """
    ties = load_ties(connection, ties_of(city.id))
    met = {tie.facts.parties for tie in ties if tie.id in came} & {
        tie.facts.parties for tie in ties if tie.id not in came
    }
    successors = Successors(connection, as_of)
    doubled = [tie_row(tie, city.id, as_of, successors) for tie in ties if tie.facts.parties in met]
    same_parties = Section("same_parties", TieRow, doubled, phrase("Agreements of the same parties, which may be one"))
    return _merged(city_dossier(connection, city, as_of), given_up, same_parties)


def merged_agreement(connection: Connection, key: str, given_up: Sequence[MergedValueRow], as_of: str) -> Dossier:
    """Return an agreement's dossier after a merge, as of a day (ISO), with the values given up."""
    return _merged(agreement_dossier(connection, find_agreement(connection, key), as_of), given_up)


def merged_person(connection: Connection, person: int, given_up: Sequence[MergedValueRow]) -> Dossier:
    """Return a person's dossier (by id) after a merge, with the values given up."""
    return _merged(person_dossier(connection, person), given_up)


def _merged(dossier: Dossier, given_up: Sequence[MergedValueRow], *others: Section[Any]) -> Dossier:
    differing = Section("given_up", MergedValueRow, given_up, phrase("Values of the two records that differ"))
    return replace(dossier, sections=(differing, *others, *dossier.sections))
