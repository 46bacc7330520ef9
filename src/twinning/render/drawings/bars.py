"""Bars of a report as SVG: labels at the left, numbers at the end, a legend where the bars have parts."""

from collections.abc import Iterator, Sequence
from typing import Any

from twinning.render.drawings.colors import colors_of
from twinning.render.drawings.svg import element, hover, picture, shortened, text, width_of
from twinning.render.languages.saying import Words, translated, word, words
from twinning.rows import Section
from twinning.rows.charts import UNKNOWN, Bar, Bars, bars_of, charts_of

_WIDTH = 760.0
_LINE, _THICKNESS, _FONT = 26.0, 16.0, 13.0
_MOST_LABEL = 220.0
_TOP = 34.0


def charts_of_section(section: Section[Any]) -> list[Bars]:
    """Return the charts that the rows of a section make: those with bars that differ."""
    made = (bars_of(section.rows, chart, section.row_class) for chart in charts_of(section.row_class))
    return [bars for bars in made if len({bar.total for bar in bars.bars}) > 1]


def label_words(bars: Bars, language: str | None) -> Words:
    """Return what writes the labels of bars for people."""
    write = words(bars.means, language)
    return lambda label: word(UNKNOWN, language) if label == UNKNOWN else write(label)


def draw_bars(bars: Bars, language: str | None, *, alone: bool = False) -> str:
    """Return a chart as a picture."""
    write = label_words(bars, language)
    labels = [write(bar.label) for bar in bars.bars]
    title, words_of_parts = translated(bars.chart.title, language), [word(part, language) for part in bars.parts]
    looks = [f"c{place + 1}" for place in colors_of(bars.parts)]
    left = min(_MOST_LABEL, max(width_of(each, _FONT) for each in labels)) + 10
    has_legend = len(bars.parts) > 1
    top = _TOP + (_LINE if has_legend else 0)
    size = _WIDTH, top + _LINE * len(labels) + 8
    parts = [text(title, 0.0, 16.0, class_="strong")]
    if has_legend:
        parts.extend(_legend(words_of_parts, looks))
    scale = (_WIDTH - left - 60) / max(bar.total for bar in bars.bars)
    for number, (label, bar) in enumerate(zip(labels, bars.bars, strict=True)):
        parts.extend(_bar(bar, label, words_of_parts, looks, (left, top + number * _LINE, scale)))
    told = "; ".join(f"{label}: {bar.total}" for label, bar in zip(labels, bars.bars, strict=True))
    return picture(title, told, size, parts, alone=alone)


def _bar(
    bar: Bar, label: str, parts: Sequence[str], looks: Sequence[str], place: tuple[float, float, float]
) -> Iterator[str]:
    left, y, scale = place
    middle = y + _THICKNESS / 2 + 4.5
    yield text(shortened(label, left - 10, _FONT), left - 8, middle, text_anchor="end")
    x = left
    for part, look, number in zip(parts, looks, bar.numbers, strict=True):
        if number:
            says = hover(f"{label}, {part}: {number}" if part else f"{label}: {number}")
            box = {"x": x, "y": y, "width": number * scale, "height": _THICKNESS}
            yield element("rect", says, **box, class_=look)
            x += number * scale
    yield text(str(bar.total), x + 6, middle)


def _legend(parts: Sequence[str], looks: Sequence[str]) -> Iterator[str]:
    x = 0.0
    for part, look in zip(parts, looks, strict=True):
        yield element("rect", x=x, y=_TOP - 5, width=12.0, height=12.0, class_=look)
        yield text(part, x + 18, _TOP + 5.5, class_="quiet")
        x += 18 + width_of(part, _FONT) + 22
