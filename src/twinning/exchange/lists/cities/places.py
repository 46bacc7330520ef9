"""Places as a list's cells name them, before anybody has looked whether they are recorded."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from twinning.db.references import parse_reference
from twinning.domain.countries import PARTS_WITH_A_CODE, find_country_and_region, get_country_code
from twinning.domain.countries.regions import (
    Reading,
    country_and_part,
    find_region,
    is_called_region,
    is_certain,
    readings,
    stands_for_country,
)
from twinning.domain.names import LONGEST_NAME, clean_text, fold, in_shell, quote
from twinning.domain.values import is_wikidata_id
from twinning.domain.vocabulary import NameKind
from twinning.errors import InputError
from twinning.exchange.lists.cities.printed_names import (
    BEHIND,
    BRACKETS,
    check_beside,
    check_names_one,
    in_two_scripts,
    is_kind_of_place,
    without_footnotes,
)
from twinning.exchange.lists.columns.fields import OF_PARTIES
from twinning.exchange.lists.columns.words import is_status

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*-[a-z]{2}(--[0-9]+)?")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_LONGEST_CODE = 3
_IN_KOREAN = re.compile("(?P<name>[가-힣]+) (?P<inside>[가-힣]+)")
_CALLED_AS_A_CITY = ("DJ", "GE", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "SV", "VA")
"""Countries of which a city has the name, and one that is called as another's state is in some languages."""


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A place of a list: its name as printed, and what tells it from others of that name.

    `is_named` is one that somebody names as on the command line: it has to be recorded. `other_name` is one that stands
    in brackets, `within` the city whose part it is, `whole_name` the name as printed where its region stood behind it.
    `second` is the other city of a tie between two of one name. `readings` are where it may be, if what stands behind
    its name can be several things. `key` is the one that it had in the register which the list was exported from: it
    tells it from all others of the list, and its name is that of a city, whatever is in it.
    """

    name: str
    country: str | None = None
    region: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str | None = None
    other_name: str | None = None
    within: str | None = None
    whole_name: str | None = None
    is_named: bool = False
    second: bool = False
    readings: tuple[Reading, ...] = ()
    key: str | None = None

    @property
    def is_key(self) -> bool:
        """Whether the name may be the key of a city."""
        return _KEY.fullmatch(self.name) is not None

    @property
    def is_of_no_country(self) -> bool:
        """Whether nothing says in which country it is."""
        return self.country is None and self.wikidata is None and not (self.readings or self.is_key)

    @property
    def shown(self) -> str:
        """The place in words."""
        return ", ".join(filter(None, (self.name, self.postcode, self.region, self.country)))


@dataclass(frozen=True, slots=True)
class KnownOfPlace:
    """What a source says of a place, both by their numbers in the list: other names, where it is, its GeoNames id.

    Names come with their languages (BCP 47), None for one that is not known. `country` is a code, `position` degrees
    north and east. `locator` is the place in the source.
    """

    place: int
    source: int
    locator: str
    names: tuple[tuple[str, str | None, NameKind], ...] = ()
    country: str | None = None
    position: tuple[float, float] | None = None
    geonames: int | None = None


def read_place(
    name: str,
    country: str = "",
    region: str = "",
    postcode: str = "",
    latitude: str = "",
    longitude: str = "",
    wikidata: str = "",
    key: str = "",
) -> PlaceText:
    """Return the place that cells name: of one with a key the name is as it is recorded, whatever is in it.

    Raises InputError whose message begins with the cell's field and a colon.
    """
    if len(name) > LONGEST_NAME:
        name = _checked("city", name)
    own_key = _key_of_city(key)
    if own_key is None:
        check_names_one(name)
        name = without_footnotes(name)
        check_beside(name)
    item = _item(wikidata) or (name.strip() if is_wikidata_id(name.strip()) else "")
    code, part = _country(country)
    if name.strip() and not any(map(str.isalpha, name + item)):
        raise InputError(f"city: {quote(name)} is no name", "write one, or leave the line out")
    _check_region(region)
    north, east = _position(latitude, longitude)
    first, *other = (in_two_scripts(name) if own_key is None else ()) or (name or item,)
    return PlaceText(
        name=_checked("city", first),
        country=code,
        region=_checked("region", region) if region.strip() else part,
        postcode=_checked("postcode", postcode) if postcode.strip() else None,
        latitude=north,
        longitude=east,
        wikidata=item or None,
        other_name=_checked("city", other[0]) if other else None,
        whole_name=" ".join(name.split()) if other else None,
        key=own_key,
    )


def _item(text: str) -> str:
    """Return the Wikidata id of a text that is one, or an address that ends with one."""
    item = text.strip().rpartition("/")[2]
    if item and not is_wikidata_id(item):
        raise InputError(f"wikidata: {quote(text)} is no Wikidata id", "one is written Q16520")
    return item


def _check_region(text: str) -> None:
    if text.strip() and is_status(text):
        raise InputError(
            f"region: {quote(text)} is a state of an agreement, and no part of a country",
            "if that is what the column holds, say so: --map 'status=COLUMN'",
        )


def _position(latitude: str, longitude: str) -> tuple[float, float] | tuple[None, None]:
    """Return degrees north and east; neither where one of them is not known."""
    north, east = _degrees("latitude", latitude, 90), _degrees("longitude", longitude, 180)
    return (None, None) if north is None or east is None else (north, east)


def _key_of_city(text: str) -> str | None:
    if not text.strip():
        return None
    named = parse_reference(text.strip())
    if named is None or named.child or named.table not in (None, "city"):
        raise InputError(f"key: {quote(text)} is no key of a city", "one is written busan-kr; leave it empty otherwise")
    return named.key


def _checked(field: str, text: str) -> str:
    if text.strip().upper() in _ERRORS:
        raise InputError(f"{field}: {quote(text)} is an error of a spreadsheet", "mend the cell, or empty it")
    try:
        return clean_text(text, "the cell", LONGEST_NAME)
    except InputError as error:
        raise InputError(f"{field}: {error.message}", error.hint) from error


@cache
def _country(text: str) -> tuple[str | None, str | None]:
    text = without_footnotes(text) if len(text) <= LONGEST_NAME else text
    if not text.strip():
        return None, None
    codes = {get_country_code(each) for each in text.split("/")}  # in two languages: `China / Chine`
    if len(codes) == 1 and (alone := codes.pop()) is not None:
        return alone, None
    if len(text) <= LONGEST_NAME and get_country_code(text) is None and (both := country_and_part(text)) is not None:
        return both
    try:
        code, part = find_country_and_region(text)
    except InputError as error:
        hint = error.hint or ""
        alias = f"say for all of them what it means: --alias {in_shell(f'{text}=CODE')}"
        raise InputError(f"country: {error.message}", alias if "ISO" in hint else f"{hint}; {alias}") from error
    own = get_country_code(part or "")
    if own not in (None, code, *PARTS_WITH_A_CODE.get(code, ())) and find_region(code, part or "") is None:
        raise InputError(f"country: {quote(text)} names several countries", "write a row for each, with its own")
    return code, part


def _degrees(field: str, text: str, most: int) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = most + 1
    if not -most <= value <= most:
        raise InputError(f"{field}: {quote(text)} is none", f"degrees, from -{most} to {most}")
    return value


def described_parties(get: Callable[[str], str], names: Sequence[str]) -> list[PlaceText]:
    """Return the places of several parties of which more than their names is said; none where it is not.

    `get` gives the text of a field. Raises InputError.
    """
    said: dict[str, list[str]] = {}
    for each in (field.name for field in OF_PARTIES):
        if get(f"parties_{each}"):
            said[each] = [text.strip() for text in get(f"parties_{each}").split(";")]
            if len(said[each]) != len(names):
                raise InputError(
                    f"parties_{each}: it has {len(said[each])} values, and there are {len(names)} parties",
                    "write one for each party, in the same order, and nothing between two semicolons for none",
                )
    if not said:
        return []
    parties = zip(names, zip(*said.values(), strict=True), strict=True)
    return [read_place(name, **dict(zip(said, cells, strict=True))) for name, cells in parties]


def with_parts_of_name(place: PlaceText) -> PlaceText:
    """Return a place with what stands behind the commas of its name: its country, and the part of that in ISO 3166-2.

    `Varna, Bulgaria`, `Mobile, Alabama`, `Mobile, AL, USA`. What `Atlanta, Georgia` means is left open, as that is a
    country and a part of another, and so is `Mobile, AL` where nothing says that the part is one of the United States.
    Brackets may say so as well; a part of another country is there as much of the name as in `Borken (Hessen)`. Of a
    place with a key all that is of the name.
    """
    if place.key:
        return place
    place = _behind_its_country(place)
    if (found := BRACKETS.fullmatch(place.name)) and stands_for_country(found["inside"]):
        place = _with_part(place, found["name"].strip(), found["inside"].strip())
    elif (found := BEHIND.fullmatch(place.name)) and _is_spelled_out(found["inside"]):
        place = _with_part(place, found["name"].strip(), found["inside"].strip(), is_region=True)
    name, _, part = (each.strip() for each in place.name.rpartition(","))
    if not name or place.readings:
        return place
    place = _with_part(place, name, part)
    if place.name == name:
        return place if place.readings else with_parts_of_name(place)
    if place.country is not None and (region := find_region(place.country, part)) is not None:
        return replace(place, name=name, region=place.region or region, whole_name=place.name)
    return place


def _behind_its_country(place: PlaceText) -> PlaceText:
    """Return a city whose country stands before it (`Japan (Osaka)`, `중국 상하이`) as one in that country."""
    found = BRACKETS.fullmatch(place.name) or _IN_KOREAN.fullmatch(place.name)
    if found is None:
        return place
    name, inside = found["name"], found["inside"].strip()
    ((code, part), *others) = readings(name) or ((None, None),)
    is_in_it, is_code = code in dict(readings(inside)), len(name) <= _LONGEST_CODE and name.isascii()
    if part or others or code in (None, *_CALLED_AS_A_CITY) or place.country not in (None, code):
        return place
    if not is_in_it and (readings(inside) or is_code):
        return place
    if is_kind_of_place(inside) or inside[:1].islower():
        return place
    return replace(place, name=inside, country=code, whole_name=place.name)


def _is_spelled_out(text: str) -> bool:
    """Say whether a text may name a country, or a state of the US or Canada, and is no code."""
    return len(text.strip()) > _LONGEST_CODE and stands_for_country(text.strip())


def _with_part(place: PlaceText, name: str, part: str, *, is_region: bool = False) -> PlaceText:
    """Return a place without the country that stands behind its name, or with all that this may mean.

    What a part of a country says is left to those who know the country, unless it `is_region` where it is one.
    """
    meant = readings(part)
    if meant and place.country is None:
        if not is_certain(part):
            return replace(place, name=name, whole_name=place.name, readings=meant)
        place = replace(place, country=meant[0][0])
    if is_region and place.country is not None and (region := find_region(place.country, part)) is not None:
        return replace(place, name=name, region=place.region or region, whole_name=place.name)
    return replace(place, name=name) if (place.country, None) in meant else place


Recorded = Mapping[tuple[str | None, str], set[int | None]]
"""The ids of the cities that have a name, by their country and that name, folded."""

NOTHING_RECORDED: Final[Recorded] = MappingProxyType({})


class Brackets:
    """What brackets behind a name say, once every place of a list is known.

    A city of that country, or of the list, has the place as a part of it: `Geumcheon (Seoul)`. A part of the country
    is its region: `Mobile (Alabama)`. What else stands there, of a place abroad, is another name of it: `Nowa Sol
    (Neusalz/Oder)`. At home it belongs to the name (`Frankfurt (Oder)`), and so it does where the list has the name
    with several, or says what it is: `Offenbach (district)`.
    """

    def __init__(self, places: list[PlaceText], home: str | None) -> None:
        """`home` is the country of the list's own side; without one no bracket is taken for another name."""
        self._home = home
        self._names = {(each.country, fold(each.name)) for each in places}
        self._insides: dict[tuple[str | None, str], set[str]] = {}
        for each in places:
            if found := BRACKETS.fullmatch(each.name):
                self._insides.setdefault((each.country, fold(found["name"])), set()).add(fold(found["inside"]))

    def read(self, place: PlaceText, *, recorded: Recorded = NOTHING_RECORDED) -> PlaceText:
        """Return the place with what its brackets say; `recorded` are the cities of the register that may be meant."""
        found = BRACKETS.fullmatch(place.name)
        if found is None or place.country is None or place.key:
            return place
        name, inside = found["name"].strip(), found["inside"].strip()
        named = place.country, fold(inside)
        if not recorded.get(named, set()).isdisjoint(recorded.get((place.country, fold(name)), ())):
            return replace(place, name=name, other_name=inside)
        if named in self._names or named in recorded:
            return replace(place, name=name, within=inside)
        if (region := find_region(place.country, inside) or (inside if is_called_region(inside) else None)) is not None:
            return replace(place, name=name, region=place.region or region)
        says_what_it_is = inside[:1].islower() or is_kind_of_place(inside)
        alone = len(self._insides[place.country, fold(name)]) == 1 and not says_what_it_is
        if self._home is not None and place.country != self._home and alone:
            return replace(place, name=name, other_name=inside)
        return place

    def inside(self) -> set[str]:
        """Return the folded texts in all brackets, to be looked up among the recorded names."""
        return set().union(*self._insides.values()) if self._insides else set()
