"""Lists as offices lay them out: what is meant by them is taken, and what could be meant otherwise is asked."""

from pathlib import Path
from time import process_time

import pytest

from exchange.lists.lists import counts, read, rows, take, ties
from twinning.db.storage.address import Address
from twinning.errors import InputError
from twinning.exchange.lists.columns.mapping import ListMapping, place_columns
from twinning.exchange.lists.describing import remarks_on_reading
from twinning.exchange.records.columns import place_record_columns
from twinning.exchange.records.kinds import RECORD_KINDS

HEADER = "City,Partner city,Country,Since,Status\n"


def reason(folder: Path, row: str, header: str = HEADER) -> tuple[str, str]:
    """Return why a row is rejected, and what to do."""
    (reject,) = read(folder, header + row).rejects
    return reject.reason, reject.hint or ""


@pytest.mark.parametrize("mark", ["idem", "Idem", "〃", '"-""-"', "-do-", "j.w.", "то же"])
def test_what_stands_for_the_cell_above_is_that_cell(address: Address, tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, f"{HEADER}Lyon,Milan,Italy,1967,\n{mark},Leeds,GB,{mark},\n{mark},Ulm,Germany,1970,\n")
    assert counts(take(address, found)) == (3, 0, 0, 0)
    assert rows(address, "SELECT name FROM city ORDER BY name") == [(x,) for x in ("Leeds", "Lyon", "Milan", "Ulm")]
    assert [on for _, _, on in ties(address)] == ["1967", "1967", "1970"]


def test_a_heading_between_the_rows_is_not_repeated_by_the_cell_below(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}Lyon,Milan,Italy,1967,\nBritain,,,,\nidem,Leeds,GB,1970,\n")
    assert [found.places[number].name for number in found.ties.parties(1)] == ["Lyon", "Leeds"]


def test_a_note_beside_the_columns_that_are_read_is_told_from_a_row(tmp_path: Path) -> None:
    note = reason(tmp_path, "as of 2024,,\n", "No.,Partner city,City\n")
    assert note[0] == "nothing stands in the columns that are read"
    assert "if it is a note, leave the line out; if it is a heading, write what it says" in note[1]


def test_a_city_that_is_called_as_a_country_is_one_with_its_country(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER}Lyon,Singapore,SG,,\nLyon,Panama,Panama,1990,\n").read == 2


def test_a_mark_below_nothing_is_no_name(tmp_path: Path) -> None:
    assert "stands for the cell above" in reason(tmp_path, "idem,Milan,Italy,1967,\n")[0]


def test_a_header_that_stands_again_between_the_rows_is_no_row(tmp_path: Path) -> None:
    header = "City,Partner city,Type\n"
    found = read(tmp_path, f"{header}Lyon,Milan,sister\n{header}Lyon,Leeds,sister\n")
    assert (len(found.ties), [each.line for each in found.rejects]) == (2, [3])


