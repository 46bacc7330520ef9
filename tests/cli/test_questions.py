"""What is asked at a terminal: the words of a list shown and completed, every answer checked when it is given."""

import signal

import pexpect
import pytest

from cli.commands import RunCli, assert_refused, done, loaded, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address
from twinning.domain.dates import today

CONTACT = ("--kind", "contact", "--json")


def answer(child: pexpect.spawn, *questions_and_answers: tuple[str, str]) -> None:
    for question, given in questions_and_answers:
        child.expect(f"{question}[^\n]*: ")
        child.sendline(given)


def agree(child: pexpect.spawn) -> str:
    child.expect("Write this")
    child.sendline("y")
    code, printed = ended(child)
    assert code == 0
    return printed


def shown(run_cli: RunCli, address: Address, record: str) -> dict:
    return loaded(done(run_cli("show", record, "--json", address=address)).out)


def test_the_words_of_a_list_are_shown_where_one_is_asked_for(sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "Busan", "Cairo", "--signed", "1999", address=sqlite_seeded) as child:
        child.expect("Kind of tie \\(sister_city, friendship_city, cooperation, contact, other\\): ")


def test_a_word_is_completed_with_the_tab_key(run_cli: RunCli, sqlite_seeded: Address) -> None:
    pytest.importorskip("readline")
    with terminal("add-agreement", "Busan", "Cairo", "--signed", "1999", address=sqlite_seeded) as child:
        child.expect("Kind of tie[^\n]*: ")
        child.send("friend\t\n")
        answer(child, ("Source", ""))
        agree(child)
    assert shown(run_cli, sqlite_seeded, "busan-kr--cairo-eg")["kind"] == "friendship_city"


@pytest.mark.parametrize("parties", ["Busan, Cairo", "Busan; Cairo", "Busan, KR, Cairo", "Cairo, Egypt; Busan"])
def test_parties_are_taken_apart_at_commas_and_at_semicolons(sqlite_seeded: Address, parties: str) -> None:
    with terminal("add-agreement", "--signed", "1999", *CONTACT, address=sqlite_seeded) as child:
        answer(child, ("Parties", parties), ("Source", ""))
        assert '"key": "busan-kr--cairo-eg"' in agree(child)


def test_too_few_parties_are_told_at_once(sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "--signed", "1999", *CONTACT, address=sqlite_seeded) as child:
        answer(child, ("Parties", "Busan"))
        child.expect("two or more parties")
        answer(child, ("Parties", "Busan, Cairo"), ("Source", ""))
        agree(child)


def test_a_city_that_is_not_there_is_added_there_and_then(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "--signed", "1999", *CONTACT, address=sqlite_seeded) as child:
        answer(child, ("Parties", "Busan, Atlantis"))
        child.expect("there is no city 'Atlantis'")
        answer(child, ("Add Atlantis as a new city", "y"), ("Country of Atlantis", "Greece"), ("Source", ""))
        agree(child)
    assert shown(run_cli, sqlite_seeded, "atlantis-gr--busan-kr")["kind"] == "contact"
    log = loaded(done(run_cli("log", "--json", address=sqlite_seeded)).out)
    assert log[0]["command"].startswith("add-agreement"), "the city and the agreement are one operation"


def test_only_the_city_that_is_wrong_is_asked_for_again(sqlite_seeded: Address) -> None:
    with terminal(
        "add-agreement", "Busan", "Kairo-on-sea", "--signed", "1999", *CONTACT, address=sqlite_seeded
    ) as child:
        child.expect("there is no city 'Kairo-on-sea'")
        answer(child, ("Add Kairo-on-sea", "n"), ("Which city instead", "Cairo"))
        assert '"key": "busan-kr--cairo-eg"' in agree(child)


def test_a_day_may_be_unknown(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "Busan", "Cairo", *CONTACT, address=sqlite_seeded) as child:
        answer(child, ("Signed on", "unknown"))
        child.expect(f"by {today()} at the latest")
        answer(child, ("Source", ""))
        agree(child)
    assert shown(run_cli, sqlite_seeded, "busan-kr--cairo-eg")["since"] == f"[..{today()}]"


