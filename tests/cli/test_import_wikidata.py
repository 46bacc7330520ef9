"""`import-wikidata`: statements of twinned places, with a day by which they were listed."""

import json
from pathlib import Path

import pytest

from cli.commands import RunCli, done
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


def test_a_word_that_the_other_place_does_not_return_is_one_sided(
    run_cli: RunCli, sqlite_address: Address, statements: tuple[str, ...]
) -> None:
    done(run_cli("import-wikidata", *statements, "--yes", address=sqlite_address))
    (row,) = json.loads(done(run_cli("report", "reciprocity", "--json", address=sqlite_address)).out)
    assert {"Alpha", "Gamma"} <= set(json.dumps(row).replace('"', " ").split())
