"""Entities as Wikidata serves them in JSON: `Special:EntityData`, the API's `wbgetentities`, an extract of a dump.

The form is Wikibase's JSON: an entity has labels, aliases and claims; a claim has a rank, a main value, qualifiers and
references, each of these snaks a value, an unknown one (`somevalue`) or none (`novalue`). Deprecated claims are left
out.
"""

from collections.abc import Iterator
from typing import Any

from twinning.domain.countries.items import country_items
from twinning.errors import InputError
from twinning.exchange.lists.wikidata.facts import Item, Reference, Statement, WikidataFacts, address_of, item_of
from twinning.exchange.lists.wikidata.times import Time

Snak = dict[str, Any]

_TWINNED, _COUNTRY, _POSITION, _GEONAMES = "P190", "P17", "P625", "P1566"
_START, _END, _POINT = "P580", "P582", "P585"
_ADDRESS, _STATED_IN, _RETRIEVED = "P854", "P248", "P813"
_EARTH = "Q2"


def add_entity(facts: WikidataFacts, entity: Any, *, allow_early: bool = False) -> None:
    """Add what an entity says, as parsed from JSON. Raises InputError, KeyError or the like for what is none."""
    number = item_of(entity["id"])
    if number is None or "missing" in entity:  # a property, or an id that the API does not know
        return
    item, claims = facts.item(number), entity.get("claims") or {}
    _add_names(item, entity)
    _add_country(item, claims)
    for north, east in _positions(claims):
        item.add_position(north, east)
    for geonames in _values(claims, _GEONAMES):
        item.add_geonames(str(geonames))
    item.take_modified(str(entity.get("modified") or ""))
    facts.whole.add(number)
    for claim in claims.get(_TWINNED, []):
        _add_statement(facts, number, claim, allow_early=allow_early)


def _add_names(item: Item, entity: dict[str, Any]) -> None:
    """Take labels and aliases. PHP writes an empty object as an empty array."""
    for each in dict(entity.get("labels") or {}).values():
        item.labels[str(each["language"])] = str(each["value"])
    for several in dict(entity.get("aliases") or {}).values():
        item.aliases += [(str(each["language"]), str(each["value"])) for each in several]


def _add_country(item: Item, claims: dict[str, Any]) -> None:
    named = (item_of(value["id"]) or "" for value in _values(claims, _COUNTRY))
    item.countries |= {country_items()[each] for each in named if each in country_items()}


def _positions(claims: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for value in _values(claims, _POSITION):
        if (item_of(value.get("globe") or "") or _EARTH) == _EARTH:
            yield float(value["latitude"]), float(value["longitude"])


def _values(claims: dict[str, Any], of: str) -> list[Any]:
    """Return the values of a property that count: the preferred ones, else the normal ones, but none that is over."""
    stated = [claim for claim in claims.get(of, []) if _value(claim["mainsnak"]) is not None]
    stated = [claim for claim in stated if not (claim.get("qualifiers") or {}).get(_END)]
    best = [claim for claim in stated if claim.get("rank") == "preferred"]
    best = best or [claim for claim in stated if claim.get("rank", "normal") == "normal"]
    return [_value(claim["mainsnak"]) for claim in best]


def _value(snak: Snak) -> Any:
    """Return a snak's value; None for an unknown one and for none."""
    return snak["datavalue"]["value"] if snak.get("snaktype", "value") == "value" else None


def _add_statement(facts: WikidataFacts, subject: str, claim: dict[str, Any], *, allow_early: bool) -> None:
    value = _value(claim["mainsnak"])
    other = None if value is None else item_of(value.get("id") or f"Q{value.get('numeric-id')}")
    if claim.get("rank") == "deprecated" or other is None:
        facts.pass_over(is_deprecated=claim.get("rank") == "deprecated")
        return
    qualifiers = claim.get("qualifiers") or {}
    stated = Statement(subject, other, has_ended=any(map(_is_some, qualifiers.get(_END, []))))
    stated.references = list(_references(claim.get("references") or []))
    starts = _times(qualifiers, _START) or _times(qualifiers, _POINT)
    stated.take_days(starts, _times(qualifiers, _END), allow_early=allow_early)
    facts.statements.append(stated)


def _is_some(snak: Snak) -> bool:
    return bool(snak.get("snaktype", "value") != "novalue")


def _times(snaks: dict[str, list[Snak]], of: str) -> list[Time]:
    """Return the times that are given for a property."""
    values = [value for snak in snaks.get(of, []) if (value := _value(snak)) is not None]
    return [Time(value["time"], int(value["precision"]), value.get("calendarmodel", "")) for value in values]


def _references(references: list[dict[str, Any]]) -> Iterator[Reference]:
    """Give the references that name a page or a work; that a value was taken from a Wikipedia is none."""
    for each in references:
        snaks = each["snaks"]
        address, work = address_of(_first(snaks, _ADDRESS)), _first(snaks, _STATED_IN)
        stated_in = None if work is None else item_of(work["id"])
        if address or stated_in:
            yield Reference(address, stated_in, retrieved=_retrieved(snaks))


def _first(snaks: dict[str, list[Snak]], of: str) -> Any:
    return next((value for snak in snaks.get(of, []) if (value := _value(snak)) is not None), None)


def _retrieved(snaks: dict[str, list[Snak]]) -> str | None:
    try:
        return next((each.read().text for each in _times(snaks, _RETRIEVED)), None)
    except InputError:  # says nothing of the tie
        return None
