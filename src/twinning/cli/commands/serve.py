"""`serve`: a published site, to look at before it is put on a server."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from twinning.cli.options.arguments import whole_number
from twinning.render.terminal.messages import print_note

_PORT = 8000


def serve(
    folder: Annotated[Path, typer.Argument(help="The folder of a published site.", metavar="DIR")],
    port: Annotated[
        int,
        typer.Option(
            "--port",
            help="The port to answer at; 0 is any that is free.",
            parser=whole_number("--port", 0, 65535),
            metavar="NUMBER",
        ),
    ] = _PORT,
) -> None:
    """Show a published site in the browser of this machine, and only there.

    Nobody can change the site through it. Ctrl-C ends it.

    Examples:
      twinning publish site

      twinning serve site

      twinning serve site --port 8080
    """
    from twinning.exchange.serving import server_of

    with server_of(folder, port) as server:
        print_note(f"{folder} is at {server.address}; Ctrl-C ends this", sys.stderr)
        server.serve_forever()