@pytest.mark.parametrize(
    ("row", "says", "hint"),
    [
        ('Legnica,"Ulm, Graz","Germany, Austria",1993,\n', "names several countries", "a row for each"),
        ("Hue,Moscow,Nga,1990,\n", "may be several countries", "Russia (RU); say for all of them"),
        ("Lyon,tbd,France,1990,\n", "is no name", "leave the line out"),
        ("Lyon,Gdańsk (suspended in 2022),PL,1990,\n", "is a state of an agreement", "called status"),
        ("Lyon,Gdańsk (friendship city),PL,1990,\n", "is a kind of tie", "called kind"),
        ("Lyon,Gdańsk (seit 1990),PL,,\n", "is a date", "called date"),
        ("Lyon,Gdańsk 중단,PL,,\n", "is a state of an agreement", "called status"),
        ("Lyon,※ 2024년 3월 기준,PL,,\n", "is no name alone", "if it is a note, leave the line out"),
        ("Lyon,Note: without Gdańsk,PL,,\n", "is no name alone", "if it is a note, leave the line out"),
        (",Europe,,,\n", "stands alone, as a heading", "a column of the rows below"),
        ("Japan,,,,\n", "stands alone, as a heading", "if it is a city, write its country"),
        ("자매도시,,,,\n", "stands alone, as a heading", "a column of the rows below"),
        (",This list was made by the office in spring,,,\n", "a note does", "leave the line out"),
        ("Lyon,https://example.org/gdansk,PL,,\n", "is no name alone", "write the name alone"),
        ("Lyon,Gdańsk,PL,1990,ended in 2010\n", "has more than a status", "called ended"),
        ("Lyon,Gdańsk,PL,1990,suspended 2022\n", "has more than a status", "twinning record-act"),
        ("Lyon,Gdańsk,PL,1990,-\n", "may mean no, or say nothing", "empty the cell"),
        ("Lyon,1. Gdańsk,PL,,\n", "is no name alone", "write the name alone"),
        ("Lyon,Gdańsk - suspended,PL,1990,\n", "is a state of an agreement", "called status"),
        ('Lyon,"Turin\nMilan",Italy,1990,\n', "names several cities", "write it on one line"),
        ("Bangkok,Beijing,China,2536,\n", "years ahead", "write พ.ศ. before it"),
        ("Isfahan,Freiburg,Germany,1379/08/06,\n", "before 1800", "the date of the Gregorian"),
        ("Seoul,Osaka,Japan,65년 10월 1일,\n", "before 1800", "all four figures"),
        ("Lyon,Tomsk,Russia,1993 (suspended),\n", "is not a date", "called status"),
        ("Lyon,Tomsk,Russia,Uppsagt 2022,\n", "is not a date", "called status"),
        ("Lyon,Perm,Stan d'X,1990,\n", "no country", """--alias "Stan d'X=CODE\""""),
        ("Lyon,Tomsk,Russia,1990/1995,\n", "a tie is signed on one", "called ended"),
    ],
)
def test_what_is_no_tie_of_two_cities_on_a_day_is_rejected_with_a_way_out(
    tmp_path: Path, row: str, says: str, hint: str
) -> None:
    found = reason(tmp_path, row)
    assert says in found[0]
    assert hint in found[1]


@pytest.mark.parametrize(
    ("name", "country"), [("Aix-en-Provence", "FR"), ("Ho - Ho", "GB"), ("Atlanta", "Georgia, United States")]
)
def test_names_with_hyphens_and_parts_of_countries_are_taken(tmp_path: Path, name: str, country: str) -> None:
    assert read(tmp_path, f'{HEADER}Lyon,{name},"{country}",1990,\n').read == 1


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("City,Country,Partner city", "Kyoto,France,Paris"),
        ("団体名,国名,姉妹都市名", "Kyoto,France,Paris"),
        ("Country,City,Partner city", "France,Kyoto,Paris"),
        ("Partner city,City,Country", "Paris,Kyoto,France"),
    ],
)
def test_the_only_country_may_be_that_of_either_city(tmp_path: Path, header: str, row: str) -> None:
    content = f"{header}\n{row}\n"
    country = header.split(",")[row.split(",").index("France")]
    with pytest.raises(InputError, match="may be the country of") as refusal:
        read(tmp_path, content)
    assert f"--map 'partner_country={country}', or --map 'city_country={country}'" in (refusal.value.hint or "")
    found = read(tmp_path, content, columns={"partner_country": country})
    assert [place.country for place in found.places if place.name == "Paris"] == ["FR"]


@pytest.mark.parametrize("remark", ["rompu en 2004", "休止中", "중단", "zawieszone 2022", "pending"])
def test_a_remark_that_is_a_state_is_asked_for_as_one(tmp_path: Path, remark: str) -> None:
    header = "City,Partner city,Remarks\n"
    says, hint = reason(tmp_path, f"Lyon,Milan,{remark}\n", header)
    assert "is a state of the agreement" in says
    assert "called status" in hint
    for other in ("suspended as the mayor wished", "no", "2004"):
        assert not read(tmp_path, f"{header}Lyon,Milan,{other}\n").rejects


