"""The pictures of a document: its map, its timeline and its charts; within a page, or alone as SVG."""

from collections.abc import Iterator
from typing import Any, TextIO

from twinning.domain.dates import today
from twinning.errors import UsageError
from twinning.render.drawings.bars import charts_of_section, draw_bars
from twinning.render.drawings.timeline import draw_timeline
from twinning.render.drawings.world_map import draw
from twinning.render.languages.saying import translated
from twinning.render.options import Document, Options
from twinning.rows import Listing
from twinning.rows.phrases import phrase

FIRST_LINE = "<!-- twinning report -->"


def write_picture(document: Document, stream: TextIO, options: Options) -> None:
    """Write the first picture of a document as an SVG file. Raises UsageError for one that has none."""
    stream.write(f"{FIRST_LINE}\n{first_picture(document, options.language)}\n")


def first_picture(document: Document, language: str | None) -> str:
    """Return the first picture of a document as SVG that stands alone. Raises UsageError for one that has none."""
    drawn = next(pictures_of(document, language, alone=True), None)
    if drawn is None:
        raise UsageError(
            "this has no picture, or nothing to draw in it",
            "a map, a timeline or a chart can be drawn, for example `twinning report timeline -o timeline.svg`",
        )
    return drawn


def pictures_of(document: Document, language: str | None, *, alone: bool = False) -> Iterator[str]:
    """Give the pictures of a document as SVG."""
    yield from pictures_of_whole(document, language, alone=alone)
    for section in document.sections:
        yield from (draw_bars(bars, language, alone=alone) for bars in charts_of_section(section))


def pictures_of_whole(document: Document, language: str | None, *, alone: bool = False) -> Iterator[str]:
    """Give the pictures of the document itself, not those of its sections."""
    if (drawn := document.world_map) is not None:
        headed = not alone and drawn.title == document.title  # a page has the title of its document above
        yield draw(drawn, language, alone=alone, headed=headed)
    if isinstance(document, Listing) and (timeline := timeline_of(document, language, alone=alone)):
        yield timeline


def timeline_of(document: Listing[Any], language: str | None, *, alone: bool = False) -> str | None:
    """Return the timeline of a listing, None for one that has none."""
    drawn = getattr(document.row_class, "timeline", None)
    if drawn is None or document.is_empty:
        return None
    title = translated(document.title or phrase("Timeline"), language)
    return draw_timeline(list(document.rows), drawn, title, document.as_of or today(), language, alone=alone)
