"""`import`: a list of ties, or a data package, into the register."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.asking.prompts import ask
from twinning.cli.context import may_ask, writing
from twinning.cli.importing.corrections import update_from_file
from twinning.cli.importing.lists import import_list_file
from twinning.cli.importing.records import import_record_file
from twinning.cli.importing.report import tell_import
from twinning.cli.interruptions import telling_of_changes
from twinning.cli.options.lists import ListOptions
from twinning.cli.options.signatures import parameters_of, with_options
from twinning.cli.options.writing import Writing, with_writing
from twinning.cli.output.leftovers import clean_up_beside
from twinning.domain.dates import EdtfDate
from twinning.errors import UsageError

if TYPE_CHECKING:
    from twinning.exchange.lists.tie_list import TieList


def _import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A spreadsheet of ties (CSV, TSV, XLSX, JSON; `-` reads standard input), or an exported folder.",
            metavar="FILE",
        ),
    ],
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Accept an exported folder whose files were edited, or have no digest."),
    ] = False,
    *,
    given: ListOptions,
    writing: Writing,
) -> None:
    """Import a list of ties from a spreadsheet, or a data package.

    Each row is created, is there already, is added as what another source says of a recorded tie, or is rejected with
    the reason. At a terminal you see what would become of the rows before anything is written.

    Examples:
      twinning list-agreements -o partners.csv

      twinning import partners.csv --listed-on 2026-01-31 --dry-run

      twinning list-delegations --for-update -o visits.xlsx

      twinning import visits.xlsx --update --dry-run

      twinning import visits.xlsx --as delegations --city Busan

      twinning export register-2026

      twinning import register-2026 --dry-run
    """
    if given.gazetteer and (given.update or given.kind_of_rows is not None):
        raise UsageError("--gazetteer goes with lists of ties", "leave it out, or import the ties first")
    if given.mistyped and not given.update:
        raise UsageError("--mistyped goes with --update", "without it, what a list says otherwise is another word")
    for file in files:
        with telling_of_changes(str(file)) if len(files) > 1 else nullcontext():
            if file.is_dir():
                _import_package(context, file, writing, changed=changed)
            elif given.update:
                update_from_file(context, file, given, writing)
            elif given.kind_of_rows is not None:
                import_record_file(context, file, given, writing)
            else:
                import_list_file(context, file, given, writing, lambda found: _listed_on(context, found))


import_files = with_writing(
    with_options(_import_files, "given", parameters_of(ListOptions), lambda _context, chosen: ListOptions(**chosen))
)


def _import_package(context: typer.Context, folder: Path, chosen: Writing, *, changed: bool) -> None:
    from twinning.actions.checking.remarks import allow_unlikely
    from twinning.exchange.package.files import digest, read
    from twinning.exchange.package.importing import import_package as run_import

    clean_up_beside(folder)
    sha256, package = digest(folder), read(folder, changed=changed)
    with writing(context, dry_run=chosen.dry_run, sha256=sha256) as session:
        if chosen.allow_unlikely:
            allow_unlikely(session)
        result = run_import(session, package)
    tell_import(result, dry_run=chosen.dry_run)


def _listed_on(context: typer.Context, found: "TieList") -> EdtfDate:
    """Ask of which day a list is that has ties without one. Raises UsageError where nobody can be asked."""
    undated = found.ties.undated
    if not may_ask(context):
        raise UsageError(
            f"{undated} of the {found.read} rows have no date, and nothing says of which day the list is",
            "say it: --listed-on 2026-01-31, or --listed-on today's date",
        )
    sys.stderr.write(f"{undated} of the {found.read} rows have no date: those ties are known by the day of the list.\n")
    return ask("Of which day is the list", EdtfDate.parse_moment)
