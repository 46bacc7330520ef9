"""A list into the register: its sources, its cities, its ties. `import_list` is where all that follows is to be seen.

Each row ends as one `Outcome`: it created an agreement, was there already, was added as another source's word, or was
rejected. Everything is one operation. Rows that an earlier edition of the same source had are found by how they name
their parties, and are compared with what that edition stated; the others by the cities that they name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate, today
from twinning.domain.progress import stage
from twinning.domain.vocabulary import AgreementKind
from twinning.errors import NotFoundError
from twinning.exchange.joining.recorded import highest_id
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.cities.finding import FoundPlaces, Problem, find_places
from twinning.exchange.lists.cities.knowing import complete_new, record_known
from twinning.exchange.lists.cities.places import KnownOfPlace, PlaceText, with_parts_of_name
from twinning.exchange.lists.cities.recording import write_cities
from twinning.exchange.lists.editions import Editions
from twinning.exchange.lists.ends import Ends
from twinning.exchange.lists.grouping import Group, grouped
from twinning.exchange.lists.reconciling import Outcome, Reconciler
from twinning.exchange.lists.recorded import ComparedTie, load_ties
from twinning.exchange.lists.settling import Settlement
from twinning.exchange.lists.sources import ListSource, check_are_newest, find_sources, new_sources
from twinning.exchange.lists.stated import OWN_SOURCE
from twinning.exchange.lists.still_listed import StillListed
from twinning.exchange.lists.taking import RowTaker
from twinning.exchange.lists.terms import Terms
from twinning.exchange.lists.tie_list import Reject, TieList
from twinning.exchange.lists.writing import TieWriter
from twinning.queries.lookup.cities import FoundCity, cities_named, find_city
from twinning.queries.lookup.references import names_of

SHOWN = 5
"""How many of the first rows are shown with what became of them."""

_AT_ONCE = 5000  # groups of rows of the same parties


@dataclass(frozen=True, slots=True)
class ListImport:
    """How a list is to be taken: what its source is, what goes for rows that say no kind or no day.

    `listed_on` is the day of the list (EDTF), `is_part` whether rows that it lacks may still be listed.
    """

    source: ListSource
    usual_kind: AgreementKind = AgreementKind.SISTER_CITY
    listed_on: EdtfDate | None = None
    is_part: bool = False


@dataclass(slots=True)
class ImportOutcome:
    """What became of a list: its rows by their outcome, which add up to those read, and what is to be looked at.

    `filled` is how many new cities the gazetteer had, `questions` are those that may be several there, by their
    GeoNames ids. `revised` are rows of an earlier edition that say something else now, `unlisted` those that it no
    longer has. `elsewhere` are cities that are recorded by the name of the one whose partners a list has, if it is new.
    """

    read: int
    counts: Counter[Outcome]
    rejects: list[Reject]
    new_cities: list[Candidate]
    doubtful: list[tuple[Candidate, Candidate]]
    namesakes: list[tuple[Candidate, Candidate]]
    filled: int = 0
    questions: list[tuple[Candidate, list[int]]] = field(default_factory=list)
    revised: int = 0
    unlisted: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[FoundCity] = field(default_factory=list)
    shown: dict[int, tuple[Outcome, ComparedTie]] = field(default_factory=dict)


def import_list(session: Session, found: TieList, wanted: ListImport) -> ImportOutcome:
    """Take a list into the register.

    Raises NotFoundError, AmbiguousError for a city or a source that is none, ConflictError for an edition that is older
    than the one recorded.
    """
    connection = connection_of(session)
    known = find_sources(connection, found, wanted.source)
    editions = _editions(connection, found, wanted, known)
    new_rows = editions.rows_to_place
    places = _record_places(session, found, new_rows)
    cities = places.found.cities
    sources, made = new_sources(session, found, wanted.source, wanted.listed_on, known, cities, is_part=wanted.is_part)
    writer = TieWriter(session, _Keys(session, places.found), new_sources=made)
    day = wanted.listed_on or EdtfDate.parse(today())
    reconciler = _reconciler(found, wanted, writer, sources, day)
    trial = _reconciler(found, wanted, TieWriter(session, {}), sources, day)
    rejects = [*found.rejects]
    groups = grouped(found, new_rows, cities, rejects, editions.rows_of_known_parties())
    reconciler.gone = editions.gone_rows
    _take_all(connection, RowTaker(found.ties, reconciler, trial), groups, len(new_rows))
    settlement = Settlement(connection, editions, reconciler, day, StillListed(found, rejects))
    settlement.settle()
    reconciler.settle_successors()
    record_known(session, found, places.known, cities, sources, made)
    reconciler.counts[Outcome.REJECTED] = len(rejects)
    return _outcome(connection, found, places, reconciler, settlement, rejects)


@dataclass(frozen=True, slots=True)
class _RecordedPlaces:
    """The places of a list as cities that are recorded now, and what is known of them beside their names.

    `filled` is how many new ones the gazetteer had, `questions` are those that may be several there.
    """

    found: FoundPlaces
    known: list[KnownOfPlace]
    filled: int
    questions: list[tuple[Candidate, list[int]]]


def _record_places(session: Session, found: TieList, rows: Sequence[int]) -> _RecordedPlaces:
    """Find the cities that rows name, by their places in the list, and record the new ones."""
    places = _find(session, found, rows)
    filled, questions = found.gazetteer.look_up(places.cities) if found.gazetteer else ([], [])
    known = [*found.known, *filled]
    complete_new(connection_of(session), known, places.cities)
    write_cities(session, places.new, [each for each in places.cities if isinstance(each, Candidate)])
    return _RecordedPlaces(places, known, len(filled), questions)


def _outcome(
    connection: Connection,
    found: TieList,
    places: _RecordedPlaces,
    reconciler: Reconciler,
    settlement: Settlement,
    rejects: list[Reject],
) -> ImportOutcome:
    return ImportOutcome(
        read=found.read,
        counts=reconciler.counts,
        rejects=sorted(rejects, key=lambda each: each.line),
        new_cities=places.found.new,
        doubtful=places.found.doubtful,
        namesakes=places.found.namesakes,
        filled=places.filled,
        questions=places.questions,
        revised=settlement.revised,
        unlisted=settlement.unlisted,
        elsewhere=_recorded_elsewhere(connection, found, places.found),
        shown=reconciler.outcomes,
    )


def _editions(connection: Connection, found: TieList, wanted: ListImport, known: Mapping[int, int]) -> Editions:
    """Return a list beside what its sources stated before; `known` are those that are recorded.

    Raises NotFoundError, AmbiguousError for a city that is none, ConflictError for an edition that is older than the
    one recorded.
    """
    own = None if found.city is None else _own_city(connection, found, found.city)
    in_part = range(len(found.sources)) if wanted.is_part else found.in_part
    editions = Editions(connection, known, found.ties, in_part, own if found.is_of_one_city else None)
    if editions.has_earlier:
        days = found.days | ({OWN_SOURCE: wanted.listed_on} if wanted.listed_on else {})
        whole = found.ties.sources & known.keys() & days.keys() - {*in_part}
        check_are_newest(connection, found, {known[number]: days[number] for number in whole})
    return editions


def _own_city(connection: Connection, found: TieList, name: str) -> int:
    """Return the id of the city that a person names as the first side, 0 if it is new as others of the list may be.

    Such a one becomes a place of the list like the others. Raises NotFoundError for one that is not recorded, and of
    which no country is said.
    """
    try:
        return find_city(connection, name).id
    except NotFoundError as error:
        place = with_parts_of_name(PlaceText(name))
        if place.country is None:
            raise NotFoundError(
                error.message, f"{error.hint}, or name it with its country in full: --city 'CITY, COUNTRY'"
            ) from error
        found.places[0] = place  # it is read before all others
        found.home = found.home or place.country
        return 0


def _recorded_elsewhere(connection: Connection, found: TieList, places: FoundPlaces) -> list[FoundCity]:
    """Return the cities that have the name of the one whose partners are listed, if that is a new one."""
    own = places.cities[0] if found.city is not None else None
    if own not in places.new:
        return []
    return [each for each in cities_named(connection, found.places[0].name) if each.id != own.id]


def _reconciler(
    found: TieList, wanted: ListImport, writer: TieWriter, sources: Sequence[int], day: EdtfDate
) -> Reconciler:
    """Return what takes the rows of a list of that day, the ids of whose sources are `sources`."""
    listed_by = None if wanted.listed_on is None else _by(day)
    ends, terms = Ends(writer, _by(day)), Terms(writer, _before(day))
    last_shown = max((each.line for each in found.ties[:SHOWN]), default=0)
    successors: dict[str, ComparedTie | None] = dict.fromkeys(found.ties.successors)
    return Reconciler(
        *(writer, sources, wanted.usual_kind, listed_by, ends, terms), last_shown=last_shown, successors=successors
    )


def _take_all(connection: Connection, taker: RowTaker, groups: Iterator[Group], count: int) -> None:
    """Take groups of rows, `count` rows in all, beside the agreements that were recorded before the first of them."""
    last = highest_id(connection, "agreement")
    with stage("recording ties", count) as advance:
        while batch := dict(islice(groups, _AT_ONCE)):
            taker.take(batch, load_ties(connection, batch.keys(), last))
            advance(sum(map(len, batch.values())))


def _by(day: EdtfDate) -> EdtfDate:
    """Return `by this day at the latest`: `[..2026-01-01]`."""
    return EdtfDate.parse(f"[..{day.latest}]")


def _before(day: EdtfDate) -> EdtfDate:
    """Return `by the day before this at the latest`: `[..2025-12-31]`."""
    before = date.fromisoformat(day.latest or today()) - timedelta(days=1)
    return EdtfDate.parse(f"[..{before}]")


def _find(session: Session, found: TieList, rows: Sequence[int]) -> FoundPlaces:
    """Find the cities that rows name, by their places in the list; places that only other rows name have none."""
    wanted = sorted(found.ties.places_of(rows) | set(found.speakers.values()))
    places = find_places(connection_of(session), [found.places[number] for number in wanted], found.home)
    all_cities: list[Any] = [None] * len(found.places)
    for number, city in zip(wanted, places.cities, strict=True):
        all_cities[number] = city
    places.cities = all_cities
    if len(set(all_cities)) < len(wanted) or any(isinstance(each, Problem) for each in all_cities):
        places.keep(_of_rows_that_are_taken(found, rows, all_cities) | set(found.speakers.values()))
    return places


def _of_rows_that_are_taken(found: TieList, rows: Sequence[int], cities: Sequence[object]) -> set[int]:
    """Return the numbers of the places that are named by rows which `grouped` will not reject."""
    taken: set[int] = set()
    for row in rows:
        parties = found.ties.parties(row)
        different = {cities[each] for each in parties if isinstance(cities[each], Candidate)}
        if len(different) == len(parties):
            taken.update(parties)
    return taken


class _Keys(dict[int, str]):
    """The keys of cities by their ids: those of the list, and any other once it is asked for."""

    def __init__(self, session: Session, places: FoundPlaces) -> None:
        super().__init__((each.id or 0, each.key or "") for each in places.cities if isinstance(each, Candidate))
        self._session = session

    def __missing__(self, city: int) -> str:
        return names_of(connection_of(self._session), "city", [city])[city]
