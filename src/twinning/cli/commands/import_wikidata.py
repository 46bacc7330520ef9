"""`import-wikidata`: who is twinned with whom by Wikidata."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.importing.lists import take_list
from twinning.cli.importing.rejects import RejectsFile, place_for_rejects
from twinning.cli.importing.wikidata import AskedFor, ask_wikidata, check_choice, read_file
from twinning.cli.options.arguments import WikidataCities, WikidataCountry
from twinning.cli.options.writing import Writing, with_writing
from twinning.domain.dates import EdtfDate, today

if TYPE_CHECKING:
    from twinning.exchange.lists.tie_list import TieList

_ASKED = "wikidata"


@with_writing
def import_wikidata(
    context: typer.Context,
    cities: WikidataCities = None,
    country: WikidataCountry = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            help="Ask nobody, and read entities in JSON, results of SPARQL, or pairs of Wikidata ids.",
            metavar="FILE",
        ),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            "--labels", help="Names of places that have none there: a Wikidata id and a name a line.", metavar="FILE"
        ),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", help="The SPARQL endpoint to ask, if not Wikidata's own.", metavar="ADDRESS"),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact", help="Whom Wikidata's operators can write to: your e-mail address or page.", metavar="TEXT"
        ),
    ] = None,
    listed_on: Annotated[
        EdtfDate | None,
        typer.Option(
            "--listed-on",
            help="The day of the statements, by which the ties are listed; if not said that of a file's last change, "
            "else today.",
            parser=EdtfDate.parse_moment,
            metavar="DATE",
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            help="Where statements that are not taken go; NAME.rejects.csv in this folder if not said.",
            metavar="FILE",
        ),
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Import Wikidata's statements that places are twinned: each counts as the word of the place it is about.

    A tie whose statement has no day is known by the day of the statements. `twinning help wikidata` says what is read.

    Examples:
      twinning import-wikidata Busan --contact you@example.org

      twinning import-wikidata --country KR --contact you@example.org --dry-run
    """
    asked = AskedFor(cities or (), country, endpoint, contact)
    check_choice(file, labels, asked)
    place = place_for_rejects(file or Path(_ASKED), rejects)
    if file is None:
        day = listed_on or EdtfDate.parse(today())
        found, answers = ask_wikidata(context, asked, allow_early=writing.allow_unlikely)
        _take(context, found, day, writing, place)
        if not writing.dry_run:
            answers.forget()
        return
    found, day = read_file(file, labels, listed_on, allow_early=writing.allow_unlikely)
    _take(context, found, day, writing, place, file.name)


def _take(
    context: typer.Context,
    found: "TieList",
    day: EdtfDate,
    writing: Writing,
    rejects: Path,
    file_name: str | None = None,
) -> None:
    from twinning.domain.names import title_of_file
    from twinning.exchange.lists.importing import ListImport
    from twinning.exchange.lists.sources import ListSource

    wanted = ListImport(ListSource("wikidata", "Wikidata", file_name and title_of_file(file_name)), listed_on=day)
    take_list(context, found, lambda _session: wanted, writing, RejectsFile(rejects, found.header, found.saved))
