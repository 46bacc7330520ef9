"""The lists of every kind of record, their filters, and the search."""

import pytest

from cli.commands import RunCli, assert_refused, done, loaded
from twinning.db.storage.address import Address

pytestmark = pytest.mark.both_databases


def listed(run_cli: RunCli, address: Address, *arguments: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = loaded(done(run_cli(*arguments, "--json", address=address)).out)
    return rows


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        ("list-delegations", 3),
        ("list-events", 16),
        ("list-programs", 16),
        ("list-people", 24),
        ("list-organizations", 8),
        ("list-commitments", 8),
        ("list-sources", 7),
    ],
)
def test_the_seed_is_listed_in_full(run_cli: RunCli, seeded: Address, command: str, rows: int) -> None:
    assert len(listed(run_cli, seeded, command)) == rows


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (
            ["list-delegations", "--city", "Shanghai"],
            ["seoul-mayor-visit-to-shanghai"],
        ),
        (
            ["list-programs", "--country", "Myanmar"],
            ["volunteers-in-myanmar"],
        ),
        (
            ["list-programs", "--field", "transport", "--text", "road"],
            ["road-safety-training-for-ecuador"],
        ),
        (
            ["list-programs", "--from", "2019-01-01", "--to", "2019-12-31", "--certain"],
            ["eurasia-expedition-march-first-centenary"],
        ),
        (["list-events", "--status", "planned"], []),
        (["list-people", "--city", "Moscow"], ["yuri-mikhailovich-luzhkov"]),
        (["list-people", "--text", "park jung"], ["park-jung-ho"]),
        (
            ["list-organizations", "--city", "Busan", "--text", "bfic"],
            ["busan-foundation-for-international-cooperation"],
        ),
        (
            ["list-commitments", "--overdue", "--as-of", "2010-01-01"],
            ["activity:talks-of-kalmykia-and-seoul-in-moscow/commitment-2"],
        ),
        (["list-commitments", "--overdue", "--as-of", "2005-05-31"], []),
        (["list-commitments", "--state", "kept"], []),
        (
            ["list-sources", "--kind", "website"],
            ["china-org-cn-shanghai-council", "qeto-shanghai-council", "wikipedia"],
        ),
        (
            ["list-events", "--city", "Moscow", "--partner", "Kalmykia"],
            ["talks-of-kalmykia-and-seoul-in-moscow"],
        ),
    ],
)
def test_filters_choose(run_cli: RunCli, seeded: Address, arguments: list[str], keys: list[str]) -> None:
    assert [row["key"] for row in listed(run_cli, seeded, *arguments)] == keys


def test_only_what_was_signed_counts_as_signed(run_cli: RunCli, seeded: Address) -> None:
    signed = {row["key"]: row["signed"] for row in listed(run_cli, seeded, "list-people")}
    assert (signed["han-zheng"], signed["lee-myung-bak"], signed["park-jung-ho"]) == (0, 1, 1)


def test_the_days_of_the_seoul_article_are_possible_and_not_certain(run_cli: RunCli, seeded: Address) -> None:
    year = ("--from", "2004", "--to", "2004", "--city", "Moscow")
    assert "day-of-seoul-in-moscow" in {row["key"] for row in listed(run_cli, seeded, "list-events", *year)}
    assert listed(run_cli, seeded, "list-events", *year, "--certain") == []


def test_lists_sort_by_any_column_and_name_the_columns_otherwise(run_cli: RunCli, seeded: Address) -> None:
    rows = listed(run_cli, seeded, "list-sources", "--sort", "citations")
    counts = [row["citations"] for row in rows]
    assert counts == sorted(counts, key=lambda count: int(str(count)))
    assert_refused(run_cli("list-people", "--sort", "age", address=seeded), 2, "age", "posts")


@pytest.mark.parametrize(
    ("text", "record", "field"),
    [
        ("부산광역시", "city:busan-kr/name-1", "name"),
        ("OIL FIELDS", "agreement:kalmykia-ru--seoul-kr", "summary"),
        ("mayor of moscow", "person:yuri-mikhailovich-luzhkov/post-1", "title"),
        ("2004?-10-31", "agreement:seoul-kr--shanghai-cn/act-1", "on"),
        ("Novy Manezh", "activity:e-government-exhibition-of-seoul", "venue"),
    ],
)
def test_a_search_says_where_a_text_stands(
    run_cli: RunCli, seeded: Address, text: str, record: str, field: str
) -> None:
    found = listed(run_cli, seeded, "search", text)
    assert (record, field) in {(row["record"], row["field"]) for row in found}


