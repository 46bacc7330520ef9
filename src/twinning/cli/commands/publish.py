"""`publish`: the register as a site for the public."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.asking.prompts import find_city
from twinning.cli.completion.names import complete_city
from twinning.cli.context import reading, settings_of
from twinning.cli.options.arguments import AsOf
from twinning.cli.options.output import language_of
from twinning.cli.output.leftovers import clean_up_beside
from twinning.domain.dates import today
from twinning.errors import UsageError
from twinning.render.terminal.messages import print_note


def publish(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder of the site.", metavar="DIR")],
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            help="Publish only the ties and activities of this city; the whole register if not said.",
            autocompletion=complete_city,
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Where the site will be, for search engines: https://…", metavar="URL"),
    ] = None,
    as_of: AsOf = None,
    commitments: Annotated[
        bool, typer.Option("--commitments", help="Publish promises too; without this they stay out.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Publish in a folder that holds other files; they stay.")
    ] = False,
) -> None:
    """Publish the register as a site that any web server can serve: pages, a calendar, downloads.

    Kept out is what is marked internal, and all expenses, notes, contacts and commitments. People are named only as
    signatories, hosts and speakers.

    Examples:
      twinning publish site --city Busan

      twinning --lang ko publish site --city Busan --base-url https://www.example.org/sister-cities/

      twinning publish site --as-of 2026-01-01
    """
    from twinning.cli.publishing.publishing import publish_from

    address, language = _checked(base_url), language_of(settings_of(context))
    clean_up_beside(folder.resolve())
    with reading(context) as connection:
        found = find_city(context, connection, city) if city else None
        site = publish_from(
            connection, folder, found, as_of or today(), language, address, commitments=commitments, force=force
        )
    print_note(f"{site.written} files written, {site.kept} unchanged, {site.bytes / 1e6:.1f} MB: {folder}", sys.stderr)


def _checked(base_url: str | None) -> str | None:
    """Return the address with a slash at its end. Raises UsageError for one that is none of the web."""
    from twinning.render.site.addresses import web_address

    if base_url is not None and web_address(base_url) is None:
        raise UsageError(f"{base_url} is no address of the web", "for example --base-url https://www.example.org/")
    return base_url and base_url.rstrip("/") + "/"
