"""Facts and rows as HTML, by hand: a large site has a million cells, and a template would take five times as long."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from twinning.render.documents.page import Column
from twinning.render.site.cells import Linked, PageTable, Shown


class Elements:
    """What writes the parts of a page that stands in a folder of the site.

    `root` leads out of that folder, and `comma` is what the site's language has between the names of a list.
    """

    def __init__(self, root: str, texts: Mapping[str, str], comma: str) -> None:
        self._root, self._source, self._comma = root, escape(texts["source"]), comma

    def cell(self, shown: Shown) -> Any:
        """Return what stands in a cell or a fact; a status stands in a badge."""
        return safe(self._cell(shown))

    def linked(self, part: Linked) -> Any:
        """Return a text with its link."""
        return safe(self._linked(part))

    def outside(self, address: str) -> Any:
        """Return a web address as a link."""
        return safe(_outside(address, escape(address)))

    def numbers(self, marks: tuple[int, ...]) -> Any:
        """Return links to the sources of these numbers."""
        return safe(self._numbers(marks))

    def rows(self, table: PageTable) -> Any:
        """Return the rows of a table."""
        return safe("\n".join(self._rows(table)))

    def _rows(self, table: PageTable) -> Iterator[str]:
        openings = [_opening(each) for each in table.columns]
        for row, marks in table.marked_rows:
            cells = [f"{begin}{self._cell(shown)}</td>" for begin, shown in zip(openings, row, strict=True)]
            if marks and cells:
                cells[0] = cells[0].removesuffix("</td>") + f"{self._numbers(marks)}</td>"
            yield f"<tr>{''.join(cells)}</tr>"

    def _cell(self, shown: Shown) -> str:
        between = f'<span class="then">{shown.separator(self._comma)}</span>' if len(shown.parts) > 1 else ""
        content = between.join(map(self._linked, shown.parts))
        return f'<span class="status {escape(shown.word)}">{content}</span>' if shown.word else content

    def _linked(self, part: Linked) -> str:
        text = escape(part.text)
        if part.to is None:
            return text
        if part.is_outside:
            return _outside(part.to, text)
        return f'<a href="{self._root}{escape(part.to)}">{text}</a>'

    def _numbers(self, marks: tuple[int, ...]) -> str:
        links = (f'<a href="#source-{each}" aria-label="{self._source} {each}">{each}</a>' for each in marks)
        return f'<span class="marks">{"".join(links)}</span>' if marks else ""


def _outside(address: str, text: str) -> str:
    """Return a link that leaves the site, in single quotes, to be told from the site's own."""
    return f"<a class='outside' href='{escape(address)}' rel='external noopener noreferrer'>{text}</a>"


def _opening(column: Column) -> str:
    look = f' class="{escape(column.class_name)}"' if column.class_name else ""
    return f'<td{look} data-label="{escape(column.label)}">'


def safe(own: str) -> Any:
    """Return HTML of this program's own making as what a template does not escape again."""
    from markupsafe import Markup  # noqa: PLC0415 - for pages alone

    return Markup(own)  # noqa: S704 - all text in it was escaped where it was made
