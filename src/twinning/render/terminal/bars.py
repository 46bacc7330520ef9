"""Bars of a report at a terminal: whole blocks in colours, or where there are none, a letter for each part.

They stand below the rows, and only where a person looks: what reads a pipe gets the rows alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import RenderableType
from rich.text import Text

from twinning.render.drawings.bars import charts_of_section, label_words
from twinning.render.drawings.colors import colors_of
from twinning.render.languages.saying import translated, word
from twinning.render.text import visible
from twinning.rows import Section
from twinning.rows.charts import Bar, Bars
from twinning.rows.phrases import Phrase, phrases

_STYLES = ("blue", "yellow", "green", "magenta", "bright_black")
_BLOCKS, _LETTERS = "█▓▒░▚", "#=+-~"
_Look = tuple[str, str]
"""The sign of a part, and its colour."""

_MOST_BARS, _MOST_LABEL, _LONGEST = 20, 24, 50


def drawn_bars(
    section: Section[Any], width: int, language: str | None, *, plain: bool
) -> Iterator[list[RenderableType]]:
    """Give the charts of a section, each as lines; `plain` is for a screen that has letters alone."""
    for bars in charts_of_section(section):
        yield list(_chart(bars, width, language, _LETTERS if plain else _BLOCKS))


def _chart(bars: Bars, width: int, language: str | None, signs: str) -> Iterator[RenderableType]:
    write = label_words(bars, language)
    looks = [(signs[place if len(bars.parts) > 1 else 0], _STYLES[place]) for place in colors_of(bars.parts)]
    shown = bars.bars[:_MOST_BARS]
    labels = [write(bar.label) for bar in shown]
    left = min(_MOST_LABEL, max(map(cell_len, labels)))
    longest = max(bar.total for bar in shown)
    room = max(1, min(_LONGEST, width - left - len(str(longest)) - 2))
    yield Text(translated(bars.chart.title, language), style="bold")
    for label, bar in zip(labels, shown, strict=True):
        yield Text(f"{set_cell_size(label, left)} ").append_text(_bar(bar, looks, room / longest))
    if len(bars.bars) > len(shown):
        yield Text(translated(_more(len(bars.bars) - len(shown)), language), style="dim")
    if len(bars.parts) > 1:
        yield _legend([word(part, language) for part in bars.parts], looks)


def _more(number: int) -> Phrase:
    return phrases("… and {number} more", "… and {number} more", number)


def _bar(bar: Bar, looks: Sequence[_Look], scale: float) -> Text:
    drawn, total, ended = Text(), 0, 0
    for (sign, style), number in zip(looks, bar.numbers, strict=True):
        total += number
        cells = max(round(total * scale), ended + bool(number)) - ended
        drawn.append(sign * cells, style=style)
        ended += cells
    return drawn.append(f" {bar.total}")


def _legend(parts: Sequence[str], looks: Sequence[_Look]) -> Text:
    legend = Text()
    for at, (part, (sign, style)) in enumerate(zip(parts, looks, strict=True)):
        legend.append(sign, style=style)
        legend.append(f" {visible(part)}{'   ' if at < len(parts) - 1 else ''}")
    return legend
