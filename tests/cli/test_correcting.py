"""A source is cited for what it is said to support, and for nothing that was only typed."""

import json
from typing import Any

import pytest

from cli.commands import RunCli, assert_refused, done
from twinning.db.address import Address

PAGE = "https://example.org/cairo"
CAIRO = "cairo-eg--seoul-kr"
SIGNED = ("add-agreement", "Seoul", "Cairo", "--kind", "sister-city", "--signed", "2010-01-01")
ACT = f"agreement:{CAIRO}/act-1"


def stated(run_cli: RunCli, address: Address) -> list[tuple[Any, ...]]:
    shown = json.loads(done(run_cli("show", CAIRO, "--json", address=address)).out)
    return [(row["record"], row["field"], row["stated"]) for row in shown["stated"]]


def contradictions(run_cli: RunCli, address: Address) -> list[tuple[Any, ...]]:
    shown = json.loads(done(run_cli("show", CAIRO, "--json", address=address)).out)
    return [(row["recorded"], row["stated"]) for row in shown["contradictions"]]


def test_a_source_supports_the_kind_and_the_signing_unless_it_is_said_what(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli(*SIGNED, "--source", PAGE, address=seeded))
    assert stated(run_cli, seeded) == [(CAIRO, "kind", "sister_city"), (ACT, "on", "2010-01-01")]


def test_a_source_for_the_date_alone_is_given_in_one_command(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli(*SIGNED, "--source", f"{PAGE}, field=signed", address=seeded))
    assert stated(run_cli, seeded) == [(ACT, "on", "2010-01-01")]


def test_a_source_that_says_another_day_of_the_signing_contradicts_it(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli(*SIGNED, "--source", f"{PAGE}, field=signed, value=2011", address=seeded))
    assert contradictions(run_cli, seeded) == [("2010-01-01", "2011")]


def test_a_source_for_an_act_that_is_not_recorded_is_refused(run_cli: RunCli, seeded: Address) -> None:
    answer = run_cli(*SIGNED, "--source", f"{PAGE}, field=proposed", address=seeded)
    assert_refused(answer, 2, "nothing says that it was proposed")


@pytest.mark.parametrize(
    ("options", "expected"), [((), [("2011-01-01", "2010-01-01")]), (("--mistyped",), [])], ids=["kept", "mistyped"]
)
def test_a_corrected_value_leaves_its_source_s_word_alone_unless_that_was_mistyped_with_it(
    run_cli: RunCli, seeded: Address, options: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    done(run_cli(*SIGNED, "--source", PAGE, address=seeded))
    answer = done(run_cli("edit", ACT, "--on", "2011-01-01", "--yes", *options, address=seeded))
    assert ("goes on stating 2010-01-01" in answer.err and "--mistyped" in answer.err) is not bool(options)
    assert contradictions(run_cli, seeded) == expected


def test_an_end_of_which_nobody_says_who_did_it_is_of_unknown_mode(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli(*SIGNED, address=seeded))
    shown = json.loads(done(run_cli("end-agreement", CAIRO, "--on", "2015", "--json", address=seeded)).out)
    assert [act["mode"] for act in shown["acts"]] == ["joint", "unknown"]
