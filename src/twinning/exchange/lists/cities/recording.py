"""Writing the cities of a list: new ones, and what the list adds to recorded ones."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import insert_rows, insert_stored, next_ids, update_rows
from twinning.actions.recording.keys import free_keys
from twinning.db.session import connection_of
from twinning.db.tables.cities import CITY_NAME
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold, slug
from twinning.domain.vocabulary import POSTCODE, CityKind, NameKind
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.queries.lookup.references import in_batches

_BATCH = 5000
_COLUMNS = (
    *("id", "key", "name", "folded", "kind", "country_code", "admin1", "latitude", "longitude", "wikidata_id"),
    "geonames_id",
)


def write_cities(session: Session, new: Sequence[Candidate], found: Iterable[Candidate]) -> None:
    """Record new cities, which get ids and keys, and what a list knows more of recorded ones than the register."""
    in_order = sorted(new, key=_stem)  # so that ties in the order of the cities' ids are in that of their keys
    for start in range(0, len(in_order), _BATCH):
        _write_new(session, in_order[start : start + _BATCH])
    made = {each.id for each in new}
    recorded = list({each.id: each for each in found if each.id not in made}.values())
    gains = {each.id or 0: (f"city:{each.key}", dict(each.gained)) for each in recorded if each.gained}
    update_rows(session, "city", gains)
    codes = [(each.id, code) for each in new for code in sorted(each.postcodes)]
    codes += [(each.id, code) for each in recorded for code in sorted(each.new_postcodes)]
    _insert(session, "city_identifier", [{"city_id": city, "scheme": POSTCODE, "value": code} for city, code in codes])
    names = [(each.id or 0, name) for each in new for name in sorted(each.other_names)]
    names += [(each.id or 0, name) for each in recorded for name in each.new_names]
    _insert(session, "city_name", _names(session, names))


def _stem(new: Candidate) -> str:
    """Return the key that a city has where it is free: of one of an export, the one that it had there."""
    return new.key or f"{slug(new.name)}-{(new.country or 'xx').lower()}"


def _write_new(session: Session, new: Sequence[Candidate]) -> None:
    keys = free_keys(session, "city", [_stem(each) for each in new])
    for each, number, key in zip(new, next_ids(session, "city", len(new)), keys, strict=True):
        each.id, each.key = number, key
    rows = zip(*map(_city, new), strict=True)
    insert_stored(session, "city", dict(zip(_COLUMNS, rows, strict=True)))


def _city(new: Candidate) -> tuple[Any, ...]:
    kind = CityKind.DISTRICT if new.within else CityKind.CITY
    position = (each if each is None else float(each) for each in (new.latitude, new.longitude))
    texts = new.key, new.name, fold(new.name), kind.value, new.country, new.region
    return new.id, *texts, *position, new.wikidata, new.geonames


def _names(session: Session, names: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    seqs: dict[int, int] = {}
    for batch in in_batches(city for city, _ in names):
        highest = select(CITY_NAME.c.city_id, func.max(CITY_NAME.c.seq)).where(CITY_NAME.c.city_id.in_(batch))
        seqs |= dict(fetch_rows(connection_of(session), highest.group_by(CITY_NAME.c.city_id)))
    rows = []
    for city, name in names:
        seqs[city] = seqs.get(city, 0) + 1
        rows.append(
            {
                "city_id": city,
                "seq": seqs[city],
                "name": name,
                "kind": NameKind.EXONYM,
                "folded": fold(name),
            }
        )
    return rows


def _insert(session: Session, table: str, rows: Sequence[dict[str, Any]]) -> None:
    ids = next_ids(session, table, len(rows))
    insert_rows(session, table, [row | {"id": number} for row, number in zip(rows, ids, strict=True)])
