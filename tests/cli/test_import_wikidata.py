"""`import-wikidata`: statements of twinned places, from files with a day by which they were listed, or asked for."""

import json
from pathlib import Path

import pytest

from cli.commands import RunCli, done, unchanged
from exchange.lists.answering import Answering, Reply, answer, name, place, stated
from exchange.lists.entities import entity, twinned
from twinning.db.storage.address import Address
from twinning.domain.dates import today


@pytest.fixture
def statements(tmp_path: Path) -> tuple[str, ...]:
    """The options for two places that name each other, and a third whose word the first does not return."""
    (tmp_path / "statements.tsv").write_text("Q1\tQ2\nQ2\tQ1\nQ3\tQ1\n")
    (tmp_path / "names.tsv").write_text("Q1\tAlpha\nQ2\tBeta\nQ3\tGamma\n")
    return ("--file", str(tmp_path / "statements.tsv"), "--labels", str(tmp_path / "names.tsv"))


@pytest.mark.parametrize("said", [(), ("--listed-on", "2016-09")])
def test_a_tie_is_listed_by_the_day_of_the_statements_or_by_today(
    run_cli: RunCli, sqlite_address: Address, statements: tuple[str, ...], said: tuple[str, ...]
) -> None:
    answer = done(run_cli("import-wikidata", *statements, *said, "--yes", address=sqlite_address))
    assert (f"listed by {today()}" in answer.err) == (not said)
    shown = json.loads(done(run_cli("show", "Alpha and Beta", "--json", address=sqlite_address)).out)
    day = "2016-09-30" if said else today()
    assert [(act["act"], act["on"]["text"]) for act in shown["acts"]] == [("signed", f"[..{day}]")]


def test_a_file_of_pages_is_listed_by_the_day_of_their_last_change(
    run_cli: RunCli, sqlite_address: Address, tmp_path: Path
) -> None:
    pages = [entity(f"Q{number}", twinned("Q9")) | {"modified": f"201{number}-09-07T10:31:04Z"} for number in (1, 2)]
    (tmp_path / "pages.json").write_text("\n".join(map(json.dumps, pages)))
    answer = done(run_cli("import-wikidata", "--file", str(tmp_path / "pages.json"), "--yes", address=sqlite_address))
    assert "listed by 2012-09-07, which is the day of the last change in it" in answer.err
    shown = json.loads(done(run_cli("show", "q1-xx--q9-xx", "--json", address=sqlite_address)).out)
    assert [act["on"]["text"] for act in shown["acts"]] == ["[..2012-09-07]"]


def test_a_word_that_the_other_place_does_not_return_is_one_sided(
    run_cli: RunCli, sqlite_address: Address, statements: tuple[str, ...]
) -> None:
    done(run_cli("import-wikidata", *statements, "--yes", address=sqlite_address))
    (row,) = json.loads(done(run_cli("report", "reciprocity", "--json", address=sqlite_address)).out)
    assert {"Alpha", "Gamma"} <= set(json.dumps(row).replace('"', " ").split())


@pytest.fixture
def server(running_endpoint: Answering) -> Answering:
    """An endpoint that knows of one tie of Busan, of which both pages have it."""
    both = (stated("Q16520", "Q16520", "Q2"), stated("Q16520", "Q2", "Q16520"))
    running_endpoint.replies = [answer(*both, name("Q2", "Beta"), place("Q2", country="FR"))]
    running_endpoint.queries = []
    return running_endpoint


def test_a_city_is_asked_for_by_its_name_in_the_register(
    run_cli: RunCli, sqlite_seeded: Address, server: Answering
) -> None:
    ask = ("import-wikidata", "Busan", "--endpoint", server.address, "--yes")
    tried = done(run_cli(*ask, "--dry-run", address=sqlite_seeded))
    assert "nothing was written" in tried.err
    done(run_cli(*ask, address=sqlite_seeded))
    assert len(server.queries) == 1  # what was answered to the trial was kept
    assert "wd:Q16520 }" in server.queries[0]
    shown = json.loads(done(run_cli("show", "beta-fr--busan-kr", "--json", address=sqlite_seeded)).out)
    assert [act["on"]["text"] for act in shown["acts"]] == [f"[..{today()}]"]
    again = done(run_cli(*ask, "--json", address=sqlite_seeded))
    assert (json.loads(again.out)["already_there"], len(server.queries)) == (2, 2)
    done(run_cli("undo", "--yes", address=sqlite_seeded))
    assert run_cli("show", "beta-fr--busan-kr", address=sqlite_seeded).code == 3


def test_a_new_user_has_the_ties_of_a_country_in_one_command(
    run_cli: RunCli, sqlite_address: Address, server: Answering
) -> None:
    server.replies.insert(0, answer({"asked": "http://www.wikidata.org/entity/Q16520"}))
    done(
        run_cli(
            "import-wikidata", "--country", "Korea, Republic of", "--endpoint", server.address, address=sqlite_address
        )
    )
    assert ['wdt:P297 "KR"' in query for query in server.queries] == [True, False]
    assert json.loads(done(run_cli("list-agreements", "--json", address=sqlite_address)).out)


