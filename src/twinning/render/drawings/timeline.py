"""A timeline as SVG: a lane for each partner, what lasts as bars, what was done as marks.

Nothing is drawn as surer than it is. The time in which a status may have changed is a bar of its own, dashed; what
began nobody knows when comes from the left edge. A mark whose day is not known has a line as long as the time in which
it was; one that is only known by when it was stands there, with a line that leads to it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityKind, ActivityStatus, Status
from twinning.render.drawings.svg import element, hover, picture, shortened, text, width_of
from twinning.render.languages.saying import place_words, translated, word, words
from twinning.rows import Meaning
from twinning.rows.charts import Timeline
from twinning.rows.phrases import phrase

_WIDTH, _RIGHT = 1100.0, 1076.0  # of the picture, and where its days end
_LANE, _BAR, _MARK, _FONT = 28.0, 12.0, 5.5, 13.0
_OPEN = 30.0  # the line of what was by a day at the latest, or after one
_TOP, _MOST_LABEL = 78.0, 240.0
_CLASSES = {
    Status.ACTIVE: "c1",
    Status.SUSPENDED: "suspended",
    Status.DISPUTED: "c2",
    Status.EXPIRED: "expired",
    Status.PROPOSED: "proposed",
    Status.UNKNOWN: "doubtful",
}
_LEGEND = {
    phrase("in force"): "c1",
    phrase("suspended"): "suspended",
    phrase("disputed"): "c2",
    phrase("expired"): "expired",
    phrase("proposed"): "proposed",
    phrase("not known"): "doubtful",
}
_MARKS = {
    phrase("delegation"): ActivityKind.DELEGATION,
    phrase("event"): ActivityKind.EVENT,
    phrase("programme"): ActivityKind.EXCHANGE_PROGRAM,
}
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class _Span:
    """What is drawn of a row: from its first possible day to its last (None: no bound); `what` it is, in words."""

    start: EdtfDate | None
    end: EdtfDate | None
    status: str
    mark: str | None
    what: str
    says: str
    key: str

    @property
    def days(self) -> list[str]:
        """The days (ISO) that are known of it."""
        bounds = ((each.earliest, each.latest) for each in (self.start, self.end) if each)
        return [day for pair in bounds for day in pair if day]


@dataclass(slots=True)
class _Scale:
    """Where days stand: from the first year to the end of the last."""

    first: int
    last: int
    left: float
    as_of: str

    def at(self, day: str | None, otherwise: float) -> float:
        """Return where a day (ISO) stands, and `otherwise` for none."""
        if day is None:
            return otherwise
        there = date.fromisoformat(day)
        years = there.year + (there.timetuple().tm_yday - 1) / 366 - self.first
        return min(_RIGHT, max(self.left, self.left + years * (_RIGHT - self.left) / (self.last - self.first)))


def draw_timeline(
    rows: Sequence[Any], drawn: Timeline, title: str, as_of: str, language: str | None, *, alone: bool = False
) -> str:
    """Return the timeline of rows as a picture, as of a day (ISO)."""
    lanes = _lanes(rows, drawn, language)
    labels = {lane: [lane, *[*_agreements(spans).values()][1:]] for lane, spans in lanes.items()}
    left = min(_MOST_LABEL, max((width_of(each, _FONT) for each in chain(*labels.values())), default=0)) + 16
    scale = _scale([span for spans in lanes.values() for span in spans], left, as_of)
    bottom = _TOP + _LANE * sum(map(_height, lanes.values()))
    parts = [text(title, 0.0, 16.0, class_="strong"), *_legend(language), *_axis(scale, bottom, language)]
    middle = _TOP + _LANE / 2
    for lane, spans in lanes.items():
        parts.extend(_labels(labels[lane], left, middle))
        parts.extend(_lane(spans, middle, scale))
        middle += _LANE * _height(spans)
    told = "; ".join(span.says for spans in lanes.values() for span in spans)
    return picture(title, told, (_WIDTH, bottom + 28), parts, alone=alone)


def _labels(labels: Sequence[str], left: float, middle: float) -> Iterator[str]:
    """Write what a lane is called, and beneath it of what kind its further agreements are."""
    for line, label in enumerate(labels):
        y, look = middle + line * _LANE + 4.5, "quiet" if line else "lane"
        yield text(shortened(label, left - 16, _FONT), left - 10, y, text_anchor="end", class_=look)


def _height(spans: Sequence[_Span]) -> int:
    """Return how many lines a lane has: one for each agreement, and one at least."""
    return max(1, len(_agreements(spans)))


def _agreements(spans: Sequence[_Span]) -> dict[str, str]:
    """Return of what kind each agreement of a lane is, by their keys, in the order of the lines."""
    return {span.key: span.what for span in spans if not span.mark}


def _lane(spans: Sequence[_Span], middle: float, scale: _Scale) -> Iterator[str]:
    lines = {key: middle + at * _LANE for at, key in enumerate(_agreements(spans))}
    for span in spans:
        yield from _drawn(span, middle if span.mark else lines[span.key], scale)


def _lanes(rows: Sequence[Any], drawn: Timeline, language: str | None) -> dict[str, list[_Span]]:
    """Return what stands in each lane, the lane of the earliest first; bars before marks, so that marks are seen."""
    lanes: dict[str, list[_Span]] = defaultdict(list)
    for row in rows:
        for lane in getattr(row, drawn.lane) or ("—",):
            name = place_words(lane, language)
            lanes[name].append(_span(row, drawn, name, language))
    for spans in lanes.values():
        spans.sort(key=lambda span: (span.mark is not None, min(span.days, default="")))
    dated = {lane: spans for lane, spans in lanes.items() if any(span.days for span in spans)}
    return dict(
        sorted(dated.items(), key=lambda each: (each[1][0].mark is not None, min(each[1][0].days, default=""), each[0]))
    )


def _span(row: Any, drawn: Timeline, lane: str, language: str | None) -> _Span:
    start, end, status, mark = (getattr(row, name) for name in (drawn.start, drawn.end, drawn.status, drawn.mark))
    write = words(Meaning.DATE, language)
    recorded = str(getattr(row, drawn.text))
    what = recorded if mark else word(recorded, language)
    days = " – ".join(write(day) for day in dict.fromkeys((start, end)) if day)
    says = f"{lane}: {what}, {word(status, language)}{f', {days}' if days else ''}"
    begins, ends = (EdtfDate.parse(day) if day else None for day in (start, end))
    return _Span(begins, ends, status, mark, what, says, row.key)


def _scale(spans: Sequence[_Span], left: float, as_of: str) -> _Scale:
    days = [*(day for span in spans for day in span.days), as_of]
    first, last = int(min(days)[:4]), int(max(days)[:4]) + 1
    step = _step(last - first)
    return _Scale(first - first % step, last, left, as_of)


def _step(years: int) -> int:
    return next((step for step in _STEPS if years / step <= 12), _STEPS[-1])


def _axis(scale: _Scale, bottom: float, language: str | None) -> Iterator[str]:
    step = _step(scale.last - scale.first)
    for year in range(scale.first, scale.last + 1, step):
        x = scale.at(f"{year:04}-01-01", scale.left)
        yield element("line", x1=x, y1=_TOP - 8, x2=x, y2=bottom, class_="axis")
        if x < _RIGHT - 14:
            yield text(str(year), x + 3, _TOP - 12, class_="quiet")
    today = scale.at(scale.as_of, _RIGHT)
    yield element("line", x1=today, y1=_TOP - 8, x2=today, y2=bottom, class_="today")
    day = words(Meaning.DATE, language)(scale.as_of)
    has_room = today + width_of(day, _FONT) / 2 < _WIDTH
    yield text(day, today, bottom + 18, class_="quiet", text_anchor="middle" if has_room else "end")


def _drawn(span: _Span, middle: float, scale: _Scale) -> Iterator[str]:
    return _marked(span, middle, scale) if span.mark else _lasting(span, middle, scale)


def _lasting(span: _Span, middle: float, scale: _Scale) -> Iterator[str]:
    x = scale.at(span.start.earliest if span.start else None, scale.left)
    end = scale.at(span.end.latest if span.end else scale.as_of, _RIGHT)
    box = {"x": x, "y": middle - _BAR / 2, "width": max(1.5, end - x), "height": _BAR}
    yield element("rect", hover(span.says), **box, class_=_CLASSES.get(Status(span.status), "doubtful"))


def _marked(span: _Span, middle: float, scale: _Scale) -> Iterator[str]:
    began, ended = span.start or span.end, span.end or span.start
    if began is None or ended is None or not span.days:
        return
    first, last = began.earliest or ended.latest, ended.latest or began.earliest
    x, end = scale.at(first, scale.left), scale.at(last, _RIGHT)
    open_left, open_right = (0 if began.earliest else _OPEN), (0 if ended.latest else _OPEN)
    if end - x > _MARK or open_left or open_right:
        line = {"x1": max(scale.left, x - open_left), "y1": middle, "x2": end + open_right, "y2": middle}
        yield element("line", hover(span.says), **line, class_="within")
    look = "mark" if span.status == ActivityStatus.HELD else "off"
    yield _symbol(span.mark or "", (x + end) / 2, middle, look, span.says)


def _symbol(kind: str, x: float, y: float, look: str, says: str = "") -> str:
    """Return the mark of a kind of activity: a triangle, a circle or a square."""
    told = hover(says) if says else None
    if kind == ActivityKind.DELEGATION:
        points = f"{x:.1f},{y - _MARK:.1f} {x + _MARK:.1f},{y + _MARK:.1f} {x - _MARK:.1f},{y + _MARK:.1f}"
        return element("polygon", told, points=points, class_=look)
    if kind == ActivityKind.EVENT:
        return element("circle", told, cx=x, cy=y, r=_MARK, class_=look)
    return element("rect", told, x=x - _MARK, y=y - _MARK, width=2 * _MARK, height=2 * _MARK, class_=look)


def _legend(language: str | None) -> Iterator[str]:
    x = 0.0
    for label, look in ((translated(each, language), look) for each, look in _LEGEND.items()):
        yield element("rect", x=x + 1, y=29.0, width=22.0, height=10.0, class_=look)
        yield text(label, x + 30, 38.5, class_="quiet")
        x += 30 + width_of(label, _FONT) + 18
    for label, kind in ((translated(each, language), kind) for each, kind in _MARKS.items()):
        yield _symbol(kind, x + 7, 34.0, "mark")
        yield text(label, x + 19, 38.5, class_="quiet")
        x += 19 + width_of(label, _FONT) + 18