@pytest.mark.parametrize(
    "header",
    [
        "Commune;Département;Jumelée avec;Pays;Date du jumelage;Observations",
        "Gmina;Powiat;Miasto partnerskie;Kraj;data podpisania umowy;Uwagi",
        "Település;Megye;Testvértelepülés;Ország;Kapcsolat kezdete;Megjegyzés",
        "Comune;Provincia;Comune gemellato;Nazione;Anno gemellaggio;Note",
        "Municipio;Provincia;Municipio hermanado;País;Fecha del hermanamiento;Observaciones",
        "Município;Distrito;Cidade geminada;País;Data de geminação;Obs.",
        "Gemeente;Provincie;Zustergemeente;Land;Sinds;Opmerkingen",
        "Kommun;Län;Vänort;Land;År;Anmärkning",
        "Kunta;Maakunta;Ystävyyskunta;Maa;Alkaen;Huomautuksia",
        "Omavalitsus;Maakond;Sõpruslinn;Riik;Lepingu kuupäev;Märkused",
        "Belediye;İl;Kardeş Şehir;Ülke;Protokol Tarihi;Açıklama",
        "Δήμος;Νομός;Αδελφοποιημένη πόλη;Χώρα;Ημερομηνία;Παρατηρήσεις",
        "Город;Субъект РФ;Город-побратим;Страна;Дата подписания;Примечание",
        "Місто;Область;Місто-побратим;Країна;Дата підписання угоди;Примітки",
        "Localitate;Județ;Localitate înfrățită;Țara;Data semnării;Observații",
        "Grad/Općina;Županija;Prijateljski grad;Država;Datum potpisivanja;Napomena",
        "Град;Округ;Побратимљени град;Држава;Година;Напомена",
        "団体名;都道府県;姉妹都市名;提携国名;提携年月日;備考",
        "시군구;시도;자매도시;국가;결연일자;비고",
        "市;省;外国城市;国家;结好日期;备注",
        "縣市;州;姊妹市;國家;締盟日期;備註",
        "เมือง;จังหวัด;เมืองพี่เมืองน้อง;ประเทศ;วันที่ลงนาม;หมายเหตุ",
        "Thành phố;Tỉnh;Thành phố kết nghĩa;Quốc gia;Ngày ký kết;Ghi chú",
        "Kota/Kabupaten;Provinsi;Kota Kembar;Negara;Tanggal Penandatanganan;Keterangan",
        "עיר;מחוז;עיר תאומה;מדינה;תאריך חתימה;הערות",
        "المدينة;المحافظة;المدينة الشقيقة;الدولة;تاريخ التوقيع;ملاحظات",
        "شهر;استان;شهر خواهرخوانده;کشور;تاریخ امضا;توضیحات",
        "U.S. Community;U.S. State;International Community;Country;Year Established;Remarks",
        "Municipality / Municipalité;Province;Twin city / Ville jumelée;Country / Pays;Date / Date de signature;Notes",
        "Council;State/Territory;Sister City;Country;Date established;Comments",
    ],
)
def test_the_columns_of_offices_are_known_in_their_languages(header: str) -> None:
    columns = header.split(";")
    found = place_columns(columns, ListMapping(), "list.csv", has_city=False)
    fields = ["city", "city_region", "partner", "partner_country", "date", "summary"]
    assert {name: columns[at] for name, at in found.items()} == dict(zip(fields, columns, strict=True))


def test_headings_of_several_columns_stand_above_their_names(tmp_path: Path) -> None:
    content = "2024;;;;\nUnsere Stadt;;Partner;;\nStadt;Land;Partnerstadt;Partnerland;Datum\nUlm;DE;Lyon;FR;1990\n"
    assert read(tmp_path, content).header == ("Stadt", "Land", "Partnerstadt", "Partnerland", "Datum")


@pytest.mark.parametrize("country", ["", "Croatia"])
def test_a_country_in_brackets_is_that_of_the_city(tmp_path: Path, country: str) -> None:
    found = read(tmp_path, f"{HEADER}Lyon,Osijek (Croatia),{country},1990,\n")
    assert [(place.name, place.country) for place in found.places] == [("Osijek", "HR"), ("Lyon", None)]


