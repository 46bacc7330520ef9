"""What somebody picked, where a text could be several records."""

from collections.abc import Mapping

from sqlalchemy import Connection

_PICKED = "picked"
"""Where a connection's info keeps the keys that somebody picked for ambiguous texts."""


def remember_picked(connection: Connection, picked: Mapping[str, str]) -> None:
    """Let ambiguous texts mean the keys that somebody picked for them, as long as the connection is open."""
    connection.info.setdefault(_PICKED, {}).update(picked)


def picked_for(connection: Connection, text: str) -> str:
    """Return the key that somebody picked for a text; the text itself where nobody did."""
    picked: str = connection.info.get(_PICKED, {}).get(text, text)
    return picked