def test_a_city_that_the_register_has_not_is_found_by_its_name_and_country(
    run_cli: RunCli, sqlite_address: Address, server: Answering
) -> None:
    named = [
        {"asked": f"http://www.wikidata.org/entity/{item}", "country": code}
        for item, code in (("Q1", "DE"), ("Q3", "US"))
    ]
    server.replies.insert(0, answer(*named))
    ask = ("import-wikidata", "--endpoint", server.address)
    several = run_cli(*ask, 'Alpha "x"', address=sqlite_address)
    assert (several.code, "Q1 (DE); Q3 (US)" in several.err) == (4, True)
    assert '"Alpha \\"x\\""@en' in server.queries[0]
    server.replies.insert(0, answer(*named))
    done(run_cli(*ask, "Alpha, Germany", address=sqlite_address))
    assert "VALUES ?asked { wd:Q1 }" in server.queries[-1]
    server.replies = [answer()]
    none = run_cli(*ask, "Nowhere", address=sqlite_address)
    assert (none.code, "give its Wikidata id" in none.err) == (3, True)


def test_an_endpoint_that_refuses_is_an_error_and_nothing_is_written(
    run_cli: RunCli, sqlite_address: Address, server: Answering
) -> None:
    server.replies = [Reply(b"java.lang.Exception: no\n\tat java.lang.Thread.run", 400, "text/plain")]
    with unchanged(sqlite_address):
        refused = run_cli("import-wikidata", "Q1", "--endpoint", server.address, address=sqlite_address)
    assert (refused.code, "answers 400 Bad Request: java.lang.Exception: no" in refused.err) == (6, True)


def test_a_place_without_ties_is_told(run_cli: RunCli, sqlite_address: Address, server: Answering) -> None:
    ask = ("import-wikidata", "--endpoint", server.address, "--yes")
    told = done(run_cli(*ask, "Q16520", "Q3", address=sqlite_address))
    assert "Wikidata states no ties of Q3\n" in told.err
    server.replies = [answer()]
    for _ in range(2):
        none = run_cli(*ask, "Q3", address=sqlite_address)
        assert (none.code, "Wikidata states no ties of Q3" in none.err) == (3, True)
    assert len(server.queries) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "say whose ties"),
        (("Busan", "--country", "KR"), 2, "say whose ties"),
        (("Busan", "--labels", "names.tsv"), 2, "--labels goes with --file"),
        (("--file", "x.json", "--contact", "me"), 2, "--file asks nobody"),
        (("Q1",), 2, "--contact you@example.org"),
        (("Busan", "--contact", "me"), 2, "has no Wikidata id in the register"),
        (("Q1", "--contact", "부산"), 2, "ASCII"),
        (("Q1", "--endpoint", "ftp://example.org"), 2, "--endpoint needs the address"),
    ],
)
def test_what_cannot_be_asked_is_said_before_anybody_is(
    run_cli: RunCli, sqlite_address: Address, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done(run_cli("add-city", "Busan", "--country", "KR", address=sqlite_address))
    refused = run_cli("import-wikidata", *arguments, address=sqlite_address)
    assert (refused.code, said in refused.err) == (code, True), refused.err


def test_the_query_of_a_city_or_a_country_is_printed(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert (
        "wd:Q16520 wd:Q8684 }" in done(run_cli("wikidata-query", "Busan", "Q8684", "q16520", address=sqlite_seeded)).out
    )
    assert '"FR"' in done(run_cli("wikidata-query", "--country", "France", address=sqlite_seeded)).out
    assert run_cli("wikidata-query", address=sqlite_seeded).code == 2
    assert run_cli("wikidata-query", "Nowhere", address=sqlite_seeded).code == 3


def test_a_statement_that_is_not_taken_is_kept_to_be_corrected_and_read_again(
    run_cli: RunCli, sqlite_address: Address, tmp_path: Path
) -> None:
    results, rejects = tmp_path / "results.csv", tmp_path / "results.rejects.csv"
    results.write_text("subject,object,start\nQ1,Q2,1238-05-01T00:00:00Z\nQ1,Q3,1990-05-01T00:00:00Z\n")
    command = ("import-wikidata", "--listed-on", "2026", "--yes")
    answer = done(run_cli(*command, "--file", str(results), "--rejects", str(rejects), address=sqlite_address))
    assert "rejected rows are in" in answer.err
    kept = rejects.read_text()
    assert kept.startswith("subject,object,start,end,ended,line,column,reason\nQ1,Q2,1238-05-01,,,1,,")
    rejects.write_text(kept.replace("1238", "1983"))
    again = ("--file", str(rejects), "--rejects", str(tmp_path / "rest.rejects.csv"))
    done(run_cli(*command, *again, address=sqlite_address))
    assert "1983-05-01" in done(run_cli("list-agreements", "--csv", address=sqlite_address)).out
