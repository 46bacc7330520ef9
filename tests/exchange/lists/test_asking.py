"""Asking a SPARQL endpoint: politely, within bounds, in batches of which none is asked for twice."""

import gzip
import json
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest

from exchange.lists.answering import ENTITY, Answering, Reply, answer, stated
from twinning.errors import InputError, NotFoundError, UsageError
from twinning.exchange.lists.wikidata.asking import Answers, ask_for, find_items
from twinning.exchange.lists.wikidata.endpoint import (
    WIKIDATA,
    Endpoint,
    QueryTooLongError,
    checked_address,
    may_follow,
    pause_of,
)

TRACE = (
    b"SPARQL-QUERY: queryStr=SELECT\njava.util.concurrent.ExecutionException: "
    b"org.openrdf.query.MalformedQueryException: Encountered }\n\tat java.util.concurrent.FutureTask.report\n"
)
TOO_LONG = Reply(
    b"SPARQL-QUERY: queryStr=SELECT\ncom.bigdata.bop.engine.QueryTimeoutException: deadline is expired", 500
)
TIES = answer(stated("Q1", "Q1", "Q2"))
PACKED = {"Content-Encoding": "gzip"}


@pytest.fixture
def server(running_endpoint: Answering) -> Answering:
    running_endpoint.replies, running_endpoint.queries, running_endpoint.agents = [TIES], [], []
    return running_endpoint


