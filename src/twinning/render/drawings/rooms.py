"""Names beside places, so that none covers another: near its place, or farther off with a line that leads to it.

Each name takes the best of its possible places that is free: near, outward from what crowds it, and where it covers few
lines. The most crowded places choose first, or before them the city in the middle, whichever gives the shorter lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, cos, dist, floor, inf, pi, sin
from operator import itemgetter

Pixel = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_NEAR = 8.0  # pixels from the middle of a mark to its name
_RINGS = (_NEAR, 15.0, 24.0, 34.0, 46.0, 60.0, 76.0, 94.0, 114.0, 136.0, 160.0, 190.0)
_TURNS = 24
_LED = 15.0  # from where on a line leads to the place
_AROUND = 70.0  # pixels within which places crowd each other
_MARK, _CELL = 3.0, 4.0  # half of what a mark takes, and the squares in which marks are found
_APART = 9.0  # pixels that a name keeps off the marks of others where a line leads to its own
_GAP = 1.5
_TRIES, _FEW = 6, 80  # arrangements, and up to how many names more than one is tried
_FIRST = 5  # times that a line counts which leads to the name of the city in the middle
_COVERED = 0.7  # pixels that a name would rather stand farther off than cover a line in one more square


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has to stand beside a place; its width and height in pixels, and whether it is of the middle."""

    place: Pixel
    width: float
    height: float
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Where a name has room: its box, and the line that leads to it from the place, if it is far off."""

    box: Box
    line: tuple[Pixel, Pixel] | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet: its box, the squares in which there is a mark, and those that a line crosses."""

    box: Box
    marks: Set[tuple[int, int]]
    lines: Set[tuple[int, int]]

    def covered(self, room: Room) -> float:
        """Return what speaks against a room since a name would cover lines there, in pixels."""
        return _COVERED * sum(square in self.lines for square in _under(room.box))

    def is_free(self, room: Room, taken: Sequence[Room]) -> bool:
        """Return whether a name has room there, and the line that leads to it crosses no other line and no name."""
        return self.has_room(room, taken) and not any(_meet(room, other) for other in taken if room.line or other.line)

    def has_room(self, room: Room, taken: Sequence[Room]) -> bool:
        """Return whether a name has room there: on the sheet, off the names that have theirs, and off the marks."""
        left, top, right, bottom = room.box
        if left < self.box[0] or top < self.box[1] or right > self.box[2] or bottom > self.box[3]:
            return False
        if any(_overlap(room.box, other.box) for other in taken):
            return False
        off = _MARK if room.line is None else _APART
        around = left - off, top - off, right + off, bottom + off
        return not any(square in self.marks for square in (*_under(around), *_squares_on_the_way(room)))


def find_rooms(
    names: Sequence[Name], sheet: Box, marks: Sequence[Pixel], lines: Iterable[Sequence[Pixel]] = ()
) -> list[Room | None]:
    """Return where each name has room on a sheet, beside the marks of all places; None for one that has none.

    A name may cover some of the `lines`, but never a mark. Where some have none nearby, they choose first and all is
    tried again, a few times. The arrangement counts that leaves out the fewest, of those the one with the shortest
    lines.
    """
    squares = _Sheet(
        sheet, {_cell(*mark) for mark in marks}, {_cell(*point) for line in lines for point in _dotted(line)}
    )
    candidates = [sorted(_candidates(name, marks), key=itemgetter(0)) for name in names]
    crowded = {at: -len(_near(name, marks)) for at, name in enumerate(names)}
    order = sorted(crowded, key=lambda at: (crowded[at], at))
    orders = (order, sorted(order, key=lambda at: not names[at].is_first))
    arranged = (each for tried in orders for each in _arrangements(tried, candidates, squares))
    best = max(arranged, key=lambda found: _worth(names, found))
    for at in order:
        if at not in best and (room := _any(candidates[at], squares, list(best.values()))):
            best[at] = room
    return [best.get(at) for at in range(len(names))]


def _arrangements(
    order: Sequence[int], candidates: Sequence[Sequence[tuple[float, Room]]], sheet: _Sheet
) -> Iterator[dict[int, Room]]:
    """Give the rooms of names that choose in an order, and then when those choose first that found none or far ones."""
    for _ in range(_TRIES if len(order) <= _FEW else 1):
        found = _arranged(order, candidates, sheet)
        yield found
        ways = {at: _way(found[at]) if at in found else inf for at in order}
        if max(ways.values(), default=0) <= _LED:
            return
        order = sorted(order, key=lambda at: -ways[at])


def _worth(names: Sequence[Name], found: Mapping[int, Room]) -> tuple[int, float]:
    """Return what an arrangement is worth: how many names have room, and how short the lines are that lead to them."""
    return len(found), -sum(_way(room) * (_FIRST if names[at].is_first else 1) for at, room in found.items())


