"""SVG by hand: elements with escaped text, how wide a text is, and the colours that pages and pictures share.

Colours are classes, so that a page's one style sheet has them and its policy can forbid all other style.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import accumulate, takewhile

from twinning.render.text import visible

TEMPLATES = files("twinning.render") / "templates"
_WIDE = ("W", "F")
_MARGIN = 20  # around a picture that stands alone
_LETTERS = {**dict.fromkeys("fijlrtIJ.,:;'’|!()[]- /", 0.38), **dict.fromkeys("mwMWÆŒæœ@%—", 0.95)}
_SMALL, _LARGE, _SQUARE = 0.61, 0.7, 1.0
"""How wide a letter is, of the size of the font: as in DejaVu Sans, the widest of those that a picture may get."""


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element; `class_` is the attribute `class`, and an underscore stands for a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def text(content: str, x: float, y: float, **attributes: object) -> str:
    """Return a text at a place."""
    return element("text", escape(visible(content)), x=x, y=y, **attributes)


def hover(content: str) -> str:
    """Return what is shown of an element under the pointer, and said of it."""
    return element("title", escape(visible(content)))


def picture(
    title: str,
    description: str,
    size: tuple[float, float],
    parts: Iterable[str],
    *,
    alone: bool = False,
    look: str | None = None,
) -> str:
    """Return a picture. One that stands alone carries its style; within a page, the page's style has it.

    `look` is its class there, where it needs one.
    """
    style = element("style", (TEMPLATES / "picture.css").read_text("utf-8")) if alone else ""
    paper = element("rect", x=-_MARGIN, y=-_MARGIN, width="100%", height="100%", class_="paper") if alone else ""
    space = {"xmlns": "http://www.w3.org/2000/svg"} if alone else {"class": look} if look else {}
    inside = "\n".join((hover(title), element("desc", escape(visible(description))), style + paper, *parts))
    margin = _MARGIN if alone else 0
    width, height = (_number(each + 2 * margin) for each in size)
    shown = {**space, "viewBox": f"{-margin} {-margin} {width} {height}", "width": width, "height": height}
    return element("svg", inside, role="img", **shown)


def width_of(content: str, size: float) -> float:
    """Return about how wide a text is in a font of a size."""
    return size * sum(map(_letter, visible(content)))


@cache
def _letter(each: str) -> float:
    if unicodedata.east_asian_width(each) in _WIDE:
        return _SQUARE
    if unicodedata.combining(each):
        return 0.0
    base = unicodedata.normalize("NFD", each)[:1]
    return _LETTERS.get(base, _LARGE if base.isupper() else _SMALL)


def shortened(content: str, room: float, size: float) -> str:
    """Return a text that has room in a width, cut where it has not."""
    if width_of(content, size) <= room:
        return content
    shown, cut = visible(content), _letter("…")
    fitting = takewhile(lambda width: size * (width + cut) <= room, accumulate(map(_letter, shown)))
    return f"{shown[: len(list(fitting))].rstrip()}…"


def wrapped(content: str, room: float, size: float) -> Iterator[str]:
    """Give the lines of a text that is broken between words, each as wide as has room."""
    line = ""
    for word in content.split():
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