def test_of_a_visit_without_a_day_is_asked_how_far_it_came(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal("add-delegation", "Harbour talks", address=sqlite_seeded) as child:
        answer(child, ("When", "unknown"), ("How far it came \\(planned, held", "held"))
        answer(child, ("Sent by", "Busan"), ("Received by", "Cairo, Egypt"), ("Source", "https://example.org/talks"))
        agree(child)
    visit = shown(run_cli, sqlite_seeded, "Harbour talks")
    assert (visit["start"], visit["status"]) == (None, "held")
    assert {(each["city"], each["role"]) for each in visit["places"]} == {("Busan", "sender"), ("Cairo", "host")}
    assert [each["address"] for each in visit["sources"]] == ["https://example.org/talks"]


def test_one_of_several_is_picked_by_its_number(run_cli: RunCli, sqlite_seeded: Address) -> None:
    for region in ("Illinois", "Oregon"):
        done(run_cli("add-city", "Springfield", "--country", "US", "--admin1", region, address=sqlite_seeded))
    with terminal("show", "Springfield", address=sqlite_seeded) as child:
        child.expect("1  springfield-us\r\n  2  springfield-us--2")
        answer(child, ("Which one", "3"))
        child.expect("'3' is none of them")
        answer(child, ("Which one", "2"))
        code, printed = ended(child)
    assert (code, "Oregon" in printed) == (0, True)


@pytest.mark.parametrize("stopped", ["\x03", "\x04"])
def test_who_stops_a_question_is_told_that_nothing_was_written(sqlite_seeded: Address, stopped: str) -> None:
    with unchanged(sqlite_seeded), terminal("add-agreement", "Busan", "Cairo", address=sqlite_seeded) as child:
        child.expect("Kind of tie[^\n]*: ")
        child.send(stopped)
        code, printed = ended(child)
    assert (code, "nothing was written" in printed) == (128 + signal.SIGINT, True)


def test_who_says_no_gets_a_code_of_its_own(sqlite_seeded: Address) -> None:
    with unchanged(sqlite_seeded), terminal("remove", "busan-kr--shanghai-cn", address=sqlite_seeded) as child:
        child.expect("Write this")
        child.sendline("n")
        code, printed = ended(child)
    assert (code, "nothing was written" in printed) == (7, True)


def test_what_is_neither_yes_nor_no_is_asked_again(sqlite_seeded: Address) -> None:
    with terminal("undo", address=sqlite_seeded) as child:
        answer(child, ("for good", "perhaps"))
        child.expect("error: 'perhaps' is neither yes nor no")
        answer(child, ("for good", "no"))
        assert ended(child)[0] == 7


def test_a_source_that_is_none_is_asked_for_again(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "Busan", "Cairo", "--signed", "1999", address=sqlite_seeded) as child:
        answer(child, ("Kind of tie", "sister"), ("Source", "the city gazette"))
        child.expect("there is no source 'the city gazette'")
        answer(child, ("Source", "https://example.org/gazette"))
        agree(child)
    cited = shown(run_cli, sqlite_seeded, "busan-kr--cairo-eg")["sources"]
    assert [each["address"] for each in cited] == ["https://example.org/gazette"]


def test_an_argument_that_is_missing_is_asked_for_by_what_it_is(sqlite_seeded: Address) -> None:
    with terminal("record-act", address=sqlite_seeded) as child:
        answer(child, ("The agreement's key", "busan-kr--shanghai-cn"), ("What happened: proposed", "amended"))
        answer(child, ("On which day", "2021"))
        assert "the act was recorded" in agree(child)


def test_of_an_agreement_without_what_happened_only_that_is_asked(sqlite_seeded: Address) -> None:
    with terminal("record-act", "busan-kr--shanghai-cn", "--on", "2021", address=sqlite_seeded) as child:
        answer(child, ("What happened: proposed", "amended"))
        assert "the act was recorded" in agree(child)


def test_where_nobody_can_be_asked_the_word_that_lacks_is_named(run_cli: RunCli, sqlite_seeded: Address) -> None:
    lacking = run_cli("record-act", "busan-kr--shanghai-cn", "--on", "2021", address=sqlite_seeded)
    assert_refused(lacking, 2, "Missing argument 'KIND'")
