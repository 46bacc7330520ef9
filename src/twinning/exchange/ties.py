"""Agreements as what tells them apart: from a package's rows, and from the register."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from twinning.domain.acts import kinds_that
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.exchange.matching import Tie
from twinning.exchange.package_files import FileRow
from twinning.queries.tables import date_of, table

_FIRST_ACTS = kinds_that(lambda rule: rule.begins)


def ties_of_package(rows: Mapping[str, Sequence[FileRow]], cities: Mapping[str, int]) -> list[Tie]:
    """Return a package's agreements. `cities` are the ids of its cities and of the register's, by key.

    Raises InputError for a day that is none, and for an agreement of a city with itself under another key.
    """
    parties: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows.get("agreement_party", ()):
        parties[row.cells["agreement"]][row.cells["city"]] = cities.get(row.cells["city"], 0)
    for key, named in parties.items():
        _check_two_cities(key, named)
    days: dict[str, list[EdtfDate]] = defaultdict(list)
    for row in rows.get("agreement_act", ()):
        if row.cells["kind"] in _FIRST_ACTS and row.cells.get("on"):
            days[row.cells["agreement"]].append(_day(row))
    keys = ((row.cells["key"], row.cells["kind"]) for row in rows.get("agreement", ()))
    return [Tie(key, frozenset(parties[key].values()), kind, _first(days[key])) for key, kind in keys]


def _check_two_cities(agreement: str, parties: Mapping[str, int]) -> None:
    if len(parties) > 1 and len(set(parties.values())) == 1 and 0 not in parties.values():
        raise InputError(f"agreement_party.csv: {' and '.join(parties)}, parties of {agreement}, are one city here")


def _day(row: FileRow) -> EdtfDate:
    try:
        return EdtfDate.parse(row.cells["on"])
    except InputError as error:
        raise InputError(f"{row.place}, on: {error.message}", error.hint) from error


def _first(days: Iterable[EdtfDate]) -> EdtfDate | None:
    return min(days, key=lambda day: day.sort_key, default=None)


def recorded_ties(connection: Connection) -> list[Tie]:
    """Return the register's agreements."""
    agreement, party, act = table("agreement"), table("agreement_party"), table("agreement_act")
    parties: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute(select(party.c.agreement_id, party.c.city_id)):
        parties[row.agreement_id].add(row.city_id)
    days: dict[int, list[EdtfDate]] = defaultdict(list)
    for each in connection.execute(select(act).where(act.c.kind.in_(_FIRST_ACTS))).mappings():
        if (on := date_of(each, "on")) is not None:
            days[each["agreement_id"]].append(on)
    ties = connection.execute(select(agreement.c.id, agreement.c.key, agreement.c.kind))
    return [Tie(row.key, frozenset(parties[row.id]), row.kind, _first(days[row.id])) for row in ties]
