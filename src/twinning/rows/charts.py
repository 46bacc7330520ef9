"""What can be drawn of rows: declared by a row class in `charts` and `timeline`, by the names of its columns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from twinning.rows import Meaning, Row, is_unknown
from twinning.rows.tracing import Counted

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars: how much there is for each value of the column `by`, in parts by the column `split`.

    `value` is the column that is added up; where its numbers carry their keys, each key counts once, however many rows
    have it. None counts the rows. `largest_first` orders the bars by their size, else they go by their label.
    """

    title: str
    by: str
    value: str | None = None
    split: str | None = None
    largest_first: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, and the number of each part in the order of the chart's parts."""

    label: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """How long it is."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart's bars. `parts` are the words of the column that splits them, one of no words where none does."""

    chart: Chart
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    means: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and marks over time, by the names of columns: a lane for each text of `lane`.

    `mark` is the column that is null for what lasts and is a bar, and says what kind of mark it is for what is one.
    """

    lane: str
    start: str
    end: str
    status: str
    text: str
    mark: str


def charts_of(row_class: type[Row]) -> tuple[Chart, ...]:
    """Return the charts that a row class declares."""
    declared: tuple[Chart, ...] = getattr(row_class, "charts", ())
    return declared


def bars_of(rows: Iterable[Any], chart: Chart, row_class: type[Row]) -> Bars:
    """Return the bars of a chart, those that are zero left out; what is not known is the last one."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        label, part = _text(row, chart.by), _text(row, chart.split) if chart.split else ""
        found[label][part].append(getattr(row, chart.value) if chart.value else 1)
    sizes = {label: {part: _added_up(numbers) for part, numbers in parts.items()} for label, parts in found.items()}
    parts = tuple(dict.fromkeys(part for each in sizes.values() for part, number in each.items() if number))
    bars = [Bar(label, tuple(each.get(part, 0) for part in parts)) for label, each in sizes.items()]
    shown = sorted((bar for bar in bars if bar.total), key=lambda bar: _order(bar, chart))
    return Bars(chart, parts, tuple(shown), row_class.__dataclass_fields__[chart.by].metadata.get("means"))


def _text(row: Any, name: str) -> str:
    value = getattr(row, name)
    if is_unknown(value):
        return UNKNOWN
    return value if isinstance(value, str) else str(value)  # a phrase stays one


def _added_up(numbers: Sequence[int]) -> int:
    keyed = [number for number in numbers if isinstance(number, Counted)]
    return len({key for number in keyed for key in number.keys}) if len(keyed) == len(numbers) else sum(numbers)


def _order(bar: Bar, chart: Chart) -> tuple[bool, int, str]:
    return bar.label == UNKNOWN, -bar.total if chart.largest_first else 0, bar.label
