"""`report`."""

import csv
import io
from pathlib import Path

import pytest

from cli.commands import AS_OF, Golden, RunCli, assert_refused, done, loaded
from twinning.db.storage.address import Address
from twinning.queries.reports import Outline, list_outlines

_NAMED = {
    "partner": "Vladivostok",
    "earlier": "global-busan-expanding-networks",
    "later": "newsworld-seoul-bilateral-ties",
    "year": "2019",
}


@pytest.mark.parametrize("outline", list_outlines(), ids=lambda outline: outline.name)
def test_a_report_of_busan_is_the_golden_one(
    run_cli: RunCli, seeded: Address, golden: Golden, outline: Outline
) -> None:
    city = ("Busan",) if {"city", "scope"} & {*outline.parameters} else ()
    named = [word for name, word in _NAMED.items() if name in outline.parameters]
    as_of = AS_OF if "as_of" in outline.parameters else ()
    answer = done(run_cli("report", outline.name, *named, *city, "--csv", *as_of, address=seeded))
    golden(f"cli/report-{outline.name}{'-busan' if city else ''}.csv", answer.out)


def test_the_report_of_conflicts_has_both_words_and_both_sources(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("db", "seed", "--pack", "busan-register", address=seeded))
    rows = loaded(done(run_cli("report", "conflicts", "--json", address=seeded)).out)
    row = next(each for each in rows if each["about"] == "Busan and Los Angeles")
    assert (row["field"], row["recorded"], row["stated"]) == ("on", "1967-12-18", "1971-04-05")
    assert any(each.startswith("Busan's page on Los Angeles") for each in row["recorded_by"])
    assert row["stated_by"] == ["Los Angeles's page on its sister city Busan (for Los Angeles)"]
    assert row["stated_places"]
    assert row["recorded_places"]


def test_the_report_of_conflicts_can_be_on_one_city(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("db", "seed", "--pack", "busan-register", address=seeded))

    def about(*city: str) -> set[str]:
        rows = loaded(done(run_cli("report", "conflicts", *city, "--json", address=seeded)).out)
        return {each["about"] for each in rows}

    assert about("Los Angeles") == {"Busan and Los Angeles"}
    assert about("Los Angeles") < about("Busan") <= about("--all")


def test_a_decided_contradiction_is_no_longer_a_conflict(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("db", "seed", "--pack", "busan-register", address=seeded))

    def conflicts() -> list[dict[str, str]]:
        return loaded(done(run_cli("report", "conflicts", "--json", address=seeded)).out)

    before = conflicts()
    done(run_cli("prefer", before[0]["citation"], "--because", "The paper says so", "--yes", address=seeded))
    assert before[0]["record"] not in {each["record"] for each in conflicts()}
    assert len(conflicts()) == len(before) - 1


def test_the_report_of_partners_has_a_row_for_each_agreement(run_cli: RunCli, seeded: Address) -> None:
    rows = loaded(done(run_cli("report", "partners", "Seoul", "--json", address=seeded)).out)
    assert [row["key"] for row in rows if row["partner"] == "Moscow"] == [
        "moscow-ru--seoul-kr",
        "moscow-ru--seoul-kr--2",
    ]


def test_the_report_of_partners_leaves_out_what_was_only_proposed(run_cli: RunCli, seeded: Address) -> None:
    rows = loaded(done(run_cli("report", "partners", "Seoul", "--json", address=seeded)).out)
    assert "shanghai-cn" not in {row["key"] for row in rows}


def test_the_report_of_countries_counts_by_country_kind_and_decade(run_cli: RunCli, seeded: Address) -> None:
    cities = ("Seoul", "Moscow", "Vladivostok")
    done(run_cli("add-agreement", *cities, "--kind", "sister-city", "--signed", "1991-07-03", address=seeded))
    rows = list(csv.DictReader(io.StringIO(done(run_cli("report", "countries", "Seoul", "--csv", address=seeded)).out)))
    (row,) = (row for row in rows if row["kind"] == "sister_city")
    assert (row["country_code"], row["decade"], row["active"]) == ("RU", "1990s", "1")


def test_a_report_as_of_an_early_day_knows_nothing_of_later_ones(run_cli: RunCli, seeded: Address) -> None:
    early = done(run_cli("report", "countries", "Seoul", "--as-of", "1980-01-01", "--json", address=seeded))
    assert loaded(early.out) == []


def test_what_is_behind_the_numbers_can_be_asked_of_some_rows_and_columns(run_cli: RunCli, seeded: Address) -> None:
    words = ("report", "partners", "Seoul", "--limit", "1", "--columns", "open-commitments,activities", "--explain")
    rows = loaded(done(run_cli(*words, "--as-of", "2005-01-01", "--json", address=seeded)).out)
    assert [(row["row"], row["number"], row["key"]) for row in rows] == [(1, "activities", "day-of-seoul-in-moscow")]


def test_a_report_goes_to_a_file_in_the_format_of_its_suffix(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    shown = done(run_cli("report", "partners", "Busan", "--csv", address=seeded)).out
    assert done(run_cli("report", "partners", "Busan", "-o", str(path), address=seeded)).out == ""
    assert path.read_bytes().decode() == shown


def test_a_report_that_is_none_is_refused_in_one_line(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("report", "weather", "Busan", address=sqlite_seeded), 2, "'weather'")
