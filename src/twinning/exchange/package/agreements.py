"""Agreements of a package that the register has already: by what tells agreements apart, and on the disk.

Only agreements with the same parties are compared, so no more of them are looked at together.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection

from twinning.db.storage.notes import Notes
from twinning.domain.agreements.acts import kinds_that
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.exchange.joining.matching import AgreementIdentity, match_agreements
from twinning.exchange.joining.recorded import Parties, RecordedAgreement, agreements_of, highest_id, load_recorded
from twinning.exchange.package.files import FileBatch, Tables

_FIRST_ACTS = kinds_that(lambda rule: rule.begins)
_GROUPS_AT_ONCE = 1000

_SAME_CITY = """
SELECT agreement, group_concat(name, ' and ') FROM (SELECT DISTINCT agreement, name, city FROM party)
GROUP BY agreement HAVING count(*) > 1 AND count(DISTINCT city) = 1 AND min(city) <> 0 ORDER BY agreement LIMIT 1
"""
_JOIN_PARTIES = """
UPDATE agreement SET parties = ifnull((
    SELECT group_concat(city, ' ')
    FROM (SELECT DISTINCT city FROM party WHERE party.agreement = agreement.key ORDER BY city)
), '')
"""
# The id of a city that is new is 0.
_OF_KNOWN_CITIES = """
SELECT parties, key, kind,
    (SELECT text FROM day WHERE day.agreement = agreement.key ORDER BY day.earliest, day.latest LIMIT 1)
FROM agreement WHERE parties >= '1' ORDER BY parties, agreement.rowid
"""

Ids = Callable[[str, Collection[str]], Mapping[str, int]]
"""Gives the ids of a table's records by the names that a package has for them."""


def match_with_recorded(connection: Connection, disk: Notes, package: Tables, ids: Ids) -> None:
    """Note in `matched` which agreements of a package are recorded ones.

    Raises InputError for a day that is none, and for an agreement of a city with itself under another key.
    """
    if not highest_id(connection, "city"):
        return  # each city of the package is another one
    with_agreements = highest_id(connection, "agreement") > 0
    _note_parties(disk, package, ids)
    _check_two_cities(disk)
    if with_agreements:
        _note_agreements(disk, package)
        _note_days(disk, package)
        _match(connection, disk)


def _note_parties(disk: Notes, package: Tables, ids: Ids) -> None:
    for batch in _batches(package, "agreement_party"):
        cities = ids("city", set(batch.cells("city")))
        parties = zip(batch.cells("agreement"), batch.cells("city"), strict=True)
        rows = ((agreement, name, cities.get(name, 0)) for agreement, name in parties)
        disk.executemany("INSERT INTO party VALUES (?, ?, ?)", rows)
    disk.execute("CREATE INDEX party_agreement ON party (agreement, city)")


def _batches(package: Tables, table: str) -> Iterator[FileBatch]:
    return package[table].batches() if table in package else iter(())


def _check_two_cities(disk: Notes) -> None:
    for agreement, names in disk.execute(_SAME_CITY):
        raise InputError(f"agreement_party.csv: {names}, parties of {agreement}, are one city here")


def _note_agreements(disk: Notes, package: Tables) -> None:
    for batch in _batches(package, "agreement"):
        rows = zip(batch.cells("key"), batch.cells("kind"), strict=True)
        disk.executemany("INSERT INTO agreement VALUES (?, ?, '')", rows)
    disk.execute(_JOIN_PARTIES)
    disk.execute("CREATE INDEX agreement_parties ON agreement (parties)")


def _note_days(disk: Notes, package: Tables) -> None:
    for batch in _batches(package, "agreement_act"):
        acts = zip(batch.cells("agreement"), batch.cells("kind"), batch.cells("on"), strict=True)
        days = (
            (agreement, *_day(batch, row, on).sort_key, on)
            for row, (agreement, kind, on) in enumerate(acts)
            if on and kind in _FIRST_ACTS
        )
        disk.executemany("INSERT INTO day VALUES (?, ?, ?, ?)", days)
    disk.execute("CREATE INDEX day_agreement ON day (agreement)")


def _day(batch: FileBatch, row: int, on: str) -> EdtfDate:
    try:
        return EdtfDate.parse(on)
    except InputError as error:
        raise InputError(f"{batch.place(row)}, on: {error.message}", error.hint) from error


def _match(connection: Connection, disk: Notes) -> None:
    last = highest_id(connection, "agreement")
    groups = groupby(disk.execute(_OF_KNOWN_CITIES), key=itemgetter(0))
    incoming = ((_parties_in(parties), [row[1:] for row in rows]) for parties, rows in groups)
    while some := dict(islice(incoming, _GROUPS_AT_ONCE)):
        for parties, recorded in _recorded_of(connection, some.keys(), last).items():
            package = [AgreementIdentity(key, kind, on and EdtfDate.parse(on)) for key, kind, on in some[parties]]
            ids = {each.key: each.id for each in recorded}
            matches = match_agreements(package, map(_identity, recorded))
            disk.executemany("INSERT INTO matched VALUES (?, ?)", ((key, ids[own]) for key, own in matches.items()))


def _parties_in(text: str) -> Parties:
    return tuple(map(int, text.split()))


def _recorded_of(connection: Connection, wanted: Set[Parties], last: int) -> dict[Parties, list[RecordedAgreement]]:
    """Return the register's agreements by their parties."""
    parties = agreements_of(connection, wanted, last)
    found: dict[Parties, list[RecordedAgreement]] = defaultdict(list)
    for each in load_recorded(connection, parties):
        found[parties[each.id]].append(each)
    return found


def _identity(recorded: RecordedAgreement) -> AgreementIdentity:
    began = recorded.beginning
    return AgreementIdentity(recorded.key, recorded.kind, began and began.on)
