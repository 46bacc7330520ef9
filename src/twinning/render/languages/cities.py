"""The names of cities in the language of whoever reads: 부산, where the register shows Busan."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from twinning.render.options import Document
from twinning.rows import AnyRow, Cell, Dossier, Fact, Meaning, NamedPlace, Row, Section, Several
from twinning.rows.arranging.streaming import map_rows
from twinning.rows.calendar import CalendarDay
from twinning.rows.maps import CityMap, MapPoint
from twinning.rows.phrases import MEANINGS, Phrase
from twinning.rows.site import RecordPage

Change = Callable[[Cell], Cell]
_NAMING = (Meaning.CITY, Meaning.TEXT, Meaning.VALUE)
"""What cities may stand in."""

AnyText = TypeVar("AnyText", bound=Cell)


def with_city_names(document: Document, names: Mapping[str, str]) -> Document:
    """Return a document with other names for cities, by the names that the register shows, wherever cities stand.

    Names without another one stay. What no column, fact or phrase declares to be a city is left alone.
    """
    if not names:
        return document
    change = _renaming(names)
    parts: dict[str, Any] = {
        "title": _phrase(document.title, change),
        "sections": tuple(_section(section, change) for section in document.sections),
        "notes": tuple(_phrase(note, change) for note in document.notes),
        "world_map": document.world_map and _map(document.world_map, change),
    }
    if isinstance(document, Dossier):
        return replace(document, **parts, facts=tuple(_fact(fact, change) for fact in document.facts))
    days = document.days and tuple(_day(day, change) for day in document.days)
    return replace(document, **parts, empty=_phrase(document.empty, change), days=days)


def page_with_city_names(page: RecordPage, names: Mapping[str, str]) -> RecordPage:
    """Return the page of a record with other names for cities; that of a city is headed by its own."""
    if not names:
        return page
    title = page.dossier.title
    dossier = cast("Dossier", with_city_names(page.dossier, names))
    if page.folder == "cities" and title in names:
        dossier = replace(dossier, title=names[title])
    return replace(page, dossier=dossier)


def text_with_city_names(text: str, names: Mapping[str, str]) -> str:
    """Return a phrase with other names for the cities in it; any other text stays."""
    return _phrase(text, _renaming(names)) if names else text


def has_cities(document: Document) -> bool:
    """Return whether a city stands anywhere in a document."""
    texts = (document.title, *document.notes, *(section.title for section in document.sections))
    facts = document.facts if isinstance(document, Dossier) else ()
    return (
        any(isinstance(text, Phrase) and _speaks_of_cities(text) for text in texts)
        or any(fact.means in _NAMING for fact in facts)
        or any(section.rows and _columns(section.row_class) for section in document.sections)
    )


def _speaks_of_cities(text: Phrase) -> bool:
    own = any(MEANINGS.get(name) is Meaning.CITY for name in text.arguments)
    return own or any(isinstance(each, Phrase) and _speaks_of_cities(each) for each in text.arguments.values())


def _columns(row_class: type[Row]) -> dict[str, Meaning]:
    meanings = {each.name: each.metadata.get("means") for each in fields(row_class)}
    return {name: means for name, means in meanings.items() if means in _NAMING}


def _renaming(names: Mapping[str, str]) -> Change:
    """Return what gives cities their other names, several in one text (`A; B`) too, and phrases those in them."""

    def change(value: Cell) -> Cell:
        if isinstance(value, Several):
            return type(value)(_place(each, names) for each in value)
        if isinstance(value, Phrase) or not isinstance(value, str):
            return _phrase(value, change)
        return names.get(value) or "; ".join(names.get(each, each) for each in value.split("; "))

    return change


def _place(place: str | NamedPlace, names: Mapping[str, str]) -> str | NamedPlace:
    if isinstance(place, Phrase):
        return _phrase(place, _renaming(names))
    if isinstance(place, NamedPlace):
        return place._replace(name=names.get(place.name, place.name)) if place.key else place
    return names.get(place, place)


def _phrase(text: AnyText, change: Change) -> AnyText:
    """Return a phrase with the cities renamed that stand in it, and anything else as it is."""
    if not isinstance(text, Phrase):
        return text

    def argument(name: str, value: Cell) -> Cell:
        is_city = MEANINGS.get(name) is Meaning.CITY or isinstance(value, Phrase)
        return change(value) if is_city else value

    return cast("AnyText", text.with_arguments(argument))


def _section(section: Section[AnyRow], change: Change) -> Section[AnyRow]:
    columns = _columns(section.row_class)
    rows = map_rows(section.rows, lambda row: _row(row, columns, change)) if columns else section.rows
    return replace(section, rows=rows, title=_phrase(section.title, change))


def _row(row: AnyRow, columns: Mapping[str, Meaning], change: Change) -> AnyRow:
    changed: dict[str, Any] = {name: _said(getattr(row, name), means, change) for name, means in columns.items()}
    return replace(row, **changed)


def _said(value: Cell, means: Meaning | None, change: Change) -> Cell:
    """Return a value with its cities renamed: all of it where it is cities, and what a phrase says to be one."""
    if means is Meaning.CITY:
        return change(value)
    if means in _NAMING and isinstance(value, Several):
        return type(value)(each if isinstance(each, NamedPlace) else _phrase(each, change) for each in value)
    return _phrase(value, change) if means in _NAMING else value


def _fact(fact: Fact, change: Change) -> Fact:
    return replace(fact, value=_said(fact.value, fact.means, change))


def _map(drawn: CityMap, change: Change) -> CityMap:
    ties = tuple(replace(tie, one=_point(tie.one, change), other=_point(tie.other, change)) for tie in drawn.ties)
    return replace(drawn, title=_phrase(drawn.title, change), ties=ties, city=drawn.city and _point(drawn.city, change))


def _point(point: MapPoint, change: Change) -> MapPoint:
    return replace(point, name=str(change(point.name)))


def _day(day: CalendarDay, change: Change) -> CalendarDay:
    return replace(day, title=_phrase(day.title, change), description=_phrase(day.description, change))
