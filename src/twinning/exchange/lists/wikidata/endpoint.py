"""A SPARQL endpoint, asked politely: one request at a time, with a contact, waiting as long as the server says.

What comes back is a stranger's: its size, its time and its type are bounded, and a redirection is followed only to
https on the same host. Wikidata's own answers 429 to who asks too much and 503 when it is busy, both with how long to
wait; 500 with a Java stack trace where a query takes longer than it allows; and where that happens while it is already
answering, it ends the answer in the middle. See Wikidata:SPARQL query service/User Manual and the user agent policy of
the Wikimedia Foundation.
"""

import json
import re
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from twinning.errors import InputError, UsageError

WIKIDATA = "https://query.wikidata.org/sparql"

RESULTS = "application/sparql-results+json"

_TYPES = (RESULTS, "application/json")
_SILENCE = 75.0  # seconds without a byte; Wikidata gives a query 60
_LONGEST = 300.0  # seconds of a whole answer
_LARGEST = 1 << 26  # bytes of an answer
_MOST_OF_AN_ERROR = 4096  # bytes that are read of an answer that is none
_ATTEMPTS = 4
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 600.0  # seconds
_PACKED, _GZIP = ("gzip", "x-gzip"), zlib.MAX_WBITS | 16
_BUSY = (429, 502, 503, 504)
_TOO_LONG = re.compile(rb"QueryTimeoutException|TimeoutException|QueryTimeout")


class QueryTooLongError(InputError):
    """The endpoint gave a query up: it asks for too much at once."""


class _AgainError(Exception):
    """What may go better a while later. `pause` is how many seconds the server wants, if it says so."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


@dataclass(slots=True)
class Endpoint:
    """An endpoint at an address. `contact` is whom its operators can write to. `tell` is told of waiting.

    `wait` and `now` are the clock. Raises UsageError for an address that is none.
    """

    address: str
    contact: str
    version: str
    tell: Callable[[str], None]
    wait: Callable[[float], None] = time.sleep
    silence: float = _SILENCE
    longest: float = _LONGEST
    largest: int = _LARGEST
    _opener: OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self.address = checked_address(self.address)
        self._opener = build_opener(_SameHost())

    @property
    def user_agent(self) -> str:
        """What the endpoint is told of who asks."""
        return f"twinning-register/{self.version} (sister cities register; {self.contact}) Python-urllib"

    def ask(self, query: str) -> dict[str, Any]:
        """Return the results of a query as parsed from JSON.

        Raises QueryTooLongError, and InputError for an endpoint that cannot be reached, refuses, or answers otherwise.
        """
        why = ""
        for attempt in range(_ATTEMPTS):
            try:
                return self._ask_once(query)
            except _AgainError as error:
                why = str(error)
                pause = error.pause if error.pause is not None else _FIRST_PAUSE * 2**attempt
                if pause > _LONGEST_PAUSE:
                    what = f"{self._host} wants to be left alone for {pause:.0f} seconds: {why}"
                    raise InputError(what, "run this again then: what was answered is kept for a day") from None
                if attempt + 1 < _ATTEMPTS:
                    self.tell(f"{self._host}: {why}; asking again in {pause:.0f} s")
                    self.wait(pause)
        what = f"{self._host} was asked {_ATTEMPTS} times, and gave no results: {why}"
        raise InputError(what, "run this again later: what was answered is kept")

    @property
    def _host(self) -> str:
        return urlsplit(self.address).netloc

    def _ask_once(self, query: str) -> dict[str, Any]:
        headers = {"User-Agent": self.user_agent, "Accept": RESULTS}
        request = Request(self.address, urlencode({"query": query}).encode(), headers, method="POST")  # noqa: S310
        try:
            with self._opener.open(request, timeout=self.silence) as answer:
                return self._results(answer)
        except HTTPError as error:
            with error:
                raise self._refused(error) from None
        except URLError as error:
            if isinstance(error.reason, ssl.SSLError):
                raise InputError(f"{self._host} cannot be trusted: {error.reason}") from error
            why = getattr(error.reason, "strerror", None) or error.reason
            raise InputError(f"{self._host} cannot be reached: {why}", "is there a network?") from error
        except TimeoutError as error:
            raise _AgainError(f"nothing came for {self.silence:.0f} seconds") from error
        except (OSError, HTTPException) as error:
            raise _AgainError(f"the answer broke off ({type(error).__name__})") from error

    def _results(self, answer: HTTPResponse) -> dict[str, Any]:
        kind = answer.headers.get_content_type()
        if kind not in _TYPES:
            raise InputError(
                f"{self._host} answered with {kind}, and results come as {RESULTS}",
                self._hint,
            )
        body = self._unpacked(self._body(answer), answer.headers.get("Content-Encoding", "identity"))
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            if _TOO_LONG.search(body[-_MOST_OF_AN_ERROR:]):
                raise _too_long(self._host) from error
            if body and not body.lstrip().startswith(b"{"):
                raise InputError(f"{self._host} answered with a page, and with no results", self._hint) from error
            raise _AgainError("the answer broke off") from error
        if not isinstance(found, dict):
            raise InputError(f"{self._host} answered with JSON that holds no SPARQL results")
        return found

    @property
    def _hint(self) -> str:
        return f"is {self.address} the address of its SPARQL endpoint, and no page about it?"

    def _unpacked(self, body: bytes, encoding: str) -> bytes:
        """Return an answer that somebody on the way has packed, though nobody asked for that."""
        if encoding.lower() not in _PACKED:
            return body
        unpacking = zlib.decompressobj(_GZIP)
        try:
            found = unpacking.decompress(body, self.largest)
        except zlib.error as error:
            raise _AgainError("the answer came damaged") from error
        if unpacking.unconsumed_tail:
            raise InputError(f"{self._host} answered with more than {self.largest} bytes")
        if not unpacking.eof:
            raise _AgainError("the answer broke off")
        return found

    def _body(self, answer: HTTPResponse) -> bytes:
        """Return a whole answer. Raises InputError for one without an end."""
        body, end = bytearray(), time.monotonic() + self.longest
        while chunk := answer.read1(1 << 16):
            body += chunk
            if len(body) > self.largest:
                raise InputError(f"{self._host} answered with more than {self.largest} bytes")
            if time.monotonic() > end:
                raise _AgainError(f"the answer took more than {self.longest:.0f} seconds")
        if answer.length:  # fewer bytes came than were announced
            raise _AgainError("the answer broke off")
        return bytes(body)

    def _refused(self, error: HTTPError) -> Exception:
        text = error.read(_MOST_OF_AN_ERROR)
        if error.code in _BUSY:
            return _AgainError(f"it answers {error.code} {error.reason}", pause_of(error.headers))
        if error.code >= 500 and _TOO_LONG.search(text):
            return _too_long(self._host)
        what = f"{self._host} answers {error.code} {error.reason}{_first_line(text, error.headers)}"
        if error.code == 403:
            return InputError(what, "does it know whom to write to? --contact says it")
        return InputError(what, f"is {self.address} the address of a SPARQL endpoint?")


def checked_address(address: str) -> str:
    """Return the address of an endpoint. Raises UsageError for what is none, or would carry a password."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and (parts.port or True)
    except ValueError:
        named = False
    if not named or parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f]", address):
        raise UsageError("--endpoint needs the address of a SPARQL endpoint", f"one such as {WIKIDATA}")
    if parts.username is not None or parts.password is not None:
        raise UsageError("--endpoint takes no user and password")
    return address


