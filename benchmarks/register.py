"""Registers of any size, grown by plain SQL in a schema that `twinning db init --empty` makes, and kept under build/.

Names are invented and dates drawn, all from one seed. A smaller register's cities and dates are those of every larger
one, and so are the 40 agreements of `CENTRE`: a command about that city has the same answer at every size.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

from twinning.db.engine import WRITES, create
from twinning.db.log import digests
from twinning.db.migrations.revision import HEAD
from twinning.db.storage.address import Address
from twinning.domain.names import fold

CENTRE = "Centrum"
PARTNERS = 40

_FOLDER = Path(__file__).resolve().parents[1] / "build" / "benchmarks"
_SEED = 1966
_COUNTRIES = ("AU", "BR", "CN", "DE", "FR", "IN", "JP", "KR", "US", "ZA")
_SYLLABLES = [first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s")]
_SOURCES = 100

_Row = tuple[object, ...]


def make_register(agreements: int) -> Path:
    """Return the file of a register with so many agreements; it is grown on the first call and found on later ones."""
    path = _FOLDER / f"register-{HEAD}-indexed-{agreements}.db"
    if not path.exists():
        growing = path.with_suffix(".growing")
        growing.unlink(missing_ok=True)
        init_register(growing, "--empty")
        _fill(growing, agreements)
        _finish(growing)
        growing.rename(path)
    return path


def make_register_of_cities(cities: int) -> Path:
    """Return the file of a register with so many cities, as many other names, people and activities, and no agreement.

    It is grown on the first call and found on later ones.
    """
    path = _FOLDER / f"cities-{HEAD}-indexed-{cities}.db"
    if not path.exists():
        growing = path.with_suffix(".growing")
        growing.unlink(missing_ok=True)
        init_register(growing, "--empty")
        _fill_with_cities(growing, cities)
        _finish(growing)
        growing.rename(path)
    return path


def make_register_to_publish(cities: int) -> Path:
    """Return the file of a register of so many cities with places on the map, as many agreements, and events.

    A city has two agreements on average, and every tenth an event, held there with its sister. It is grown on the first
    call and found on later ones.
    """
    path = _FOLDER / f"site-{HEAD}-indexed-{cities}.db"
    if not path.exists():
        growing = path.with_suffix(".growing")
        growing.unlink(missing_ok=True)
        init_register(growing, "--empty")
        _fill(growing, cities, cities)
        _fill_for_site(growing, cities)
        _finish(growing)
        growing.rename(path)
    return path


def some_city(path: Path) -> str:
    """Return the name of a city, borne by no other, that has another number of partners than the centre."""
    query = """
        SELECT city.name FROM city JOIN agreement_party ON agreement_party.city_id = city.id
        GROUP BY city.folded HAVING count(DISTINCT city.id) = 1 AND count(*) <> ? ORDER BY city.folded
    """
    with closing(sqlite3.connect(path)) as connection:
        name: str = connection.execute(query, (PARTNERS,)).fetchone()[0]
    return name


def init_register(path: Path, *options: str) -> None:
    """Make a register with `twinning db init`. Raises CalledProcessError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "twinning", "--db", path, "db", "init", *options], check=True)


