"""Bars of a report as SVG: labels at the left, numbers at the end, a legend where the bars have parts.

Within a page they are drawn twice, since letters that shrink with a picture cannot be read on a phone: the page's style
shows the narrow drawing there, of which the labels stand above the bars.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from twinning.render.drawings.colors import colors_of
from twinning.render.drawings.svg import element, hover, picture, shortened, text, width_of, wrapped
from twinning.render.languages.saying import Words, translated, word, words
from twinning.rows import Section
from twinning.rows.charts import UNKNOWN, Bar, Bars, bars_of, charts_of

_THICKNESS, _FONT = 16.0, 13.0
_MOST_LABEL = 220.0
_NUMBER = 60.0
_HEADING, _LEGEND_LINE = 18.0, 22.0


@dataclass(frozen=True, slots=True)
class _Shape:
    """How wide a drawing is, how high a bar with its label, whether that stands above, and the class in a page."""

    name: str
    width: float
    line: float
    is_label_above: bool


_BROAD = _Shape("broad", 760.0, 26.0, is_label_above=False)
_NARROW = _Shape("narrow", 340.0, 44.0, is_label_above=True)


def charts_of_section(section: Section[Any]) -> list[Bars]:
    """Return the charts that the rows of a section make: those with bars that differ."""
    made = (bars_of(section.rows, chart, section.row_class) for chart in charts_of(section.row_class))
    return [bars for bars in made if len({bar.total for bar in bars.bars}) > 1]


def label_words(bars: Bars, language: str | None) -> Words:
    """Return what writes the labels of bars for people."""
    write = words(bars.means, language)
    return lambda label: word(UNKNOWN, language) if label == UNKNOWN else write(label)


def draw_bars(bars: Bars, language: str | None, *, alone: bool = False) -> str:
    """Return a chart as a picture; within a page as two, of which a screen shows the one that has room."""
    shapes = (_BROAD,) if alone else (_BROAD, _NARROW)
    return "".join(_draw(bars, language, shape, alone=alone) for shape in shapes)


def _draw(bars: Bars, language: str | None, shape: _Shape, *, alone: bool) -> str:
    write = label_words(bars, language)
    labels = [write(bar.label) for bar in bars.bars]
    title, words_of_parts = translated(bars.chart.title, language), [word(part, language) for part in bars.parts]
    looks = [f"c{place + 1}" for place in colors_of(bars.parts)]
    heading = list(wrapped(title, shape.width, _FONT))
    parts = [text(line, 0.0, 16.0 + at * _HEADING, class_="strong") for at, line in enumerate(heading)]
    top = 16.0 + len(heading) * _HEADING
    if len(bars.parts) > 1:
        legend = list(_legend(words_of_parts, looks, shape.width, top))
        parts.extend(each for _, each in legend)
        top = legend[-1][0] + _LEGEND_LINE + 4
    left = 0.0 if shape.is_label_above else min(_MOST_LABEL, max(width_of(each, _FONT) for each in labels)) + 10
    scale = (shape.width - left - _NUMBER) / max(bar.total for bar in bars.bars)
    for number, (label, bar) in enumerate(zip(labels, bars.bars, strict=True)):
        y = top + number * shape.line
        parts.append(_label(label, shape, left, y))
        parts.extend(_bar(bar, label, words_of_parts, looks, (left, y + shape.line - _BROAD.line, scale)))
    told = "; ".join(f"{label}: {bar.total}" for label, bar in zip(labels, bars.bars, strict=True))
    size = shape.width, top + shape.line * len(labels) + 8
    return picture(title, told, size, parts, alone=alone, look=shape.name)


def _label(label: str, shape: _Shape, left: float, y: float) -> str:
    if shape.is_label_above:
        return text(shortened(label, shape.width, _FONT), 0.0, y + 12.0)
    return text(shortened(label, left - 10, _FONT), left - 8, y + _THICKNESS / 2 + 4.5, text_anchor="end")


def _bar(
    bar: Bar, label: str, parts: Sequence[str], looks: Sequence[str], place: tuple[float, float, float]
) -> Iterator[str]:
    x, y, scale = place
    for part, look, number in zip(parts, looks, bar.numbers, strict=True):
        if number:
            says = hover(f"{label}, {part}: {number}" if part else f"{label}: {number}")
            box = {"x": x, "y": y, "width": number * scale, "height": _THICKNESS}
            yield element("rect", says, **box, class_=look)
            x += number * scale
    yield text(str(bar.total), x + 6, y + _THICKNESS / 2 + 4.5)


def _legend(parts: Sequence[str], looks: Sequence[str], width: float, top: float) -> Iterator[tuple[float, str]]:
    """Give what stands for each part, with how far down it stands: on another line where one has no more room."""
    x, y = 0.0, top
    for part, look in zip(parts, looks, strict=True):
        room = 18 + width_of(part, _FONT)
        if x and x + room > width:
            x, y = 0.0, y + _LEGEND_LINE
        yield y, element("rect", x=x, y=y - 5, width=12.0, height=12.0, class_=look)
        yield y, text(part, x + 18, y + 5.5, class_="quiet")
        x += room + 22
