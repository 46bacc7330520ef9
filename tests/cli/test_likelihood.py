"""What cannot be is refused, and what seldom is, is said: in commands, in imports, and by `db check`."""

from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, done, execute, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address

CAIRO = "cairo-eg--seoul-kr"
SIGNED = ("add-agreement", "Seoul", "Cairo", "--kind", "sister-city", "--signed", "2010-01-01")


@pytest.fixture
def cairo(run_cli: RunCli, seeded: Address) -> Address:
    done(run_cli(*SIGNED, "--json", address=seeded))
    return seeded


def test_an_end_before_the_signing_is_refused(run_cli: RunCli, cairo: Address) -> None:
    with unchanged(cairo):
        answer = run_cli("end-agreement", CAIRO, "--on", "2005", address=cairo)
        assert_refused(answer, 6, "before the signing on 2010-01-01", "correct the day")


def test_a_signing_that_is_corrected_to_after_the_end_is_refused(run_cli: RunCli, cairo: Address) -> None:
    done(run_cli("end-agreement", CAIRO, "--on", "2015", address=cairo))
    answer = run_cli("edit", f"agreement:{CAIRO}/act-1", "--on", "2020", "--yes", address=cairo)
    assert_refused(answer, 6, "ended on 2015 lies before the signing on 2020")


def test_a_party_that_left_does_not_leave_again(run_cli: RunCli, cairo: Address) -> None:
    leaving = ("record-act", CAIRO, "left", "--by", "Seoul")
    done(run_cli(*leaving, "--on", "2015", address=cairo))
    assert_refused(run_cli(*leaving, "--on", "2016", address=cairo), 6, "left on 2015 already")


def test_an_act_decades_ahead_or_after_the_end_is_said_and_written(run_cli: RunCli, cairo: Address) -> None:
    ahead = done(run_cli("end-agreement", CAIRO, "--on", "2092", address=cairo))
    assert "ended on 2092 is more than 20 years ahead" in ahead.err
    assert "on a day to come" in ahead.err
    after = done(run_cli("record-act", CAIRO, "amended", "--on", "2093", address=cairo))
    assert "amended on 2093 follows ended on 2092" in after.err
    checked = done(run_cli("db", "check", address=cairo))
    assert f"agreement:{CAIRO}/act-2: ended on 2092 is more than 20 years ahead" in checked.err


def test_at_a_terminal_what_seldom_is_is_asked_about(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli(*SIGNED, address=sqlite_seeded))
    with terminal("end-agreement", CAIRO, "--on", "2092", address=sqlite_seeded) as child:
        child.expect("more than 20 years ahead")
        child.expect(r"Write this\?")
        child.sendline("n")
        code, _ = ended(child)
    assert code != 0
    assert "2092" not in done(run_cli("show", CAIRO, address=sqlite_seeded)).out


@pytest.mark.parametrize(
    "command",
    [
        ("add-agreement", "Busan", "Moscow", "--kind", "contact", "--signed", "0199-05-06"),
        ("add-event", "A fair", "--start", "1099-05-06"),
        ("add-source", "A paper", "--kind", "press", "--published", "1202"),
        ("edit", "agreement:busan-kr--shanghai-cn/act-1", "--on", "1093-08-24", "--yes"),
    ],
)
def test_a_year_before_1800_is_refused_unless_it_is_meant(
    run_cli: RunCli, seeded: Address, command: tuple[str, ...]
) -> None:
    with unchanged(seeded):
        assert_refused(run_cli(*command, address=seeded), 6, "before 1800", "--allow-unlikely")
    done(run_cli(*command, "--allow-unlikely", address=seeded))


def test_a_city_s_name_may_be_older(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("edit", "Moscow", "--add-name", "Moskov, kind=former, since=1147", "--yes", address=seeded))


def test_an_import_refuses_what_a_command_does_and_says_which_acts_are_out_of_order(
    run_cli: RunCli, cairo: Address, tmp_path: Path
) -> None:
    done(run_cli("end-agreement", CAIRO, "--on", "2015", address=cairo))
    early = "on_text = '2005', on_earliest = '2005-01-01', on_latest = '2005-12-31' WHERE on_text = '2015'"
    execute(cairo, f"UPDATE agreement_act SET {early}")
    assert run_cli("db", "check", address=cairo).code == 5
    done(run_cli("export", str(tmp_path / "one"), address=cairo))
    answer = done(run_cli("import", str(tmp_path / "one"), address=cairo))
    assert f"agreement:{CAIRO}/act-2: ended on 2005 lies before the signing on 2010-01-01" in answer.err