def test_names_that_stand_twice_below_headings_are_those_of_the_places(tmp_path: Path) -> None:
    content = "Stadt;;Partnerstadt;;\nName;Land;Name;Land;Seit\nUlm;DE;Lyon;FR;1990\n"
    found = read(tmp_path, content)
    assert found.header == ("Stadt Name", "Stadt Land", "Partnerstadt Name", "Partnerstadt Land", "Seit")
    assert dict(found.placed) == {"city": 0, "city_country": 1, "partner": 2, "partner_country": 3, "date": 4}


def test_names_that_stand_twice_below_no_heading_are_refused(tmp_path: Path) -> None:
    content = "Partnerschaften;;;;\nName;Land;Name;Land;Seit\nUlm;DE;Lyon;FR;1990\n"
    with pytest.raises(InputError, match="line 2, column Partnerschaften Name: two columns have this name") as refusal:
        read(tmp_path, content)
    assert refusal.value.hint == "give each column a name of its own"


def test_names_that_may_be_of_several_cities_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, f'{HEADER}Lyon (FR),"Turin, Milan",Italy,1990,\nLyon (FR),Ulm,Germany,1990,\n')
    (said,) = remarks_on_reading(found)
    assert "may be several (1): Turin, Milan;" in said


@pytest.mark.parametrize("name", ["Ulm & Graz", "Ulm y Graz", "Ulm e Graz", "Ulm i Graz", "Ulm / Graz", "東京と大阪"])
def test_a_word_or_mark_between_two_names_may_mean_several_cities(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, f"Partner city\n{name}\n", city="Lyon")
    assert any(f"may be several (1): {name};" in said for said in remarks_on_reading(found))


@pytest.mark.parametrize(
    ("country", "place"),
    [("미국(워싱턴주)", ("US", "워싱턴주")), ("Italy [2]", ("IT", None)), ("USA (TX)", ("US", "Texas"))],
)
def test_a_country_may_have_its_part_or_a_footnote_behind_it(
    tmp_path: Path, country: str, place: tuple[str, str | None]
) -> None:
    (found,) = read(tmp_path, f"Partner city,Country\nTurin,{country}\n", city="Lyon").places[1:]
    assert (found.country, found.region) == place


@pytest.mark.parametrize("name", ["Kyiv [2]", "Kyiv*", "Kyiv †", "Kyiv²", "Kyiv ³⁾", "Kyiv (1)", "Kyiv 1)", "Kyiv※1"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"Partner city,Country\n{name},UA\n", city="Lyon").places[1].name == "Kyiv"


@pytest.mark.parametrize("name", ["Paris 12e arrondissement", "Sector 3", "S:t Petersburg", "Bad Neustadt a.d. Saale"])
def test_numbers_and_colons_of_names_stay(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"Partner city,Country\n{name},SE\n", city="Lyon").places[1].name == name


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Osaka 大阪", ("Osaka", "大阪")),
        ("東京 Tokyo", ("東京", "Tokyo")),
        ("上海/Shanghai", ("上海", "Shanghai")),
        ("Нижний Новгород / Nizhny Novgorod", ("Нижний Новгород", "Nizhny Novgorod")),
        ("Busan 광역시", ("Busan 광역시", None)),
        ("大阪 City", ("大阪 City", None)),
        ("Osaka大阪", ("Osaka大阪", None)),
        ("Würzburg Süd", ("Würzburg Süd", None)),
    ],
)
def test_a_name_in_two_scripts_is_two_names_of_one_city(
    tmp_path: Path, name: str, names: tuple[str, str | None]
) -> None:
    place = read(tmp_path, f"Partner city,Country\n{name},JP\n", city="Lyon").places[1]
    assert (place.name, place.other_name) == names


