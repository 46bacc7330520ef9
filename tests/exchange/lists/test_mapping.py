"""Which column holds what: by its name in many languages, by its neighbours, or as somebody says."""

import codecs
import errno
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from exchange.lists.lists import read
from twinning.db.storage import scratch
from twinning.domain.dates.printed_dates import DateOrder
from twinning.domain.names import fold
from twinning.errors import InputError, UsageError
from twinning.exchange.lists.columns.mapping import ListMapping, load_mapping, place_columns, read_pairs, save_mapping
from twinning.exchange.lists.columns.words import (
    ANSWERS,
    FIELD_WORDS,
    KIND_WORDS,
    STATUS_WORDS,
    read_answer,
    read_kind,
    read_status,
)
from twinning.exchange.lists.reading.tables import Layout


def placed(header: str, *, has_city: bool = False, columns_said: dict[str, str] | None = None) -> dict[str, str]:
    columns = header.split(",")
    found = place_columns(columns, ListMapping(columns_said or {}), "list.csv", has_city=has_city)
    return {field: columns[number] for field, number in found.items()}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("city1,country1,city2,country2", "city city_country partner partner_country"),
        (
            "gemeindename,plz,bundesland,latitude,longitude,partnergemeinde,land,kontinent,seit,form",
            "city city_postcode city_region city_latitude city_longitude partner partner_country - date kind",
        ),
        ("obec1,stat1,obec2,stat2,rok", "city city_country partner partner_country date"),
        ("USCity,USState,PartnerCity,PartnerCountry", "city city_region partner partner_country"),
        ("自治体名,都道府県名,提携先,相手国,提携年月日", "city city_region partner partner_country date"),
        ("city_a,country_a,city_b,country_b", "city city_country partner partner_country"),
        ("Country,City,Partner Country,Partner", "city_country city partner_country partner"),
    ],
)
def test_columns_are_known_by_their_names_and_by_the_place_before_them(header: str, fields: str) -> None:
    found = placed(header)
    wanted = {field: column for field, column in zip(fields.split(), header.split(","), strict=True) if field != "-"}
    assert found == wanted


def test_the_only_city_of_a_list_is_the_partner_of_the_city_that_is_said() -> None:
    found = placed("도시명,국가명,결연일자", has_city=True)
    assert found == {"partner": "도시명", "partner_country": "국가명", "date": "결연일자"}
    assert placed("parties,city", has_city=True) == {"parties": "parties", "city": "city"}


def test_what_is_said_of_a_column_counts_before_its_name() -> None:
    assert placed("city,other,country", columns_said={"partner": "other"})["partner_country"] == "country"
    found = placed("city,rank,country,partner,partner country", columns_said={"kind": "rank"})
    assert (found["city_country"], found["partner_country"]) == ("country", "partner country")


def test_of_two_columns_for_a_field_the_one_counts_that_is_said() -> None:
    header = "partner,since,date,country,staat"
    said = {"date": "since", "partner_country": "country"}
    assert placed(header, columns_said=said, has_city=True) == {
        "partner": "partner",
        "date": "since",
        "partner_country": "country",
    }


@pytest.mark.parametrize(
    ("header", "says"), [("foo,bar", "no column names the partner"), ("partner,since,date", "two columns are for date")]
)
def test_a_list_that_cannot_be_understood_is_refused_with_what_to_say(header: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refusal:
        placed(header, has_city=True)
    assert "--map" in (refusal.value.hint or "")


def test_a_title_above_the_columns_is_said_to_be_taken_away() -> None:
    with pytest.raises(InputError) as refusal:
        placed("Partner cities of Busan in 2026,,")
    assert "take it away" in (refusal.value.hint or "")


def test_a_city_alone_may_be_the_partner_of_one_that_has_to_be_said() -> None:
    with pytest.raises(InputError, match="no column names the partner") as refusal:
        placed("Country,City")
    assert "if 'City' does, say whose partners they are: --city CITY" in (refusal.value.hint or "")


def test_a_mapping_is_kept_as_toml_and_read_back(tmp_path: Path) -> None:
    mapping = ListMapping(
        {"partner": "도시명"},
        {"city_country": "KR"},
        {'a "b"': "contact"},
        DateOrder.DAY_FIRST,
        Layout("cp949", "semicolon", None),
    )
    path = save_mapping(str(tmp_path / "korean.toml"), mapping)
    assert 'partner = "도시명"' in path.read_text()
    assert load_mapping(str(path)) == mapping
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert load_mapping(str(path)) == mapping, "an editor may put that mark before it"


def test_what_is_said_counts_before_what_a_mapping_keeps_of_it() -> None:
    kept = ListMapping(
        {"partner": "A"}, {"kind": "contact"}, {"x": "y"}, DateOrder.DAY_FIRST, Layout("cp949", "tab", "S")
    )
    said = ListMapping({"date": "B"}, {"kind": "other"}, {"x": "z"}, DateOrder.MONTH_FIRST, Layout("utf-8", None, "T"))
    assert kept.with_said(ListMapping()) == kept
    assert ListMapping().with_said(kept) == kept
    assert kept.with_said(said) == ListMapping(
        {"partner": "A", "date": "B"}, {"kind": "other"}, {"x": "z"}, DateOrder.MONTH_FIRST, Layout("utf-8", "tab", "T")
    )


@pytest.mark.parametrize(
    "content",
    [
        "[columns]\nfoo = 'x'",
        "[aliases]\nx = 'contact'\ny = 1",
        "x = 1",
        "[columns]\npartner = 1",
        "date_order = 'x'",
        "[",
    ],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.toml").write_text(content)
    with pytest.raises(InputError, match=r"x\.toml"):
        load_mapping(str(tmp_path / "x.toml"))


@pytest.mark.parametrize("name", ["register.db", "notes.toml"])
def test_no_other_file_is_lost_to_a_mapping(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"SQLite format 3\0 and more")
    with pytest.raises((InputError, UsageError), match=name):
        save_mapping(str(path), ListMapping())
    assert path.read_bytes() == b"SQLite format 3\0 and more"


def test_a_mapping_for_which_there_is_no_room_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = save_mapping(str(tmp_path / "korean.toml"), ListMapping({"partner": "도시"}))
    kept = path.read_bytes()
    monkeypatch.setattr(scratch, "settle", be_full)
    with pytest.raises(InputError, match=r"korean\.toml cannot be written: No space left"):
        save_mapping(str(path), ListMapping({"partner": "市"}))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [kept]


def test_a_mapping_that_is_a_device_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="not a regular file"):
        load_mapping("/dev/zero")


def test_a_field_that_is_none_is_answered_with_near_ones() -> None:
    with pytest.raises(UsageError) as refusal:
        read_pairs(["partners=x"], "column of a field", ["partner", "date"])
    assert refusal.value.hint == "did you mean partner?"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Sister", "sister_city"),
        ("자매", "sister_city"),
        ("姉妹都市", "sister_city"),
        ("Städtepartnerschaft", "sister_city"),
        ("우호", "friendship_city"),
        ("p", "sister_city"),
        ("f", "friendship_city"),
        ("k", "contact"),
    ],
)
def test_kinds_have_their_everyday_words(word: str, kind: str) -> None:
    assert read_kind(word) == kind


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("Ja", "Nein"), ("oui", "non"), ("Sí", "no"), ("tak", "nie"), ("ano", "ne"), ("да", "нет"), ("はい", "いいえ"),
        ("예", "아니오"), ("是", "否"), ("x", "☐"), ("✓", "✗"), ("○", "×"), ("TRUE", "FALSE"), ("WAHR", "FALSCH"),
    ],
)  # fmt: skip
def test_yes_and_no_have_their_everyday_words(yes: str, no: str) -> None:
    assert (read_answer(yes), read_answer(no)) == (True, False)
    assert read_status(yes) == "active"
    assert read_status(no) == "ended"


