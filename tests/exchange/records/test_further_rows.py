"""Spreadsheets with several rows for one record: what a further row says more is kept, what contradicts is told."""

from pathlib import Path

import pytest

from cli.commands import unchanged
from exchange.lists.lists import rows
from exchange.records.sheets import counts, take
from twinning.actions.withdrawing.undoing import undo
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.exchange.records.importing import RowOutcome

DELEGATES = """title,date,host,member,member_post
Harbour talks,2024-06-01,Shanghai,Ann Lee,Engineer
Harbour talks,2024-06-01,Shanghai,Bea Moon,
Harbour talks,2024-06-01,Shanghai,Ann Lee,Engineer
Harbour talks,2024-06-01,Shanghai,Cho Min,Clerk
"""
TRAVELLED = (
    "SELECT person.name, post FROM activity_person JOIN person ON person.id = person_id"
    " JOIN activity ON activity.id = activity_id WHERE title = 'Harbour talks' ORDER BY 1"
)


def test_each_row_of_a_visit_adds_its_delegate(seeded: Address, tmp_path: Path) -> None:
    outcome = take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")
    assert counts(outcome) == (1, 1, 0)
    assert outcome.counts[RowOutcome.ADDED] == 2
    assert rows(seeded, TRAVELLED) == [("Ann Lee", "Engineer"), ("Bea Moon", None), ("Cho Min", "Clerk")]
    assert not outcome.differences
    with unchanged(seeded):
        assert counts(take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")) == (0, 4, 0)


def test_undoing_takes_back_what_further_rows_added(seeded: Address, tmp_path: Path) -> None:
    before = rows(seeded, "SELECT key FROM activity UNION SELECT key FROM person")
    take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")
    with writing(seeded, NewOperation("tester", "undo")) as session:
        undo(session)
    assert rows(seeded, "SELECT key FROM activity UNION SELECT key FROM person") == before


def test_a_further_row_adds_a_participant_a_cost_and_what_was_empty(seeded: Address, tmp_path: Path) -> None:
    listed = (
        "title,date,until,host,participant,expense,venue\n"
        "Fair,2024-05-01,,Busan,Shanghai,1000 KRW,\n"
        "Fair,2024-05-01,2024-05-03,Busan,Seoul,2000 USD,Port\n"
    )
    outcome = take(seeded, tmp_path, "events", listed)
    assert not outcome.rejects
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((1, 0, 0), 1)
    of_fair = "FROM activity JOIN {0} ON activity_id = activity.id WHERE title = 'Fair' ORDER BY 1"
    assert rows(seeded, f"SELECT amount {of_fair.format('expense')}") == [("1000",), ("2000",)]
    assert rows(seeded, f"SELECT count(*) {of_fair.format('activity_place')}") == [(3,)]
    assert rows(seeded, "SELECT end_text, venue FROM activity WHERE title = 'Fair'") == [("2024-05-03", "Port")]


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        ("Talks,2024,Seoul,Bea Moon,,,", ["place", "person"]),
        ("Talks,2024,Shanghai,Bea Moon,12,,", ["size", "person"]),
        ("Talks,2024,Shanghai,Bea Moon,,,Ola Berg", ["person", "person"]),
    ],
)
def test_a_row_that_contradicts_the_one_before_adds_nothing_and_is_told(
    seeded: Address, tmp_path: Path, second: str, fields: list[str]
) -> None:
    listed = f"title,date,host,member,size,note,head\nTalks,2024,Shanghai,Ann Lee,5,,Kim Min-ji\n{second}\n"
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert counts(outcome) == (1, 1, 0)
    assert [each.field for _, _, each in outcome.differences] == fields
    assert rows(seeded, "SELECT count(*) FROM person WHERE name IN ('Bea Moon', 'Ola Berg')") == [(0,)]


