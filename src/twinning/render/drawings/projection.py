"""The world on a sheet: the Natural Earth projection, the great circle between two places, and the cut at the edge.

Natural Earth (Tom Patterson; as polynomials by Šavrič, Jenny and others, 2011) bends what is far from the equator so
little that names still stand on straight parallels, and keeps the north, where most partners are, in a shape that
people know. An equirectangular map would flatten Europe, and an equal-area one stretch it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import acos, atan2, ceil, cos, degrees, hypot, radians, sin
from typing import Self

Position = tuple[float, float]
"""Degrees east and north."""
Pixel = tuple[float, float]

ATLANTIC = 11.0
"""The middle of a map whose edge, at 169 degrees west, runs through the Bering Strait."""

_STEP = 1.5  # degrees between two points of an arc
_EDGE = 180.0


def natural_earth(longitude: float, latitude: float) -> Pixel:
    """Return where a place lies, in radii of the earth to the right and upward; degrees from the middle meridian."""
    north = radians(latitude)
    two, four = north**2, north**4
    x = 0.8707 + two * -0.131979 + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))
    y = 1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four))
    return radians(longitude) * x, north * y


def from_middle(longitude: float, middle: float) -> float:
    """Return how many degrees east of the middle meridian a place lies: from -180 up to 180."""
    return (longitude - middle + _EDGE) % 360 - _EDGE


@dataclass(frozen=True, slots=True)
class View:
    """A part of the projected world, in radii, on a sheet that begins at a pixel and has a width in pixels."""

    middle: float
    left: float
    bottom: float
    right: float
    top: float
    begins: Pixel
    width: float

    @property
    def height(self) -> float:
        """The height in pixels."""
        return self.width * (self.top - self.bottom) / (self.right - self.left)

    @property
    def scale(self) -> float:
        """How many pixels a radius has."""
        return self.width / (self.right - self.left)

    def place(self, position: Position) -> Pixel:
        """Return the pixel of a place."""
        return self.pixel(from_middle(position[0], self.middle), position[1])

    def pixel(self, longitude: float, latitude: float) -> Pixel:
        """Return the pixel of a place by its degrees from the middle meridian."""
        x, y = natural_earth(longitude, latitude)
        return self.begins[0] + (x - self.left) * self.scale, self.begins[1] + (self.top - y) * self.scale

    @classmethod
    def around(
        cls, middle: float, lines: Sequence[Sequence[Position]], begins: Pixel, width: float, *, centred: bool
    ) -> Self:
        """Return the view of all lines (degrees from the middle meridian): the world, or the part that they need.

        In a part, too, the middle meridian is in the middle if it is to be `centred`.
        """
        points = [natural_earth(*position) for line in lines for position in line]
        world = _world([latitude for line in lines for _, latitude in line])
        if not points:
            return cls(middle, *world, begins, width)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if centred:
            xs.extend([-x for x in xs])
        part = _grown((min(xs), min(ys), max(xs), max(ys)))
        is_wide = part[2] - part[0] > _WHOLE * (world[2] - world[0])
        return cls(middle, *(world if is_wide else part), begins, width)


_LEAST = 0.7  # radii that a part is wide at least: about Europe without Russia
_WHOLE = 0.55  # of the world's width, from which on the whole world is drawn
_MARGIN = 0.12  # of the width, beside what has to be seen
_LOWEST, _HIGHEST = 0.44, 0.7  # of a part: its height by its width
_SOUTH, _NORTH = -57.0, 82.0  # Antarctica has no partners

Box = tuple[float, float, float, float]


def _world(latitudes: Sequence[float]) -> Box:
    east, _ = natural_earth(_EDGE, 0)
    south, north = min([_SOUTH, *latitudes]), max([_NORTH, *latitudes])
    return -east, natural_earth(0, south)[1], east, natural_earth(0, north)[1]


def _grown(box: Box) -> Box:
    """Return a box with a margin, neither too small nor too flat nor too high for a picture."""
    left, bottom, right, top = box
    width = max((right - left) * (1 + 2 * _MARGIN), _LEAST)
    height = max((top - bottom) * (1 + 2 * _MARGIN), width * _LOWEST)
    width = max(width, height / _HIGHEST)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def great_circle(begin: Position, end: Position, step: float = _STEP) -> list[Position]:
    """Return the shortest way between two places, as points at most `step` degrees apart."""
    one, other = _vector(begin), _vector(end)
    angle = acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(one, other, strict=True)))))
    steps = max(1, ceil(degrees(angle) / step))
    if sin(angle) < 1e-6:  # the same place, or the other side of the earth, to which every way is as short
        return [begin, end]
    between = [_between(one, other, angle, at / steps) for at in range(1, steps)]
    return [begin, *between, end]


def _vector(position: Position) -> tuple[float, float, float]:
    east, north = map(radians, position)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _between(one: Sequence[float], other: Sequence[float], angle: float, part: float) -> Position:
    a, b = sin((1 - part) * angle) / sin(angle), sin(part * angle) / sin(angle)
    x, y, z = (a * here + b * there for here, there in zip(one, other, strict=True))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def cut_line(line: Sequence[Position], middle: float) -> Iterator[list[Position]]:
    """Give the parts of a line, in degrees from the middle meridian, cut where it leaves the sheet at its edge."""
    part: list[Position] = []
    for longitude, latitude in line:
        here = from_middle(longitude, middle), latitude
        if part and abs(here[0] - part[-1][0]) > _EDGE:
            crossing = _crossing(part[-1], here)
            edge = _EDGE if part[-1][0] > 0 else -_EDGE
            yield [*part, (edge, crossing)]
            part = [(-edge, crossing)]
        part.append(here)
    yield part


def _crossing(one: Position, other: Position) -> float:
    """Return the latitude at which a short line crosses the edge."""
    to_edge, from_edge = _EDGE - abs(one[0]), _EDGE - abs(other[0])
    way = to_edge + from_edge
    return one[1] + (other[1] - one[1]) * (to_edge / way if way else 0.5)


def cut_ring(ring: Sequence[Position], middle: float) -> Iterator[list[Position]]:
    """Give the parts of a ring, in degrees from the middle meridian, that lie on the sheet.

    The longitudes of the ring go on without a jump where it crosses the 180th meridian.
    """
    west, east = (chosen(longitude for longitude, _ in ring) - middle for chosen in (min, max))
    for turn in (-360.0, 0.0, 360.0):
        if west + turn < _EDGE and east + turn > -_EDGE:
            moved = [(longitude - middle + turn, latitude) for longitude, latitude in ring]
            if west + turn < -_EDGE or east + turn > _EDGE:
                moved = clip(clip(moved, 0, -_EDGE, keep_above=True), 0, _EDGE, keep_above=False)
            yield list(_with_steps(moved))


def clip(ring: Sequence[Position], axis: int, bound: float, *, keep_above: bool) -> list[Position]:
    """Return the part of a ring on one side of a line along an axis (0: x, 1: y), as Sutherland and Hodgman cut it."""
    sign = 1 if keep_above else -1
    kept: list[Position] = []
    for at, here in enumerate(ring):
        before = ring[at - 1]
        is_in, was_in = (sign * (point[axis] - bound) >= 0 for point in (here, before))
        if is_in != was_in:
            kept.append(_meeting(before, here, axis, bound))
        if is_in:
            kept.append(here)
    return kept


def _meeting(one: Position, other: Position, axis: int, bound: float) -> Position:
    part = (bound - one[axis]) / (other[axis] - one[axis])
    x, y = (a + part * (b - a) for a, b in zip(one, other, strict=True))
    return (bound, y) if axis == 0 else (x, bound)


def _with_steps(ring: Sequence[Position]) -> Iterator[Position]:
    """Give a ring with points on its long sides, which are no straight lines on the sheet."""
    for at, (x, y) in enumerate(ring):
        begin_x, begin_y = ring[at - 1]
        steps = ceil(max(abs(x - begin_x), abs(y - begin_y)) / 5)
        for step in range(1, steps):
            yield begin_x + (x - begin_x) * step / steps, begin_y + (y - begin_y) * step / steps
        yield x, y
