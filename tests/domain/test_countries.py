import subprocess
import sys

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.domain.countries import country_name, find_country_and_region, find_country_code, get_country_code
from twinning.domain.countries.regions import country_and_part
from twinning.domain.dates.printed_dates import MONTH_LANGUAGES
from twinning.errors import InputError

ISO_CODES = [country.alpha_2 for country in pycountry.countries]


@pytest.mark.parametrize(
    ("code", "name"),
    [("KR", "South Korea"), ("US", "United States"), ("XK", "Kosovo"), ("QQ", "QQ"), (None, None)],
)
def test_a_country_has_its_usual_english_name(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "Südkorea"), ("ko", "대한민국"), ("zh-Hant", "南韓"), ("en-GB", "South Korea")],
)
def test_a_country_has_a_name_in_other_languages(language, name):
    assert country_name("KR", language) == name


@pytest.mark.parametrize("language", ["", "xx", "../xx", "\0"])
def test_a_language_without_data_is_refused(language):
    with pytest.raises(InputError, match="no country names in the language"):
        country_name("KR", language)


@pytest.mark.parametrize("text", ["KR", "kr", "KOR", " South Korea ", "Korea, Republic of", "Republic of Korea"])
def test_codes_and_english_names_are_found(text):
    assert find_country_code(text) == "KR"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Südkorea", "KR"),
        ("대한민국", "KR"),
        ("Republik Korea", "KR"),
        ("日本", "JP"),
        ("Rußland", "RU"),
        ("德國", "DE"),
        ("Francia", "FR"),
        ("Estados Unidos", "US"),
        (" Mỹ ", "US"),
    ],
)
def test_names_in_other_languages_are_found(text, code):
    assert find_country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("England", "GB"),
        ("Scotland", "GB"),
        ("Wales, United Kingdom", "GB"),
        ("Northern Ireland", "GB"),
        ("UK", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("U.A.E.", "AE"),
        ("Kosovo", "XK"),
        ("Taiwan", "TW"),
        ("Republic of China", "TW"),
        ("People's Republic of China", "CN"),
        ("Ivory Coast", "CI"),
        ("Czech Republic", "CZ"),
        ("Burma", "MM"),
        ("Cape Verde", "CV"),
        ("East Timor", "TL"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Palestine", "PS"),
        ("Turkey", "TR"),
        ("Republic of Ireland", "IE"),
        ("The Gambia", "GM"),
        ("Bosnia & Herzegovina", "BA"),
        ("Democratic Republic of the Congo", "CD"),
        ("Åland", "AX"),
        ("DDR", "DE"),
        ("West Germany", "DE"),
        ("Korea, South", "KR"),
        ("大韓民国", "KR"),
        ("米国", "US"),
        ("호주", "AU"),
        ("남아프리카공화국", "ZA"),
        ("터키", "TR"),
        ("中華人民共和国", "CN"),
        ("Anglia", "GB"),
        ("República Checa", "CZ"),
        ("EE. UU.", "US"),
        ("ČR", "CZ"),
        ("Áo", "AT"),
        ("Hàn Quốc", "KR"),
        ("สหรัฐอเมริกา", "US"),
        ("אוקראינה", "UA"),
        ("Србија", "RS"),
        ("ＫＲ", "KR"),
        ("中国香港", "HK"),
    ],
)
def test_what_people_write_instead_is_found(text, code):
    assert find_country_code(text) == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ohio, United States", ("US", "Ohio")),
        ("Georgia, USA", ("US", "Georgia")),
        ("Hong Kong, China", ("HK", None)),
        ("Puerto Rico, USA", ("PR", None)),
    ],
)
def test_what_stands_before_a_comma_is_a_part_unless_it_has_a_code_of_its_own(text, found):
    assert find_country_and_region(text) == found


def test_the_name_of_every_country_leads_back_to_its_code():
    names = [country_name(code) for code in [*ISO_CODES, "XK"]]
    assert [get_country_code(name or "") for name in names] == [*ISO_CODES, "XK"]


