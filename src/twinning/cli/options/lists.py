"""The options of `import` that say how a list is read, and what it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.completion.names import complete_city, complete_source
from twinning.cli.options.arguments import whole_number
from twinning.domain.dates import EdtfDate

_PANEL = "Lists"
_KINDS = ("delegations", "events", "programs", "people", "organizations", "contacts", "commitments")


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """What the command line says of a list, as it was typed."""

    kind_of_rows: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="What the rows are, if not ties: delegations, events, programs, people, organizations, contacts, "
            "commitments.",
            autocompletion=lambda: list(_KINDS),
            metavar="KIND",
            rich_help_panel=_PANEL,
        ),
    ] = None
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="The file is a list that was exported and then corrected: change the records that its keys name.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    unchanged_since: Annotated[
        int | None,
        typer.Option(
            "--unchanged-since",
            help="With --update: the last operation before the list was written, if the file has no column for it.",
            metavar="OPERATION",
            parser=whole_number("--unchanged-since", 1),
            rich_help_panel=_PANEL,
        ),
    ] = None
    mistyped: Annotated[
        bool,
        typer.Option(
            "--mistyped",
            help="With --update: the old values were typing mistakes: correct them also where sources are said to "
            "state them.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            help="The city whose partners are listed, where no column says it.",
            autocompletion=complete_city,
            rich_help_panel=_PANEL,
        ),
    ] = None
    listed_on: Annotated[
        EdtfDate | None,
        typer.Option(
            "--listed-on",
            help="The day of the list: ties without a date are known to exist by then.",
            parser=EdtfDate.parse_moment,
            metavar="DATE",
            rich_help_panel=_PANEL,
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help="The recorded source that this is an edition of; the file's name if not said.",
            autocompletion=complete_source,
            metavar="SOURCE",
            rich_help_panel=_PANEL,
        ),
    ] = None
    speaks_for: Annotated[
        str | None,
        typer.Option(
            "--speaks-for",
            help="The city whose own word the list is.",
            autocompletion=complete_city,
            metavar="CITY",
            rich_help_panel=_PANEL,
        ),
    ] = None
    is_part: Annotated[
        bool,
        typer.Option(
            "--part",
            help="The file is a part of its list: a tie that it does not have does not count as dropped.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    gazetteer: Annotated[
        bool,
        typer.Option(
            "--gazetteer",
            help="Look up where new places are, and their other names, in GeoNames: needs the extra `gazetteer`.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="The kind of the ties whose rows name none.", metavar="KIND", rich_help_panel=_PANEL
        ),
    ] = "sister-city"
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help="The column of a field: partner=도시명; may be repeated.",
            metavar="FIELD=COLUMN",
            rich_help_panel=_PANEL,
        ),
    ] = None
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="The text of a field where the file has none: city_country=DE; may be repeated.",
            metavar="FIELD=TEXT",
            rich_help_panel=_PANEL,
        ),
    ] = None
    aliases: Annotated[
        list[str] | None,
        typer.Option(
            "--alias",
            help="What a cell's text stands for: Japa=JP, 교류=contact; may be repeated.",
            metavar="TEXT=MEANING",
            rich_help_panel=_PANEL,
        ),
    ] = None
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", help="A mapping that was saved, or its file.", metavar="NAME", rich_help_panel=_PANEL
        ),
    ] = None
    save_mapping: Annotated[
        str | None,
        typer.Option(
            "--save-mapping",
            help="Keep how this file is read, for --mapping.",
            metavar="NAME",
            rich_help_panel=_PANEL,
        ),
    ] = None
    date_order: Annotated[
        str | None,
        typer.Option(
            "--date-order",
            help="How 03/04/1997 is meant: day-first or month-first.",
            metavar="ORDER",
            rich_help_panel=_PANEL,
        ),
    ] = None
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            help="Where rows that are not taken go; NAME.rejects.csv in this folder if not said.",
            metavar="FILE",
            rich_help_panel=_PANEL,
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", help="cp949, cp932, gb18030, cp1250, cp1252 …", metavar="NAME", rich_help_panel=_PANEL
        ),
    ] = None
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", help="comma, semicolon, tab or bar.", metavar="WORD", rich_help_panel=_PANEL),
    ] = None
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help="The sheet of a workbook; the first if not said.", rich_help_panel=_PANEL),
    ] = None
