"""`db`: the register's own file or database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.asking.prompts import check_can_confirm, confirm
from twinning.cli.completion.lists import complete_pack
from twinning.cli.context import actor_of, address_in_use, address_of, reading
from twinning.cli.importing.report import tell_import
from twinning.cli.options.output import Output, with_output
from twinning.cli.output.leftovers import clean_up_beside, tell_leftovers
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from twinning.db.storage.address import Address

app = typer.Typer(help="The register's database.")


@app.command("init")
def init(
    context: typer.Context,
    empty: Annotated[
        bool,
        typer.Option(
            "--empty",
            help="Make a register without records; a register that has only the facts of the two articles is emptied.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Empty it without asking for confirmation.")] = False,
) -> None:
    """Make a register: a new file, or the tables in an empty PostgreSQL database.

    Examples:
      twinning --db register.db db init

      twinning --db office.db db init --empty

      twinning --db postgresql://localhost/register db init --empty
    """
    from twinning.exchange.seeding import create_register

    address = address_of(context)
    clean_up_beside(address.path)
    if empty and _is_emptied(context, address, yes=yes):
        print_note(f"the seed was taken out of {address}", sys.stderr)
        return
    create_register(address, actor_of(context), empty=empty)
    print_note(f"made a register {'without records' if empty else 'with the seed'} at {address}", sys.stderr)


def _is_emptied(context: typer.Context, address: "Address", *, yes: bool) -> bool:
    """Take the seed out of a register that holds nothing else, once that is confirmed; say whether it is such a one.

    Raises UsageError where nobody can be asked, and what `confirm` raises where the answer is no.
    """
    from twinning.exchange.seeding import find_only_seed, take_seed_back

    seeding = find_only_seed(address)
    if seeding is None:
        return False
    if not yes:
        check_can_confirm(context)
        confirm(f"{address} holds the facts of two articles, and nothing of yours. Take them out?")
    take_seed_back(address, actor_of(context), seeding)
    return True


@app.command("upgrade")
def upgrade(
    context: typer.Context,
    backup: Annotated[
        bool, typer.Option("--backup/--no-backup", help="Take a backup first; on PostgreSQL, a data package.")
    ] = True,
) -> None:
    """Bring the register up to this version of the program, with a backup first; if it fails, nothing has changed.

    Example:
      twinning db upgrade
    """
    from twinning.exchange.upgrading import upgrade as run_upgrade

    address = address_of(context)
    clean_up_beside(address.path)
    upgraded = run_upgrade(address, backup=backup)
    if upgraded.backup is not None:
        print_note(f"backup at {upgraded.backup}", sys.stderr)
    done = f"is {upgraded.after} now, it was" if upgraded.before != upgraded.after else "is up to date:"
    print_note(f"the schema {done} {upgraded.before}", sys.stderr)


@app.command("status")
@with_output
def status(context: typer.Context, *, output: Output) -> None:
    """Show where the register is, its version, and how much it holds.

    Example:
      twinning db status --json
    """
    from twinning.queries.upkeep.health import describe_register

    address = address_of(context)
    with reading(context) as connection:
        dossier = describe_register(connection, str(address))
    output.show(dossier)


@app.command("check")
@with_output
def check(
    context: typer.Context,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            help="An earlier export: show what changed since, and who changed it.",
            metavar="FOLDER",
        ),
    ] = None,
    *,
    output: Output,
) -> None:
    """Check that the register is sound: that the file is whole, and that nothing in it contradicts the rules.

    With --against, check instead that every change since an export stands in the log. The exit code is 5 if anything is
    wrong.

    Examples:
      twinning db check

      twinning export register-2026

      twinning db check --against register-2026
    """
    from twinning.errors import DatabaseError
    from twinning.exchange.package.comparing import compare, count_unaccounted
    from twinning.queries.upkeep.checks import check as run_check

    clean_up_beside(against)
    tell_leftovers(address_of(context).path)
    with reading(context) as connection:
        listing = run_check(connection) if against is None else compare(connection, against)
    output.show(listing)
    if against is None and (problems := len(list(listing.rows))):
        raise DatabaseError(f"problems found: {problems}", "restore a backup, or mend the records named above")
    if against is not None and (unaccounted := count_unaccounted(listing)):
        raise DatabaseError(
            f"differences that no operation accounts for: {unaccounted}",
            "somebody wrote past the program: mend the records named above, or restore a backup",
        )


@app.command("reindex")
def reindex(context: typer.Context) -> None:
    """Build the search index anew, where `db check` asks for it; no record changes.

    Example:
      twinning db reindex
    """
    from twinning.db.migrations.migrate import reindex as run_reindex

    run_reindex(address_of(context))
    print_note("the search index was built anew", sys.stderr)


@app.command("backup")
def backup(
    context: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(help="A new file, or on PostgreSQL a folder.", metavar="[TARGET]")
    ] = None,
) -> None:
    """Copy the register as it is now, while others may write: a file, or on PostgreSQL a data package.

    Examples:
      twinning db backup

      twinning db backup register-2026-11.db
    """
    from twinning.exchange.upgrading import back_up

    address = address_of(context)
    clean_up_beside(target or address.path)
    print_note(f"backup at {back_up(address, target)}", sys.stderr)


@app.command("restore")
def restore(
    context: typer.Context,
    backup: Annotated[
        Path,
        typer.Argument(
            help="A file that `db backup` made (`-` reads standard input), or a data package.", metavar="BACKUP"
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Restore it without asking for confirmation.")] = False,
) -> None:
    """Put a backup in the register's place, whole or not at all; the register as it was is kept beside it.

    A data package has no history: the log stays as it is, and nothing that stands in it can be undone any more.

    Examples:
      twinning db backup register-2026-11.db

      twinning db restore register-2026-11.db --yes
    """
    from twinning.db.migrations.revision import HEAD
    from twinning.exchange.restoring import restore as run_restore

    address = address_of(context)
    named = "standard input" if str(backup) == "-" else str(backup)
    if not yes:
        check_can_confirm(context)
        confirm(f"{address} will hold what {named} holds, and nothing else. Restore it?")
    clean_up_beside(address.path)
    clean_up_beside(backup)
    restored = run_restore(address, backup, actor_of(context))
    if restored.kept is not None:
        print_note(f"the register as it was is kept at {restored.kept}", sys.stderr)
    print_note(f"{address} holds what {named} holds now", sys.stderr)
    if restored.revision != HEAD:
        print_note(f"its schema is {restored.revision}: run `twinning db upgrade`", sys.stderr)


@app.command("seed")
def seed(
    context: typer.Context,
    pack: Annotated[
        str, typer.Option("--pack", help="Which pack: articles, busan-register.", autocompletion=complete_pack)
    ] = "articles",
) -> None:
    """Add a pack to the register: facts that come with the program.

    Example:
      twinning db seed --pack busan-register
    """
    from twinning.exchange.seeding import seed as run_seed

    tell_import(run_seed(address_in_use(context), actor_of(context), pack))