def test_a_dash_is_a_no_but_as_a_status_it_may_say_nothing() -> None:
    assert read_answer("-") is False
    with pytest.raises(InputError, match="may mean no, or say nothing"):
        read_status("-")


def test_a_word_that_is_none_is_answered_with_how_to_say_what_it_means() -> None:
    for reading in (read_kind, read_status, read_answer):
        with pytest.raises(InputError) as refusal:
            reading("penpals")
        assert "--alias 'penpals=" in (refusal.value.hint or "")


@pytest.mark.parametrize("words", [ANSWERS, FIELD_WORDS, KIND_WORDS, STATUS_WORDS])
def test_no_everyday_word_means_two_things(words: Mapping[str, Sequence[str]]) -> None:
    folded = [(fold(word), meaning) for meaning, of in words.items() for word in of]
    assert len(dict(folded)) == len({*folded})


def test_fields_of_cooperation_have_their_everyday_words(tmp_path: Path) -> None:
    found = read(tmp_path, "partner,country,Bereiche\nLoos,FR,Jugend; 문화; sport\nLund,SE,Kochen\n", city="Leek")
    details = found.ties[0].details
    assert details is not None
    assert details.fields == ("youth_and_education", "culture", "sport")
    assert [(each.line, each.column) for each in found.rejects] == [(3, "Bereiche")]


def test_a_total_below_the_rows_is_no_city(tmp_path: Path) -> None:
    listed = "partner,country,seit\nSuma,Japan,1990\nTotal : 3,,\n합계,,3개 도시\nLoos,FR,1990\nSumme,4,\n"
    found = read(tmp_path, listed, city="Leek")
    assert [(each.line, each.reason) for each in found.rejects] == [
        (line, "it is a total, and no row of the list") for line in (3, 4, 6)
    ]


@pytest.mark.parametrize(
    ("partner", "region", "column"),
    [
        *(("—", "", "partner"), ("12", "", "partner"), ("Boston", "vigente", "Estado")),
        ("Boston (suspended)", "", "partner"),
    ],
)
def test_what_is_no_name_and_no_part_of_a_country_is_refused(
    tmp_path: Path, partner: str, region: str, column: str
) -> None:
    found = read(tmp_path, f"partner,country,Estado\n{partner},US,{region}\nLoos,FR,\n", city="Leek")
    assert [(each.line, each.column) for each in found.rejects] == [(2, column)]


@pytest.mark.parametrize("mark", ["*", " †", "[2]", " [a]*"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, f"partner,country\nBoston{mark},US\n", city="Leek")
    assert [each.name for each in found.places if not each.is_named] == ["Boston"]


def test_dates_that_could_be_two_or_cannot_be_are_rejected_with_their_column(tmp_path: Path) -> None:
    listed = "partner,country,seit\nLoos,FR,03/04/1997\nLyon,FR,1238\nLund,SE,0\nLens,FR,2952\n"
    found = read(tmp_path, listed, city="Leek")
    assert [(each.line, each.column) for each in found.rejects] == [(line, "seit") for line in (2, 3, 5)]
    ordered = read(tmp_path, listed, city="Leek", date_order=DateOrder.DAY_FIRST)
    assert [str(tie.on) for tie in ordered.ties] == ["1997-04-03", "None"]