def test_either_of_two_names_finds_the_city_that_is_recorded(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2\n"
    take(address, read(tmp_path, f"{header}大阪,JP,부산,KR\n"))
    take(address, read(tmp_path, f"{header}Osaka 大阪,JP,부산/Busan,KR\n"), source="other")
    take(address, read(tmp_path, f"{header}Osaka,JP,Busan (부산),KR\n"), source="third")
    assert rows(address, "SELECT name, admin1 FROM city ORDER BY key") == [("부산", None), ("大阪", None)]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tampere – Finland", ("Tampere", "FI", None)),
        ("Tampere / Finland", ("Tampere", "FI", None)),
        ("Springfield / Ohio", ("Springfield", "US", "Ohio")),
        ("Frankfurt/Oder", ("Frankfurt/Oder", None, None)),
        ("Halle/SA", ("Halle/SA", None, None)),
    ],
)
def test_a_country_may_stand_behind_a_dash_or_a_slash(
    tmp_path: Path, name: str, place: tuple[str, str | None, str | None]
) -> None:
    found = read(tmp_path, f"Partner city\n{name}\n", city="Lyon").places[1]
    assert (found.name, found.country, found.region) == place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Japan (Osaka)", ("Osaka", "JP")),
        ("미국(시애틀)", ("시애틀", "US")),
        ("중국 상하이", ("상하이", "CN")),
        ("Malta (Kärnten)", ("Malta (Kärnten)", None)),
        ("Luxembourg (Kirchberg)", ("Luxembourg (Kirchberg)", None)),
        ("Au (Rheinau)", ("Au (Rheinau)", None)),
        ("부산 해운대", ("부산 해운대", None)),
    ],
)
def test_a_country_may_stand_before_a_city(tmp_path: Path, name: str, place: tuple[str, str | None]) -> None:
    found = read(tmp_path, f"Partner city\n{name}\n", city="Lyon").places[1]
    assert (found.name, found.country) == place


@pytest.mark.parametrize(
    "total", ["計１２都市,,,,", "총 12개 도시,,,,", "Total: 2,,,,", "계,6개국,6개 도시,,", "합계,,,,"]
)
def test_a_total_with_what_it_counts_is_no_row(tmp_path: Path, total: str) -> None:
    assert "it is a total" in reason(tmp_path, f"{total}\n")[0]


def test_a_table_whose_fields_stand_one_below_the_other_is_to_be_turned(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="names of columns, and stand one below the other") as refusal:
        read(tmp_path, "Partner,Osaka,Ulm\nCountry,Japan,Germany\nSince,1990,1991\n", city="Lyon")
    assert "transposed" in (refusal.value.hint or "")


def test_a_column_that_stands_twice_is_of_the_city_before_it(tmp_path: Path) -> None:
    found = read(tmp_path, "Stadt,Land,Partnerstadt,Land,Seit\nUlm,DE,Lyon,FR,1990\n")
    assert found.header == ("Stadt", "Stadt Land", "Partnerstadt", "Partnerstadt Land", "Seit")
    assert dict(found.placed) == {"city": 0, "city_country": 1, "partner": 2, "partner_country": 3, "date": 4}
    with pytest.raises(InputError, match="two columns have this name"):
        read(tmp_path, "Partner city,Date,Notes,Notes\nUlm,1990,a,b\n", city="Lyon")


def test_what_is_not_drawn_is_no_part_of_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, "Partner city\n\u200bGraz\u00ad\u200d \n", city="Lyon").places[1]
    assert found.name == "Graz"


@pytest.mark.parametrize("unit", [" ", "一", "a ", "( ", "東 ", "a/", "1 "])
def test_long_cells_are_read_or_refused_in_no_time(tmp_path: Path, unit: str) -> None:
    cell = f"a{unit * 20_000}b"
    started = process_time()
    read(tmp_path, f"Partner city,Country,Since,Status,{cell}\nUlm,{cell},{cell},{cell},\n{cell},,,,\n", city="Lyon")
    assert process_time() - started < 5


def test_brackets_of_full_width_are_brackets(tmp_path: Path) -> None:
    found = read(tmp_path, "Partner city\nソウル特別市（韓国）\n", city="Lyon").places[1]
    assert (found.name, found.country) == ("ソウル特別市", "KR")


@pytest.mark.parametrize(
    "column", ["Date (dd/mm/yyyy)", "Datum (TT.MM.JJJJ)", "Since:", "Since*", "Since [1]", "Année ?"]
)
def test_what_stands_behind_the_name_of_a_column_is_no_part_of_it(tmp_path: Path, column: str) -> None:
    assert "date" in read(tmp_path, f"Partner city,{column}\nUlm,1990\n", city="Lyon").placed