class Clock:
    """Says how long somebody waited, and does not."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.told: list[str] = []

    def endpoint(self, address: str, **bounds: float) -> Endpoint:
        return Endpoint(address, "me@example.org", "1.0", self.told.append, self.waited.append, **bounds)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_who_asks_says_whom_to_write_to(server: Answering, clock: Clock) -> None:
    assert clock.endpoint(server.address).ask("SELECT 1")["results"]["bindings"]
    assert server.queries == ["SELECT 1"]
    assert server.agents == ["twinning-register/1.0 (sister cities register; me@example.org) Python-urllib"]


def test_a_busy_server_is_left_alone_as_long_as_it_says(server: Answering, clock: Clock) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503), TIES]
    assert clock.endpoint(server.address).ask("SELECT 1")
    assert clock.waited == [7, 10]
    assert "answers 429 Too Many Requests; asking again in 7 s" in clock.told[0]


def test_one_that_stays_busy_or_wants_an_hour_is_given_up(server: Answering, clock: Clock) -> None:
    server.replies = [Reply(status=503, headers={"Retry-After": "1"})]
    with pytest.raises(InputError, match="asked 4 times, and gave no results: it answers 503"):
        clock.endpoint(server.address).ask("SELECT 1")
    assert len(server.queries) == 4
    server.replies = [Reply(status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(InputError, match="left alone for 3600 seconds"):
        clock.endpoint(server.address).ask("SELECT 1")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Sun, 29 Nov 2026 00:02:00 GMT", 120),
        ("Sat, 28 Nov 2026 00:00:00 GMT", 0),
        ("soon", None),
        ("", None),
    ],
)
def test_how_long_to_wait_is_said_in_seconds_or_by_a_day(said: str, seconds: float | None) -> None:
    headers = Message()
    headers["Retry-After"] = said
    assert pause_of(headers, datetime(2026, 11, 29, tzinfo=UTC)) == seconds


def test_an_answer_that_breaks_off_is_asked_for_again(server: Answering, clock: Clock) -> None:
    cut = Reply(TIES.body, cut=30)
    server.replies = [cut, Reply(TIES.body[:-5]), TIES]
    assert clock.endpoint(server.address).ask("SELECT 1")
    assert len(server.queries) == 3


def test_an_answer_that_was_packed_on_the_way_is_unpacked(server: Answering, clock: Clock) -> None:
    packed = gzip.compress(TIES.body)
    server.replies = [
        Reply(packed[:-9], headers=PACKED),
        Reply(b"x" + packed, headers=PACKED),
        Reply(packed, headers=PACKED),
    ]
    assert clock.endpoint(server.address).ask("SELECT 1") == json.loads(TIES.body)
    assert len(server.queries) == 3


def test_a_server_that_says_nothing_is_not_waited_for_without_end(server: Answering, clock: Clock) -> None:
    server.replies = [Reply(silent=True), TIES]
    assert clock.endpoint(server.address, silence=0.1).ask("SELECT 1")
    assert "nothing came for 0 seconds" in clock.told[0]


def test_an_answer_without_end_is_given_up(server: Answering, clock: Clock) -> None:
    server.replies = [Reply(b" " * 65_536, endless=True)]
    with pytest.raises(InputError, match="more than 1000000 bytes"):
        clock.endpoint(server.address, largest=1_000_000).ask("SELECT 1")
    with pytest.raises(InputError, match="took more than 0 seconds"):
        clock.endpoint(server.address, longest=0).ask("SELECT 1")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(TRACE, 400, "text/plain"), "answers 400 Bad Request: java.*MalformedQueryException"),
        (Reply(b"<html>Sign in</html>", kind="text/html"), "answered with text/html"),
        (Reply(b"<html>Sorry</html>", 404, "text/html"), "answers 404 Not Found$"),
        (Reply(b"Please set a user-agent", 403, "text/plain"), "403 Forbidden: Please set a user-agent"),
        (Reply(b"[]"), "no SPARQL results"),
        (Reply(b"<!DOCTYPE html>\n<title>Error</title>"), "answered with a page"),
        (Reply(gzip.compress(b" " * 1_000_001), headers=PACKED), "more than 1000000 bytes"),
        (Reply(status=302, headers={"Location": "https://elsewhere.example/sparql"}), "leads elsewhere"),
        (Reply(status=307, headers={"Location": "http://127.0.0.1/other"}), "leads elsewhere"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "302|leads elsewhere"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(server: Answering, clock: Clock, reply: Reply, reason: str) -> None:
    server.replies = [reply]
    with pytest.raises(InputError, match=reason) as refused:
        clock.endpoint(server.address, largest=1_000_000).ask("SELECT 1")
    assert "\n" not in refused.value.message
    assert len(server.queries) == 1


def test_an_endpoint_that_cannot_be_reached_is_said_at_once(clock: Clock) -> None:
    with pytest.raises(InputError, match="cannot be reached: Connection refused"):
        clock.endpoint("http://127.0.0.1:9/sparql").ask("SELECT 1")
    assert clock.waited == []


def test_only_https_of_the_same_host_is_followed() -> None:
    assert may_follow("http://query.example/sparql", "https://query.example/other")
    for elsewhere in ("http://query.example/", "https://other.example/", "https://me:pw@query.example/"):
        assert not may_follow("https://query.example/sparql", elsewhere)


@pytest.mark.parametrize(
    "address", ["ftp://query.example/", "query.example", "http://", "https://me:pw@query.example/", "http://a b/"]
)
def test_an_endpoint_is_an_address_of_the_web(address: str) -> None:
    assert checked_address(WIKIDATA) == WIKIDATA
    with pytest.raises(UsageError):
        checked_address(address)


def test_what_takes_too_long_is_asked_for_by_halves(server: Answering, clock: Clock, tmp_path: Path) -> None:
    ends_in_a_trace = Reply(TIES.body[:40] + b"\njava.util.concurrent.TimeoutException")
    server.replies = [TOO_LONG, ends_in_a_trace, TIES, answer(stated("Q2", "Q2", "Q1")), TIES]
    facts = ask_for(Answers(tmp_path, clock.endpoint(server.address)), ["Q1", "Q2", "Q3", "Q4"])
    assert [query.count("wd:Q3") > 0 for query in server.queries] == [True, False, False, False, True]
    assert [(each.subject, each.object) for each in facts.statements] == [("Q1", "Q2"), ("Q2", "Q1")]
    asked = len(server.queries)
    ask_for(Answers(tmp_path, clock.endpoint(server.address)), ["Q1", "Q2", "Q3", "Q4"])
    assert len(server.queries) == asked  # nor is what took too long asked for again
    server.replies = [TOO_LONG]
    with pytest.raises(QueryTooLongError):
        ask_for(Answers(tmp_path, clock.endpoint(server.address)), ["Q9"])


def test_what_was_answered_is_not_asked_for_again_until_it_is_imported(
    server: Answering, clock: Clock, tmp_path: Path
) -> None:
    items = [f"Q{number}" for number in range(1, 46)]
    server.replies = [TIES, answer(stated("Q21", "Q21", "Q1")), Reply(TRACE, 400)]
    with pytest.raises(InputError):
        ask_for(Answers(tmp_path, clock.endpoint(server.address)), items)
    assert len(server.queries) == 3
    server.replies = [answer(stated("Q41", "Q41", "Q1"))]
    answers = Answers(tmp_path, clock.endpoint(server.address))
    facts = ask_for(answers, items)
    assert (len(server.queries), [each.subject for each in facts.statements]) == (4, ["Q1", "Q21", "Q41"])
    answers.forget()
    assert list(tmp_path.iterdir()) == []


def test_the_places_of_a_country_are_asked_for_first(server: Answering, clock: Clock, tmp_path: Path) -> None:
    server.replies = [answer({"asked": f"{ENTITY}Q20"}, {"asked": f"{ENTITY}Q3"})]
    answers = Answers(tmp_path, clock.endpoint(server.address))
    assert find_items(answers, "KR") == ["Q3", "Q20"]
    assert 'wdt:P297 "KR"' in server.queries[0]
    server.replies = [answer()]
    with pytest.raises(NotFoundError, match="Wikidata states no ties of a place in FR"):
        find_items(answers, "FR")
    assert list(tmp_path.iterdir()) == []  # it may be stated tomorrow
