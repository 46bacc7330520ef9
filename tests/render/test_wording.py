"""What stands in a cell, in the language of whoever reads it."""

from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from render.rendering import TEXT_FORMATS, dangers, rendered
from twinning.errors import UsageError
from twinning.render import Options
from twinning.render.languages.saying import words
from twinning.render.languages.wording import check_language
from twinning.rows import Cell, Dossier, Fact, Listing, Meaning, Section, column, dossiers, partners, records, upkeep

LANGUAGES = [name for name in localedata.locale_identifiers() if "_" not in name]
_DATES = {"on", "since", "until", "start", "end", "due", "founded", "published", "last_activity"}


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row with something of each meaning, and a year and an id, which are only numbers."""

    country: str | None = column(means=Meaning.COUNTRY)
    language: str | None = column(means=Meaning.LANGUAGE)
    on: str | None = column(means=Meaning.DATE)
    people: int | None = column(means=Meaning.COUNT)
    amount: str | None = column(means=Meaning.AMOUNT)
    year: int | None = column()
    operation: int | None = column()


def worded(meaning: Meaning, value: Cell, language: str) -> str:
    return words(meaning, language)(value)


@pytest.mark.parametrize(
    ("text", "korean", "english", "japanese", "german"),
    [
        ("1966-06-30", "1966년 6월 30일", "June 30, 1966", "1966年6月30日", "30. Juni 1966"),
        ("1989-06", "1989년 6월", "June 1989", "1989年6月", "Juni 1989"),
        ("1990", "1990년", "1990", "1990年", "1990"),
        ("0988-02-29", "988년 2월 29일", "February 29, 988", "988年2月29日", "29. Februar 988"),
        ("1990/1995", "1990년 ~ 1995년", "1990\u2009–\u20091995", "1990年～1995年", "1990\u2009–\u20091995"),
    ],
)
def test_an_exact_date_is_written_as_the_language_writes_it(
    text: str, korean: str, english: str, japanese: str, german: str
) -> None:
    written = [worded(Meaning.DATE, text, language) for language in ("ko", "en", "ja", "de")]
    assert written == [korean, english, japanese, german]


@given(st.dates(), st.sampled_from(["ko", "en", "ja", "de"]))
def test_every_exact_day_says_its_year_and_its_day(day: date, language: str) -> None:
    text = worded(Meaning.DATE, day.isoformat(), language)
    assert str(day.year) in text
    assert str(day.day) in text


@pytest.mark.parametrize(
    "text",
    [
        *("1990?", "1990~", "1990%", "2004?-11-03", "2023-?06-15", "199X", "1990-XX", "[..2019-12-13]", "[1960,1961]"),
        *("1990/..", "/1995", "1990~/1995", "199X/1995", "2001-21", "1966-06-30T10:00:00Z"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "zh-Hant"])
def test_without_a_catalogue_a_date_in_doubt_stays_as_it_was_recorded(text: str, language: str) -> None:
    assert worded(Meaning.DATE, text, language) == text


@given(st.text("0123456789X?~%-/.[],T:Z ", max_size=14))
def test_no_date_loses_a_mark_of_doubt(text: str) -> None:
    written = worded(Meaning.DATE, text, "fr")
    assert written == text or not set(text) & set("?~%X[].,")


@pytest.mark.parametrize(
    ("name", "korean", "german"),
    [("South Korea", "대한민국", "Südkorea"), ("Kosovo", "코소보", "Kosovo"), ("XX", "XX", "XX"), (None, "", "")],
)
def test_a_country_is_named_in_the_language_and_what_has_no_name_stays(name, korean: str, german: str) -> None:
    assert [worded(Meaning.COUNTRY, name, language) for language in ("ko", "de")] == [korean, german]


@pytest.mark.parametrize(
    ("tags", "german"),
    [
        ("ko", "Koreanisch"),
        ("ko-Latn", "Koreanisch (Lateinisch)"),
        ("zh-Hant", "Chinesisch (traditionell)"),
        ("fr-CA", "Französisch (Kanada)"),
        ("ko, ru", "Koreanisch, Russisch"),
        ("ko; xal", "Koreanisch; Kalmückisch"),
        ("xx", "xx"),
        ("ko-x-own", "ko-x-own"),
    ],
)
def test_a_language_is_named_in_the_language_and_what_has_no_name_stays(tags: str, german: str) -> None:
    assert worded(Meaning.LANGUAGE, tags, "de") == german


def test_a_count_has_separators_and_an_amount_keeps_its_decimals() -> None:
    amounts = [worded(Meaning.AMOUNT, text, "de") for text in ("1234567.50", "1200.00", "1200", "0.1234", "much")]
    assert amounts == ["1.234.567,50", "1.200,00", "1.200", "0,1234", "much"]
    assert [worded(Meaning.COUNT, number, "de") for number in (3_500_000, 0, None)] == ["3.500.000", "0", ""]


def test_only_what_is_marked_is_worded_and_only_for_people() -> None:
    row = CostRow("South Korea", "ko", "1966-06-30", 12_345, "12345.60", 2026, 12_345)
    facts = Fact("since", "1966-06-30"), Fact("country", "South Korea"), Fact("geonames_id", 1_838_524)
    for document in (
        Listing(CostRow, (Section("costs", CostRow, [row]),)),
        Dossier("Busan", facts, (Section("costs", CostRow, [row]),)),
    ):
        for format in TEXT_FORMATS:
            german, plain = (rendered(document, format, Options(language=language)) for language in ("de", None))
            assert (german == plain) == (format not in ("table", "md", "html"))
            if format in ("table", "md"):
                for text in ("Südkorea", "Koreanisch", "30. Juni 1966", "12.345", "12.345,60", "2026", " 12345"):
                    assert text in german


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_babel_has_can_be_chosen_and_prints_nothing_but_text(language: str) -> None:
    check_language(language, "--lang")
    values = {
        Meaning.COUNTRY: ("South Korea",),
        Meaning.LANGUAGE: ("ko-Latn",),
        Meaning.DATE: ("1966-06-30", "1989-10", "1990", "1990/1995"),
        Meaning.COUNT: (3_500_000,),
        Meaning.AMOUNT: ("1234.50",),
    }
    for meaning, each in values.items():
        for value in each:
            text = worded(meaning, value, language)
            assert text
            assert not dangers(text)


@given(st.text(max_size=12) | st.from_regex(r"[a-z]{2,3}([-_][A-Za-z0-9]{1,4}){0,3}", fullmatch=True))
def test_whatever_is_given_as_a_language_is_taken_or_refused(text: str) -> None:
    with suppress(UsageError):
        check_language(text, "--lang")
        assert worded(Meaning.DATE, "1966-06-30", text)


@pytest.mark.parametrize("family", [partners, records, dossiers, upkeep], ids=lambda family: family.__name__)
def test_every_column_of_a_country_a_language_or_a_date_is_marked(family) -> None:
    rows = [each for name, each in vars(family).items() if name.endswith("Row") and is_dataclass(each)]
    for row_class in rows:
        for each in fields(row_class):
            named = {"country": Meaning.COUNTRY, "language": Meaning.LANGUAGE} | dict.fromkeys(_DATES, Meaning.DATE)
            if each.name in named:
                assert each.metadata.get("means") is named[each.name], f"{row_class.__name__}.{each.name}"
