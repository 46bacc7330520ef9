"""The picture of a screen in the table of contents, drawn by Rich from what the program writes to a terminal."""

import hashlib
import io
import re

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from generators.sessions import answer, fresh_home

_COMMAND = "twinning list-partners Busan"
_WIDTH = 100  # columns, as the pages have
# Rich's own template fetches its font from elsewhere; the reader's fonts do.
_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def is_fresh(svg: str) -> bool:
    """Return whether a picture shows today's screen: releases of Rich draw the same screen in different ways."""
    return _name(_screen()) in svg


def draw_screen() -> str:
    """Return an SVG of the screen, which fetches nothing."""
    screen = _screen()
    console = Console(record=True, width=_WIDTH, file=io.StringIO())
    console.print(Text.from_ansi(screen))
    drawn = console.export_svg(title=_COMMAND, theme=DEFAULT_TERMINAL_THEME, unique_id=_name(screen))
    return _FETCHED.sub("", drawn)


def _screen() -> str:
    with fresh_home():
        return f"$ {_COMMAND}\n{answer(_COMMAND, color=True)}"


def _name(screen: str) -> str:
    return f"screen-{hashlib.sha256(f'{_WIDTH} {screen}'.encode()).hexdigest()[:16]}"
