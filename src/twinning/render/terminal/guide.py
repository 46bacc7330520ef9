"""The pages of the documentation, as text for a pipe and drawn for a terminal."""

import re
from io import StringIO

from twinning.rows.upkeep import GuideRow

_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)\n*")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)#\s]*)(?:#[^)]*)?\)")
_ENTRY = re.compile(r"^- \[[^\]]+\]\(([^)]+)\.md\): (.+(?:\n  .+)*)", re.MULTILINE)


def list_guides(index: str) -> list[GuideRow]:
    """Return the topics of the index page, in its order, with what it says of each."""
    found = ((path.rpartition("/")[2], " ".join(about.split())) for path, about in _ENTRY.findall(index))
    return [GuideRow(topic, _without_links(about)) for topic, about in found]


def plain_guide(page: str) -> str:
    """Return a page as Markdown that makes sense outside its folder: another page is named by the command to show it.

    Pictures and comments are left out.
    """
    return _without_links(_PICTURE.sub("", _COMMENT.sub("", page)))


def drawn_guide(page: str, width: int, *, color: bool) -> str:
    """Return a page as a terminal of that many columns shows it."""
    from rich.markdown import Markdown  # noqa: PLC0415 - only a terminal pays for it

    from twinning.render.terminal.table import console  # noqa: PLC0415

    text = StringIO()
    theme = "ansi_dark" if color else "bw"
    console(text, width, color).print(Markdown(plain_guide(page), code_theme=theme, hyperlinks=False))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _without_links(text: str) -> str:
    return _LINK.sub(_named, text)


def _named(link: re.Match[str]) -> str:
    """Return what a link says, and how the page that it leads to is shown here."""
    words, path = link.groups()
    if not path.endswith(".md"):
        return words
    return f"{words} (`twinning help {path.rpartition('/')[2].removesuffix('.md')}`)"
