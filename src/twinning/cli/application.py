"""The application: its commands, of which a run loads the one that it was called with.

Loading all of them takes longer than the rest of a start.
"""

from collections.abc import Mapping
from typing import Any

import typer

from twinning.cli.help_texts import with_readable_help
from twinning.cli.options.general import choose_general
from twinning.cli.options.paths import with_said_paths
from twinning.cli.registry import COMMANDS, Command


def command_of(*names: str, stand_ins: Mapping[str, Command] | None = None) -> Any:
    """Return the application as a command that can be run, with help as a terminal shows it; see `application`."""
    return with_said_paths(with_readable_help(typer.main.get_command(application(*names, stand_ins=stand_ins))))


def application(*names: str, stand_ins: Mapping[str, Command] | None = None) -> typer.Typer:
    """Return the application with these commands; of the others there is a name and a summary, and nothing loaded.

    `stand_ins` are commands in the place of those of a name.
    """
    app = typer.Typer(
        name="twinning",
        help="A register of sister-city relationships.",
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(choose_general)
    for name, command in (COMMANDS | dict(stand_ins or {})).items():
        if name not in names:
            app.command(name, help=command.summary, rich_help_panel=command.panel)(_not_loaded)
        elif command.is_group:
            app.add_typer(command.load(), name=name, rich_help_panel=command.panel)
        else:
            app.command(name, rich_help_panel=command.panel)(command.load())
    return app


def _not_loaded() -> None:
    """Stand for a command that is not called."""
