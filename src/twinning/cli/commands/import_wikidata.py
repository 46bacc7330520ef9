"""`import-wikidata`: who is twinned with whom by Wikidata."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.importing.lists import take_list
from twinning.cli.options.writing import Writing, with_writing
from twinning.domain.dates import EdtfDate, today
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.exchange.lists.importing import ListImport


@with_writing
def import_wikidata(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Option("--file", help="Entities in JSON, or statements: pairs of Wikidata ids.", metavar="FILE"),
    ],
    labels: Annotated[
        Path | None,
        typer.Option("--labels", help="Names of places without one: a Wikidata id and a label a line.", metavar="FILE"),
    ] = None,
    listed_on: Annotated[
        EdtfDate | None,
        typer.Option(
            "--listed-on",
            help="The day of the statements, by which the ties are listed; today if not said.",
            parser=EdtfDate.parse_moment,
            metavar="DATE",
        ),
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Import Wikidata's statements that places are twinned: each counts as the word of the place it is about.

    A tie whose statement has no day is known by the day of the statements. `twinning help wikidata` says what is read.

    Example:
      twinning import-wikidata --file - --listed-on 2016-09 --dry-run
    """
    from twinning.exchange.lists.importing import ListImport
    from twinning.exchange.lists.sources import ListSource
    from twinning.exchange.lists.wikidata.reading import read_wikidata

    found, facts = read_wikidata(file, labels, allow_early=writing.allow_unlikely)
    for told in facts.told():
        print_note(told, sys.stderr)
    day = listed_on or EdtfDate.parse(today())
    if listed_on is None:
        print_note(f"listed by {day.text}, which is today; --listed-on says the day of the statements", sys.stderr)

    def wanted(_session: "Session") -> "ListImport":
        return ListImport(ListSource("wikidata", "Wikidata", file.name), listed_on=day)

    take_list(context, found, wanted, writing)
