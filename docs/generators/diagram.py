"""The drawing of the data model: tables by family, in columns, with an arrow for each reference to another table.

An SVG of plain shapes and the reader's own fonts: it opens offline, and is the same on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from sqlalchemy import Table

from generators.tables import Field, families, fields_of

_COLUMNS = (("agreements", "history"), ("cities", "people"), ("activities",), ("obligations", "sources"))
_COLORS = {
    "agreements": "#1f6f8b",
    "cities": "#b3541e",
    "people": "#7a5195",
    "activities": "#3f7d3a",
    "obligations": "#a23b4f",
    "sources": "#5c6b73",
    "history": "#8a7a2d",
}
_WIDTH, _ROW, _HEAD, _GAP, _LANE, _MARGIN = 250, 18, 24, 18, 120, 60
_STYLE = (
    "text{font:12px ui-sans-serif,'Helvetica Neue',Arial,sans-serif;fill:#222}"
    ".head{font-weight:bold;fill:#fff}.family{font-size:16px;font-weight:bold}"
    ".type{fill:#666;text-anchor:end}.must{font-weight:bold}path{fill:none;stroke-width:1.3}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A table in its place: x and y of its upper left corner, in pixels, and the column of the drawing."""

    table: str
    family: str
    fields: list[Field]
    column: int
    x: int
    y: int

    @property
    def bottom(self) -> int:
        return self.y + _HEAD + _ROW * len(self.fields) + 6

    def row(self, number: int) -> int:
        """Return the y of the middle of a row."""
        return self.y + _HEAD + _ROW * number + 11


def draw_data_model() -> str:
    """Return the SVG. Raises KeyError for a family that has no place in the drawing."""
    boxes = {box.table: box for box in _boxes()}
    width = 2 * _MARGIN + len(_COLUMNS) * _WIDTH + (len(_COLUMNS) - 1) * _LANE
    height = max(box.bottom for box in boxes.values()) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<title>The data model of twinning</title><style>{_STYLE}</style>",
        *map(_marker, _COLORS),
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *(_arrow(boxes[source], row, boxes[target]) for source, row, target in _references(boxes)),
        *(_drawn(box) for box in boxes.values()),
        *_headings(boxes),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _boxes() -> Iterator[_Box]:
    models = families()
    for column, names in enumerate(_COLUMNS):
        y = 0
        for family in names:
            y += 2 * _GAP
            for table in (mapper.local_table for mapper in models.pop(family)):
                box = _box(table, family, column, y)
                yield box
                y = box.bottom + _GAP
    if models:
        raise KeyError(f"the drawing has no place for {', '.join(models)}")


def _box(table: object, family: str, column: int, y: int) -> _Box:
    if not isinstance(table, Table):
        raise TypeError(f"{table} is no table")
    return _Box(table.name, family, fields_of(table), column, _MARGIN + column * (_WIDTH + _LANE), y)


def _references(boxes: dict[str, _Box]) -> Iterator[tuple[str, int, str]]:
    """Give each reference once: its table, its row, and the table that it leads to. One to itself needs no arrow."""
    for box in boxes.values():
        for row, field in enumerate(box.fields):
            if field.target and field.target != box.table:
                yield box.table, row, field.target


def _headings(boxes: dict[str, _Box]) -> Iterator[str]:
    first: dict[str, _Box] = {}
    for box in boxes.values():
        first.setdefault(box.family, box)
    for family, box in first.items():
        place = f'x="{box.x}" y="{box.y - 10}"'
        yield f'<text class="family" {place} style="fill:{_COLORS[family]}">{family.capitalize()}</text>'


def _drawn(box: _Box) -> str:
    color, height = _COLORS[box.family], box.bottom - box.y
    return "\n".join(
        [
            f'<rect x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{height}" rx="4" fill="#fff" stroke="{color}"/>',
            f'<path d="M{box.x} {box.y + _HEAD}v{4 - _HEAD}q0 -4 4 -4h{_WIDTH - 8}q4 0 4 4v{_HEAD - 4}z"'
            f' style="fill:{color}"/>',
            f'<text class="head" x="{box.x + 8}" y="{box.y + 16}">{box.table}</text>',
            *(_line(box, row, field) for row, field in enumerate(box.fields)),
        ]
    )


def _line(box: _Box, row: int, field: Field) -> str:
    y = box.row(row) + 4
    shown = f"→ {field.target}" if field.target else field.type
    must = ' class="must"' if field.required else ""
    return (
        f'<text{must} x="{box.x + 8}" y="{y}">{field.name}</text>'
        f'<text class="type" x="{box.x + _WIDTH - 8}" y="{y}">{escape(shown)}</text>'
    )


def _arrow(source: _Box, row: int, target: _Box) -> str:
    """Curve from the row's side to the head of the other table; along the left side within one column."""
    start_y, end_y = source.row(row), target.y + _HEAD // 2
    if source.column == target.column:
        start, end, bend = source.x, target.x, -min(_LANE // 2, 25 + abs(start_y - end_y) // 12)
        bends = (start + bend, end + bend)
    else:
        rightward = source.column < target.column
        start, end = (source.x + _WIDTH, target.x) if rightward else (source.x, target.x + _WIDTH)
        bends = (start + (_LANE if rightward else -_LANE) // 2, end - (_LANE if rightward else -_LANE) // 2)
    curve = f"M{start} {start_y}C{bends[0]} {start_y} {bends[1]} {end_y} {end} {end_y}"
    return f'<path d="{curve}" stroke="{_COLORS[target.family]}" marker-end="url(#to-{target.family})"/>'


def _marker(family: str) -> str:
    return (
        f'<marker id="to-{family}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" style="fill:{_COLORS[family]}"/></marker>'
    )