@pytest.mark.parametrize("pattern", ["%", "_", "100%_", "' OR 1=1 --"])
def test_nothing_in_a_searched_text_is_a_pattern(run_cli: RunCli, address: Address, pattern: str) -> None:
    done(run_cli("add-city", "Plainville", "--country", "US", address=address))
    assert listed(run_cli, address, "search", pattern) == []


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("day-of-seoul-in-moscow", "Day of Seoul"),
        ("activity:day-of-seoul-in-moscow", "Day of Seoul"),
        ("Lee Myung-bak", "Lee Myung-bak"),
        ("person:han-zheng/post-1", "Han Zheng"),
        ("BFIC", "Busan Foundation for International Cooperation"),
        ("koica", "Korea International Cooperation Agency"),
        ("geonames", "GeoNames"),
    ],
)
def test_every_kind_of_record_is_shown(run_cli: RunCli, seeded: Address, reference: str, title: str) -> None:
    assert done(run_cli("show", reference, address=seeded)).out.startswith(f"{title}\n")


def test_a_record_of_a_named_table_that_is_not_there_is_not_looked_for_elsewhere(
    run_cli: RunCli, seeded: Address
) -> None:
    assert_refused(run_cli("show", "person:busan-kr", address=seeded), 3, "there is no person 'busan-kr'")


def test_the_thousand_guests_came_to_the_whole_programme(run_cli: RunCli, seeded: Address) -> None:
    shown = loaded(done(run_cli("show", "the-colors-and-sound-of-the-orient-and-moscow", "--json", address=seeded)).out)
    assert (shown["attendance"], shown["approximate"]) == (1000, True)
    assert {part["people"] for part in shown["parts"]} == {None}


def test_a_search_gives_each_record_once_the_best_first(run_cli: RunCli, address: Address) -> None:
    for name in ("Old Salem", "Salem", "Salem Heights"):
        done(run_cli("add-city", name, "--country", "US", "--admin1", "Salem County", address=address))
    done(run_cli("edit", "salem-us", "--add-name", "Salem on the bay", address=address))
    found = [row["record"] for row in listed(run_cli, address, "search", "salem")]
    assert found == ["city:salem-us", "city:salem-heights-us", "city:old-salem-us"]


@pytest.mark.parametrize(
    ("command", "key", "inferred"),
    [
        (("list-partners", "Seoul"), "shanghai-cn", "kind"),
        (("list-agreements",), "moscow-ru--seoul-kr--2", "parties; fields; since"),
        (("list-cities",), "berlin-de", "kind"),
        (("list-cities",), "busan-kr", None),
        (("list-events",), "talks-of-kalmykia-and-seoul-in-moscow", "start; end; places; fields"),
        (("list-organizations",), "busan-metro", "acts_for"),
        (("list-commitments",), "activity:talks-of-kalmykia-and-seoul-in-moscow/commitment-2", "due"),
    ],
)
def test_a_list_names_the_columns_that_hold_what_is_inferred(
    run_cli: RunCli, sqlite_seeded: Address, command: tuple[str, ...], key: str, inferred: str | None
) -> None:
    rows = {row["key"]: row["inferred"] for row in listed(run_cli, sqlite_seeded, *command)}
    assert rows[key] == (inferred.split("; ") if inferred else [])


def test_what_another_source_states_is_not_called_inferred(run_cli: RunCli, sqlite_seeded: Address) -> None:
    stating = ("edit", "berlin-de", "--add-source", "https://example.org/a, field=kind, value=city", "--yes")
    done(run_cli(*stating, address=sqlite_seeded))
    rows = {row["key"]: row["inferred"] for row in listed(run_cli, sqlite_seeded, "list-cities")}
    assert rows["berlin-de"] == []


def test_what_was_inferred_and_then_corrected_is_not_inferred(run_cli: RunCli, sqlite_seeded: Address) -> None:
    tie = "busan-kr--fukuoka-jp"
    assert {row["key"]: row["inferred"] for row in listed(run_cli, sqlite_seeded, "list-agreements")}[tie] == ["since"]
    done(run_cli("edit", tie, "--signed", "2007-02-02", "--yes", address=sqlite_seeded))
    assert {row["key"]: row["inferred"] for row in listed(run_cli, sqlite_seeded, "list-agreements")}[tie] == []


def test_a_number_of_people_is_about_right_or_not_only_where_there_is_one(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    rows = listed(run_cli, sqlite_seeded, "list-events")
    assert all((row["people"] is None) == (row["approximate"] is None) for row in rows)
    assert any(row["approximate"] for row in rows)


def test_what_changed_is_told_without_the_names_of_tables(run_cli: RunCli, sqlite_seeded: Address) -> None:
    change = ("edit", "berlin-de", "--add-name", "ko: 베를린", "--dry-run")
    assert "city_name" not in done(run_cli(*change, address=sqlite_seeded)).out
    (first, *_) = listed(run_cli, sqlite_seeded, *change)
    assert first["table"] == "city_name"


def test_an_operation_says_what_it_took_back_and_which_took_it_back(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli("add-person", "Kim", address=sqlite_seeded))
    done(run_cli("undo", address=sqlite_seeded))
    taken_back, taking = (done(run_cli("log", "show", each, address=sqlite_seeded)).out for each in ("2", "3"))
    assert taken_back.startswith("Operation 2, taken back by operation 3")
    assert taking.startswith("Operation 3, which took back operation 2 (add-person …)")
