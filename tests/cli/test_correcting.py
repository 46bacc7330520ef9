"""Correcting what was recorded, and recording a dispute, each in one command."""

import re

import pytest

from cli.commands import RunCli, assert_refused, done, loaded, unchanged
from cli.running import run_in_process
from cli.terminals import ended, terminal
from db.registers import Prepared
from twinning.db.storage.address import Address

SHANGHAI = "busan-kr--shanghai-cn"
OSAKA = ("add-agreement", "Osaka", "San Francisco", "--kind", "sister-city", "--signed", "1957-10-07")
LETTER = "https://example.org/letter"
PAGE = "https://example.org/our-sister-cities"


@pytest.fixture
def osaka(seeded: Address, prepared: Prepared) -> str:
    """The key of a tie, with which a copy of a register takes the place of the seeded one."""
    assert prepared(add_osaka) == seeded
    return "osaka-jp--san-francisco-us"


def add_osaka(address: Address) -> None:
    for command in (
        ("add-city", "Osaka", "--country", "JP"),
        ("add-city", "San Francisco", "--country", "US"),
        OSAKA,
    ):
        done(run_in_process(*command, address=address))


def shown(run_cli: RunCli, address: Address, record: str) -> dict:
    return loaded(done(run_cli("show", record, "--json", address=address)).out)


def test_the_signing_is_corrected_on_the_agreement(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    done(run_cli("edit", osaka, "--signed", "1957-10-08", address=seeded))
    agreement = shown(run_cli, seeded, osaka)
    assert agreement["since"] == "1957-10-08"
    assert [each["on"] for each in agreement["acts"]] == ["1957-10-08"], "it is the same act, and not another"


def test_of_several_signings_the_one_meant_has_to_be_said(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    done(run_cli("record-act", osaka, "signed", "--on", "1990", address=seeded))
    with unchanged(seeded):
        answer = run_cli("edit", osaka, "--signed", "1957-10-08", address=seeded)
    assert_refused(answer, 2, f"agreement:{osaka}/act-1", f"agreement:{osaka}/act-2")


def test_what_was_never_proposed_has_no_proposal_to_correct(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    answer = run_cli("edit", osaka, "--proposed", "1956", address=seeded)
    assert_refused(answer, 2, "has no act proposed", f"record-act {osaka} proposed --on DATE")


@pytest.mark.parametrize(
    ("record", "option", "kind", "child"),
    [
        (SHANGHAI, "ground", "an act", f"agreement:{SHANGHAI}/act-1"),
        ("busan-kr", "email", "a contact", "city:busan-kr/contact-1"),
    ],
)
def test_a_value_of_a_child_is_answered_with_the_child(
    run_cli: RunCli, seeded: Address, record: str, option: str, kind: str, child: str
) -> None:
    answer = run_cli("edit", record, f"--{option}", "treaty-dispute", address=seeded)
    assert_refused(answer, 2, f"{option} is a value of {kind} of", child)


def test_a_dispute_is_recorded_with_one_command_a_side(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    ended_by_osaka = ("end-agreement", osaka, "--on", "2018-10-02", "--by", "Osaka", "--source", LETTER)
    done(run_cli(*ended_by_osaka, "--speaks-for", "Osaka", "--published", "2018-10-02", address=seeded))
    other = ("edit", osaka, "--add-source", f"{PAGE}, field=status, value=active")
    answer = done(run_cli(*other, "--speaks-for", "San Francisco", "--published", "2020-05", address=seeded))
    assert "no effect" not in answer.err
    agreement = shown(run_cli, seeded, osaka)
    assert (agreement["status"], agreement["disputed_by"]) == ("disputed", ["San Francisco"])
    sources = loaded(done(run_cli("list-sources", "--json", address=seeded)).out)
    assert {each["published"] for each in sources if each["address"] in (LETTER, PAGE)} == {"2018-10-02", "2020-05"}


def test_a_word_on_the_status_that_can_have_no_effect_is_told(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    answer = done(run_cli("edit", osaka, "--add-source", f"{PAGE}, field=status, value=active", address=seeded))
    assert "has no effect on it: it speaks for no city and it has no day" in answer.err
    assert "--speaks-for CITY --published DATE" in answer.err


def test_a_status_word_that_is_given_with_an_act_is_of_the_agreement_and_may_have_no_effect(
    run_cli: RunCli, seeded: Address, osaka: str
) -> None:
    ending = ("end-agreement", osaka, "--on", "2018-10-02", "--by", "Osaka")
    answer = done(run_cli(*ending, "--source", f"{PAGE}, field=status, value=ended", address=seeded))
    assert "has no effect on it: it speaks for no city and it has no day" in answer.err
    assert '"field": "status"' in done(run_cli("show", osaka, "--json", address=seeded)).out
    described = ("--speaks-for", "Osaka", "--published", "2019")
    resumed = ("record-act", osaka, "amended", "--on", "2017", *described)
    answer = done(run_cli(*resumed, "--source", f"{PAGE}, field=status, value=ended", address=seeded))
    assert "no effect" not in answer.err


def test_what_is_said_of_a_source_needs_one(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    with unchanged(seeded):
        answer = run_cli("end-agreement", osaka, "--on", "2018", "--speaks-for", "Osaka", address=seeded)
    assert_refused(answer, 2, "there is no source to describe", "--source")


def test_another_speaker_of_a_source_is_refused(run_cli: RunCli, seeded: Address, osaka: str) -> None:
    cited = ("--source", LETTER, "--speaks-for")
    done(run_cli("end-agreement", osaka, "--on", "2018", *cited, "Osaka", address=seeded))
    answer = run_cli("record-act", osaka, "resumed", "--on", "2019", *cited, "San Francisco", address=seeded)
    assert_refused(answer, 4, "has another speaks-for")


def test_somebody_elses_operation_is_undone_only_after_a_question(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli("add-city", "Ulsan", "--country", "KR", "--actor", "mina", address=sqlite_seeded))
    with unchanged(sqlite_seeded), terminal("undo", "--actor", "jun", address=sqlite_seeded) as child:
        child.expect("mina did this. Take it back")
        child.sendline("n")
        assert ended(child)[0] == 7
    with terminal("undo", "--actor", "mina", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "was taken back" in printed) == (0, True)


@pytest.mark.parametrize(
    ("words", "own", "others"),
    [
        (("Busan",), ("--latitude", "--add-contact"), ("--signed", "--add-field", "--size")),
        (("Busan", "Shanghai"), ("--signed", "--remove-act"), ("--latitude", "--venue", "--ground")),
        ((f"agreement:{SHANGHAI}/act-1",), ("--ground", "--add-signatory"), ("--latitude", "--add-field")),
    ],
)
def test_the_help_of_edit_with_a_record_has_the_options_of_that_record_alone(
    run_cli: RunCli, seeded: Address, words: tuple[str, ...], own: tuple[str, ...], others: tuple[str, ...]
) -> None:
    help = done(run_cli("edit", *words, "--help", address=seeded)).out
    listed = re.findall("^. (--[a-z-]+)", help, re.MULTILINE)
    assert [option for option in own if option not in listed] == []
    assert [option for option in others if option in listed] == []


def test_the_help_of_edit_with_what_is_no_record_says_so(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("edit", "Nothing", "--help", address=seeded), 3, "there is no record 'Nothing'")
