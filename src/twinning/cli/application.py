"""The application: every command, where it is, and the options that go before it.

A run builds the one command that it was called with: building all of them takes longer than the rest of a start.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from twinning import __version__
from twinning.cli.context import Globals

_LOOK, _RECORD, _REPORT, _EXCHANGE, _DATABASE = "Look", "Record", "Report", "Exchange", "Database"

COMMANDS = {
    "list-partners": (_LOOK, "partners.list_partners"),
    "list-cities": (_LOOK, "records.list_cities"),
    "list-agreements": (_LOOK, "records.list_agreements"),
    "list-delegations": (_LOOK, "listings.list_delegations"),
    "list-events": (_LOOK, "listings.list_events"),
    "list-programs": (_LOOK, "listings.list_programs"),
    "list-people": (_LOOK, "listings.list_people"),
    "list-organizations": (_LOOK, "listings.list_organizations"),
    "list-commitments": (_LOOK, "listings.list_commitments"),
    "list-sources": (_LOOK, "listings.list_sources"),
    "search": (_LOOK, "listings.search"),
    "show": (_LOOK, "records.show"),
    "add-city": (_RECORD, "adding.add_city"),
    "add-agreement": (_RECORD, "adding.add_agreement"),
    "record-act": (_RECORD, "acts.record_act"),
    "renew-agreement": (_RECORD, "acts.renew_agreement"),
    "suspend-agreement": (_RECORD, "acts.suspend_agreement"),
    "end-agreement": (_RECORD, "acts.end_agreement"),
    "upgrade-agreement": (_RECORD, "acts.upgrade_agreement"),
    "log": (_RECORD, "history.log"),
    "undo": (_RECORD, "history.undo"),
    "report": (_REPORT, "reports.app"),
    "import": (_EXCHANGE, "exchange.import_package"),
    "export": (_EXCHANGE, "exchange.export_package"),
    "db": (_DATABASE, "database.app"),
}
"""Every command, or group of commands: its panel in the help, and its module and function (or Typer) below `cli`."""

_ANYWHERE = {"--actor": 1, "--no-input": 0}
"""The general options that may stand behind the command as well, and how many values each takes."""

_BEFORE = {"--db": 1} | _ANYWHERE


def application(only: str | None = None) -> typer.Typer:
    """Return the application with every command, or with one."""
    app = typer.Typer(
        name="twinning",
        help="A register of sister-city relationships.",
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in COMMANDS if only is None else (only,):
        panel, target = COMMANDS[name]
        module, _, attribute = target.partition(".")
        command = getattr(import_module(f"twinning.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, rich_help_panel=panel)
        else:
            app.command(name, rich_help_panel=panel)(command)
    return app


def application_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the command that these arguments call; with every command if they call none."""
    own = own_arguments(arguments)
    before = arguments[: len(arguments) - len(own)]
    named = own and own[0] in COMMANDS and not {"-h", "--help"}.intersection(before)
    return application(own[0] if named else None)


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
    context.obj = Globals(database_address, actor, no_input, context.obj)