@pytest.mark.parametrize("language", [*MONTH_LANGUAGES, "ko", "ja", "zh", "zh_Hant"])
def test_so_does_its_name_in_other_languages(language):
    missed = {code for code in ISO_CODES if get_country_code(country_name(code, language) or "") != code}
    assert missed <= {"CG"}  # which some call Congo alone


@pytest.mark.parametrize("field", ["alpha_2", "alpha_3", "name", "official_name", "common_name"])
def test_every_iso_name_but_the_ambiguous_congo_is_found(field):
    named = {country.alpha_2: dict(country)[field] for country in pycountry.countries if field in dict(country)}
    missed = {name for code, name in named.items() if get_country_code(name) != code}
    assert missed <= {"Congo"}


@pytest.mark.parametrize("text", ["Korea", "Congo", "Kongo", "Corée"])
def test_a_name_that_two_countries_have_is_refused_and_both_are_named(text):
    with pytest.raises(InputError, match="may be several countries") as refusal:
        find_country_code(text)
    assert refusal.value.hint.count("(") == 2
    assert get_country_code(text) is None


@pytest.mark.parametrize("text", ["XA", "XX", "ZZ", "AA", "QM", "EU", "Ao Áo", "world", "Yugoslavia", "Ohio", "", "-"])
def test_what_is_no_country_is_refused(text):
    with pytest.raises(InputError, match="no country is called"):
        find_country_code(text)
    assert get_country_code(text) is None


@pytest.mark.parametrize(("slip", "near"), [("Germny", "Germany (DE)"), ("Holand", "Netherlands (NL)")])
def test_a_slip_is_refused_with_the_nearest_name_as_a_hint(slip, near):
    with pytest.raises(InputError) as refusal:
        find_country_code(slip)
    assert near in refusal.value.hint


def test_nonsense_gets_a_hint_about_the_form():
    with pytest.raises(InputError) as refusal:
        find_country_code("xyzzy")
    assert "ISO 3166-1" in refusal.value.hint


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(), max_size=100))
def test_any_text_is_found_or_refused(text):
    assert get_country_code(text) in {*ISO_CODES, "XK", None}


def test_an_english_name_for_a_code_needs_neither_iso_tables_nor_babel():
    code = (
        "import sys; from twinning.domain.countries import country_name; "
        "country_name('KR'); sys.exit(bool({'pycountry', 'babel'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("미국(워싱턴주)", ("US", "워싱턴주")),
        ("미국 캘리포니아주", ("US", "캘리포니아주")),
        ("中国（山东省）", ("CN", "山东省")),
        ("United States (Washington)", ("US", "Washington")),
        ("USA (TX)", ("US", "Texas")),
        ("Deutschland (Bayern)", ("DE", "Bayern")),
        ("Texas/USA", ("US", "Texas")),
        ("USA, Ohio", ("US", "Ohio")),
        ("USA - Ohio", ("US", "Ohio")),
        ("Georgia (USA)", ("US", "Georgia")),
        ("중국(China)", ("CN", None)),
        ("UK (Wales)", ("GB", None)),
        ("China (Hong Kong)", ("HK", None)),
        ("Hong Kong (China)", ("HK", None)),
        ("Iran (Islamic Republic of)", ("IR", None)),
        ("Congo (Kinshasa)", ("CD", None)),
    ],
)
def test_a_country_may_stand_beside_a_part_of_it_or_another_name(text: str, found: tuple[str, str | None]) -> None:
    assert country_and_part(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Germany",
        "Germany (Austria)",
        "USA - Georgia",
        "Nigeria - Niger",
        "Serbia (Yugoslavia)",
        "Japan (new)",
        "일본(구)",
        "일본(자매도시)",
        "Germany / Austria",
        "Ohio (Texas)",
    ],
)
def test_what_is_not_sure_to_be_a_country_and_its_part_is_not_taken_apart(text: str) -> None:
    assert country_and_part(text) is None
