"""`prefer` from the command line."""

import pytest

from cli.commands import RunCli, assert_refused, contents, done, loaded, unchanged
from queries.making import make_citation, make_source
from twinning.db.session import NewOperation, connection_of, writing
from twinning.db.storage.address import Address
from twinning.queries.lookup.agreements import find_agreement

MOSCOW = "moscow-ru--seoul-kr"
CITATION = "source:a-paper/citation-1"


@pytest.fixture
def disputed(seeded: Address) -> Address:
    """A register in which a paper calls the tie of Seoul and Moscow otherwise."""
    with writing(seeded, NewOperation("tester", "test")) as session:
        agreement = find_agreement(connection_of(session), MOSCOW).id
        make_citation(session, make_source(session), agreement_id=agreement, field="kind", value="friendship_city")
    return seeded


def test_show_gives_the_citation_that_prefer_takes(disputed: Address, run_cli: RunCli) -> None:
    shown = loaded(done(run_cli("show", MOSCOW, "--json", address=disputed)).out)
    (row,) = shown["contradictions"]
    assert (row["recorded"], row["stated"], row["citation"]) == ("cooperation", "friendship_city", CITATION)
    done(run_cli("prefer", row["citation"], "--because", "The paper itself", address=disputed))
    shown = loaded(done(run_cli("show", MOSCOW, "--json", address=disputed)).out)
    assert shown["kind"] == "friendship_city"
    assert shown["contradictions"] == []
    assert [row["because"] for row in shown["decided"]] == ["The paper itself"]


def test_a_decision_is_taken_back_whole(disputed: Address, run_cli: RunCli) -> None:
    before = contents(disputed)[0]
    result = done(run_cli("prefer", CITATION, "--because", "The paper itself", "--json", address=disputed))
    assert result.err == "note: the decision was recorded\n"
    assert contents(disputed)[0] != before
    done(run_cli("undo", address=disputed))
    assert contents(disputed)[0] == before


def test_a_trial_decides_nothing(disputed: Address, run_cli: RunCli) -> None:
    with unchanged(disputed):
        done(run_cli("prefer", CITATION, "--because", "The paper itself", "--dry-run", address=disputed))


def test_what_cannot_be_decided_is_refused_and_nothing_changes(disputed: Address, run_cli: RunCli) -> None:
    with unchanged(disputed):
        assert_refused(run_cli("prefer", CITATION, address=disputed), 2, "--because")
        assert_refused(run_cli("prefer", CITATION, "--because", "\u200b", address=disputed), 6, "the reason is empty")
        missing = run_cli("prefer", "source:a-paper/citation-7", "--because", "x", address=disputed)
        assert_refused(missing, 3, "no citation 7", "twinning show a-paper")
        assert_refused(run_cli("prefer", "Busan", "--because", "x", address=disputed), 3, "twinning show source:KEY")


def test_people_read_fields_and_values_in_words_that_programs_get_as_they_are_stored(
    disputed: Address, run_cli: RunCli
) -> None:
    with writing(disputed, NewOperation("tester", "test")) as session:
        agreement = find_agreement(connection_of(session), MOSCOW).id
        make_citation(session, make_source(session, "b"), agreement_id=agreement, field="kind", value="sister_city")
    done(
        run_cli(
            "record-act",
            MOSCOW,
            "ended",
            "--on",
            "2010",
            "--source",
            "a-paper, field=on, value=2011",
            address=disputed,
        )
    )
    conflict = "report", "conflicts", "--columns", "field,stated"
    assert ["ended", "2011"] in [line.split() for line in done(run_cli(*conflict, address=disputed)).out.splitlines()]
    assert "on,2011" in done(run_cli(*conflict, "--csv", address=disputed)).out.splitlines()
    decided = "prefer", CITATION, "--because", "The paper itself"
    assert "sister city, " in done(run_cli(*decided, "--dry-run", address=disputed)).out
    assert "sister_city, " in done(run_cli(*decided, "--csv", address=disputed)).out
