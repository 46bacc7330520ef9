"""The log, and taking back, from the command line."""

import json

import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address


def test_every_command_that_writes_is_in_the_log_and_no_database_address(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "Poland", address=seeded)
    latest, first = json.loads(run_cli("log", "--json", address=seeded).out)
    assert latest["command"] == "add-city 'Gdańsk' --country Poland"
    assert latest["actor"] == "tester"
    assert latest["inserted"] == 1
    assert first["command"] == "db seed --pack articles"


def test_an_address_given_as_an_option_stays_out_of_the_log(sqlite_seeded: Address, run_cli: RunCli) -> None:
    path = str(sqlite_seeded.path)
    run_cli("--db", path, "add-city", "Gdańsk", "--country", "PL")
    assert path not in run_cli("--db", path, "log", "--json").out


def test_undo_takes_the_last_operation_back_and_the_log_shows_both(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    result = run_cli("undo", address=seeded)
    assert result.code == 0
    assert result.err == "note: operation 2 (add-city 'Gdańsk' --country PL) was taken back\n"
    assert run_cli("show", "Gdańsk", address=seeded).code == 3
    undone = json.loads(run_cli("log", "--json", address=seeded).out)
    assert [(row["operation"], row["undoes"], row["undone_by"]) for row in undone][:2] == [(3, 2, None), (2, None, 3)]


@pytest.mark.parametrize("arguments", [("undo",), ("log", "show"), ("report", "annual")])
def test_a_number_that_is_none_is_refused_in_plain_words(
    sqlite_seeded: Address, run_cli: RunCli, arguments: tuple[str, ...]
) -> None:
    for text in ("abc", "0", "99999999999"):
        answer = run_cli(*arguments, text, address=sqlite_seeded)
        assert_refused(answer, 2, f"{text!r} is not a whole number from 1")
        assert not {"range", "<="} & set(answer.err.split())


def test_a_dry_run_of_undo_takes_nothing_back(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    result = run_cli("undo", "--dry-run", address=seeded)
    assert result.err == (
        "note: nothing was written\nnote: operation 2 (add-city 'Gdańsk' --country PL) would be taken back\n"
    )
    assert run_cli("show", "Gdańsk", address=seeded).code == 0


def test_undo_shows_each_value_that_it_put_back(seeded: Address, run_cli: RunCli) -> None:
    done(run_cli("edit", "busan-kr", "--admin1", "Yeongnam", address=seeded))
    (shown,) = json.loads(done(run_cli("undo", "--json", address=seeded)).out)
    assert (shown["record"], shown["field"], shown["before"]) == ("city:busan-kr", "admin1", "Yeongnam")


def test_a_seed_is_taken_back_only_once_that_is_confirmed(seeded: Address, run_cli: RunCli) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("undo", address=seeded), 2, "has to be confirmed", "--yes confirms it")
        assert_refused(run_cli("undo", "1", address=seeded), 2, "--yes confirms it")
        dry = json.loads(done(run_cli("undo", "--dry-run", "--json", address=seeded)).out)
    assert (dry["operation"], dry["command"]) == (1, "db seed --pack articles")
    assert dry["deleted"] > 1000
    done(run_cli("undo", "--yes", address=seeded))
    assert json.loads(run_cli("list-cities", "--json", address=seeded).out) == []


def test_at_a_terminal_undo_shows_the_seed_and_asks(sqlite_seeded: Address) -> None:
    with unchanged(sqlite_seeded), terminal("undo", address=sqlite_seeded) as child:
        child.expect("db seed")
        child.expect("for good")
        child.sendline("n")
        assert ended(child)[0] == 7


def test_what_somebody_else_did_is_taken_back_only_when_that_is_confirmed(
    sqlite_seeded: Address, run_cli: RunCli
) -> None:
    done(run_cli("--actor", "hanna", "add-city", "Ulsan", "--country", "KR", address=sqlite_seeded))
    with unchanged(sqlite_seeded):
        assert_refused(run_cli("undo", address=sqlite_seeded), 2, "--yes confirms it")
    done(run_cli("undo", "--yes", address=sqlite_seeded))


def test_one_operation_is_shown_value_by_value(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    shown = json.loads(run_cli("log", "show", "2", "--json", address=seeded).out)
    values = {change["field"]: change["after"] for change in shown["changes"]}
    assert values["name"] == "Gdańsk"
    assert values["country_code"] == "PL"
    assert run_cli("log", "show", address=seeded).code == 2
    assert run_cli("log", "show", "99", address=seeded).code == 3
    assert run_cli("log", "Busan", "2", address=seeded).code == 2


def test_whoever_asks_for_an_operation_as_for_a_record_is_told_how_it_is_shown(
    seeded: Address, run_cli: RunCli
) -> None:
    assert_refused(run_cli("log", "1", address=seeded), 3, "there is no record '1'", "`twinning log show 1`")


def test_of_what_one_operation_changed_as_much_is_shown_as_is_wanted(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    everything = json.loads(done(run_cli("log", "show", "2", "--json", address=seeded)).out)["changes"]
    answer = done(run_cli("log", "show", "2", "--limit", "2", "--json", address=seeded))
    assert json.loads(answer.out)["changes"] == everything[:2]
    assert answer.err == f"note: {len(everything) - 2} more not shown\n"


def test_all_that_one_operation_changed_is_shown_where_nobody_limits_it(address: Address, run_cli: RunCli) -> None:
    names = [part for number in range(60) for part in ("--name", f"Name {number}")]
    run_cli("add-city", "Gdańsk", "--country", "PL", *names, address=address)
    answer = done(run_cli("log", "show", "1", "--json", address=address))
    assert len(json.loads(answer.out)["changes"]) > 60
    assert answer.err == ""


def test_the_log_of_a_record_has_only_what_touched_it(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    run_cli("add-city", "Kraków", "--country", "PL", address=seeded)
    touched = json.loads(run_cli("log", "Gdańsk", "--json", address=seeded).out)
    assert [row["operation"] for row in touched] == [2]


def test_the_log_of_a_record_begins_with_the_import_that_made_it(seeded: Address, run_cli: RunCli) -> None:
    run_cli("edit", "agreement:busan-kr--shanghai-cn/act-1", "--note", "Seen", address=seeded)
    for record in ("busan-kr--shanghai-cn", "agreement:busan-kr--shanghai-cn/act-1"):
        logged = json.loads(run_cli("log", record, "--json", address=seeded).out)
        assert [row["operation"] for row in logged] == [2, 1]
    assert [row["operation"] for row in json.loads(run_cli("log", "busan-kr", "--json", address=seeded).out)] == [1]


def test_the_log_of_a_record_that_is_gone_is_found_by_its_reference(seeded: Address, run_cli: RunCli) -> None:
    run_cli("add-city", "Gdańsk", "--country", "PL", address=seeded)
    run_cli("remove", "gdansk-pl", "--yes", address=seeded)
    logged = json.loads(run_cli("log", "city:gdansk-pl", "--json", address=seeded).out)
    assert [row["operation"] for row in logged] == [3, 2]
    assert run_cli("log", "city:gdansk-de", address=seeded).code == 3


def test_the_log_of_a_record_has_what_sources_were_said_to_state_of_it(seeded: Address, run_cli: RunCli) -> None:
    source = ("--add-source", "https://example.org/a, field=kind, value=city")
    run_cli("edit", "city:busan-kr", *source, address=seeded)
    run_cli("edit", "city:busan-kr/name-1", "--add-source", "https://example.org/b", address=seeded)
    run_cli("edit", "city:shanghai-cn", *source, address=seeded)
    logged = json.loads(run_cli("log", "busan-kr", "--json", address=seeded).out)
    assert [row["operation"] for row in logged] == [3, 2, 1]
    refused = run_cli("edit", "busan-kr", "--admin1", "X", "--unchanged-since", "2", address=seeded)
    assert (refused.code, "operation 3" in refused.err) == (4, True)