def _way(room: Room) -> float:
    """Return how long the line is that leads to a name; 0 where none does."""
    return dist(*room.line) if room.line else 0.0


def _arranged(
    order: Sequence[int], candidates: Sequence[Sequence[tuple[float, Room]]], sheet: _Sheet
) -> dict[int, Room]:
    """Return the rooms of the names that find one, who choose in an order."""
    found: dict[int, Room] = {}
    for at in order:
        if room := _best(candidates[at], sheet, list(found.values())):
            found[at] = room
    return found


def _any(candidates: Sequence[tuple[float, Room]], sheet: _Sheet, taken: Sequence[Room]) -> Room | None:
    """Return the first room that has any: the line that leads there may cross others."""
    return next((room for _, room in candidates if sheet.has_room(room, taken)), None)


def _best(candidates: Sequence[tuple[float, Room]], sheet: _Sheet, taken: Sequence[Room]) -> Room | None:
    """Return the free room that least speaks against; the candidates come in the order of what does, but for lines."""
    best, least = None, inf
    for cost, room in candidates:
        if cost >= least:
            break
        if sheet.is_free(room, taken) and (whole := cost + sheet.covered(room)) < least:
            best, least = room, whole
    return best


def _near(name: Name, marks: Sequence[Pixel]) -> list[Pixel]:
    x, y = name.place
    return [mark for mark in marks if abs(mark[0] - x) < _AROUND and abs(mark[1] - y) < _AROUND]


def _candidates(name: Name, marks: Sequence[Pixel]) -> Iterator[tuple[float, Room]]:
    """Give where a name may stand, each with what speaks against it: the way, and that it stands inward.

    Where nothing crowds it, the right is outward.
    """
    near = _near(name, marks)
    x, y = name.place
    away_x, away_y = x - sum(each[0] for each in near) / len(near), y - sum(each[1] for each in near) / len(near)
    outward = atan2(away_y, away_x) if len(near) > 1 and abs(away_x) + abs(away_y) > 1 else 0.0
    turns = [turn * 2 * pi / _TURNS for turn in range(_TURNS)]
    return ((ring + 9 * (1 - cos(turn - outward)), _room(name, ring, turn)) for ring in _RINGS for turn in turns)


def _room(name: Name, ring: float, turn: float) -> Room:
    """Return the room at a distance in a direction: the box whose nearest point lies there."""
    x, y = name.place[0] + ring * cos(turn), name.place[1] + ring * sin(turn)
    left = x - name.width * (1 - cos(turn)) / 2
    top = y - name.height * (1 - sin(turn)) / 2
    box = (left, top, left + name.width, top + name.height)
    end = (min(max(name.place[0], box[0]), box[2]), min(max(name.place[1], box[1]), box[3]))
    return Room(box, (name.place, end) if ring >= _LED else None)


def _cell(x: float, y: float) -> tuple[int, int]:
    """Return the square of the sheet in which a pixel lies: so a mark is found without looking at every other one."""
    return floor(x / _CELL), floor(y / _CELL)


def _squares_on_the_way(room: Room) -> Iterator[tuple[int, int]]:
    """Give the squares that the line to a name crosses, but for those about its own mark."""
    if room.line:
        yield from (_cell(*point) for point in _dotted(room.line) if dist(point, room.line[0]) > 2 * _CELL)


def _under(box: Box) -> Iterator[tuple[int, int]]:
    (left, top), (right, bottom) = _cell(*box[:2]), _cell(*box[2:])
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _dotted(line: Sequence[Pixel]) -> Iterator[Pixel]:
    """Give points of a line, one in each square at least that it crosses the long way."""
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = ceil(max(abs(x2 - x1), abs(y2 - y1)) / _CELL) or 1
        yield from ((x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(steps))


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + _GAP and other[0] < one[2] + _GAP and one[1] < other[3] + _GAP and other[1] < one[3] + _GAP
    )


def _meet(one: Room, other: Room) -> bool:
    """Return whether the line of one crosses the name or the line of the other."""
    if one.line and other.line and _cross(one.line, other.line):
        return True
    return any(
        each.line is not None and any(_cross(each.line, side) for side in _diagonals(box))
        for each, box in ((one, other.box), (other, one.box))
    )


def _diagonals(box: Box) -> Iterator[tuple[Pixel, Pixel]]:
    left, top, right, bottom = box
    yield (left, top), (right, bottom)
    yield (left, bottom), (right, top)


def _cross(one: tuple[Pixel, Pixel], other: tuple[Pixel, Pixel]) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Pixel, b: Pixel, c: Pixel) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
