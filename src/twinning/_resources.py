"""Where the files that ship with the program lie: migrations, seed packages and guides.

In a checkout, editable installs included, they are the top-level folders; a wheel carries them under `_bundled`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def migrations() -> Path:
    """Return the folder of the Alembic environment."""
    return _find("alembic", "alembic", "env.py")


ARTICLES = "articles"
"""The pack that every new register starts from: the facts of two articles."""


def seed_packs() -> dict[str, Path]:
    """Return the data packages that ship with the program, by name: the articles first, then those on request."""
    folder = _find("data/seed", "seed", "datapackage.json")
    others = sorted(path.parent for path in folder.glob("*/datapackage.json"))
    return {ARTICLES: folder} | {path.name: path for path in others}


def guides() -> dict[str, Path]:
    """Return the pages of the documentation by topic, the name of each without its suffix: guides, then reference."""
    folder = _find("docs", "docs", "index.md")
    return {path.stem: path for path in (*sorted(folder.glob("*.md")), *sorted(folder.glob("reference/*.md")))}


def _find(checkout: str, bundled: str, marker: str) -> Path:
    folder = _CHECKOUT / checkout
    if (_CHECKOUT / "pyproject.toml").is_file() and (folder / marker).exists():
        return folder
    return _PACKAGE / "_bundled" / bundled
