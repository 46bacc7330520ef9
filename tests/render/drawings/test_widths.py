"""Texts in pictures: what has no room is cut."""

import pytest

from twinning.render.drawings.svg import shortened, width_of


def test_what_has_room_stays_as_it_is() -> None:
    assert shortened("Busan", 100, 13) == "Busan"


@pytest.mark.parametrize("word", ["Busan ", "부산광역시", "é\u0301", "\u202eM\n"])
@pytest.mark.parametrize("times", [20, 30_000])
def test_what_has_no_room_is_cut_to_the_most_that_has(word: str, times: int) -> None:
    cut = shortened(word * times, 150, 13)
    assert cut.endswith("…")
    assert not cut.endswith(" …")
    assert width_of(cut, 13) <= 150 < width_of(cut, 13) + 2 * 13
