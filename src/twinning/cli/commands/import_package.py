"""`import`: a data package into the register."""

from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.context import writing
from twinning.cli.import_report import tell_import
from twinning.cli.leftovers import clean_up_beside
from twinning.cli.options.arguments import DryRun


def import_package(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder that `twinning export` wrote.")],
    changed: Annotated[
        bool, typer.Option("--changed", help="Accept files that were edited after the export, or have no digest.")
    ] = False,
    allow_unlikely: Annotated[
        bool, typer.Option("--allow-unlikely", help="Accept years before 1800, which are refused as unlikely.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Import a data package: what is new is added, what is known gains what it lacked, differences are reported.

    Examples:
      twinning export register-2026

      twinning import register-2026 --dry-run

      twinning --db copy.db db init --empty

      twinning --db copy.db import register-2026
    """
    from twinning.actions.checking.remarks import allow_unlikely as allow
    from twinning.exchange.package.files import digest, read
    from twinning.exchange.package.importing import import_package as run_import

    clean_up_beside(folder)
    sha256, package = digest(folder), read(folder, changed=changed)
    with writing(context, dry_run=dry_run, sha256=sha256) as session:
        if allow_unlikely:
            allow(session)
        result = run_import(session, package)
    tell_import(result, dry_run=dry_run)
