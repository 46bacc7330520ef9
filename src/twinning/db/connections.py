"""The connection of a session. It loads no SQLAlchemy, so that a command can name it before it is known to run."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session


def connection_of(session: "Session") -> "Connection":
    """Return the connection for queries of a writing session, after pending changes were flushed to it."""
    if session.autoflush:
        session.flush()
    return session.connection()
