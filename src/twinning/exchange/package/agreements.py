"""Agreements as what tells them apart: from a package's rows, and from the register."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY, AgreementActRecord
from twinning.db.typed_tables import fetch_records, fetch_rows
from twinning.domain.acts import kinds_that
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.exchange.package.files import FileRow, Tables
from twinning.exchange.package.matching import AgreementIdentity

_FIRST_ACTS = kinds_that(lambda rule: rule.begins)


def package_agreements(rows: Tables, cities: Mapping[str, int]) -> list[AgreementIdentity]:
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
    return [AgreementIdentity(key, frozenset(parties[key].values()), kind, _first(days[key])) for key, kind in keys]


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


def recorded_agreements(connection: Connection) -> list[AgreementIdentity]:
    """Return the register's agreements."""
    parties: dict[int, set[int]] = defaultdict(set)
    for agreement, city in fetch_rows(connection, select(AGREEMENT_PARTY.c.agreement_id, AGREEMENT_PARTY.c.city_id)):
        parties[agreement].add(city)
    days: dict[int, list[EdtfDate]] = defaultdict(list)
    first_acts = select(AGREEMENT_ACT).where(AGREEMENT_ACT.c.kind.in_(_FIRST_ACTS))
    for act in fetch_records(connection, first_acts, AgreementActRecord):
        if act.on is not None:
            days[act.agreement_id].append(act.on)
    agreements = fetch_rows(connection, select(AGREEMENT.c.id, AGREEMENT.c.key, AGREEMENT.c.kind))
    return [
        AgreementIdentity(key, frozenset(parties[number]), kind, _first(days[number]))
        for number, key, kind in agreements
    ]
