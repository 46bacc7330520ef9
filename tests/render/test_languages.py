"""What people read in their language: dates in doubt, phrases, headings and words, after the catalogues."""

import pickle
import re
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from render.rendering import rendered
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.render import Options
from twinning.render.languages.catalogue import FOLDER
from twinning.render.languages.cities import with_city_names
from twinning.render.languages.particles import with_particles
from twinning.render.languages.saying import counted, label, translated, word, words
from twinning.rows import Dossier, Fact, Listing, Meaning, NamedPlace, Section, Several, column_names
from twinning.rows.partners import PartnerRow
from twinning.rows.phrases import named, phrase, phrases
from twinning.rows.records import ActivityRow, activity_day

LANGUAGES = ["ko", "ja", "de"]

_PARTS = st.builds(
    "{:04}{}-{}{:02}{}-{}{:02}{}".format,
    st.integers(1000, 2100),
    *(st.sampled_from(["", "?", "~", "%"]), st.sampled_from(["", "?"]), st.integers(1, 12)),
    *(st.sampled_from(["", "?", "~"]), st.sampled_from(["", "~"]), st.integers(1, 28), st.sampled_from(["", "%"])),
)
_ENDINGS = st.sampled_from(["", "-07", "-XX", "-07-XX", "-21"])
_SHORT = st.builds("{:04}{}{}".format, st.integers(1000, 2100), _ENDINGS, st.sampled_from(["", "?", "~"]))
_DAYS = st.one_of(st.dates().map(str), _PARTS, _SHORT, st.sampled_from(["199X", "19XX", "199X?"]))
_DATES = st.one_of(
    _DAYS,
    st.builds("[..{}]".format, _DAYS),
    st.builds("[{}..]".format, _DAYS),
    st.builds("[{}..{}]".format, _DAYS, _DAYS),
    st.builds("[{},{}]".format, _DAYS, _DAYS),
    st.builds("{}/{}".format, _DAYS, st.one_of(_DAYS, st.just(".."))),
)


@pytest.mark.parametrize(
    ("edtf", "korean", "japanese", "german"),
    [
        ("2004?", "2004년으로 추정", "2004年（推定）", "vermutlich 2004"),
        ("2004-11?", "2004년 11월로 추정", "2004年11月（推定）", "vermutlich November 2004"),
        ("1990~", "1990년경", "1990年頃", "etwa 1990"),
        ("1990%", "1990년경으로 추정", "1990年頃（推定）", "vermutlich etwa 1990"),
        ("[..2019-12-13]", "늦어도 2019년 12월 13일", "遅くとも2019年12月13日", "spätestens 13. Dezember 2019"),
        (
            "[2004?-11-05..]",
            "2004년 11월 5일(연도는 추정) 이후",
            "2004年11月5日（年は推定）以降",
            "5. November 2004 (Jahr unsicher) oder später",
        ),
        (
            "2004?-11-03",
            "2004년 11월 3일(연도는 추정)",
            "2004年11月3日（年は推定）",
            "3. November 2004 (Jahr unsicher)",
        ),
        ("1999-12-XX", "1999년 12월(일 불명)", "1999年12月（日は不明）", "Dezember 1999 (Tag unbekannt)"),
        ("199X", "1990년대", "1990年代", "1990er Jahre"),
        ("1990-21", "1990년 봄", "1990年春", "Frühjahr 1990"),
        ("1990~/..", "1990년경부터", "1990年頃から", "ab etwa 1990"),
        ("[1960,1961]", "1960년 또는 1961년", "1960年または1961年", "1960 oder 1961"),
        ("XXXX-04-23", "XXXX-04-23", "XXXX-04-23", "XXXX-04-23"),
    ],
)
def test_a_date_in_doubt_is_put_in_words(edtf: str, korean: str, japanese: str, german: str) -> None:
    assert [words(Meaning.DATE, language)(edtf) for language in LANGUAGES] == [korean, japanese, german]


@given(_DATES)
def test_every_date_has_words_in_every_language_and_keeps_the_years_of_its_bounds(text: str) -> None:
    try:
        date = EdtfDate.parse(text)
    except InputError:
        return
    for language in (*LANGUAGES, "en"):
        written = words(Meaning.DATE, language)(text)
        if "X" not in text:
            assert {day[:4].lstrip("0") for day in (date.earliest, date.latest) if day} <= {
                *re.findall("[0-9]+", written)
            }
        else:
            assert written


@given(st.text("0123456789X?~%-/.[],", max_size=14))
def test_any_text_is_written_somehow_in_every_language(text: str) -> None:
    for language in LANGUAGES:
        assert isinstance(words(Meaning.DATE, language)(text), str)


def test_a_phrase_is_its_english_text_and_what_stands_in_it_is_written_as_the_language_writes_it() -> None:
    told = phrase("Through {city}, succeeded on {day}", city="마산", day="2010-07-01")
    assert told == "Through 마산, succeeded on 2010-07-01"
    assert translated(told, None) == told
    assert translated(told, "ko") == "전신 마산에서 승계(2010년 7월 1일)"
    assert translated(told, "fr") == told
    assert translated("Agreements", "ko") == "Agreements"  # data is said as it is
    assert translated(named("부산", "상하이"), "ko") == "부산 및 상하이"
    assert pickle.loads(pickle.dumps(told)).arguments == told.arguments


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        ("sister_city", "sister city", "Partnerschaft"),
        ("withdrawal_notified", "withdrawal notified", "Austritt angekündigt"),
        ("snake_case", "snake_case", "snake_case"),
    ],
)
def test_a_word_of_a_list_is_written_as_such_where_any_value_may_stand(value: str, english: str, german: str) -> None:
    assert [words(Meaning.VALUE, language)(value) for language in (None, "de")] == [english, german]


