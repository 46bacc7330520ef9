"""`map`: where a city's partners are, as a picture, a page or a table."""

from typing import Annotated

import typer

from twinning.cli.asking.prompts import CityOrHome, city_or_everywhere, find_city
from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf, whole_number
from twinning.cli.options.output import Output, with_output
from twinning.cli.options.words import word_option
from twinning.domain.dates import today
from twinning.domain.vocabulary import AgreementKind, Status


@with_output
def draw_map(
    context: typer.Context,
    city: CityOrHome = None,
    everywhere: Annotated[
        bool, typer.Option("--all", help="Draw the whole register, even if a home city is set.")
    ] = False,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="Only ties of this rank")] = None,
    status: Annotated[Status | None, word_option(Status, "--status", help="Only ties of this status")] = None,
    as_of: AsOf = None,
    width: Annotated[
        int,
        typer.Option(
            "--width",
            help="How wide the map is drawn, in pixels: from 320 to 6000.",
            parser=whole_number("--width", 320, 6000),
            metavar="PIXELS",
        ),
    ] = 1200,
    *,
    output: Output,
) -> None:
    """Draw a city's partners on a map of the world; without a city, every tie of the register.

    The suffix of the file chooses: svg or png is the picture, html a page with the picture and a table beneath. PNG has
    two pixels for each of --width, and needs the extra `picture`: pip install 'twinning-register[picture]'. The
    map is centred on the city, and shows as much of the world as its partners need. Colours and marks are kinds;
    dashed is what is not in force. Proposals are drawn with --status proposed.

    Examples:
      twinning map Busan -o busan.svg

      twinning map Seoul --kind sister-city --as-of 2019-12-31 -o seoul.html

      twinning map --all -o register.svg
    """
    from twinning.queries import maps
    from twinning.queries.lists.partners import PartnerFilter
    from twinning.rows.maps import drawn_wide

    named = city_or_everywhere(context, city, everywhere=everywhere)
    choice = PartnerFilter(as_of or today(), kind, status)
    with reading(context) as connection:
        found = find_city(context, connection, named) if named else None
        output.show(drawn_wide(maps.map_ties(connection, found, choice), width))
