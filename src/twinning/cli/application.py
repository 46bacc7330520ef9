"""The application, and the options that go before its commands.

A run loads the one command that it was called with: loading all of them takes longer than the rest of a start.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from twinning import __version__
from twinning.cli.context import Globals
from twinning.cli.registry import COMMANDS
from twinning.errors import UsageError
from twinning.settings import Key, Settings

_ANYWHERE = {"--actor": 1, "--lang": 1, "--no-input": 0}
"""The general options that may stand behind the command as well, and how many values each takes."""

_BEFORE = {"--db": 1} | _ANYWHERE


def application(*names: str) -> typer.Typer:
    """Return the application with these commands; of the others there is a name and a summary, and nothing loaded."""
    app = typer.Typer(
        name="twinning",
        help="A register of sister-city relationships.",
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name, command in COMMANDS.items():
        if name not in names:
            app.command(name, help=command.summary, rich_help_panel=command.panel)(_not_loaded)
        elif command.is_group:
            app.add_typer(command.load(), name=name, rich_help_panel=command.panel)
        else:
            app.command(name, rich_help_panel=command.panel)(command.load())
    return app


def application_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the command that these arguments call."""
    return application(*own_arguments(arguments)[:1])


def _not_loaded() -> None:
    """Stand for a command that is not called."""


def general_options_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with those general options in front that may stand anywhere before `--`."""
    first: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return [*first, *rest, argument, *waiting]
        name = argument.partition("=")[0]
        values = 0 if "=" in argument else _ANYWHERE.get(name, 0)
        if len(waiting) < values:
            raise UsageError(f"{argument} needs a value", f"write it as {argument} VALUE")
        target = first if name in _ANYWHERE else rest
        target += [argument, *waiting[:values]]
        del waiting[:values]
    return [*first, *rest]


def own_arguments(arguments: Sequence[str]) -> list[str]:
    """Return the command and its own arguments: the options before it may hold a password."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        del rest[: 1 + _BEFORE.get(rest[0], 0)]
    return rest


def _root(
    context: typer.Context,
    database_address: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help="The register, if not the one in TWINNING_DB or the user's own."),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="NAME", help="Who works, if not TWINNING_ACTOR or the system's user."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="LANGUAGE", help="The language of countries, dates and numbers, if not TWINNING_LANG."
        ),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing, not even at a terminal.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Keep and ask a register of sister-city relationships."""
    if version:
        typer.echo(f"twinning {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit
    options: Mapping[Key, str | None] = {"database": database_address, "actor": actor or None, "language": language}
    context.obj = Globals(Settings(options), no_input, context.obj)
