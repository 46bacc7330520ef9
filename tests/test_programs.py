"""What a machine lacks is skipped and said, and where a run requires it, a failure."""

import pytest

from programs import find_program, summary_of


def test_a_program_that_is_there_is_found() -> None:
    assert find_program("sh").endswith("/sh")


def test_without_its_program_a_test_is_skipped() -> None:
    with pytest.raises(pytest.skip.Exception, match="no-such-shell is not on this machine"):
        find_program("no-such-shell")


def test_without_a_program_that_the_run_requires_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programs._required", {"no-such-shell"})
    with pytest.raises(pytest.fail.Exception, match="no-such-shell is required"):
        find_program("no-such-shell")


def test_one_line_names_every_program_that_was_lacking_and_how_many_tests_it_cost() -> None:
    reasons = ["Skipped: zsh is not on this machine", "Skipped: fish is not on this machine"] * 2 + ["Skipped: slow"]
    expected = "skipped for want of programs that are not on this machine: fish (2 tests), zsh (2 tests)"
    assert summary_of(reasons) == expected


def test_nothing_is_said_where_nothing_was_lacking() -> None:
    assert summary_of(["Skipped: slow"]) is None
