"""`import`: a list of ties, or a data package, into the register."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_city, complete_source
from twinning.cli.context import may_ask, writing
from twinning.cli.import_report import tell_import
from twinning.cli.leftovers import clean_up_beside
from twinning.cli.list_import import Said, import_list_file
from twinning.cli.options.writing import Writing, with_writing
from twinning.cli.prompts import ask
from twinning.domain.dates import EdtfDate
from twinning.errors import UsageError

if TYPE_CHECKING:
    from twinning.exchange.lists.ties import TieList

_LIST = "Lists"


@with_writing
def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A spreadsheet of ties (CSV, TSV, XLSX, JSON; `-` reads standard input), or an exported folder.",
            metavar="FILE",
        ),
    ],
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            help="The city whose partners are listed, where no column says it.",
            autocompletion=complete_city,
            rich_help_panel=_LIST,
        ),
    ] = None,
    listed_on: Annotated[
        EdtfDate | None,
        typer.Option(
            "--listed-on",
            help="The day of the list: ties without a date are known to exist by then.",
            parser=EdtfDate.parse_moment,
            metavar="DATE",
            rich_help_panel=_LIST,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help="The recorded source that this is an edition of; the file's name if not said.",
            autocompletion=complete_source,
            metavar="SOURCE",
            rich_help_panel=_LIST,
        ),
    ] = None,
    speaks_for: Annotated[
        str | None,
        typer.Option(
            "--speaks-for",
            help="The city whose own word the list is.",
            autocompletion=complete_city,
            metavar="CITY",
            rich_help_panel=_LIST,
        ),
    ] = None,
    part: Annotated[
        bool,
        typer.Option("--part", help="A part of its source: what it lacks may still be listed.", rich_help_panel=_LIST),
    ] = False,
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="The kind of ties of which no row says one.", metavar="KIND", rich_help_panel=_LIST
        ),
    ] = "sister-city",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help="The column of a field: partner=도시명; may be repeated.",
            metavar="FIELD=COLUMN",
            rich_help_panel=_LIST,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="The text of a field where the file has none: city_country=DE; may be repeated.",
            metavar="FIELD=TEXT",
            rich_help_panel=_LIST,
        ),
    ] = None,
    aliases: Annotated[
        list[str] | None,
        typer.Option(
            "--alias",
            help="What a cell's text stands for: Japa=JP, 교류=contact; may be repeated.",
            metavar="TEXT=MEANING",
            rich_help_panel=_LIST,
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", help="A mapping that was saved, or its file.", metavar="NAME", rich_help_panel=_LIST),
    ] = None,
    save_mapping: Annotated[
        str | None,
        typer.Option(
            "--save-mapping",
            help="Keep how this file is read, for --mapping.",
            metavar="NAME",
            rich_help_panel=_LIST,
        ),
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option(
            "--date-order",
            help="How 03/04/1997 is meant: day-first or month-first.",
            metavar="ORDER",
            rich_help_panel=_LIST,
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            help="Where rows that are not taken go; NAME.rejects.csv in this folder if not said.",
            metavar="FILE",
            rich_help_panel=_LIST,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help="cp949, cp932, cp1252, utf-16 …", metavar="NAME", rich_help_panel=_LIST),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", help="comma, semicolon, tab or bar.", metavar="WORD", rich_help_panel=_LIST),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help="The sheet of a workbook; the first if not said.", rich_help_panel=_LIST),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Accept an exported folder whose files were edited, or have no digest."),
    ] = False,
    *,
    writing: Writing,
) -> None:
    """Import a list of ties from a spreadsheet, or a data package.

    Every row is created, there already, added as another source's word, or rejected with a reason.

    Examples:
      twinning list-agreements -o partners.csv

      twinning import partners.csv --listed-on 2026-01-31 --dry-run

      twinning export register-2026

      twinning import register-2026 --dry-run
    """
    said = Said(
        city=city,
        listed_on=listed_on,
        source=source,
        speaks_for=speaks_for,
        is_part=part,
        kind=kind,
        mapping=mapping,
        save_mapping=save_mapping,
        columns=columns or (),
        values=values or (),
        aliases=aliases or (),
        date_order=date_order,
        rejects=rejects,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
    )
    for file in files:
        if file.is_dir():
            _import_package(context, file, writing, changed=changed)
        else:
            import_list_file(context, file, said, writing, lambda found: _listed_on(context, found))


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
    undated = sum(row.on is None for row in found.ties)
    if not may_ask(context):
        raise UsageError(
            f"{undated} of the {found.read} rows have no date, and nothing says of which day the list is",
            "say it: --listed-on 2026-01-31, or --listed-on today's date",
        )
    sys.stderr.write(f"{undated} of the {found.read} rows have no date: those ties are known by the day of the list.\n")
    return ask("Of which day is the list", EdtfDate.parse_moment)
