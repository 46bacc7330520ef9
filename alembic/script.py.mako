"""${message[:1].upper() + message[1:]}."""

import sqlalchemy as sa
from alembic import op

from twinning.db.migrations.altering import altered_table, drop_from_history, refuse_to_lose

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Change the schema, and what rows that are there need."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Go back; `refuse_to_lose` says what the earlier revision has no place for."""
    ${downgrades if downgrades else "pass"}
