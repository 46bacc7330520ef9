"""A published site on this machine's own loopback address, to be read and nothing else."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from twinning.errors import InputError
from twinning.exchange.site_folder import read_files

HOST = "127.0.0.1"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".geojson": "application/geo+json",
}


class SiteServer(ThreadingHTTPServer):
    """A server of one site."""

    daemon_threads = True
    allow_reuse_address = True

    @property
    def address(self) -> str:
        """Where the site is, for a browser."""
        return f"http://{HOST}:{self.server_address[1]}/"


def server_of(folder: Path, port: int) -> SiteServer:
    """Return a server of a published site on a port, 0 for one that is free.

    Raises InputError for a folder that is none, and for a port that is taken.
    """
    files = read_files(folder.resolve())
    if files is None:
        raise InputError(f"{folder} is no published site", f"make one: twinning publish {folder}")
    try:
        return SiteServer((HOST, port), partial(_Reader, site=folder.resolve(), files=files))
    except OSError as error:
        raise InputError(f"port {port} cannot be used: {error.strerror}", "choose another with --port") from error


class _Reader(SimpleHTTPRequestHandler):
    """Gives the files of a site, and neither lists nor follows anything else."""

    server_version, sys_version = "twinning", ""
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def __init__(self, *arguments: Any, site: Path, files: frozenset[str]) -> None:
        self._site, self._files = site, files
        super().__init__(*arguments, directory=str(site))

    def send_head(self) -> Any:
        """Answer for a file of the site; there is nothing at any other address, and nobody else's name is ours."""
        if not self._is_asked_here():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        path = self._path()
        if path not in self._files or not (self._site / path).resolve().is_relative_to(self._site):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = f"/{quote(path)}"
        return super().send_head()

    def _is_asked_here(self) -> bool:
        """Say whether a browser asks for this machine by its own name: a page elsewhere cannot have it read ours."""
        return urlsplit(f"//{self.headers.get('Host', '')}").hostname in (HOST, "localhost")

    def _path(self) -> str:
        asked = unquote(urlsplit(self.path).path).lstrip("/")
        return str(PurePosixPath(asked)) if asked else "index.html"

    def end_headers(self) -> None:
        """Add what a page may load."""
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing of each request."""
