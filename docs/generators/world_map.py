"""The map in the guides: what `twinning map` draws of Busan with the pack of its ties."""

from pathlib import Path

from generators.sessions import answer, fresh_home


def draw_map() -> str:
    """Return the SVG, as of the day of the pages."""
    with fresh_home():
        answer("twinning db seed --pack busan-register")
        answer("twinning map Busan -o partners.svg")
        return Path("partners.svg").read_text("utf-8")
