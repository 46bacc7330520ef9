"""A SPARQL endpoint on this machine that answers what it is told to, one answer after another, as Wikidata's does."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from unittest import mock
from urllib.parse import parse_qs

RESULTS = "application/sparql-results+json;charset=utf-8"
ENTITY = "http://www.wikidata.org/entity/"
NORMAL = "http://wikiba.se/ontology#NormalRank"


@dataclass
class Reply:
    """An answer. `cut` is how many bytes of it are sent, None for all; `endless` repeats it until nobody listens."""

    body: bytes = b""
    status: int = 200
    kind: str = RESULTS
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    endless: bool = False
    silent: bool = False


def results(*rows: dict[str, str]) -> dict[str, Any]:
    """Return rows as SPARQL results in JSON; none as those of a query for ties."""
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["asked", "subject", "object"]
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return {"head": {"vars": columns}, "results": {"bindings": bindings}}


def answer(*rows: dict[str, str]) -> Reply:
    return Reply(json.dumps(results(*rows)).encode())


def stated(asked: str, subject: str, other: str, **more: str) -> dict[str, str]:
    """Return the row of a statement."""
    ids = {"asked": asked, "subject": subject, "object": other}
    named = {name: f"{ENTITY}{item}" for name, item in ids.items()}
    return {"statement": f"{ENTITY}statement/{subject}-{other}", "rank": NORMAL} | named | more


def place(item: str, **more: str) -> dict[str, str]:
    """Return the row of what is known of a place."""
    return {"item": f"{ENTITY}{item}"} | more


def name(item: str, text: str, language: str = "en", sort: str = "label") -> dict[str, str]:
    return place(item, name=text, language=language, sort=sort)


@dataclass
class Answering:
    """A server: what it will answer, and what it was asked."""

    address: str
    replies: list[Reply | Callable[[str], Reply]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)


@contextmanager
def answering() -> Iterator[Answering]:
    """Give a server that answers each request with the next reply; the last one it keeps giving."""
    told = Answering("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.queries.append(parse_qs(asked)["query"][0])
            told.agents.append(self.headers["User-Agent"])
            reply = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
            self._send(reply(told.queries[-1]) if callable(reply) else reply)

        def _send(self, reply: Reply) -> None:
            if reply.silent:
                self.rfile.read(1)  # until nobody waits any more
                return
            self.send_response(reply.status)
            for header, value in ({"Content-Type": reply.kind} | reply.headers).items():
                self.send_header(header, value)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            while reply.endless:
                self.wfile.write(reply.body)

        def log_message(self, *_said: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_of: Any) -> None:
            pass  # the client went away, as it should

    no_proxy = mock.patch.dict(os.environ, {"no_proxy": "127.0.0.1"})
    with no_proxy, Server(("127.0.0.1", 0), Handler) as server:
        told.address = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
