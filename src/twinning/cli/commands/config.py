"""`config`: the settings, and where each comes from."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.context import settings_of
from twinning.cli.options.output import Output, with_output
from twinning.errors import InputError, NotFoundError, UsageError
from twinning.render import FORMATS
from twinning.render.terminal.messages import print_note
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import SettingRow
from twinning.settings import (
    KEYS,
    PROJECT_FILE,
    Key,
    Setting,
    default_database,
    places,
    read_content,
    system_user,
)

app = typer.Typer(help="The settings.")

_DEFAULT = "default"
_File = Annotated[
    Path | None,
    typer.Argument(help=f"The file, if not the nearest {PROJECT_FILE}.", metavar="[FILE]", show_default=False),
]


@app.command("show")
@with_output
def show(context: typer.Context, *, output: Output) -> None:
    """Show each setting, its value, and where that comes from: an option, the environment, a file, or the default.

    An option counts more than the environment, and that more than a file. Passwords are never shown.

    Examples:
      twinning config show

      twinning --actor "Kim Minji" config show --json
    """
    settings = settings_of(context)
    rows = [_row(key, settings.get(key)) for key in KEYS]
    output.show(Listing(SettingRow, (Section("settings", SettingRow, rows),), phrase("Settings")))


@app.command("trust")
def trust(file: _File = None) -> None:
    """Trust a project's configuration file. Its settings count until somebody changes the file.

    Read it first: a stranger's file could make you work in a stranger's register, and send your password to its server.

    Examples:
      twinning config trust

      twinning config trust ~/register/twinning.toml
    """
    from twinning.settings.trust import trust as remember

    path = file or _nearest()
    with _explained(path):
        content = remember(path)
    values = read_content(path, content).values
    said = "; ".join(f"{key} = {_shown(key, value)}" for key, value in values.items()) or "it sets nothing"
    print_note(f"{path} is trusted: {said}", sys.stderr)


@app.command("untrust")
def untrust(file: _File = None) -> None:
    """Stop trusting a project's configuration file.

    Example:
      twinning config untrust
    """
    from twinning.settings.trust import untrust as forget

    path = file or _nearest()
    with _explained(path):
        was_trusted = forget(path)
    print_note(f"{path} is trusted no longer" if was_trusted else f"{path} was not trusted", sys.stderr)


def _nearest() -> Path:
    project, _ = places()
    if project is None:
        raise NotFoundError(f"there is no {PROJECT_FILE} in this folder or above it", "name the file")
    return project


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be trusted: {error.strerror}") from error
    except RuntimeError as error:
        raise UsageError("this user has no home folder to remember it in") from error


def _row(key: Key, setting: Setting | None) -> SettingRow:
    if setting is None:
        return SettingRow(key, _default(key), _DEFAULT)
    return SettingRow(key, _shown(key, setting.value), setting.origin)


def _shown(key: str, value: str) -> str:
    return _shown_address(value) if key == "database" else value


def _default(key: Key) -> str | None:
    match key:
        case "database":
            return str(default_database())
        case "actor":
            return system_user()
        case "format":
            return FORMATS[0]
        case _:
            return None


def _shown_address(text: str) -> str:
    """Return a database's address as people may see it, without user and password, or why it is none."""
    from twinning.db.storage.address import Address

    try:
        return str(Address.parse(text))
    except UsageError as error:
        return f"({error.message})"
