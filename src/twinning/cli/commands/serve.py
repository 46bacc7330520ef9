"""`serve`: a published site, to look at before it is put on a server."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from twinning.render.terminal.messages import print_note

_PORT = 8000


def serve(
    folder: Annotated[Path, typer.Argument(help="The folder of a published site.", metavar="DIR")],
    port: Annotated[int, typer.Option("--port", help="0 is any that is free.", min=0, max=65535)] = _PORT,
) -> None:
    """Show a published site in the browser of this machine, and only there.

    It is read and never written. Ctrl-C ends it.

    Examples:
      twinning publish site

      twinning serve site

      twinning serve site --port 8080
    """
    from twinning.exchange.serving import server_of

    with server_of(folder, port) as server:
        print_note(f"{folder} is at {server.address}; Ctrl-C ends this", sys.stderr)
        server.serve_forever()
