"""The outline of the land in `land.json`: Natural Earth at 1:110 million, public domain.

It was converted once: rings go on past the 180th meridian, so that none of them jumps, and Antarctica's goes round the
pole. Whatever meridian is in the middle, the rings are cut anew at the edge of the sheet.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from twinning.render.drawings.projection import Pixel, Position, View, clip, cut_ring

_NEAR = 0.6  # pixels: points that are nearer to each other are one


@cache
def _polygons() -> list[list[list[Position]]]:
    read = json.loads((files("twinning.render.drawings") / "land.json").read_text("utf-8"))
    return [[[(x, y) for x, y in ring[:-1]] for ring in polygon] for polygon in read["coordinates"]]


def land(view: View) -> Iterator[list[Pixel]]:
    """Give the rings of the land that lie in a view, in pixels; a lake is a ring within another one."""
    for ring in (ring for polygon in _polygons() for ring in polygon):
        for part in cut_ring(ring, view.middle):
            if shown := _shown([view.pixel(*position) for position in part], view):
                yield shown


def sea(view: View) -> list[Pixel]:
    """Return the outline of the earth in a view, in pixels."""
    latitudes = range(-90, 91, 3)
    east = [(180.0, float(latitude)) for latitude in latitudes]
    west = [(-180.0, float(latitude)) for latitude in reversed(latitudes)]
    return _shown([view.pixel(*position) for position in (*east, *west)], view)


def _shown(ring: list[Pixel], view: View) -> list[Pixel]:
    (left, top), (right, bottom) = view.begins, (view.begins[0] + view.width, view.begins[1] + view.height)
    for axis, bound, keep_above in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        ring = clip(ring, axis, bound, keep_above=keep_above)
    kept: list[Pixel] = []
    for x, y in ring:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _NEAR:
            kept.append((x, y))
    return kept if len(kept) > 2 else []
