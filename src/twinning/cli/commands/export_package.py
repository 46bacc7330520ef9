"""`export`: the register as a data package."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.context import reading
from twinning.cli.leftovers import clean_up_beside
from twinning.render.messages import print_note


def export_package(
    context: typer.Context, folder: Annotated[Path, typer.Argument(help="A new folder, or one with an earlier export.")]
) -> None:
    """Export the whole register but its history, as a data package: one CSV a table.

    Example:
      twinning export register-2026
    """
    from twinning.exchange.package.exporting import export_package as export

    clean_up_beside(folder)
    with reading(context) as connection:
        counts = export(connection, folder)
    print_note(f"{sum(counts.values())} rows of {len(counts)} tables written to {folder}", sys.stderr)
