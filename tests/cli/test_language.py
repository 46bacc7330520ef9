"""Countries, dates and numbers in the language of whoever reads them."""

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from cli.commands import AS_OF, RunCli, assert_refused, done
from twinning._resources import ARTICLES, seed_packs
from twinning.cli.options.output import Output
from twinning.db.storage.address import Address
from twinning.render.languages.catalogue import FOLDER
from twinning.render.languages.saying import label, word
from twinning.rows import Dossier, Fact
from twinning.rows.phrases import phrase

CHINA_AND_DAY = {
    "ko": ("중국", "2026년 1월 1일"),
    "en": ("China", "January 1, 2026"),
    "en-GB": ("China", "1 January 2026"),
    "ja": ("中国", "2026年1月1日"),
    "de": ("China", "1. Januar 2026"),
}
SCREENS = [
    ("list-partners", "Busan"),
    ("show", "Busan"),
    ("show", "Busan", "Shanghai"),
    ("report", "anniversaries", "Seoul"),
    ("report", "partners", "Busan", "--format", "html"),
]
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


def test_in_english_a_city_keeps_the_name_that_the_register_shows_in_latin_letters(
    run_cli: RunCli, seeded: Address
) -> None:
    shown = done(run_cli("--lang", "en", "list-partners", "Busan", address=seeded)).out
    assert "Partners of Busan\n" in shown


def test_what_is_in_doubt_keeps_its_doubt(run_cli: RunCli, seeded: Address) -> None:
    shown = done(run_cli("--lang", "ko", "list-partners", "Seoul", address=seeded)).out
    assert "1994년으로 추정" in shown
    assert "2004년 11월 5일(연도는 추정)" in shown
    shown = done(run_cli("--lang", "fr", "list-partners", "Seoul", address=seeded)).out
    assert "1994?" in shown
    assert "2004?-11-05" in shown


@pytest.mark.parametrize("language", ["ko", "ja", "de"])
@pytest.mark.parametrize("command", SCREENS, ids=" ".join)
def test_a_screen_has_no_english_word_left_but_what_is_recorded(
    run_cli: RunCli, sqlite_seeded: Address, language: str, command: tuple[str, ...]
) -> None:
    shown = done(run_cli(*command, *AS_OF, "--lang", language, address=sqlite_seeded))
    page = unescape(re.sub(r"<style>.*</style>|<[^>]*>", " ", f"{shown.out}\n{shown.err}", flags=re.DOTALL))
    data = json.loads(done(run_cli(*command, *AS_OF, "--format", "json", address=sqlite_seeded)).out)
    for text in sorted([*_recorded(data), *_city_names()], key=len, reverse=True):
        page = re.sub(rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])", " ", page)
    assert {*_WORD.findall(page)} - _words_of(language) == set()


_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


def _recorded(data: object) -> Iterator[str]:
    """Give every text of some data for which no catalogue has a word."""
    if isinstance(data, str):
        if label(data, "ko") == label(data) and word(data, "ko") == word(data):
            yield data
            yield from data.split("; ")
    elif isinstance(data, (list, dict)):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _recorded(each)


def _city_names() -> Iterator[str]:
    """Give every name that the seed has for a city."""
    for name in ("city.csv", "city_name.csv"):
        with (seed_packs()[ARTICLES] / name).open(encoding="utf-8", newline="") as file:
            yield from (row["name"] for row in csv.DictReader(file))


def _words_of(language: str) -> set[str]:
    """Return the words that a language's own names and catalogue have, and those that every screen has."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        said = [text for each in read_po(file, locale=language) for text in [each.string] if each.id]
    texts = [text for each in said for text in ([each] if isinstance(each, str) else each)]
    names = Locale(language)
    months = names.months["format"]["wide"].values()
    own = [*names.territories.values(), *names.languages.values(), *names.scripts.values(), *months]
    return {"note", *(each for text in (*texts, *own) for each in _WORD.findall(text))}


def test_a_report_that_is_drawn_speaks_the_language(run_cli: RunCli, sqlite_seeded: Address) -> None:
    def written(name: str, format: str, language: str) -> str:
        asked = ("report", name, "Busan", *AS_OF, "--format", format, "--lang", language)
        return done(run_cli(*asked, address=sqlite_seeded)).out

    assert all(text in written("timeline", "svg", "ko") for text in ("부산의 연표", "유효", "대표단", "상하이"))
    page = written("partners", "html", "de")
    for text in ('<html lang="de">', "Partner von Busan", 'Stand: <time datetime="2026-01-01">1. Januar 2026</time>'):
        assert text in page
    assert "釜山広域市の提携周年" in written("anniversaries", "ics", "ja")


def test_a_country_that_stands_where_a_city_might_is_named_in_the_language(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    def shown(*command: str) -> str:
        return done(run_cli("--lang", "ko", *command, address=sqlite_seeded)).out

    assert not re.search(r"\b(Ecuador|Mongolia)  +[^ ]", shown("report", "activity", "Busan"))
    assert re.search("도시 불명 +Eurasia Expedition +러시아; 중국 ", shown("report", "quality", "Busan"))
    assert "<text" in (drawn := shown("report", "timeline", "Busan", *AS_OF, "--format", "svg"))
    assert {">몽골<", ">중국<", ">2026년 1월 1일<"} <= set(re.findall(">[^<]+<", drawn))
    page = shown("report", "activity", "Busan", "--format", "html")
    assert {">몽골<", ">에콰도르<"} <= set(re.findall(">[^<]+<", page.split("<table")[0]))


def test_keys_and_words_that_sources_are_cited_for_are_said_in_the_language(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    def shown(*command: str) -> str:
        return done(run_cli("--lang", "ko", *command, "--format", "md", address=sqlite_seeded)).out

    event = shown("show", "tree-planting-in-china")
    assert "| 중국 (주최) |" in event
    assert "host CN" not in event
    assert "| 부산 (파견) |" in shown("show", "student-internships-in-cebu")
    agreement = shown("show", "moscow-ru--seoul-kr--2")
    assert "Samsung Corp. (시행)" in agreement
    assert "| 서울: Park Jung-ho, " in agreement
    assert "| Samsung Corp. |" in agreement
    changes = shown("report", "diff", "global-busan-expanding-networks", "newsworld-seoul-bilateral-ties")
    assert "| 목록에서 빠짐 | 부산; 후쿠오카 |" in changes


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
        headings = "Country ", "국가 ", "国 "
        return next(line.split()[1] for line in shown.splitlines() if line.startswith(headings))

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
    title = phrase("Partners of {city}", city="Cairo")
    document = Dossier(title, (Fact("since", "1966-06-30"),), notes=(title,))
    output = Output("csv", None, raw=False, bom=False, language="de", city_names=lambda _language: {"Cairo": "Kairo"})
    output.preview(document)
    told = capsys.readouterr().err
    assert "30. Juni 1966" in told
    assert told.count("Partner von Kairo\n") == 2


def test_what_was_written_calls_a_city_as_lists_do(run_cli: RunCli, seeded: Address) -> None:
    added = "add-agreement", "Busan", "Cairo", "--kind", "cooperation", "--signed", "2024"
    shown = done(run_cli("--lang", "de", *added, address=seeded)).out
    assert shown.startswith("Busan und Kairo\n")
    assert "Cairo" not in shown
