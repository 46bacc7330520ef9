"""The world on a sheet: cut at the edge, never drawn across it."""

from itertools import pairwise

import pytest

from twinning.render.drawings.land import land, sea
from twinning.render.drawings.projection import Position, View, clip, cut_line, great_circle, natural_earth

BUSAN, AUCKLAND, HONOLULU, LONDON, SUVA = (129.0, 35.2), (174.8, -36.8), (-157.9, 21.3), (-0.1, 51.5), (178.4, -18.1)


@pytest.mark.parametrize(
    ("latitude", "length"), [(0, 1.0), (15, 0.9894), (30, 0.957), (45, 0.9006), (60, 0.8196), (75, 0.716), (85, 0.627)]
)
def test_parallels_have_the_published_lengths(latitude: int, length: float) -> None:
    assert natural_earth(180, latitude)[0] / natural_earth(180, 0)[0] == pytest.approx(length, abs=0.004)
    assert natural_earth(-180, -latitude)[0] == -natural_earth(180, latitude)[0]


def test_a_great_circle_is_the_shortest_way_over_the_pole_too() -> None:
    assert max(latitude for _, latitude in great_circle((0.0, 60.0), (180.0, 60.0))) > 89
    assert [round(latitude, 6) for _, latitude in great_circle((10.0, 0.0), (60.0, 0.0))] == [0.0] * 35


def test_a_way_to_the_same_place_or_to_the_other_side_of_the_earth_has_its_two_ends() -> None:
    assert great_circle(BUSAN, BUSAN) == [BUSAN, BUSAN]
    assert great_circle((10.0, 20.0), (-170.0, -20.0)) == [(10.0, 20.0), (-170.0, -20.0)]


@pytest.mark.parametrize("middle", [0.0, 11.0, 129.0, 179.9, -157.9])
@pytest.mark.parametrize("end", [AUCKLAND, HONOLULU, LONDON, SUVA])
def test_no_part_of_a_way_leaps_over_the_sheet(middle: float, end: Position) -> None:
    parts = list(cut_line(great_circle(SUVA if end != SUVA else BUSAN, end), middle))
    leaps = [abs(here[0] - there[0]) for part in parts for here, there in pairwise(part)]
    assert max(leaps) < 90
    for before, after in pairwise(parts):
        assert (before[-1][0], before[-1][1]) == (-after[0][0], after[0][1])
        assert abs(after[0][0]) == 180


@pytest.mark.parametrize("middle", [0.0, 11.3, 129.1, -90.0, 180.0])
def test_the_land_is_cut_at_the_edge_of_the_sheet_and_covers_what_it_covers_on_earth(middle: float) -> None:
    corners = [[(0.0, -90.0)], [(0.0, 90.0)], [(-179.0, 0.0)], [(179.0, 0.0)]]
    view = View.around(middle, corners, (0, 0), 1000, centred=True)
    whole = abs(_area(sea(view)))
    rings = list(land(view))
    assert 0.27 < sum(map(abs, map(_area, rings))) / whole < 0.36
    for ring in rings:
        assert all(0 <= x <= 1000 and 0 <= y <= view.height + 1e-6 for x, y in ring)
        assert abs(_area(ring)) < 0.25 * whole


def _area(ring: list[Position]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2


def test_a_ring_is_clipped_at_a_line() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert sorted(clip(square, 0, 1.0, keep_above=True)) == [(1.0, 0.0), (1.0, 2.0), (2.0, 0.0), (2.0, 2.0)]
    assert clip(square, 1, 3.0, keep_above=True) == []


def test_a_map_of_near_partners_shows_their_part_of_the_world_and_one_of_far_ones_all_of_it() -> None:
    near = View.around(11.3, [[(0.0, 51.0), (8.0, 50.0)]], (0, 0), 1000, centred=True)
    far = View.around(129.0, [great_circle((0.0, 35.0), (170.0, -20.0))], (0, 0), 1000, centred=True)
    assert near.right - near.left < 1 < 5 < far.right - far.left
    assert near.left == pytest.approx(-near.right)
