"""A map of partners as SVG: the land, an arc along the great circle for each tie, and the name of each city.

Kinds differ by colour and by the shape of the mark, and what is not in force by dashes and a hollow mark, so that no
colour is needed to read it. What has no coordinates, or whose name has no room, stands in lines beneath.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twinning.domain.vocabulary import AgreementKind, Status
from twinning.render.drawings.land import land, sea
from twinning.render.drawings.marks import color_of, look_of, mark, path_of, star, tie_words
from twinning.render.drawings.projection import ATLANTIC, Pixel, Position, View, cut_line, great_circle
from twinning.render.drawings.rooms import Name, Room, find_rooms
from twinning.render.drawings.svg import element, hover, picture, text, width_of, wrapped
from twinning.render.languages.saying import counted, translated, word
from twinning.rows.maps import CityMap, MapPoint, MapTie
from twinning.rows.phrases import Phrase, WithCommas, phrase, phrases

_FONT, _LINE = 12.0, 18.0
_TITLED, _HEADED = 56.0, 26.0
"""Where the map begins under its title and what it shows, and where a heading stands above it that says its title."""

_MOST_NAMES = 300  # that are tried: more are never readable


@dataclass(frozen=True, slots=True)
class _Place:
    """A city on the sheet: the tie that ranks first there, none for the city in the middle."""

    point: MapPoint
    pixel: Pixel
    tie: MapTie | None
    says: str


def draw(city_map: CityMap, language: str | None = None, *, alone: bool = False, headed: bool = False) -> str:
    """Return the map as an SVG element; one that stands alone carries its own style, as a file has to.

    One that is `headed` has no title and no day: it stands in a page which says them.
    """
    width = float(city_map.width)
    arcs = {tie: arc for tie in city_map.ties if (arc := _arc(tie, _middle(city_map)))}
    view = _view(city_map, list(arcs.values()), width, _HEADED if headed else _TITLED)
    places = list(_places(city_map, view, language))
    lines = {tie: [[view.pixel(*each) for each in part] for part in arc] for tie, arc in arcs.items()}
    rooms = _rooms(places, view, [part for line in lines.values() for part in line])
    below = view.begins[1] + view.height + 14
    legend, bottom = _legend(city_map, below, width, language)
    beneath = list(_beneath(city_map, places, rooms, width, language))
    parts = [
        *_above(city_map, language, headed=headed),
        element("path", d=path_of([sea(view)], closed=True), class_="sea"),
        element("path", d=path_of(land(view), closed=True), class_="land"),
        *(_drawn_arc(tie, line, language) for tie, line in lines.items()),
        *(_drawn_place(place) for place in places),
        *(_drawn_name(place, room) for place, room in zip(places, rooms, strict=True) if room),
        *legend,
        *(text(line, 0.0, bottom + _LINE * at, class_="quiet") for at, line in enumerate(beneath, start=1)),
    ]
    told = "; ".join([*(tie_words(tie, language) for tie in city_map.ties), *beneath])
    return picture(
        translated(city_map.title, language), told, (width, bottom + _LINE * len(beneath) + 6), parts, alone=alone
    )


def _above(city_map: CityMap, language: str | None, *, headed: bool) -> Iterator[str]:
    """Give the lines above the map: its title, and its day and numbers; under a heading the numbers alone."""
    day, numbers = translated(phrase("As of {day}", day=city_map.as_of), language), list(_numbers(city_map, language))
    if not headed:
        yield text(translated(city_map.title, language), 0.0, 18.0, class_="title")
    yield text(" · ".join(numbers if headed else [day, *numbers]), 0.0, 12.0 if headed else 40.0, class_="quiet")


def _middle(city_map: CityMap) -> float:
    """Return the meridian in the middle: that of the city, else one that cuts no land but in the far north."""
    place = city_map.city.position if city_map.city else None
    return place[0] if place else ATLANTIC


def _arc(tie: MapTie, middle: float) -> list[list[Position]] | None:
    """Return the parts of the way between two cities, None where one of the two has no coordinates."""
    begin, end = tie.one.position, tie.other.position
    return list(cut_line(great_circle(begin, end), middle)) if begin and end else None


def _view(city_map: CityMap, arcs: Sequence[Sequence[Sequence[Position]]], width: float, top: float) -> View:
    middle = _middle(city_map)
    alone = [next(cut_line([each.position], middle)) for each in city_map.points if each.position]
    lines = [*(part for arc in arcs for part in arc), *alone] if city_map.ties else []
    return View.around(middle, lines, (0.0, top), width, centred=city_map.city is not None)


def _places(city_map: CityMap, view: View, language: str | None) -> Iterator[_Place]:
    """Give the cities that have coordinates, each with the first of its ties; the city in the middle comes last."""
    ties: dict[str, MapTie] = {}
    for tie in city_map.ties:
        for point in (tie.other, tie.one):
            ties.setdefault(point.key, tie)
    home = city_map.city
    for point in city_map.points:
        if point.position and (home is None or point.key != home.key):
            tie = ties[point.key]
            yield _Place(point, view.place(point.position), tie, tie_words(tie, language) if home else point.name)
    if home and home.position:
        yield _Place(home, view.place(home.position), None, home.name)


def _numbers(city_map: CityMap, language: str | None) -> Iterator[str]:
    """Give how much is on the map; of a single tie there is nothing to count."""
    if len(city_map.ties) == 1:
        return
    partners = {tie.other.key: tie.other.country for tie in city_map.ties}
    countries = {country for country in partners.values() if country}
    if city_map.city is None:
        yield counted(len(city_map.ties), "ties", language)
        yield counted(len([*city_map.points]), "cities", language)
    else:
        yield counted(len(partners), "partners", language)
        yield counted(len(countries), "countries", language)


def _rooms(places: Sequence[_Place], view: View, lines: Sequence[Sequence[Pixel]]) -> list[Room | None]:
    """Return where the names of the places stand, as many as have room."""
    tried = places[-_MOST_NAMES:]
    sizes = _FONT, _FONT * 1.12  # plain and bold letters
    names = [
        Name(each.pixel, width_of(each.point.name, sizes[each.tie is None]), _FONT + 1, each.tie is None)
        for each in tried
    ]
    top = view.begins[1]
    sheet = (0.0, top, view.width, top + view.height)
    rooms = find_rooms(names, sheet, [place.pixel for place in places], lines)
    return [None] * (len(places) - len(names)) + rooms


def _beneath(
    city_map: CityMap, places: Sequence[_Place], rooms: Sequence[Room | None], width: float, language: str | None
) -> Iterator[str]:
    """Give the lines under the map: what is not on it, and whose name is not."""
    for told in _left_out(city_map, places, rooms):
        yield from wrapped(translated(told, language), width, _FONT)


def _left_out(city_map: CityMap, places: Sequence[_Place], rooms: Sequence[Room | None]) -> Iterator[Phrase]:
    if not city_map.ties:
        yield phrase("No partners are recorded.") if city_map.city else phrase("No ties are recorded.")
    nowhere = [point for point in city_map.points if not point.position]
    if city_map.city in nowhere:
        yield phrase("No coordinates of {city} are recorded: no lines are drawn.", city=city_map.city.name)
        nowhere.remove(city_map.city)
    if nowhere:
        cities = WithCommas(map(_with_country, nowhere))
        yield phrase("Not on the map, for want of coordinates: {cities}", cities=cities)
    nameless = [place.point for place, room in zip(places, rooms, strict=True) if room is None]
    if nameless and city_map.city:
        yield phrase(
            "On the map without a name, for want of room: {cities}", cities=WithCommas(map(_with_country, nameless))
        )
    elif nameless:
        yield phrases(
            "{number} city is on the map without its name, for want of room.",
            "{number} cities are on the map without their names, for want of room.",
            len(nameless),
        )


def _with_country(point: MapPoint) -> str:
    return f"{point.name} ({point.country_code})" if point.country_code else point.name


def _drawn_arc(tie: MapTie, line: Sequence[Sequence[Pixel]], language: str | None) -> str:
    return element("path", hover(tie_words(tie, language)), d=path_of(line), class_=f"arc {look_of(tie)}")


def _drawn_place(place: _Place) -> str:
    if place.tie is None:
        return element("polygon", hover(place.says), points=star(*place.pixel), class_="home")
    return mark(place.tie.kind, *place.pixel, f"place {look_of(place.tie)}", place.says)


def _drawn_name(place: _Place, room: Room) -> str:
    left, top, _, _ = room.box
    line = ""
    if room.line:
        (x1, y1), (x2, y2) = room.line
        line = element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="leads")
    look = "name" if place.tie else "name strong"
    name = text(place.point.name, left, top + _FONT * 0.85, class_=look)
    return element("g", hover(place.says) + line + name)


def _legend(city_map: CityMap, top: float, width: float, language: str | None) -> tuple[list[str], float]:
    """Return the legend, with what is on the map alone, and where it ends."""
    parts: list[str] = []
    x, y = 0.0, top
    for label, kind, look in _legend_of(city_map, language):
        needed = 34 + width_of(label, _FONT) + 18
        if x and x + needed > width:
            x, y = 0.0, y + _LINE
        parts.append(element("path", d=f"M{x:.1f},{y:.1f}h26", class_=f"arc {look}"))
        parts.append(mark(kind, x + 13, y, f"place {look}"))
        parts.append(text(label, x + 32, y + 4.5, class_="quiet"))
        x += needed
    return parts, y + 8 if parts else top - 8


def _legend_of(city_map: CityMap, language: str | None) -> Iterator[tuple[str, str | None, str]]:
    """Give what the legend explains: a label, the kind whose mark stands for it, and its look."""
    drawn = [tie for tie in city_map.ties if tie.one.position or tie.other.position]
    for kind in AgreementKind:
        if any(tie.kind == kind for tie in drawn):
            yield word(kind, language), kind, color_of(kind)
    if any(tie.kind is None for tie in drawn):
        yield translated(phrase("no agreement recorded"), language), None, f"{color_of(None)} over"
    if any(tie.kind and tie.status != Status.ACTIVE for tie in drawn):
        yield translated(phrase("not in force"), language), AgreementKind.SISTER_CITY, "plain over"