def test_an_import_takes_a_year_before_1800_only_where_it_is_allowed(
    run_cli: RunCli, seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("add-event", "A fair", "--start", "1099-05-06", "--allow-unlikely", address=seeded))
    folder = str(tmp_path / "one")
    done(run_cli("export", folder, address=seeded))
    refused = run_cli("import", folder, address=seeded)
    assert_refused(refused, 6, "activity.csv", "1099-05-06 lies before 1800", "--allow-unlikely")
    done(run_cli("import", folder, "--allow-unlikely", address=seeded))


def test_an_agreement_whose_date_may_be_that_of_one_recorded_is_said(run_cli: RunCli, cairo: Address) -> None:
    answer = done(run_cli(*SIGNED[:-1], "2010", address=cairo))
    assert f"2010 may be the date of {CAIRO}, of the same parties and kind" in answer.err


def test_an_agreement_that_is_recorded_already_is_added_again_only_where_that_is_allowed(
    run_cli: RunCli, cairo: Address
) -> None:
    assert_refused(run_cli(*SIGNED, address=cairo), 4, CAIRO, "--allow-unlikely")
    assert f"{CAIRO}--2" in done(run_cli(*SIGNED, "--allow-unlikely", address=cairo)).out


@pytest.mark.parametrize("name", ["Lee Myung-back", "이명박"])
def test_a_person_a_slip_or_an_alphabet_apart_from_a_known_one_is_said(
    run_cli: RunCli, seeded: Address, name: str
) -> None:
    added = done(run_cli("add-person", name, address=seeded))
    assert f"{name} is new, and may be Lee Myung-bak (person:lee-myung-bak)" in added.err


def test_a_person_who_is_new_is_always_said(run_cli: RunCli, cairo: Address) -> None:
    answer = done(
        run_cli("record-act", CAIRO, "renewed", "--on", "2015", "--signatory", "Seoul: Hong Gil-dong", address=cairo)
    )
    assert "new person: Hong Gil-dong (hong-gil-dong)" in answer.err


def test_a_city_near_a_known_one_of_its_country_is_said(run_cli: RunCli, seeded: Address) -> None:
    assert (
        "Busann is new, and may be Busan (city:busan-kr)"
        in done(run_cli("add-city", "Busann", "--country", "KR", address=seeded)).err
    )
    assert "may be" not in done(run_cli("add-city", "Busann", "--country", "DE", address=seeded)).err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("add-city", "Pusann", "--country", "KR"), "Pusann is new, and may be Busan (city:busan-kr)"),
        (
            ("add-city", "Kaliningrad", "--country", "RU", "--name", "Moskow"),
            "Kaliningrad is new, and may be Moscow (city:moscow-ru)",
        ),
        (
            ("add-person", "The Bulldozer", "--name", "ko: 이명박"),
            "The Bulldozer is new, and may be Lee Myung-bak (person:lee-myung-bak)",
        ),
        (("add-person", "Lee Myung-back", "--summary", "Mayor"), "may be Lee Myung-bak (person:lee-myung-bak)"),
        (("add-organization", "Busan Metra"), "Busan Metra is new, and may be Busan Metro (organization:busan-metro)"),
        (("add-organization", "Foundation", "--short-name", "KOICE"), "Foundation is new, and may be Korea "),
    ],
)
def test_every_name_of_what_is_recorded_and_of_what_is_new_is_compared(
    run_cli: RunCli, sqlite_seeded: Address, command: tuple[str, ...], said: str
) -> None:
    assert said in done(run_cli(*command, address=sqlite_seeded)).err


def test_a_namesake_who_is_told_apart_by_a_summary_is_not_doubted(run_cli: RunCli, sqlite_seeded: Address) -> None:
    namesake = ("add-person", "Lee Myung-bak", "--summary", "A painter")
    assert "may be" not in done(run_cli(*namesake, address=sqlite_seeded)).err


@pytest.mark.parametrize("amount", ["1.000 KRW", "1,000 KRW", "12.505 EUR"])
def test_a_sum_that_may_mean_a_thousand_is_refused(run_cli: RunCli, seeded: Address, amount: str) -> None:
    command = ("add-event", "A fair", "--start", "2019", "--expense", amount)
    assert_refused(run_cli(*command, address=seeded), 6, "1000 KRW" if "KRW" in amount else "1000 EUR")


def test_a_programme_that_starts_next_year_is_planned(run_cli: RunCli, seeded: Address) -> None:
    shown = done(run_cli("add-program", "Summer school", "--start", "2090", "--json", address=seeded)).out
    assert '"status": "planned"' in shown
