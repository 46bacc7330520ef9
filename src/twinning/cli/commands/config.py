"""`config`: what is set, and where."""

import typer

from twinning.cli.context import settings_of
from twinning.cli.options.output import Output, with_output
from twinning.errors import UsageError
from twinning.render import FORMATS
from twinning.rows import Listing, Section
from twinning.rows.upkeep import SettingRow
from twinning.settings import KEYS, Key, Setting, default_database, system_user

app = typer.Typer(help="The settings.")

_DEFAULT = "default"


@app.command("show")
@with_output
def show(context: typer.Context, *, output: Output) -> None:
    """Show each setting, its value, and where that comes from: an option, the environment, a file, or the default.

    Of several places the first counts. A password in the address of a database is never shown.

    Examples:
      twinning config show

      twinning --actor "Kim Minji" config show --json
    """
    settings = settings_of(context)
    rows = [_row(key, settings.get(key)) for key in KEYS]
    output.show(Listing(SettingRow, (Section("settings", SettingRow, rows),), "Settings"))


def _row(key: Key, setting: Setting | None) -> SettingRow:
    if setting is None:
        return SettingRow(key, _default(key), _DEFAULT)
    return SettingRow(key, _shown_address(setting.value) if key == "database" else setting.value, setting.origin)


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
    from twinning.db.address import Address

    try:
        return str(Address.parse(text))
    except UsageError as error:
        return f"({error.message})"
