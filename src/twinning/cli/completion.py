"""Completion of names and keys straight from the file, with sqlite3 alone: SQLAlchemy takes half a second a TAB.

Nothing here raises or prints: a shell that completes shows whatever comes.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import typer

from twinning import settings
from twinning.names import fold

_MOST = 50
_CITIES = """
    SELECT c.name, c.key FROM city AS c WHERE c.folded >= :low AND c.folded < :high
    UNION SELECT n.name, c.key FROM city_name AS n JOIN city AS c ON c.id = n.city_id
        WHERE n.folded >= :low AND n.folded < :high
    UNION SELECT c.key, c.key FROM city AS c WHERE c.key >= :text AND c.key < :end
    LIMIT :most
"""
_AGREEMENTS = "SELECT key, key FROM agreement WHERE key >= :text AND key < :end LIMIT :most"


def complete_city(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names that begin like this, as typed; a name with a blank, which shells split, by its key."""
    return _complete(context, incomplete, _CITIES)


def complete_reference(context: typer.Context, incomplete: str) -> list[str]:
    """Return the cities and the keys of agreements that begin like this."""
    return [*_complete(context, incomplete, _CITIES), *_complete(context, incomplete, _AGREEMENTS)]


def complete_agreement(context: typer.Context, incomplete: str) -> list[str]:
    """Return the keys of agreements that begin like this."""
    return _complete(context, incomplete, _AGREEMENTS)


def _complete(context: typer.Context, incomplete: str, query: str) -> list[str]:
    path = _file(context)
    if path is None:
        return []
    text, folded = incomplete.strip("\"'"), fold(incomplete) if incomplete else ""
    bounds = {"text": text, "end": f"{text}\U0010ffff", "low": folded, "high": f"{folded}\U0010ffff", "most": _MOST}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            found = connection.execute(query, bounds).fetchall()
    except (sqlite3.Error, OSError, ValueError):
        return []
    names = {name: key for name, key in found if _is_one_word(name) and name.startswith(text)}
    keys = {key for _, key in found} - set(names.values())
    return sorted({*names, *(_begun(text, key) for key in keys)})


def _begun(text: str, key: str) -> str:
    """Return a key that begins as it was typed: shells drop what begins with other capitals."""
    return f"{text}{key[len(text) :]}" if key.startswith(text.lower()) else key


def _is_one_word(name: str) -> bool:
    return not any(character.isspace() or character in "'\"`$\\:;&|<>()[]{}*?!~#" for character in name)


def _file(context: typer.Context) -> Path | None:
    """Return the register's file, from the parsed option: root callbacks do not run in completion."""
    option = context.find_root().params.get("database_address")
    named = settings.database(option)
    if named is None:
        return settings.default_database()
    if "://" not in named:
        return Path(named).expanduser()
    return Path(unquote(named.removeprefix("sqlite:///"))) if named.startswith("sqlite:///") else None
