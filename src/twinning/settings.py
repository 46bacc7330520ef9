"""Where the register is and who works on it: an option over the environment over the platform's default."""

import getpass
import os
from pathlib import Path

DATABASE = "TWINNING_DB"
ACTOR = "TWINNING_ACTOR"


def default_database() -> Path:
    """Return the register's file in the user's data folder, which is made and seeded on first use."""
    from platformdirs import user_data_path  # noqa: PLC0415 - a command that is told its database does not pay for it

    return user_data_path("twinning", appauthor=False) / "register.db"


def database(option: str | None) -> str | None:
    """Return the database that an option or the environment names; None where neither does."""
    return option if option is not None else os.environ.get(DATABASE) or None


def actor(option: str | None = None) -> str:
    """Return who works: an option, `TWINNING_ACTOR`, else the system's user."""
    try:
        return option or os.environ.get(ACTOR) or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
