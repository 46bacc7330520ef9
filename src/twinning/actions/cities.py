"""Adding cities."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.citing import cite
from twinning.actions.keys import city_key
from twinning.actions.rules import check
from twinning.db.models import City, CityName
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_NAME, clean_text, fold
from twinning.domain.vocabulary import CityKind, NameKind
from twinning.errors import ConflictError
from twinning.queries.tables import table


@dataclass(frozen=True, slots=True)
class NewName:
    """Another name of a city: `language` is BCP 47; it was in use `since` one day and `until` another."""

    name: str
    language: str | None = None
    kind: NameKind = NameKind.SHORT
    since: EdtfDate | None = None
    until: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class NewCity:
    """A city to add. `country_code` is ISO 3166-1 alpha-2, None where disputed; coordinates are degrees, WGS 84."""

    name: str
    country_code: str | None
    kind: CityKind = CityKind.CITY
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wikidata_id: str | None = None
    geonames_id: int | None = None
    names: tuple[NewName, ...] = ()
    source: str | None = None


def add_city(session: Session, new: NewCity) -> City:
    """Record a city. Raises ConflictError for one that is there already, InputError for a value that cannot be."""
    name = clean_text(new.name, "the city's name", LONGEST_NAME)
    admin1 = clean_text(new.admin1, "the region") if new.admin1 else None
    names = [_name(seq, each) for seq, each in enumerate(new.names, start=1)]
    _check_namesakes(session, new, {fold(name), *(each.folded for each in names)}, admin1)
    city = City(
        key=city_key(session, name, new.country_code),
        name=name,
        folded=fold(name),
        kind=new.kind,
        country_code=new.country_code,
        admin1=admin1,
        latitude=new.latitude,
        longitude=new.longitude,
        wikidata_id=new.wikidata_id,
        geonames_id=new.geonames_id,
        names=names,
    )
    check(session, city)
    session.add(city)
    session.flush()
    if new.source:
        cite(session, new.source, "city", city.id)
    return city


def _name(seq: int, new: NewName) -> CityName:
    name = clean_text(new.name, "a name", LONGEST_NAME)
    language = clean_text(new.language, "a name's language", longest=35) if new.language else None
    return CityName(
        seq=seq, name=name, folded=fold(name), language=language, kind=new.kind, since=new.since, until=new.until
    )


def _check_namesakes(session: Session, new: NewCity, folded: set[str], admin1: str | None) -> None:
    city, name = table("city"), table("city_name")
    others = select(name.c.city_id).where(name.c.folded.in_(folded))
    same_place = (
        (city.c.folded.in_(folded) | city.c.id.in_(others))
        & (city.c.kind == new.kind)
        & city.c.country_code.is_not_distinct_from(new.country_code)
        & city.c.admin1.is_not_distinct_from(admin1)
    )
    found = session.execute(select(city.c.key, city.c.name).where(same_place)).first()
    if found is not None:
        raise ConflictError(
            f"{found.name} is recorded already, as {found.key}",
            f"see it with `twinning show {found.key}`; a namesake needs --admin1, or another --kind",
        )