@pytest.mark.parametrize("name", ["“Kyoto”", "'Kyoto'", "„Kyoto“", "「Kyoto」", "«Kyoto»"])
def test_quotes_around_a_name_are_no_part_of_it(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"Partner city,Country\n{name},JP\n", city="Lyon").places[1].name == "Kyoto"


def test_what_a_place_is_makes_no_other_name_and_not_the_city(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2\n"
    take(address, read(tmp_path, f"{header}Zürich,Switzerland,Ulm,DE\nZürich (Canton),Switzerland,Graz,AT\n"))
    found = rows(address, "SELECT name FROM city WHERE country_code = 'CH' ORDER BY name")
    assert (found, rows(address, "SELECT name FROM city_name")) == ([("Zürich",), ("Zürich (Canton)",)], [])


def test_a_city_called_as_another_region_than_the_one_behind_it_may_be_two(tmp_path: Path) -> None:
    listed = 'Partner city,Country\n"Osaka, Kyoto",JP\n"Sakai, Osaka",JP\n"Nevada, Iowa",US\n'
    (said,) = remarks_on_reading(read(tmp_path, listed, city="Lyon"))
    assert "may be several (1): Osaka, Kyoto;" in said


def test_a_part_of_a_country_in_brackets_is_no_other_name(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, f"{HEADER}Lyon,Harbin (Heilongjiang Province),CN,1990,\n"))
    region = "Heilongjiang Province"
    assert rows(address, "SELECT name, admin1 FROM city WHERE country_code = 'CN'") == [("Harbin", region)]
    assert not rows(address, "SELECT name FROM city_name")


@pytest.mark.parametrize(("region", "looked_at"), [("워싱턴주", 0), ("Washington State", 0), ("Wash.", 1)])
def test_a_region_that_is_called_otherwise_makes_no_other_city_in_silence(
    address: Address, tmp_path: Path, region: str, looked_at: int
) -> None:
    header = "City,Country,Partner city,Partner country,Partner region\n"
    take(address, read(tmp_path, f"{header}Lyon,FR,Seattle,US,Washington\n"))
    outcome = take(address, read(tmp_path, f"{header}Lyon,FR,Seattle,US,{region}\n"), source="other")
    assert (len(outcome.new_cities), len(outcome.doubtful)) == (looked_at, looked_at)


@pytest.mark.parametrize("word", ["추진 중", "준비 중", "協議中", "in Verhandlung", "w trakcie negocjacji", "planned"])
def test_what_is_being_prepared_is_proposed(tmp_path: Path, word: str) -> None:
    (tie,) = read(tmp_path, f"Partner city,Country,Status\nTurin,Italy,{word}\n", city="Lyon").ties
    assert tie.status == "proposed"


@pytest.mark.parametrize("word", ["w trakcie", "en cours", "in corso", "laufend", "진행중"])
def test_what_may_go_on_or_be_prepared_is_asked(tmp_path: Path, word: str) -> None:
    (reject,) = read(tmp_path, f"Partner city,Country,Status\nTurin,Italy,{word}\n", city="Lyon").rejects
    assert f"--alias '{word}=STATUS'" in (reject.hint or "") or f"--alias {word}=STATUS" in (reject.hint or "")


def test_what_was_not_read_is_said_with_what_to_type(tmp_path: Path) -> None:
    found = read(tmp_path, "No.,City,Partner city,Law\n1,Lyon,Milan,§ 3\n")
    columns, countries = remarks_on_reading(found)
    assert columns == "not read: Law; if one holds a field, say so: --map 'date=Law'"
    assert "--set city_country=CODE" in countries
    assert not [*remarks_on_reading(read(tmp_path, "Partner city,Date\nMilan,1990\n", city="Lyon"))]