def _fill(path: Path, agreements: int, cities: int | None = None) -> None:
    cities = cities or max(100, agreements // 20)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")  # kilobytes
        _insert(connection, "operation", "id at actor command inserted updated deleted", [_operation()])
        _insert(connection, "city", "id key name folded kind country_code operation_id", _cities(cities))
        _insert(connection, "source", "id key kind title operation_id", _sources())
        _insert(connection, "agreement", "id key kind instrument operation_id", _agreements(agreements))
        _insert(connection, "agreement_party", "agreement_id city_id operation_id", _parties(agreements, cities))
        _insert(connection, "agreement_act", _ACT, _acts(agreements))
        _insert(connection, "citation", "source_id seq agreement_id basis operation_id", _citations(agreements))
        connection.commit()


def _fill_for_site(path: Path, cities: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("UPDATE city SET latitude = ?, longitude = ? WHERE id = ?", _positions(cities))
        _insert(connection, "city_name", "city_id seq name folded kind operation_id", _other_names(cities))
        _insert(connection, "activity", _HELD, _held(cities // 10))
        _insert(connection, "activity_place", "activity_id city_id role seq operation_id", _venues(cities // 10))
        connection.commit()


def _finish(path: Path) -> None:
    """Write what each writer keeps beside its rows: their digests, and what searches rest on."""
    with create(Address.of_file(path)).execution_options(**{WRITES: True}).begin() as connection:
        digests.renew_all(connection)


def _fill_with_cities(path: Path, count: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        _insert(connection, "operation", "id at actor command inserted updated deleted", [_operation()])
        _insert(connection, "city", "id key name folded kind country_code operation_id", _cities(count))
        _insert(connection, "city_name", "city_id seq name folded kind operation_id", _other_names(count))
        _insert(connection, "person", "key name folded operation_id", _people(count))
        _insert(connection, "activity", "key kind title status operation_id", _events(count))
        connection.commit()


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[_Row]) -> None:
    names = columns.split()
    places = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)


def _operation() -> _Row:
    return 1, "2026-01-01T00:00:00+00:00", "benchmark", "grow", 0, 0, 0


def _cities(count: int) -> Iterator[_Row]:
    random = Random(_SEED)
    yield 1, "centrum-de", CENTRE, fold(CENTRE), "city", "DE", 1
    for number in range(2, count + 1):
        name = "".join(random.choices(_SYLLABLES, k=3)).capitalize()
        country = random.choice(_COUNTRIES)
        yield number, f"{fold(name)}-{country.lower()}-{number}", name, fold(name), "city", country, 1


def _other_names(count: int) -> Iterator[_Row]:
    names = ((number, f"Old {name}") for number, _, name, *_ in _cities(count))
    return ((number, 1, name, fold(name), "former", 1) for number, name in names)


def _people(count: int) -> Iterator[_Row]:
    names = ((number, f"{name} Kim") for number, _, name, *_ in _cities(count))
    return ((f"{fold(name)}-{number}", name, fold(name), 1) for number, name in names)


def _events(count: int) -> Iterator[_Row]:
    return ((f"event-{number}", "event", f"Event {number}", "held", 1) for number in range(1, count + 1))


_HELD = (
    "id key kind title status start_text start_earliest start_latest start_doubtful summary agreement_id operation_id"
)


def _held(count: int) -> Iterator[_Row]:
    for number, (_, _, _, day, *_) in zip(range(1, count + 1), _acts(count), strict=True):
        summary = "A concert, an exhibition and a talk, as each year since the agreement."
        yield number, f"event-{number}", "event", f"Festival {number}", "held", day, day, day, 0, summary, number, 1


def _venues(count: int) -> Iterator[_Row]:
    return ((number, number * 10, "host", 1, 1) for number in range(1, count + 1))


def _positions(cities: int) -> Iterator[_Row]:
    random = Random(_SEED)
    for number in range(1, cities + 1):
        yield round(random.uniform(-50, 65), 4), round(random.uniform(-179, 179), 4), number


def _sources() -> Iterator[_Row]:
    return ((number, f"register-{number}", "register", f"Register {number}", 1) for number in range(1, _SOURCES + 1))


def _agreements(count: int) -> Iterator[_Row]:
    return ((number, f"agreement-{number}", "sister_city", "agreement", 1) for number in range(1, count + 1))


def _parties(agreements: int, cities: int) -> Iterator[_Row]:
    """The centre with each of its partners, then any two cities but the centre."""
    random = Random(_SEED)
    for number in range(1, agreements + 1):
        pair = (1, number + 1) if number <= PARTNERS else random.sample(range(2, cities + 1), 2)
        yield from ((number, city, 1) for city in pair)


_ACT = "agreement_id seq kind on_text on_earliest on_latest on_doubtful mode operation_id"


def _acts(agreements: int) -> Iterator[_Row]:
    random = Random(_SEED)
    for number in range(1, agreements + 1):
        day = (date(1950, 1, 1) + timedelta(days=random.randrange(25_000))).isoformat()
        yield number, 1, "signed", day, day, day, 0, "joint", 1


def _citations(agreements: int) -> Iterator[_Row]:
    return ((number % _SOURCES + 1, number // _SOURCES + 1, number, "stated", 1) for number in range(1, agreements + 1))
