"""How far two positions are apart: about as far as on the Earth, across its whole circle."""

import pytest

from twinning.domain.positions import kilometres


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ((35.18, 129.08), (35.18, 129.08), 0),
        ((0.0, 10.0), (1.0, 10.0), 111),
        ((60.0, 10.0), (60.0, 11.0), 56),
        ((-17.0, 179.9), (-17.0, -179.9), 21),
        ((-17.0, -179.9), (-17.0, 179.9), 21),
    ],
)
def test_a_degree_is_as_long_as_where_it_lies_and_the_earth_is_round(
    one: tuple[float, float], other: tuple[float, float], about: float
) -> None:
    assert kilometres(*one, *other) == pytest.approx(about, abs=1)


def test_nobody_knows_how_far_what_has_no_position_is() -> None:
    for missing in range(4):
        position = [35.18, 129.08, 37.57, 126.98]
        assert kilometres(*[None if place == missing else each for place, each in enumerate(position)]) is None
