"""The application: every command registered here, one line each, and every error turned into words and an exit code."""

import os
import shlex
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from twinning import __version__
from twinning.cli import acts, adding, database, exchange, history, listings, partners, records, reports
from twinning.cli.context import Globals
from twinning.errors import ExitCode, TwinningError, UsageError
from twinning.render.messages import print_error

app = typer.Typer(
    name="twinning",
    help="A register of sister-city relationships.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_LOOK, _RECORD, _REPORT, _EXCHANGE, _DATABASE = "Look", "Record", "Report", "Exchange", "Database"

app.command("list-partners", rich_help_panel=_LOOK)(partners.list_partners)
app.command("list-cities", rich_help_panel=_LOOK)(records.list_cities)
app.command("list-agreements", rich_help_panel=_LOOK)(records.list_agreements)
app.command("list-delegations", rich_help_panel=_LOOK)(listings.list_delegations)
app.command("list-events", rich_help_panel=_LOOK)(listings.list_events)
app.command("list-programs", rich_help_panel=_LOOK)(listings.list_programs)
app.command("list-people", rich_help_panel=_LOOK)(listings.list_people)
app.command("list-organizations", rich_help_panel=_LOOK)(listings.list_organizations)
app.command("list-commitments", rich_help_panel=_LOOK)(listings.list_commitments)
app.command("list-sources", rich_help_panel=_LOOK)(listings.list_sources)
app.command("search", rich_help_panel=_LOOK)(listings.search)
app.command("show", rich_help_panel=_LOOK)(records.show)
app.command("add-city", rich_help_panel=_RECORD)(adding.add_city)
app.command("add-agreement", rich_help_panel=_RECORD)(adding.add_agreement)
app.command("record-act", rich_help_panel=_RECORD)(acts.record_act)
app.command("renew-agreement", rich_help_panel=_RECORD)(acts.renew_agreement)
app.command("suspend-agreement", rich_help_panel=_RECORD)(acts.suspend_agreement)
app.command("end-agreement", rich_help_panel=_RECORD)(acts.end_agreement)
app.command("upgrade-agreement", rich_help_panel=_RECORD)(acts.upgrade_agreement)
app.command("log", rich_help_panel=_RECORD)(history.log)
app.command("undo", rich_help_panel=_RECORD)(history.undo)
app.add_typer(reports.app, name="report", rich_help_panel=_REPORT)
app.command("import", rich_help_panel=_EXCHANGE)(exchange.import_package)
app.command("export", rich_help_panel=_EXCHANGE)(exchange.export_package)
app.add_typer(database.app, name="db", rich_help_panel=_DATABASE)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    database_address: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help="The register, if not the one in TWINNING_DB or the user's own."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Keep and ask a register of sister-city relationships."""
    if version:
        typer.echo(f"twinning {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit
    context.obj = Globals(database_address, context.obj)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. Only here do errors become words."""
    try:
        code = app(args=list(arguments), prog_name="twinning", standalone_mode=False, obj=_command(arguments))
        return code if isinstance(code, int) else ExitCode.DONE
    except TwinningError as error:
        return _report(error)
    except typer.TyperException as error:
        return _report(_usage_error(error))
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("TWINNING_DEBUG"):
            raise
        return _report(_BugError(error))


class _BugError(TwinningError):
    """What nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"this is a bug in twinning: {type(error).__name__}: {error}",
            "run the command again with TWINNING_DEBUG=1 and send what it prints to the makers",
        )


def _report(error: TwinningError) -> int:
    if os.environ.get("TWINNING_DEBUG"):
        raise error
    print_error(error, sys.stderr)
    return error.exit_code


def _usage_error(error: typer.TyperException) -> UsageError:
    """Say what was wrong with the words of the command, and where its help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "twinning"
    if getattr(error, "option_name", None) == "--db":
        return UsageError("--db goes before the command", f"twinning --db PATH {command.partition(' ')[2]} …")
    return UsageError(error.format_message().rstrip("."), f"`{command} --help` shows how")


def _command(arguments: Sequence[str]) -> str:
    """Return the command and its own arguments for the log: the options before it may hold a password."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        if rest.pop(0) == "--db" and rest:
            rest.pop(0)
    return shlex.join(rest).encode(errors="backslashreplace").decode()  # an argument may hold half a surrogate pair