@pytest.mark.parametrize(
    ("kind", "header", "fields"),
    [
        ("contacts", "Gmina;Kraj;Osoba kontaktowa;Wydział", "at at_country person office"),
        ("contacts", "都市;担当課;担当者;電話番号", "at office person telephone"),
        ("people", "שם;עיר;מדינה;הערות", "- post_at post_at_country summary"),
        ("events", "Titre;Date;Commune;Pays;Participants", "title start host host_country attendance"),
    ],
)
def test_other_spreadsheets_know_the_cities_countries_and_remarks_of_lists(kind: str, header: str, fields: str) -> None:
    columns = header.split(";")
    mapping = ListMapping({"name": "שם"} if kind == "people" else {})
    found = place_record_columns(columns, mapping, "list.csv", RECORD_KINDS[kind], has_city=False)
    wanted = zip(fields.split(), columns, strict=True)
    assert {name: columns[at] for name, at in found.items() if name != "name"} == {a: b for a, b in wanted if a != "-"}


@pytest.mark.parametrize(
    ("heading", "field", "said"),
    [
        ("Former partnerships", "status", "ended"),
        ("Beendete Partnerschaften", "status", "ended"),
        ("II. Ehemalige (1):", "status", "ended"),
        ("Ruhende Städtepartnerschaften", "status", "suspended"),
        ("Partenariats rompus", "status", "ended"),
        ("종료된 자매결연", "status", "ended"),
        ("Planned", "status", "proposed"),
        ("Friendship cities", "kind", "friendship_city"),
    ],
)
def test_a_row_that_leaves_unsaid_what_the_heading_above_it_says_is_rejected(
    tmp_path: Path, heading: str, field: str, said: str
) -> None:
    listed = f"City,Partner city,Country,Date,{field}\nLyon,Milan,Italy,1967,\n,{heading},,,\nLyon,Ulm,DE,1970,\n"
    found = read(tmp_path, f"{listed}Lyon,Leeds,GB,1956,{said}\n")
    assert [tie.line for tie in found.ties] == [2, 5]
    (first, second) = found.rejects
    assert "stands alone, as a heading" in first.reason
    assert (second.line, second.column) == (4, field)
    assert f"(line 3), and nothing in the row says whether it is {said}" in second.reason
    assert f"--set {field}={said}" in (second.hint or "")
    assert len(read(tmp_path, f"{listed}", values={field: said}).ties) == 2


def test_a_heading_holds_until_the_next_one_of_its_field_and_an_end_says_the_status(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f'{HEADER},Former,,,\nLyon,Milan,Italy,"est. 1967, revoked 2018",\nLyon,Ulm,DE,1970,\n'
        ",Asia,,,\nLyon,Kobe,JP,1980,\n"
        ",Active partnerships,,,\nLyon,Leeds,GB,1956,\n",
    )
    assert [tie.line for tie in found.ties] == [3, 8]
    assert [each.line for each in found.rejects] == [2, 4, 5, 6, 7]


def test_rows_without_a_country_below_a_heading_that_names_one_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER},Germany,,,\nLyon,Ulm,,1970,\nLyon,Bonn,DE,1970,\n,Asia,,,\nLyon,Kobe,,1980,\n")
    told = [each for each in remarks_on_reading(found) if "heading" in each]
    assert told == [
        "taken without a country, though one stands in a heading above: 'Germany' (line 2): 1; "
        "it needs a column of its own"
    ]


def test_a_heading_and_a_total_are_none_in_a_file_of_rejects_either(tmp_path: Path) -> None:
    listed = "Partner,Country,Since,line,column,reason\nGermany,,,3,,stands alone\nTotal,,,4,,it is a total\n"
    assert not read(tmp_path, listed, city="Busan").ties
    with_status = "".join(
        f"{line},{cell}\n" for line, cell in zip(listed.split("\n"), ("status", "", ""), strict=False)
    )
    assert not read(tmp_path, with_status, city="Busan").ties


@pytest.mark.parametrize(
    "remark",
    ["Suspendu depuis mars 2022", "ruht seit dem Brexit", "gelée", "교류 중단", "nieaktywna", "ended in May 2010"],
)
def test_a_state_with_since_when_it_is_so_is_no_remark(tmp_path: Path, remark: str) -> None:
    found = read(
        tmp_path,
        f"Partner city,Country,Since,Notes\nTurin,Italy,1990,{remark}\nBari,Italy,1991,seit 1990\n",
        city="Lyon",
    )
    assert [(each.line, each.column) for each in found.rejects] == [(2, "Notes")]
