"""What a command runs in: its database, who works, and whether it may ask."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from twinning.cli.first_use import FirstUse
from twinning.cli.output.leftovers import clean_up_beside
from twinning.domain.names import LONGEST_NAME, clean_text
from twinning.settings import Settings, default_database

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from twinning.db.storage.address import Address


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of a command: its text for the log, and the default register, which it may be the first to need.

    `asked` is whether a part of it was asked for at the terminal, since an argument was missing.
    """

    command: str
    asked: bool
    first_use: FirstUse


@dataclass(frozen=True, slots=True)
class Globals:
    """The settings of this run, whether it may ask questions, and which command was called."""

    settings: Settings
    no_input: bool
    invocation: Invocation


def globals_of(context: typer.Context) -> Globals:
    """Return the global options of this run."""
    found: Globals = context.find_root().obj
    return found


def settings_of(context: typer.Context) -> Settings:
    """Return the settings of this run: options, environment and configuration files."""
    return globals_of(context).settings


def address_of(context: typer.Context) -> "Address":
    """Return the database's address. Raises UsageError for one that is none, InputError for a configuration file."""
    from twinning.db.storage.address import Address

    named = settings_of(context).get("database")
    return Address.parse(named.value) if named else Address.of_file(default_database())


@contextmanager
def reading(context: typer.Context) -> Iterator["Connection"]:
    """Give a connection that reads. The default register is made and seeded on first use, and says so."""
    from twinning.db.session import reading as opened

    with opened(address_in_use(context)) as connection:
        yield connection


@contextmanager
def writing(context: typer.Context, *, dry_run: bool = False, sha256: str | None = None) -> Iterator["Session"]:
    """Give a session whose changes are this command's operation. With `dry_run` nothing is written in the end."""
    from twinning.db.session import NewOperation
    from twinning.db.session import writing as opened

    clean_up_beside(address_of(context).path)
    address = address_in_use(context)
    globals_of(context).invocation.first_use.note_writing(dry_run=dry_run)
    operation = NewOperation(actor_of(context), globals_of(context).invocation.command, sha256)
    with opened(address, operation, dry_run=dry_run) as session:
        yield session


def address_in_use(context: typer.Context) -> "Address":
    """Return where this run finds its register: its address, or that of a draft where the default is not made yet."""
    address = address_of(context)
    is_default = settings_of(context).get("database") is None
    if not is_default or address.path is None or address.path.exists():
        return address
    return globals_of(context).invocation.first_use.draft(address.path, actor_of(context))


def actor_of(context: typer.Context) -> str:
    """Return the name under which the log has this run's changes. Raises InputError for one that cannot be stored."""
    return clean_text(settings_of(context).actor, "the actor", LONGEST_NAME)


def may_ask(context: typer.Context) -> bool:
    """Return whether somebody sits at a terminal who can be asked."""
    return is_terminal() and not globals_of(context).no_input


def is_terminal() -> bool:
    """Return whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