def test_the_region_of_a_city_is_called_so_wherever_it_stands() -> None:
    assert (label("admin1"), label("region")) == ("Region", "Region")


def test_a_number_of_things_takes_the_form_that_the_language_has_for_it() -> None:
    assert [counted(number, "cities", "de") for number in (1, 1200)] == ["1 Stadt", "1.200 Städte"]
    assert [counted(number, "cities") for number in (1, 2)] == ["1 city", "2 cities"]
    years = [
        translated(phrases("{cities}: {number} years", "{cities}: {number} years", n, cities=Several(["Busan"])), "de")
        for n in (1, 20)
    ]
    assert years == ["Busan: 1 Jahr", "Busan: 20 Jahre"]


@pytest.mark.parametrize("language", [None, "en", "fr", "zh-Hant"])
def test_without_a_catalogue_words_are_english(language: str | None) -> None:
    assert (label("last_activity", language), word("sister_city", language)) == ("Last activity", "sister city")


@pytest.mark.parametrize("language", ["de-AT", "de_CH", "DE"])
def test_a_language_of_a_country_has_the_words_of_the_language(language: str) -> None:
    assert word("sister_city", language) == "Partnerschaft"


def test_a_korean_particle_follows_the_sound_before_it() -> None:
    assert with_particles("부산과(와) 상하이과(와) 서울(으)로 부산(으)로") == "부산과 상하이와 서울로 부산으로"
    assert with_particles("Busan을(를)") == "Busan을(를)"


def test_cities_have_the_names_that_are_recorded_in_the_language_wherever_they_stand() -> None:
    values: dict[str, Any] = dict.fromkeys(column_names(PartnerRow)) | {
        "partner": "Shanghai",
        "inferred": Several(),
        "key": "shanghai-cn",
    }
    section = Section("partners", PartnerRow, [PartnerRow(**values)])
    listing = Listing(PartnerRow, (section,), phrase("Partners of {city}", city="Busan"))
    named_in_korean = with_city_names(listing, {"Busan": "부산", "Shanghai": "상하이"})
    korean = rendered(named_in_korean, "table", Options(language="ko"))
    assert korean.startswith("부산의 교류 도시\n")
    assert "상하이" in korean
    assert "shanghai-cn" in korean
    dossier = Dossier("Shanghai", (Fact("partner", "Shanghai"),))
    assert with_city_names(dossier, {"Shanghai": "상하이"}) == Dossier("Shanghai", (Fact("partner", "상하이"),))


def test_a_place_has_its_role_in_the_language_and_a_country_its_name() -> None:
    places = Several([NamedPlace("부산", "busan-kr", "KR", "host"), NamedPlace("China", None, "CN", "guest")])
    assert words(Meaning.CITY, "ko")(places) == "부산 (주최); 중국 (초청)"


def test_a_calendar_says_the_places_of_an_activity_in_the_language() -> None:
    places = Several([NamedPlace("Busan", "busan-kr", "KR", "host"), NamedPlace("China", None, "CN", "guest")])
    day = activity_day("fair", "Fair", "held", "2026-05-01", None, places)
    assert day.description == "Busan (host); China (guest)"
    in_korean = with_city_names(Listing(PartnerRow, (), days=(day,)), {"Busan": "부산"})
    assert isinstance(in_korean, Listing)
    assert [translated(each.description, "ko") for each in in_korean.days or ()] == ["부산 (주최); 중국 (초청)"]


def test_a_heading_of_two_meanings_has_a_word_for_each() -> None:
    assert [label("people", "ko", sense) for sense in (None, "how many")] == ["인물", "인원"]
    assert label("people", None, "how many") == label("people", "fr", "how many") == "People"
    row = dict.fromkeys(column_names(ActivityRow)) | {"activity": "Fair", "people": 12, "inferred": Several()}
    values: dict[str, Any] = row
    listing = Listing(ActivityRow, (Section("events", ActivityRow, [ActivityRow(**values)]),))
    for format in ("table", "md", "html"):
        assert "인원" in rendered(listing, format, Options(language="ko"))


def test_no_korean_text_has_a_particle_behind_a_name_that_may_be_in_latin_letters() -> None:
    with (FOLDER / "ko.po").open("rb") as file:
        texts = [text for each in read_po(file, locale="ko") for text in [each.string] if each.id]
    said = [text for each in texts for text in ([each] if isinstance(each, str) else each)]
    behind = {
        name
        for text in said
        for name in re.findall(r"\{(\w+)\}[^\s{}]*(?:\(으\)로|과\(와\)|[은을이]\([는를가]\))", text)
    }
    assert behind <= {"day", "parts"}  # these end in Korean: 2004년, 연도


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text_and_no_others(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    assert len(messages) > 500
    assert [message.id for message in messages if not _fits(message)] == []


def _fits(message: Message) -> bool:
    """Say whether a translation has the places of its text; what is not translated yet, `make check` lists."""
    english, translated = (message.id or "", message.string or "")
    if not any(translated):
        return True
    last = english if isinstance(english, str) else english[-1]
    return all(_places(text) == _places(last) for text in ([translated] if isinstance(translated, str) else translated))


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
