"""Countries, dates and numbers in the language of whoever reads them."""

from pathlib import Path

import pytest

from cli.commands import AS_OF, RunCli, assert_refused, done
from twinning.cli.options.output import Output
from twinning.db.storage.address import Address
from twinning.rows import Dossier, Fact

CHINA_AND_DAY = {
    "ko": ("중국", "2026년 1월 1일"),
    "en": ("China", "January 1, 2026"),
    "en-GB": ("China", "1 January 2026"),
    "ja": ("中国", "2026年1月1日"),
    "de": ("China", "1. Januar 2026"),
}
COMMANDS = [("list-partners", "Busan"), ("report", "partners", "Busan"), ("show", "Busan"), ("show", "Fukuoka")]


@pytest.mark.parametrize("language", CHINA_AND_DAY)
@pytest.mark.parametrize("format", ["table", "md"])
def test_what_people_read_is_in_their_language(run_cli: RunCli, seeded: Address, language: str, format: str) -> None:
    china, day = CHINA_AND_DAY[language]
    shown = done(run_cli("--lang", language, "show", "Shanghai", *AS_OF, "--format", format, address=seeded)).out
    assert china in shown
    assert day in shown
    partners = done(run_cli("--lang", language, "list-partners", "Busan", "--format", format, address=seeded)).out
    assert china in partners


def test_what_is_in_doubt_keeps_its_doubt(run_cli: RunCli, seeded: Address) -> None:
    shown = done(run_cli("--lang", "ko", "list-partners", "Seoul", address=seeded)).out
    assert "1994?" in shown
    assert "2004?-11-05" in shown


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl"])
def test_data_is_the_same_in_every_language(
    run_cli: RunCli, seeded: Address, command: tuple[str, ...], format: str
) -> None:
    plain = done(run_cli(*command, *AS_OF, "--format", format, address=seeded))
    for language in CHINA_AND_DAY:
        assert run_cli(*command, *AS_OF, "--format", format, "--lang", language, address=seeded) == plain


def test_without_a_language_countries_are_english_and_dates_as_written(run_cli: RunCli, seeded: Address) -> None:
    shown = done(run_cli("show", "Shanghai", *AS_OF, address=seeded)).out
    assert "China" in shown
    assert "2026-01-01" in shown


def test_an_option_stands_anywhere_and_counts_before_the_environment_and_a_file(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def country(*options: str, **environment: str) -> str:
        shown = done(run_cli(*options, "show", "Shanghai", address=sqlite_seeded, env=environment)).out
        return next(line.split()[1] for line in shown.splitlines() if line.startswith("Country "))

    monkeypatch.chdir(tmp_path)
    (tmp_path / "twinning.toml").write_text('language = "ko"')
    assert country() == "중국"
    assert country(TWINNING_LANG="fr") == "Chine"
    assert country("--lang", "ja", TWINNING_LANG="fr") == "中国"
    after = done(run_cli("show", "Shanghai", "--lang=ja", address=sqlite_seeded)).out
    assert after == done(run_cli("--lang", "ja", "show", "Shanghai", address=sqlite_seeded)).out


def test_a_file_for_people_is_in_their_language_and_one_for_programs_is_not(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    for name in ("cities.md", "cities.csv"):
        done(run_cli("list-cities", "-o", str(tmp_path / name), "--lang", "ko", address=sqlite_seeded))
    assert "대한민국" in (tmp_path / "cities.md").read_text("utf-8")
    assert "South Korea" in (tmp_path / "cities.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "hint"), [("korean", "ko (Korean)"), ("Germn", "de (German)"), ("xx", "write it as ko")]
)
def test_a_language_that_is_none_is_refused_with_the_nearest(run_cli: RunCli, language: str, hint: str) -> None:
    assert_refused(run_cli("list-cities", "--lang", language), 2, "--lang: there is no language", hint)
    assert_refused(run_cli("list-cities", env={"TWINNING_LANG": language}), 2, "TWINNING_LANG: there is", hint)


def test_what_somebody_is_to_agree_to_is_in_their_language(capsys: pytest.CaptureFixture[str]) -> None:
    document = Dossier("Busan", (Fact("since", "1966-06-30"),))
    Output("csv", None, raw=False, bom=False, language="de").preview(document)
    assert "30. Juni 1966" in capsys.readouterr().err
