"""Lists that were exported, corrected in a spreadsheet and brought back: what differs becomes edits, nothing else."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.commands import Answer, RunCli, assert_refused, done, stored_rows, unchanged
from exchange.lists.lists import rows
from queries.test_record_log import noted
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.db.storage.address import Address
from twinning.exchange.lists.columns.mapping import ListMapping
from twinning.exchange.lists.reading.files import open_table
from twinning.exchange.lists.reading.tables import Layout
from twinning.exchange.records.following import remarks_on_agreements
from twinning.exchange.records.kinds import CORRECTED_KINDS
from twinning.exchange.records.updating import EditOutcome, is_column_of_a_list, read_corrected, update_records
from twinning.queries.lookup.agreements import find_agreement

Rows = list[dict[str, str]]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bring_back(run_cli: RunCli, sqlite_seeded: Address) -> Callable[..., Answer]:
    """Write a list, correct it, and import it."""

    def run(kind: str, correct: Callable[[Rows], Any], *options: str) -> Answer:
        done(run_cli(f"list-{kind}", "--for-update", "-o", "list.csv", address=sqlite_seeded))
        with Path("list.csv").open(encoding="utf-8", newline="") as stream:
            listed = list(csv.DictReader(stream))
        correct(listed)
        with Path("list.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, listed[0])
            writer.writeheader()
            writer.writerows(listed)
        return run_cli("import", "list.csv", "--update", *options, address=sqlite_seeded)

    return run


def counts(answer: Answer) -> tuple[int, int, int]:
    """Return how many rows were edited, unchanged, rejected."""
    became = json.loads(done(answer).out)
    return became["edited"], became["unchanged"], became["rejected"]


def row_of(listed: Rows, key: str) -> dict[str, str]:
    return next(row for row in listed if row["key"] == key)


@pytest.mark.parametrize("kind", [each for each in CORRECTED_KINDS if each != "contacts"])
def test_a_list_that_nobody_corrected_changes_nothing(run_cli: RunCli, sqlite_seeded: Address, kind: str) -> None:
    done(run_cli(f"list-{kind}", "--for-update", "-o", "list.xlsx", address=sqlite_seeded))
    with unchanged(sqlite_seeded):
        edited, same, rejected = counts(run_cli("import", "list.xlsx", "--update", "--json", address=sqlite_seeded))
    assert (edited, rejected) == (0, 0)
    assert same > 0


def test_an_exported_table_of_ties_that_nobody_corrected_changes_nothing(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    done(run_cli("export", "ties.csv", address=sqlite_seeded))
    given = ("import", "ties.csv", "--update", "--unchanged-since", "1", "--json")
    assert counts(run_cli(*given, address=sqlite_seeded)) == (0, 6, 0)


def test_a_tie_that_was_signed_twice_is_unchanged_in_a_list(
    run_cli: RunCli, sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    for day in ("2022-05-01", "2001"):
        done(run_cli("record-act", "busan-kr--fukuoka-jp", "signed", "--on", day, address=sqlite_seeded))
    assert counts(bring_back("agreements", lambda _listed: None, "--json")) == (0, 6, 0)


def test_rows_are_compared_many_at_a_time(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli("list-organizations", "--for-update", "-o", "list.csv", address=sqlite_seeded))
    with open_table(Path("list.csv"), Layout(), is_column_of_a_list) as table:
        whole = read_corrected(table, ListMapping())
    asked = []
    for lines in (whole.lines[:2], whole.lines):
        with writing(sqlite_seeded, NewOperation("tester", "import")) as session:
            with noted(connection_of(session)) as statements:
                outcome = update_records(session, replace(whole, lines=lines), "organizations")
            assert outcome.counts[EditOutcome.UNCHANGED] == len(lines)
        asked.append(len(statements))
    assert len(whole.lines) > 6
    assert asked[0] == asked[1]


@pytest.mark.postgresql
@pytest.mark.parametrize("kind", [each for each in CORRECTED_KINDS if each != "contacts"])
def test_a_list_that_nobody_corrected_changes_nothing_on_a_server_either(
    run_cli: RunCli, postgresql_registers: Any, tmp_path: Path, kind: str
) -> None:
    with postgresql_registers.copy("seeded", tmp_path) as register:
        done(run_cli(f"list-{kind}", "--for-update", "-o", "list.csv", address=register))
        edited, same, rejected = counts(run_cli("import", "list.csv", "--update", "--json", address=register))
    assert (edited, same > 0, rejected) == (0, True, 0)


def test_corrected_cells_become_edits_in_one_operation_that_undo_takes_back(
    run_cli: RunCli, sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    before = {name: each for name, each in stored_rows(sqlite_seeded).items() if name == "agreement_field"}

    def correct(listed: Rows) -> None:
        fukuoka = row_of(listed, "busan-kr--fukuoka-jp")
        fukuoka |= {"kind": "friendship", "since": "1966. 10. 30", "fields": "culture; sport", "title": "Port ties"}
        row_of(listed, "kalmykia-ru--seoul-kr")["fields"] = "other"

    assert counts(bring_back("agreements", correct, "--json")) == (2, 4, 0)
    assert rows(sqlite_seeded, "SELECT kind, title FROM agreement WHERE key = 'busan-kr--fukuoka-jp'") == [
        ("friendship_city", "Port ties")
    ]
    assert rows(
        sqlite_seeded,
        "SELECT on_text FROM agreement_act JOIN agreement ON agreement.id = agreement_id"
        " WHERE key = 'busan-kr--fukuoka-jp'",
    ) == [("1966-10-30",)]
    done(run_cli("undo", "--yes", address=sqlite_seeded))
    assert stored_rows(sqlite_seeded)["agreement_field"] == before["agreement_field"]
    assert len(rows(sqlite_seeded, "SELECT id FROM operation WHERE command LIKE 'import%'")) == 1


def test_a_city_gets_the_region_that_its_row_has_now(sqlite_seeded: Address, bring_back: Callable[..., Answer]) -> None:
    def correct(listed: Rows) -> None:
        row_of(listed, "fukuoka-jp")["region"] = "Kyushu"

    assert counts(bring_back("cities", correct, "--json"))[0] == 1
    assert rows(sqlite_seeded, "SELECT key, admin1 FROM city WHERE admin1 IS NOT NULL") == [("fukuoka-jp", "Kyushu")]


def test_an_activity_gets_another_host_and_loses_what_its_row_no_longer_has(
    sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def correct(listed: Rows) -> None:
        visit = row_of(listed, "seoul-mayor-visit-to-moscow")
        visit |= {"places": "Busan (host); Seoul (sender)", "people": "about 14", "fields": ""}

    assert counts(bring_back("delegations", correct, "--json")) == (1, 2, 0)
    of_it = " WHERE activity_id = (SELECT id FROM activity WHERE key = 'seoul-mayor-visit-to-moscow')"
    places = "SELECT city.key, role FROM activity_place JOIN city ON city.id = city_id"
    assert sorted(rows(sqlite_seeded, places + of_it)) == [("busan-kr", "host"), ("seoul-kr", "sender")]
    assert rows(sqlite_seeded, f"SELECT field FROM activity_field {of_it}") == []
    assert rows(sqlite_seeded, "SELECT size, count_text FROM activity WHERE key = 'seoul-mayor-visit-to-moscow'") == [
        (14, "about 14")
    ]


def test_a_row_that_was_changed_here_meanwhile_is_refused_and_the_others_are_taken(
    run_cli: RunCli, sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def correct(listed: Rows) -> None:
        done(run_cli("edit", "fukuoka-jp", "--population", "2700000", address=sqlite_seeded))
        row_of(listed, "fukuoka-jp")["population"] = "1"
        row_of(listed, "berlin-de")["population"] = "3700000"

    answer = bring_back("cities", correct, "--json")
    edited, _, rejected = counts(answer)
    assert (edited, rejected) == (1, 1)
    assert "changed city:fukuoka-jp since operation 1" in answer.out
    assert rows(sqlite_seeded, "SELECT population FROM city WHERE key = 'fukuoka-jp'") == [(2700000,)]
    assert "fukuoka-jp" in Path("list.rejects.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "text", "at", "words"),
    [
        ("city", "", "city", "must not be"),
        ("kind", "metropolis", "kind", "not on the list"),
        ("country_code", "JP", None, "two columns"),
        ("key", "", "key", "is empty"),
        ("key", "nowhere-xx", "key", "no record"),
        ("key", "kalmykia-ru--seoul-kr", "key", "none of the cities"),
    ],
)
def test_a_correction_that_cannot_be_is_rejected_with_its_column(
    sqlite_seeded: Address, bring_back: Callable[..., Answer], column: str, text: str, at: str | None, words: str
) -> None:
    def correct(listed: Rows) -> None:
        busan = row_of(listed, "busan-kr")
        busan[column] = text
        if column == "country_code":
            busan["country"] = "China"

    with unchanged(sqlite_seeded):
        rejects = json.loads(bring_back("cities", correct, "--dry-run", "--json").out)["rejects"]
    assert [words in each["reason"] for each in rejects] == [True]
    if at is not None:
        assert rejects[0]["in_column"] == at


@pytest.mark.parametrize(("kind", "command"), [("agreements", "import FILE`"), ("cities", "add-city`")])
def test_a_row_without_a_key_is_told_how_it_goes_in(bring_back: Callable[..., Answer], kind: str, command: str) -> None:
    answer = bring_back(kind, lambda listed: listed.append(listed[-1] | {"key": ""}), "--dry-run", "--json")
    assert counts(answer)[0::2] == (0, 1)
    assert json.loads(answer.out)["rejects"][0]["hint"] == f"rows that are new go in with `twinning {command}"


def test_rows_that_name_one_record_are_all_rejected_whichever_stands_first(
    sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def copy_as_a_template(listed: Rows) -> None:
        listed.insert(0, row_of(listed, "berlin-de") | {"population": "1"})

    with unchanged(sqlite_seeded):
        answer = bring_back("cities", copy_as_a_template, "--json")
    assert counts(answer)[0::2] == (0, 2)
    assert {each["reason"] for each in json.loads(answer.out)["rejects"]} == {"another row names city:berlin-de too"}


def test_sources_that_state_old_values_are_told_of_in_short_and_corrected_where_those_were_mistyped(
    run_cli: RunCli, sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def correct(listed: Rows) -> None:
        for each in listed:
            each["geonames_id"] = f"{each['geonames_id']}9" if each["geonames_id"] else ""

    stated = "SELECT count(*) FROM citation WHERE field = 'geonames_id' AND value LIKE '%9'"
    (before,) = rows(sqlite_seeded, stated)
    told = done(bring_back("cities", correct, "--dry-run")).err
    assert "geonames_id: GeoNames goes on stating 10 old values; --mistyped corrects its word too" in told
    assert told.count("goes on stating") == 1
    answer = done(run_cli("import", "list.csv", "--update", "--mistyped", address=sqlite_seeded))
    assert "goes on stating" not in answer.err
    assert rows(sqlite_seeded, stated)[0][0] >= 10 > before[0]
    assert_refused(run_cli("import", "list.csv", "--mistyped", address=sqlite_seeded), 2, "--update")


def test_a_status_that_somebody_changed_in_the_list_is_told_to_follow_from_what_happened(
    sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def end(listed: Rows) -> None:
        row_of(listed, "busan-kr--fukuoka-jp")["status"] = "beendet"
        row_of(listed, "busan-kr--shanghai-cn")["status"] = "aktiv"

    with unchanged(sqlite_seeded):
        told = done(bring_back("agreements", end)).err
    assert "agreement:busan-kr--fukuoka-jp is active, whatever the list says" in told
    assert "shanghai" not in told


def test_what_an_export_shows_and_takes_from_other_records_is_told_where_it_was_changed(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    done(run_cli("end-agreement", "busan-kr--fukuoka-jp", "--on", "2020-05", address=sqlite_seeded))
    done(run_cli("export", "ties.csv", address=sqlite_seeded))
    text = Path("ties.csv").read_text()
    Path("ties.csv").write_text(text.replace("2020-05", "2020-05-03").replace("Shanghai", "Shenzhen", 1))
    with unchanged(sqlite_seeded):
        told = done(run_cli("import", "ties.csv", "--update", "--unchanged-since", "2", address=sqlite_seeded)).err
    assert "agreement:busan-kr--fukuoka-jp has another end than the list says" in told
    assert "agreement:busan-kr--shanghai-cn is one of Busan and Shanghai, whatever the list says" in told
    assert told.count("than the list says") == told.count("whatever the list says") == 1


def test_posts_that_somebody_changed_in_a_list_of_people_are_told_of(
    sqlite_seeded: Address, bring_back: Callable[..., Answer]
) -> None:
    def promote(listed: Rows) -> None:
        next(each for each in listed if each["posts"])["posts"] = "Emperor"

    with unchanged(sqlite_seeded):
        told = done(bring_back("people", promote)).err
    assert told.count("has other posts than the list says") == 1


def test_without_anything_that_says_since_when_nothing_is_written(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli("export", "ties.csv", address=sqlite_seeded))
    with unchanged(sqlite_seeded):
        refused = run_cli("import", "ties.csv", "--update", address=sqlite_seeded)
        assert_refused(refused, 2, "since when", "--unchanged-since 1")
        done(run_cli("import", "ties.csv", "--update", "--unchanged-since", "1", address=sqlite_seeded))
        assert_refused(run_cli("import", "ties.csv", "--update", "--as", "x", address=sqlite_seeded), 2, "'x'")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, None),
        ({"status": "", "ended": "", "city": "", "partner": ""}, None),
        ({"status": "active", "city": "Shanghai", "partner": "Busan"}, None),
        ({"status": "ended"}, "is active, whatever the list says"),
        ({"ended": "2020"}, "has another end than the list says"),
        ({"city": "Busan", "partner": "Osaka"}, "is one of Busan and Shanghai"),
    ],
)
def test_what_follows_from_elsewhere_is_told_where_a_cell_says_otherwise(
    sqlite_seeded: Address, said: dict[str, str], told: str | None
) -> None:
    with reading(sqlite_seeded) as connection:
        tie = find_agreement(connection, "busan-kr--shanghai-cn")
        remarks = [each.text for each in remarks_on_agreements(connection, {tie.id: said})]
    assert len(remarks) == (told is not None)
    assert (told or "") in "".join(remarks)
