"""The drawings in the guides: each is what a command writes into its file, as of the day of the pages."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generators.sessions import answer, fresh_home

_PACK = "twinning db seed --pack busan-register"
_COMMANDS = {
    "partners-of-busan.svg": (_PACK, "twinning map Busan -o partners-of-busan.svg"),
    "timeline-of-seoul.svg": ("twinning report timeline Seoul --from 1990 -o timeline-of-seoul.svg",),
    "decades-of-busan.svg": (_PACK, "twinning report decades Busan -o decades-of-busan.svg"),
}


def drawings(folder: Path) -> Mapping[Path, Callable[[], str]]:
    """Return what draws each picture of a folder."""
    return {folder / name: partial(_draw, name, commands) for name, commands in _COMMANDS.items()}


def _draw(name: str, commands: tuple[str, ...]) -> str:
    with fresh_home():
        for command in commands:
            answer(command)
        return Path(name).read_text("utf-8")
