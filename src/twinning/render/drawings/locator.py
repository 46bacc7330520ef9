"""A small map on the page of a city: the land once for a whole site, and over it, on each page, lines and marks."""

from collections.abc import Iterator
from functools import cache

from twinning.render.drawings.land import land, sea
from twinning.render.drawings.marks import look_of, mark, path_of, star, tie_words
from twinning.render.drawings.projection import View, cut_line, great_circle
from twinning.render.drawings.svg import TEMPLATES, element, hover
from twinning.render.languages.saying import translated
from twinning.rows.maps import CityMap, MapTie

WIDTH = 560.0
_MOST = 60  # ties: more are a tangle
_STEP = 6.0  # degrees between two points of a line, which is short here


@cache
def world_view(meridian: float) -> View:
    """Return the view of the world with a meridian in the middle, as wide as a small map."""
    return View.around(meridian, [], (0.0, 0.0), WIDTH, centred=False)


def draw_world(meridian: float) -> str:
    """Return the land and the sea as an SVG file."""
    view = world_view(meridian)
    style = element("style", (TEMPLATES / "picture.css").read_text("utf-8"))
    shapes = (
        element("path", d=path_of([sea(view)], closed=True), class_="sea"),
        element("path", d=path_of(land(view), closed=True), class_="land"),
    )
    space = {"xmlns": "http://www.w3.org/2000/svg", "width": view.width, "height": view.height}
    return element("svg", "".join((style, *shapes)), viewBox=_box(view), **space) + "\n"


def draw_lines(city_map: CityMap, meridian: float, language: str | None) -> str | None:
    """Return the ties of a city, to lie over the land; None where the city has no coordinates."""
    city, view = city_map.city, world_view(meridian)
    if city is None or city.position is None:
        return None
    ties = _ties(city_map)
    parts = [
        hover(translated(city_map.title, language)),
        *(part for tie in ties for part in _line(tie, view, language)),
        *(mark(tie.kind, *view.place(place), f"place {look_of(tie)}") for tie in ties if (place := tie.other.position)),
        element("polygon", points=star(*view.place(city.position)), class_="home"),
    ]
    return element("svg", "".join(parts), role="img", viewBox=_box(view))


def _ties(city_map: CityMap) -> list[MapTie]:
    """Return the first tie with each city that has a place on the map, those that rank first on top."""
    first: dict[str, MapTie] = {}
    for tie in city_map.ties:
        if tie.other.position:
            first.setdefault(tie.other.key, tie)
    return list(first.values())[:_MOST][::-1]


def _line(tie: MapTie, view: View, language: str | None) -> Iterator[str]:
    begin, end = tie.one.position, tie.other.position
    if begin and end:
        lines = cut_line(great_circle(begin, end, _STEP), view.middle)
        drawn = path_of([view.pixel(*position) for position in line] for line in lines)
        yield element("path", hover(tie_words(tie, language)), d=drawn, class_=f"arc {look_of(tie)}")


def _box(view: View) -> str:
    return f"0 0 {view.width:.0f} {view.height:.1f}"
