"""Report what is missing or doubtful in the register: days, sources, coordinates, places.

Examples:
  twinning report quality Busan

  twinning report quality --all -o quality.csv
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import ClassVar

from sqlalchemy import Connection, select

from twinning.db.tables.activities import ACTIVITY_PLACE
from twinning.db.tables.agreements import AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._held import load_placed
from twinning.queries.reports._scope import activities_of, agreements_of, listing, parts_of
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.charts import Chart
from twinning.rows.phrases import named_places, phrase


class _Problem(StrEnum):
    """What can be wanting, in the order of the report."""

    NO_DATE = "no_date"
    OPEN_DATE = "open_date"
    DOUBTFUL_DATE = "doubtful_date"
    NO_SOURCE = "no_source"
    NO_COORDINATES = "no_coordinates"
    NO_COUNTRY = "no_country"
    SAME_COORDINATES = "same_coordinates"
    SAME_NAME = "same_name"
    NO_CITY = "no_city"


@dataclass(frozen=True, slots=True)
class QualityRow:
    """What is missing of a record, or doubtful.

    `problem` is `no_date`, `open_date` (known only by when at the latest, or since when), `doubtful_date`; `no_source`;
    `no_coordinates`, `no_country`; `same_coordinates` and `same_name` (in one country), which another city has too;
    `no_city` (an activity of which only the country is known). `detail` is what is recorded instead.
    """

    problem: str = column(1, means=Meaning.WORD)
    name: str = column(2, means=Meaning.CITY)
    detail: str | None = column(3, means=Meaning.VALUE)
    record: str = column(4)

    charts: ClassVar[tuple[Chart, ...]] = (
        Chart(phrase("Open questions, by problem"), "problem", None, None, largest_first=True),
    )


@report(QualityRow)
def report_quality(connection: Connection, scope: FoundCity | None) -> Listing[QualityRow]:
    """Return what is wanting of a city, its partners, agreements and activities, or of all, by problem and record."""
    found = chain(_of_agreements(connection, scope), _of_activities(connection, scope), _of_cities(connection, scope))
    problems = [each.value for each in _Problem]
    rows = in_order(((problems.index(row.problem), row.record), row) for row in found)
    return listing(QualityRow, phrase("open questions"), scope, Section("questions", QualityRow, rows))


def _of_agreements(connection: Connection, scope: FoundCity | None) -> Iterator[QualityRow]:
    cited = _cited_agreements(connection)
    for tie in chain.from_iterable(parts_of(connection, scope)):
        name, record = tie.title or str(tie.places), f"agreement:{tie.key}"
        if any(act.rule.signs for act in tie.facts.acts) or not tie.facts.acts:
            yield from (QualityRow(problem, name, detail, record) for problem, detail in _of_date(tie.since))
        if tie.id not in cited:
            yield QualityRow(_Problem.NO_SOURCE, name, None, record)


def _of_activities(connection: Connection, scope: FoundCity | None) -> Iterator[QualityRow]:
    cited = _cited_activities(connection)
    for each in load_placed(connection, scope):
        name, record = each.record.title, f"activity:{each.record.key}"
        if each.record.status is ActivityStatus.HELD:
            yield from (QualityRow(problem, name, detail, record) for problem, detail in _of_date(each.began))
        if each.record.id not in cited:
            yield QualityRow(_Problem.NO_SOURCE, name, None, record)
        if countries := Several(place for place, _ in each.places if place.key is None):
            yield QualityRow(_Problem.NO_CITY, name, named_places(countries), record)


def _of_date(date: EdtfDate | None) -> Iterator[tuple[_Problem, str | None]]:
    """Give what is wanting of a date."""
    if date is None:
        yield _Problem.NO_DATE, None
    elif date.earliest is None or date.latest is None:
        yield _Problem.OPEN_DATE, str(date)
    if date is not None and date.doubtful:
        yield _Problem.DOUBTFUL_DATE, str(date)


def _of_cities(connection: Connection, scope: FoundCity | None) -> Iterator[QualityRow]:
    cities = fetch_records(connection, select(CITY), CityRecord)
    wanted = {each.id for each in cities} if scope is None else _cities_of(connection, scope)
    at, called = _groups(cities, _position), _groups(cities, _place_name)
    for city in cities:
        if city.id in wanted:
            for problem, detail in _of_city(city, at[_position(city)], called[_place_name(city)]):
                yield QualityRow(problem, city.name, detail, f"city:{city.key}")


def _of_city(city: CityRecord, at: list[CityRecord], called: list[CityRecord]) -> Iterator[tuple[_Problem, str | None]]:
    """Give what is wanting of a city, beside those at the same position and those of the same name in its country."""
    if city.latitude is None or city.longitude is None:
        yield _Problem.NO_COORDINATES, None
    elif len(at) > 1:
        yield _Problem.SAME_COORDINATES, _others(city, at)
    if city.country_code is None:
        yield _Problem.NO_COUNTRY, None
    if len(called) > 1:
        yield _Problem.SAME_NAME, _others(city, called)


def _position(city: CityRecord) -> Hashable:
    return city.latitude, city.longitude


def _place_name(city: CityRecord) -> Hashable:
    return city.folded, city.country_code


def _others(city: CityRecord, group: list[CityRecord]) -> str | None:
    return "; ".join(sorted(each.key for each in group if each.id != city.id)) or None


def _groups(cities: Iterable[CityRecord], by: Callable[[CityRecord], Hashable]) -> dict[Hashable, list[CityRecord]]:
    groups: dict[Hashable, list[CityRecord]] = defaultdict(list)
    for city in cities:
        groups[by(city)].append(city)
    return groups


def _cited_agreements(connection: Connection) -> set[int]:
    """Return the agreements that a source supports, or one of whose acts it does."""
    act = AGREEMENT_ACT.c
    own = select(CITATION.c.agreement_id).where(CITATION.c.agreement_id.is_not(None))
    of_acts = select(act.agreement_id).join(CITATION, CITATION.c.agreement_act_id == act.id)
    found = (*fetch_rows(connection, own), *fetch_rows(connection, of_acts))
    return {agreement for (agreement,) in found if agreement is not None}


def _cited_activities(connection: Connection) -> set[int]:
    query = select(CITATION.c.activity_id).where(CITATION.c.activity_id.is_not(None))
    return {activity for (activity,) in fetch_rows(connection, query) if activity is not None}


def _cities_of(connection: Connection, scope: FoundCity) -> set[int]:
    """Return the city, its partners, and where its activities were."""
    partners = select(AGREEMENT_PARTY.c.city_id).where(AGREEMENT_PARTY.c.agreement_id.in_(agreements_of(scope)))
    places = select(ACTIVITY_PLACE.c.city_id).where(ACTIVITY_PLACE.c.activity_id.in_(activities_of(scope)))
    found = {scope.id}
    for query in (partners, places):
        found.update(city for (city,) in fetch_rows(connection, query) if city is not None)
    return found
