"""Pieces of Markdown, and whether the links between pages lead anywhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

MADE = "<!-- Made by docs/generate.py from the program itself: change that, not this page. -->\n\n"

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar inside a cell does not end it."""
    return "".join(_line(cells) for cells in (header, ["---"] * len(header), *rows))


def _line(cells: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def code(text: str) -> str:
    """Return text as a piece of code, nothing as nothing."""
    return f"`{text}`" if text else ""


def spaced(name: str) -> str:
    """Return a class's name as words: `CityKind` is `City kind`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def prose(docstring: str | None) -> str:
    """Return a docstring as paragraphs, their lines joined."""
    paragraphs = re.split(r"\n\s*\n", (docstring or "").strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def broken_links(pages: Iterable[Path], root: Path) -> Iterator[str]:
    """Give `page: link` for each link to a file or heading that is not there; the web is not asked."""
    for page in pages:
        for link in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
            if not link.startswith(("https://", "http://", "mailto:")) and not _leads_somewhere(page, link):
                yield f"{page.relative_to(root)}: {link}"


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """Return the headings of a page as GitHub names them."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
