"""The palette of maps and charts."""

import re

import pytest

from twinning.render.drawings.colors import COLORS, colors_of
from twinning.render.drawings.svg import TEMPLATES

LIGHT, DARK = re.findall(r":root \{(.*?)\}", (TEMPLATES / "picture.css").read_text("utf-8"), re.DOTALL)


def _luminance(color: str) -> float:
    """WCAG 2, relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sea", "land"])
def test_every_colour_can_be_seen_on_all_that_it_stands_on(scheme: str, ground: str) -> None:
    colors = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", scheme))
    for place in range(COLORS):
        assert _contrast(colors[f"c{place + 1}"], colors[ground]) >= 3
    assert _contrast(colors["ink"], colors[ground]) >= 4.5


def test_kinds_have_their_own_colours_and_other_parts_take_them_in_turn() -> None:
    assert colors_of(("cooperation", "sister_city", "unknown")) == [2, 0, COLORS - 1]
    assert colors_of(("low", "high")) == [0, 1]
