"""Alembic's environment: it runs on the connection that `migrate` hands it, inside its transaction."""

from typing import Any, Literal

from alembic import context

from twinning.db.models import Base
from twinning.db.search.index import is_of_index
from twinning.db.types import Flag, Word


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as what they are in the database, so that no migration imports the program."""
    if kind == "type" and isinstance(item, Word | Flag):
        return f"sa.{type(item.impl).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    render_item=render_item,
    include_name=lambda name, _kind, _parents: not is_of_index(name),
)
context.run_migrations()
