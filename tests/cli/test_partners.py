import csv
import io
from collections.abc import Callable

import pytest

from cli.commands import AS_OF, Golden, RunCli, assert_refused, done
from twinning.db.storage.address import Address

Partners = Callable[..., list[dict[str, str]]]

COLUMNS = ["partner", "country", "country_code", "succeeded_by", "kind", "status", "since"]
COLUMNS += ["higher_kind", "higher_status", "agreements", "last_activity", "sources", "inferred", "key", "through"]
FORMATS = {"table": "txt", "csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "md": "md"}


@pytest.fixture
def partners(run_cli: RunCli, seeded: Address) -> Partners:
    """Give the partners that a command lists, as rows of its CSV."""

    def listed(*arguments: str) -> list[dict[str, str]]:
        answer = done(run_cli("list-partners", *arguments, "--csv", address=seeded))
        return list(csv.DictReader(io.StringIO(answer.out, newline="")))

    return listed


@pytest.mark.parametrize("format", FORMATS)
def test_busans_partners_are_the_golden_ones_in_every_format(
    run_cli: RunCli, seeded: Address, golden: Golden, format: str
) -> None:
    answer = done(run_cli("list-partners", "Busan", "--format", format, *AS_OF, address=seeded))
    golden(f"cli/list-partners-busan.{FORMATS[format]}", answer.out)
    assert answer.err == "note: 36 partner cities in 27 countries claimed for 2019-12; 2 recorded\n"


def test_busans_partners_with_the_second_pack_are_the_golden_ones(
    run_cli: RunCli, seeded: Address, golden: Golden
) -> None:
    done(run_cli("db", "seed", "--pack", "busan-register", address=seeded))
    answer = done(run_cli("list-partners", "Busan", "--csv", *AS_OF, address=seeded))
    golden("cli/list-partners-busan-register.csv", answer.out)


@pytest.mark.parametrize("name", ["Busan", "Pusan", "부산", "釜山", "busan", "BUSAN", "Ｂｕｓａｎ", "부산광역시"])
def test_every_recorded_name_in_any_case_and_width_is_the_same_city(partners: Partners, name: str) -> None:
    assert partners(name) == partners("busan-kr")


@pytest.mark.parametrize("name", ["Busan, KR", "Busan, South Korea", "Q16520", "city:busan-kr", " busan-kr "])
def test_a_city_is_found_by_name_and_country_by_its_wikidata_id_and_by_its_key(partners: Partners, name: str) -> None:
    assert partners(name) == partners("busan-kr")


def test_each_machine_format_has_the_documented_columns_in_order(partners: Partners) -> None:
    assert list(partners("Busan")[0]) == COLUMNS


def test_cities_met_without_an_agreement_have_no_kind_and_a_status_of_their_own(partners: Partners) -> None:
    berlin = next(row for row in partners("Busan") if row["key"] == "berlin-de")
    assert (berlin["kind"], berlin["status"], berlin["agreements"]) == ("", "none_recorded", "0")


def test_agreements_only_leaves_out_proposals_and_cities_merely_met(partners: Partners) -> None:
    assert [row["key"] for row in partners("Busan", "--agreements-only")] == ["fukuoka-jp", "shanghai-cn"]
    assert "proposed" in {row["status"] for row in partners("Seoul")}
    assert "proposed" not in {row["status"] for row in partners("Seoul", "--agreements-only")}


def test_a_kind_is_taken_with_a_hyphen_or_an_underscore_and_in_any_case(partners: Partners) -> None:
    listed = partners("Busan", "--kind", "sister_city")
    assert [row["key"] for row in listed] == ["fukuoka-jp", "shanghai-cn"]
    assert partners("Busan", "--kind", "Sister-City") == listed


def test_a_status_filters(partners: Partners) -> None:
    assert {row["status"] for row in partners("Busan", "--status", "none-recorded")} == {"none_recorded"}
    assert partners("Busan", "--status", "ended") == []


@pytest.mark.parametrize("country", ["JP", "japan", "일본", "JPN"])
def test_a_country_filters_by_name_or_code(partners: Partners, country: str) -> None:
    assert [row["key"] for row in partners("Busan", "--country", country)] == ["fukuoka-jp"]


def test_a_day_before_any_agreement_shows_no_partner_as_active(partners: Partners) -> None:
    assert "active" not in {row["status"] for row in partners("Busan", "--as-of", "1900-01-01")}


def test_rows_sort_by_the_column_asked_for_within_their_group(partners: Partners) -> None:
    rows = partners("Busan", "--sort", "country")
    met = [row["country"] for row in rows if row["status"] == "none_recorded"]
    assert [row["key"] for row in rows[:2]] == ["shanghai-cn", "fukuoka-jp"]
    assert met == sorted(met)


def test_a_column_that_is_none_is_refused_with_those_that_are(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("list-partners", "Busan", "--sort", "size", address=sqlite_seeded), 2, "'size'", "partner")


def test_a_city_without_partners_says_so_and_keeps_the_header(run_cli: RunCli, address: Address) -> None:
    done(run_cli("add-city", "Ulsan", "--country", "KR", address=address))
    assert "no partners of Ulsan recorded" in done(run_cli("list-partners", "Ulsan", address=address)).out
    assert done(run_cli("list-partners", "Ulsan", "--csv", address=address)).out == ",".join(COLUMNS) + "\r\n"


def test_of_several_agreements_the_row_shows_the_highest_rank_and_how_many_there_are(
    run_cli: RunCli, partners: Partners, seeded: Address
) -> None:
    for kind, year in (("friendship-city", "1995"), ("sister-city", "2001")):
        done(run_cli("add-agreement", "Busan", "Cairo", "--kind", kind, "--signed", year, address=seeded))
    cairo = next(row for row in partners("Busan") if row["key"] == "cairo-eg")
    assert (cairo["kind"], cairo["since"], cairo["agreements"]) == ("sister_city", "2001", "2")