def test_another_remark_is_told_and_hinders_nothing(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,member,note\nTalks,2024,Shanghai,Ann Lee,Flew\nTalks,2024,Shanghai,Bea Moon,By train\n"
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert outcome.counts[RowOutcome.ADDED] == 1
    assert [(line, each.field, each.here, each.there) for line, _, each in outcome.differences] == [
        (3, "summary", "Flew", "By train")
    ]
    assert rows(seeded, "SELECT count(*) FROM person WHERE name = 'Bea Moon'") == [(1,)]


def test_a_row_of_another_file_adds_nothing_and_is_told(seeded: Address, tmp_path: Path) -> None:
    first, *_, last = DELEGATES.splitlines()
    take(seeded, tmp_path, "delegations", DELEGATES.replace(last, ""))
    with unchanged(seeded):
        outcome = take(seeded, tmp_path, "delegations", f"{first}\n{last}\n")
    assert counts(outcome) == (0, 1, 0)
    assert [each.field for _, _, each in outcome.differences] == ["person"]


def test_a_cited_file_tells_of_no_row_that_its_row_number_is_missing(seeded: Address, tmp_path: Path) -> None:
    outcome = take(seeded, tmp_path, "delegations", DELEGATES, source="https://www.example.org/visits")
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((1, 1, 0), 2)
    locators = (
        "SELECT locator FROM citation WHERE activity_id IN (SELECT id FROM activity WHERE title = 'Harbour talks')"
    )
    assert rows(seeded, f"{locators} ORDER BY 1") == [("row 2",), ("row 3",), ("row 5",)]


def test_a_row_that_goes_on_without_what_names_its_record_is_rejected_with_the_way_out(
    seeded: Address, tmp_path: Path
) -> None:
    listed = "title,date,host,member\nTalks,2024-06-01,Shanghai,Ann Lee\n,,,Bea Moon\n〃,〃,〃,Cho Min\n"
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((1, 0, 1), 1)
    assert "write 〃 for each cell" in (outcome.rejects[0].hint or "")


REJECTED = """title,date,host,member,member_post,line,column,reason
Harbour talks,{0},{1},Dan Park,Driver,6,member,no name
"""


def test_a_file_of_rejects_goes_on_with_a_visit_that_it_plainly_names(seeded: Address, tmp_path: Path) -> None:
    take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")
    rejects = REJECTED.format("2024-06-01", "Shanghai")
    outcome = take(seeded, tmp_path, "delegations", rejects, city="Busan")
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED], outcome.differences) == ((0, 0, 0), 1, [])
    assert ("Dan Park", "Driver") in rows(seeded, TRAVELLED)
    with unchanged(seeded):
        assert counts(take(seeded, tmp_path, "delegations", rejects, city="Busan")) == (0, 1, 0)


def test_a_file_of_rejects_is_one_with_the_column_that_its_reason_asked_for(seeded: Address, tmp_path: Path) -> None:
    take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")
    rejects = REJECTED.format("2024-06-01", "Shanghai").replace("reason", "reason,status")
    rejects = rejects.replace("no name", "no name,held")
    outcome = take(seeded, tmp_path, "delegations", rejects, city="Busan")
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((0, 0, 0), 1)
    assert outcome.shown[0][1] == "Harbour talks; 2024-06-01; Shanghai; Dan Park; Driver; held"


@pytest.mark.parametrize(
    ("day", "host", "city", "counted"),
    [
        ("2024-06-02", "Shanghai", "Busan", (1, 0, 0)),
        ("2024-06-01", "Chicago", "Busan", (0, 1, 0)),
        ("2024-06-01", "Shanghai", "Seoul", (0, 1, 0)),
        ("2024-06-01", "Shanghai", None, (0, 1, 0)),
    ],
)
def test_a_file_of_rejects_adds_to_no_visit_that_may_be_another(
    seeded: Address, tmp_path: Path, day: str, host: str, city: str | None, counted: tuple[int, int, int]
) -> None:
    take(seeded, tmp_path, "delegations", DELEGATES, city="Busan")
    outcome = take(seeded, tmp_path, "delegations", REJECTED.format(day, host), city=city)
    assert counts(outcome) == counted
    assert ("Dan Park", "Driver") not in rows(seeded, f"{TRAVELLED}") or counted[0]


def test_a_visit_of_which_only_the_year_is_known_is_not_plainly_named(seeded: Address, tmp_path: Path) -> None:
    take(seeded, tmp_path, "delegations", DELEGATES.replace("2024-06-01", "2024"), city="Busan")
    outcome = take(seeded, tmp_path, "delegations", REJECTED.format("2024", "Shanghai"), city="Busan")
    assert (counts(outcome), [each.field for _, _, each in outcome.differences]) == ((0, 1, 0), ["person"])
