"""Report cities and agreements that may be recorded twice: what speaks for it, what against, and how to merge them.

The same name alone proves nothing, nor do the same parties: look at each pair before you merge it.

Examples:
  twinning report duplicates

  twinning report duplicates -o duplicates.csv
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, starmap

from sqlalchemy import Connection, select

from twinning.db.tables.cities import CITY, CityRecord
from twinning.db.typed_tables import fetch_records
from twinning.domain.dates.edtf_bounds import BEYOND
from twinning.domain.names import fold
from twinning.domain.positions import kilometres
from twinning.queries.evidence.double_agreements import double_agreements
from twinning.queries.evidence.double_cities import double_cities
from twinning.queries.lookup.agreements import Tie
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.arranging.ordering import in_order
from twinning.rows.phrases import Phrase, phrase

_NEAR, _FAR = 15, 40
_AT_ONCE = 250  # pairs
_YEARS = 1  # registers differ by a year over when an agreement was signed, as between signing and council's vote


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two records that may be one. `merge` is what to type if they are; the second is the one that stays."""

    record: str = column(1, needed=True)
    other: str = column(2, needed=True)
    speaks_for: Several = column(4, means=Meaning.TEXT, sense="for being one", needed=True)
    speaks_against: Several = column(5, means=Meaning.TEXT)
    merge: str = column(3, needed=True)


@report(DuplicateRow)
def report_duplicates(connection: Connection) -> Listing[DuplicateRow]:
    """Return pairs of cities, in one country or where one has none, that have an id or a name in common, or nearly so.

    Or that lie within a kilometre, or signed with the same city on the same day by the word of two lists. And pairs
    of agreements of the same parties and kind, or one of which is of no kind that is stated, of which neither took
    the other's place, and which were not signed more than a year apart.
    """
    sections = (
        Section("duplicates", DuplicateRow, _of_cities(connection), phrase("Cities")),
        Section("duplicates", DuplicateRow, _of_agreements(connection), phrase("Agreements")),
    )
    return Listing(DuplicateRow, sections, phrase("Records that may be one"), phrase("no two records look like one"))


def _of_agreements(connection: Connection) -> Sequence[DuplicateRow]:
    pairs = (pair for pair in double_agreements(connection) if _years_between(*pair) <= _YEARS)
    return in_order((bool(row.speaks_against), row) for row in starmap(_agreement_row, pairs))


def _years_between(one: Tie, other: Tie) -> int:
    """Return how many years at least lie between two signings; 0 where they may be one, or a day is not known."""
    if one.since is None or other.since is None or one.since.may_be(other.since):
        return 0
    first, second = sorted((one.since, other.since), key=lambda day: day.latest or BEYOND)
    return int(str(second.earliest)[:4]) - int(str(first.latest)[:4])


def _agreement_row(one: Tie, other: Tie) -> DuplicateRow:
    days = [tie.since.text for tie in (one, other) if tie.since is not None]
    may_be = one.since is None or other.since is None or one.since.may_be(other.since)
    signed = _signed(*dict.fromkeys(days))
    return DuplicateRow(
        record=one.key,
        other=other.key,
        speaks_for=Several([_same(one, other), *([signed] if may_be and days else [])]),
        speaks_against=Several([] if may_be else [signed]),
        merge=f"twinning merge-agreement {one.key} {other.key}",
    )


def _same(one: Tie, other: Tie) -> Phrase:
    if one.kind is other.kind:
        return phrase("the same parties and kind")
    return phrase("the same parties, and nobody states the kind of one")


def _signed(*days: str) -> Phrase:
    if len(days) == 2:
        return phrase("signed {first} and {last}", first=days[0], last=days[1])
    return phrase("signed {day}", day="".join(days))


def _of_cities(connection: Connection) -> Sequence[DuplicateRow]:
    rows = _rows_of_cities(connection)
    return in_order(((bool(row.speaks_against), fold(row.record), row.merge), row) for row in rows)


def _rows_of_cities(connection: Connection) -> Iterator[DuplicateRow]:
    pairs = double_cities(connection)
    while some := list(islice(pairs, _AT_ONCE)):
        ids = {number for pair in some for number in pair[:2]}
        records = fetch_records(connection, select(CITY).where(CITY.c.id.in_(ids)), CityRecord)
        cities = {city.id: city for city in records}
        yield from (_row(cities[one], cities[other], why) for one, other, why in some)


def _row(city: CityRecord, beside: CityRecord, why: Phrase | None) -> DuplicateRow:
    one, other = sorted((city, beside), key=_knowledge)
    apart = kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
    distance = [phrase("{number} km apart", number=round(apart))] if apart is not None else []
    near = distance if apart is not None and apart <= _NEAR else []
    against = distance[:] if apart is not None and apart > _FAR else []
    if one.admin1 and other.admin1 and fold(one.admin1) != fold(other.admin1):
        against.append(phrase("in {one} and in {other}", one=one.admin1, other=other.admin1))
    if None in (one.country_code, other.country_code):
        against.append(phrase("no country is known of one"))
    return DuplicateRow(
        record=_called(one),
        other=_called(other),
        speaks_for=Several(filter(None, (why, *near))),
        speaks_against=Several(against),
        merge=f"twinning merge-city {one.key} {other.key}",
    )


def _called(city: CityRecord) -> str:
    return ", ".join(filter(None, (city.name, city.admin1, city.country_code)))


def _knowledge(city: CityRecord) -> tuple[int, int]:
    """Order two cities: of which less is known first, of equals the later."""
    known = (city.country_code, city.wikidata_id, city.latitude, city.admin1)
    return sum(each is not None for each in known), -city.id
