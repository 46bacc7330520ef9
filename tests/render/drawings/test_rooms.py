"""Names beside places: none covers another, and none a mark."""

from itertools import combinations
from math import dist

import pytest

from twinning.render.drawings.rooms import Box, Name, Room, find_rooms

CROWD = [(500.0 + 34 * (at % 8), 250.0 + 29 * (at // 8)) for at in range(40)]
SHEET = (0.0, 0.0, 1200.0, 600.0)


def _apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.fixture(scope="module")
def rooms() -> list[Room | None]:
    return find_rooms([Name(place, 70, 13) for place in CROWD], SHEET, CROWD)


def test_forty_names_of_a_crowd_have_room_beside_each_other_on_the_sheet(rooms: list[Room | None]) -> None:
    boxes = [room.box for room in rooms if room]
    assert len(boxes) == 40
    assert all(_apart(one, other) for one, other in combinations(boxes, 2))
    assert all(_apart(box, (x, y, x, y)) for box in boxes for x, y in CROWD)
    assert all(box[0] >= 0 and box[2] <= 1200 and box[1] >= 0 and box[3] <= 600 for box in boxes)


def test_a_name_that_stands_far_from_its_place_has_a_line_that_leads_there(rooms: list[Room | None]) -> None:
    for place, room in zip(CROWD, rooms, strict=True):
        assert room is not None
        near = max(room.box[0] - place[0], place[0] - room.box[2], room.box[1] - place[1], place[1] - room.box[3])
        assert room.line is not None or near < 15
        assert room.line is None or room.line[0] == place


def test_no_line_to_a_name_crosses_the_mark_of_another_place(rooms: list[Room | None]) -> None:
    lines = [room.line for room in rooms if room and room.line]
    assert lines
    for begin, end in lines:
        steps = [
            (begin[0] + (end[0] - begin[0]) * at / 50, begin[1] + (end[1] - begin[1]) * at / 50) for at in range(51)
        ]
        assert all(min(dist(step, mark) for step in steps) > 1 for mark in CROWD if mark != begin)


def test_a_name_rather_stands_where_it_covers_no_line() -> None:
    place = (600.0, 300.0)
    to_the_right = [[place, (900.0, 300.0)]]
    free, crossed = (find_rooms([Name(place, 60, 13)], SHEET, [place], lines)[0] for lines in ([], to_the_right))
    assert free is not None
    assert crossed is not None
    assert free.box[0] > 600
    assert free.box[1] < 300 < free.box[3]
    assert not crossed.box[1] < 300 < crossed.box[3]


def test_what_finds_no_room_is_left_out() -> None:
    assert find_rooms([Name((10.0, 10.0), 300, 13)], (0.0, 0.0, 100.0, 100.0), [(10.0, 10.0)]) == [None]