def pause_of(headers: Message, now: datetime | None = None) -> float | None:
    """Return how many seconds a server wants to be left alone: it says seconds or a day (RFC 9110, 10.2.3)."""
    said = str(headers.get("Retry-After", "")).strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def may_follow(asked: str, location: str) -> bool:
    """Say whether a redirection leads to https on the same host."""
    there, here = urlsplit(location), urlsplit(asked)
    return there.scheme == "https" and there.hostname == here.hostname and there.username is None


class _SameHost(HTTPRedirectHandler):
    """Follows redirections only where `may_follow` lets them, with the same question."""

    max_redirections = 3

    def redirect_request(
        self, req: Request, fp: IO[bytes], _code: int, _msg: str, _headers: Message, newurl: str
    ) -> Request | None:
        """Return the request that is made next. Raises InputError for a place that is not to be asked."""
        if not may_follow(req.full_url, newurl):
            fp.close()
            raise InputError(
                f"{req.host} leads elsewhere, to {newurl[:200]}", "if that is right, say it: --endpoint ADDRESS"
            )
        return Request(newurl, req.data, dict(req.header_items()), method="POST")  # noqa: S310 - may_follow saw it


def _too_long(host: str) -> QueryTooLongError:
    hint = "it may be busy: run this again later, and what was answered is kept"
    return QueryTooLongError(f"{host} gave the query up: it took too long", hint)


def _first_line(text: bytes, headers: Message) -> str:
    """Return the line of an error that says most: Java's exception, and not the query before or the trace behind it."""
    if headers.get_content_type() == "text/html":
        return ""
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines()]
    told = [line for line in lines if "Exception" in line and not line.startswith("at ")] or [*filter(None, lines)]
    return f": {told[0][:300]}" if told else ""
