"""`import-wikidata`: who is twinned with whom by Wikidata."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.list_import import take_list
from twinning.cli.options.writing import Writing, with_writing
from twinning.domain.dates import EdtfDate

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.exchange.lists.importing import ListImport


@with_writing
def import_wikidata(
    context: typer.Context,
    file: Annotated[
        Path, typer.Option("--file", help="Statements: pairs of Wikidata ids, tab or comma between.", metavar="FILE")
    ],
    listed_on: Annotated[
        EdtfDate,
        typer.Option("--listed-on", help="The day of the statements.", parser=EdtfDate.parse_moment, metavar="DATE"),
    ],
    labels: Annotated[
        Path | None, typer.Option("--labels", help="The names: a Wikidata id and a label a line.", metavar="FILE")
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Import Wikidata's statements that places are twinned: each is the word of the place that it is made of.

    Example:
      sort -u statements.tsv | twinning import-wikidata --file - --listed-on 2016-09
    """
    from twinning.exchange.lists.importing import ListImport
    from twinning.exchange.lists.sources import ListSource
    from twinning.exchange.lists.statements import read_statements

    found = read_statements(file, labels)

    def wanted(_session: "Session") -> "ListImport":
        return ListImport(ListSource("wikidata", "Wikidata", file.name), listed_on=listed_on)

    take_list(context, found, wanted, writing)
