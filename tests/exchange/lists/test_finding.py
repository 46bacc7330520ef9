"""Which city a place of a list is: never by its name alone, never by likeness, and a question where nothing decides."""

from pathlib import Path

import pytest

from exchange.lists.lists import counts, read, rows, take, ties
from twinning.db.storage.address import Address
from twinning.domain.countries import country_name, find_country_and_region
from twinning.errors import InputError
from twinning.exchange.lists.cities.places import read_place
from twinning.exchange.lists.wikidata.reading import read_wikidata

GERMAN = "gemeindename,plz,latitude,longitude,partnergemeinde,land,seit,form\n"
HOME = {"city_country": "DE"}
THREE = (
    "Neunkirchen,66538,49.34,7.18,Mantes,FR,1970,p\nNeunkirchen,74867,49.39,9.01,Loos,FR,1990,p\n"
    "Neunkirchen,57290,50.78,8.00,Lund,SE,1991,k\n"
)


def keys(address: Address) -> list[str]:
    return [key for (key,) in rows(address, "SELECT key FROM city ORDER BY key")]


def test_three_cities_of_one_name_stay_three_by_their_postcodes(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, GERMAN + THREE, values=HOME))
    neunkirchen = [key for key in keys(address) if key.startswith("neunkirchen")]
    assert neunkirchen == ["neunkirchen-de", "neunkirchen-de--2", "neunkirchen-de--3"]
    codes = rows(address, "SELECT value FROM city_identifier WHERE scheme = 'postcode' ORDER BY value")
    assert codes == [("57290",), ("66538",), ("74867",)]


def test_without_anything_that_tells_them_apart_they_are_a_question(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, GERMAN + THREE, values=HOME))
    other = read(tmp_path, "city1,country1,city2,country2\nNeunkirchen,Germany,Lyon,France\n")
    outcome = take(address, other, source="other")
    assert counts(outcome) == (0, 0, 0, 1)
    assert "could be 3 cities: neunkirchen-de; neunkirchen-de--2; neunkirchen-de--3" in outcome.rejects[0].reason
    assert (outcome.rejects[0].hint or "").startswith("write the key of the one that is meant, or add a column")
    named = read(tmp_path, "city1,country1,city2,country2\nneunkirchen-de--2,Germany,Lyon,France\n")
    assert counts(take(address, named, source="other")) == (1, 0, 0, 0)


def test_which_of_several_a_recorded_city_is_of_which_nothing_is_known_is_not_guessed(
    address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2\nNeunkirchen,DE,Mantes,FR\n"))
    outcome = take(address, read(tmp_path, GERMAN + THREE, values=HOME), source="german")
    assert sorted(each for each in keys(address) if each.startswith("neunkirchen")) == [
        *("neunkirchen-de", "neunkirchen-de--2", "neunkirchen-de--3", "neunkirchen-de--4")
    ]
    assert {recorded.key for _, recorded in outcome.doubtful} == {"neunkirchen-de"}
    assert rows(address, "SELECT latitude FROM city WHERE key = 'neunkirchen-de'") == [(None,)]


def test_new_cities_that_a_place_could_be_are_told_apart_by_their_positions(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2,lat2,lon2\n"
    listed = "Leek,GB,Loos,FR,50.61,3.02\nLeek,GB,Loos,FR,44.8,-0.5\nBath,GB,Loos,FR,,\n"
    outcome = take(address, read(tmp_path, header + listed))
    assert counts(outcome) == (2, 0, 0, 1)
    assert "could be 2 cities: Loos, FR, at 50.61 3.02; Loos, FR, at 44.80 -0.50" in outcome.rejects[0].reason
    assert "once the import gave it one" in (outcome.rejects[0].hint or "")
    named = read(tmp_path, "city1,country1,city2,country2\nBath,GB,loos-fr--2,FR\n")
    assert counts(take(address, named, is_part=True)) == (1, 0, 0, 0)


def test_a_recorded_city_gains_position_and_postcode(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2\nAachen,DE,Reims,FR\n"))
    known = read(tmp_path, GERMAN + "Aachen,52062,50.776,6.087,Reims,Frankreich,1967,p\n", values=HOME)
    assert counts(take(address, known, source="german")) == (0, 0, 1, 0)
    assert rows(address, "SELECT latitude FROM city WHERE key = 'aachen-de'") == [(50.776,)]


def test_brackets_hold_another_name_a_city_around_it_or_a_region(address: Address, tmp_path: Path) -> None:
    listed = (
        "city1,country1,city2,country2\nBerlin,DE,Nowa Sol (Neusalz/Oder),Polen\nBerlin,DE,Geumcheon (Seoul),Südkorea\n"
        "Berlin,DE,Seoul,Südkorea\nBerlin,DE,Mobile (Alabama),USA\nBerlin,DE,Giżycko (rural gmina),Polen\n"
    )
    take(address, read(tmp_path, listed))
    found = rows(address, "SELECT key, kind, admin1 FROM city WHERE country_code <> 'DE' ORDER BY key")
    assert found == [
        ("geumcheon-kr", "district", "Seoul"),
        ("gizycko-rural-gmina-pl", "city", None),
        ("mobile-us", "city", "Alabama"),
        ("nowa-sol-pl", "city", None),
        ("seoul-kr", "city", None),
    ]
    assert rows(address, "SELECT name FROM city_name") == [("Neusalz/Oder",)]


def test_brackets_may_hold_a_city_or_a_name_that_the_register_alone_knows(seeded: Address, tmp_path: Path) -> None:
    listed = "Bonn,DE,Geumcheon (Seoul),KR\nBonn,DE,Busan (Pusan),KR\n"
    take(seeded, read(tmp_path, "city1,country1,city2,country2\n" + listed))
    assert [key for key, *_ in ties(seeded) if "bonn" in key] == ["bonn-de--busan-kr", "bonn-de--geumcheon-kr"]
    assert rows(seeded, "SELECT kind, admin1 FROM city WHERE key = 'geumcheon-kr'") == [("district", "Seoul")]


def test_a_recorded_city_is_found_with_its_region_in_brackets(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2\n"
    take(address, read(tmp_path, f"{header}Bonn,DE,Suncheon,KR\n"))
    take(address, read(tmp_path, f"{header}Trier,DE,Suncheon (Jeollanam-do),KR\n"), source="other")
    assert [key for key, *_ in ties(address)] == ["bonn-de--suncheon-kr", "suncheon-kr--trier-de"]
    assert rows(address, "SELECT admin1 FROM city WHERE key = 'suncheon-kr'") == [("Jeollanam-do",)]


def test_a_recorded_city_gains_the_name_that_a_list_has_beside_its_own(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2\n"
    take(address, read(tmp_path, f"{header}Bonn,DE,Osaka,JP\n"))
    take(address, read(tmp_path, f"{header}Trier,DE,Osaka 大阪,JP\n"), source="other")
    assert [key for key, *_ in ties(address)] == ["bonn-de--osaka-jp", "osaka-jp--trier-de"]
    assert rows(address, "SELECT city_name.name FROM city_name JOIN city ON city.id = city_id") == [("大阪",)]


def test_districts_stay_apart_whose_cities_are_parts_of_their_country_too(address: Address, tmp_path: Path) -> None:
    listed = (
        "city1,country1,city2,country2\nBern,CH,Mitte (Berlin),DE\nBern,CH,Mitte (Hamburg),DE\nBern,CH,Berlin,DE\n"
        "Bern,CH,Adachi (Tokyo),JP\n"
    )
    take(address, read(tmp_path, listed))
    found = rows(address, "SELECT key, kind, admin1 FROM city WHERE country_code <> 'CH' ORDER BY key")
    assert found == [
        ("adachi-jp", "city", "Tokyo"),
        ("berlin-de", "city", None),
        ("mitte-de", "district", "Berlin"),
        ("mitte-de--2", "city", "Hamburg"),
    ]


@pytest.mark.parametrize(
    ("country", "found"),
    [
        ("Åland Islands, Finland", ("FI", "Åland Islands")),
        ("French Guiana, France", ("FR", "French Guiana")),
        ("Faroe Islands, Denmark", ("FO", None)),
    ],
)
def test_what_depends_on_the_country_behind_the_comma_is_no_second_country(
    address: Address, tmp_path: Path, country: str, found: tuple[str, str | None]
) -> None:
    outcome = take(address, read(tmp_path, f'city1,country1,city2,country2\nBern,CH,Mariehamn,"{country}"\n'))
    assert [(new.country, new.region) for new in outcome.new_cities if new.name == "Mariehamn"] == [found]


def test_two_brackets_behind_one_name_are_no_two_cities(address: Address, tmp_path: Path) -> None:
    listed = 'city1,country1,city2,country2\nBern,CH,"Aachen (Kreis) (Aachen, Stadt)",DE\n'
    assert counts(take(address, read(tmp_path, listed))) == (1, 0, 0, 0)
    several = 'city1,country1,city2,country2\nBern,CH,"Lyon (France), Graz (Austria)",\n'
    assert [each.column for each in take(address, read(tmp_path, several)).rejects] == ["city2"]


def test_a_tie_between_two_cities_of_one_name_makes_a_second_beside_the_first(address: Address, tmp_path: Path) -> None:
    listed = "city1,country1,city2,country2\nStryi,Ukraine,Stryi,Ukraine\nStryi,Ukraine,Lund,Sweden\n"
    outcome = take(address, read(tmp_path, listed))
    assert (counts(outcome), len(outcome.namesakes)) == ((2, 0, 0, 0), 1)
    assert [key for key, *_ in ties(address)] == ["lund-se--stryi-ua", "stryi-ua--stryi-ua--2"]
    later = take(address, read(tmp_path, "city1,country1,city2,country2\nStryi,UA,Loos,FR\n"), source="later")
    assert counts(later) == (1, 0, 0, 0)
    assert "loos-fr--stryi-ua" in [key for key, *_ in ties(address)]


def test_a_name_without_a_country_is_never_a_recorded_city_by_its_name(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2\nAachen,DE,Reims,FR\n"))
    outcome = take(address, read(tmp_path, "city1,country1,city2,country2\nAachen,DE,Reims,\n"), source="other")
    assert counts(outcome) == (1, 0, 0, 0)
    assert [(new.key, beside.key) for new, beside in outcome.doubtful] == [("reims-xx", "reims-fr")]


def test_a_country_behind_a_comma_of_the_name_counts(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, 'city1,country1,city2,country2\nAachen,DE,"Varna, Bulgaria",\n'))
    assert "varna-bg" in keys(address)


@pytest.mark.parametrize(
    "partner",
    ['"Mobile, Alabama",US', '"Mobile, Alabama, USA",', 'Mobile,"Alabama, United States"', '"Mobile, Alabama, USA",US'],
)
def test_a_part_of_the_country_behind_a_comma_of_the_name_is_its_region(
    address: Address, tmp_path: Path, partner: str
) -> None:
    outcome = take(address, read(tmp_path, f"city1,country1,city2,country2\nAachen,DE,{partner}\n"))
    (mobile,) = [each for each in outcome.new_cities if each.key == "mobile-us"]
    assert (mobile.name, mobile.country, mobile.region) == ("Mobile", "US", "Alabama")


@pytest.mark.parametrize("partner", ['"Mobile, AL",US', "Mobile (AL),US", '"Mobile, AL, USA",'])
def test_a_part_of_the_united_states_is_known_by_the_code_of_the_post(
    address: Address, tmp_path: Path, partner: str
) -> None:
    take(address, read(tmp_path, f"city1,country1,city2,country2\nAachen,DE,{partner}\n"))
    assert rows(address, "SELECT name, admin1 FROM city WHERE country_code = 'US'") == [("Mobile", "Alabama")]


@pytest.mark.parametrize(
    ("partner", "hint"),
    [
        ("Atlanta, Georgia", "GE or US"),
        ("Chicago, IL", "Israel or US"),
        ("Arlon, Luxembourg", "LU or BE"),
        ("Fresno, CA", "Canada or US"),
        ("Busan, Korea", "KP or KR"),
    ],
)
def test_what_may_be_a_country_or_a_part_of_another_is_a_question(
    address: Address, tmp_path: Path, partner: str, hint: str
) -> None:
    outcome = take(address, read(tmp_path, f'city1,country1,city2,country2\nAachen,DE,"{partner}",\n'))
    assert counts(outcome) == (0, 0, 0, 1)
    assert (outcome.rejects[0].hint or "").endswith(hint)
    behind = read(tmp_path, f'city1,country1,city2,country2\nAachen,DE,"{partner}, {hint.partition(" ")[0]}",\n')
    assert counts(take(address, behind, dry_run=True)) == (1, 0, 0, 0)
    name = partner.partition(",")[0]
    answer = f'city1,country1,city2,country2\nAachen,DE,"{partner}",\nBremen,DE,{name},{hint[-2:]}\n'
    assert counts(take(address, read(tmp_path, answer))) == (2, 0, 0, 0)
    both = f"city1,country1,city2,country2\nBremen,DE,{name},{hint.partition(' ')[0]}\n"
    take(address, read(tmp_path, both), source="other")
    again = read(tmp_path, f'city1,country1,city2,country2\nTrier,DE,"{partner}",\n')
    assert counts(take(address, again, source="third")) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("partner", "region", "code"),
    [
        ("Portland, OR", "Oregon", "US"),
        ("Washington, D.C.", "District of Columbia", "US"),
        ("Kobe, Hyogo", "Hyogo", "JP"),
    ],
)
def test_what_seems_to_be_a_part_of_a_country_is_a_question_unless_such_a_city_is_known(
    address: Address, tmp_path: Path, partner: str, region: str, code: str
) -> None:
    outcome = take(address, read(tmp_path, f'city1,country1,city2,country2\nAachen,DE,"{partner}",\n'))
    (reject,) = outcome.rejects
    assert (counts(outcome), reject.hint) == (
        (0, 0, 0, 1),
        f"write its country behind it, or into a column of its own: {code}",
    )
    assert f"may be in {region} ({country_name(code)})" in reject.reason
    corrected = f'city1,country1,city2,country2\nAachen,DE,"{partner}",{code}\nBremen,DE,"{partner}",\n'
    assert counts(take(address, read(tmp_path, corrected))) == (2, 0, 0, 0)
    added = rows(address, "SELECT name, admin1, country_code FROM city WHERE country_code != 'DE'")
    assert added == [(partner.partition(",")[0], region, code)]


def test_a_state_that_is_spelled_out_says_the_country(address: Address, tmp_path: Path) -> None:
    listed = 'city1,country1,city2\nAachen,DE,"Portland, Oregon"\nAachen,DE,"London, Ontario"\n'
    outcome = take(address, read(tmp_path, listed))
    assert {(each.key, each.region) for each in outcome.new_cities} == {
        ("aachen-de", None),
        ("portland-us", "Oregon"),
        ("london-ca", "Ontario"),
    }


@pytest.mark.parametrize(
    ("partner", "key"), [("San Juan, Puerto Rico", "san-juan-pr"), ("Toluca, Mexico", "toluca-mx")]
)
def test_a_country_that_is_a_part_of_its_own_or_of_one_that_it_belongs_to_is_itself(
    address: Address, tmp_path: Path, partner: str, key: str
) -> None:
    take(address, read(tmp_path, f'city1,country1,city2,country2\nAachen,DE,"{partner}",\n'))
    assert key in keys(address)


def test_what_a_comma_divides_is_found_as_a_whole_name_and_as_a_name_in_its_region(
    address: Address, tmp_path: Path
) -> None:
    recorded = 'city1,country1,city2,country2\nAachen,DE,Mobile (Alabama),US\nAachen,DE,"Leeds, Old",GB\n'
    take(address, read(tmp_path, recorded))
    rows = 'Aachen,DE,"Mobile, Alabama",US\nAachen,DE,"Leeds, Old",GB\nAachen,DE,"Mobile, Ohio",US\n'
    outcome = take(address, read(tmp_path, f"city1,country1,city2,country2\n{rows}"), source="other")
    assert [(each.key, each.region) for each in outcome.new_cities] == [("mobile-us--2", "Ohio")]


def test_a_country_that_is_none_is_rejected_unless_its_meaning_is_said(address: Address, tmp_path: Path) -> None:
    listed = "city1,country1,city2,country2\nAachen,DE,Ohama,Japa\nAachen,DE,Kyrenia,Northern Cyprus\n"
    outcome = take(address, read(tmp_path, listed), dry_run=True)
    assert counts(outcome) == (0, 0, 0, 2)
    assert [each.column for each in outcome.rejects] == ["country2", "country2"]
    meant = read(tmp_path, listed, aliases={"Japa": "JP", "Northern Cyprus": ""})
    assert counts(take(address, meant)) == (2, 0, 0, 0)
    assert {"ohama-jp", "kyrenia-xx"} <= set(keys(address))


@pytest.mark.parametrize("text", ["#REF!", " #n/a ", "#DIV/0!"])
def test_an_error_of_a_spreadsheet_is_no_place(text: str) -> None:
    with pytest.raises(InputError, match=r"city: .* is an error of a spreadsheet"):
        read_place(text, "FR")


@pytest.mark.parametrize("cell", ["Loos; Lund; Lyon", "Loos；Lund", "Loos、Lund"])
def test_several_cities_in_one_cell_are_not_one_city(address: Address, tmp_path: Path, cell: str) -> None:
    outcome = take(address, read(tmp_path, f"city,city country,partner,date\nLeek,GB,{cell},1990\n"))
    assert counts(outcome) == (0, 0, 0, 1)
    assert (outcome.rejects[0].column, outcome.rejects[0].reason) == ("partner", f"{cell!r} names several cities")
    assert "parties" in (outcome.rejects[0].hint or "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Südkorea", ("KR", None)),
        ("Rußland", ("RU", None)),
        ("Russian Federation", ("RU", None)),
        ("England", ("GB", None)),
        ("England, United Kingdom", ("GB", None)),
        ("Ohio, United States", ("US", "Ohio")),
    ],
)
def test_a_cell_for_a_country_may_hold_a_part_of_it(text: str, found: tuple[str, str | None]) -> None:
    assert find_country_and_region(text) == found


def test_statements_of_wikidata_are_each_their_subjects_word(address: Address, tmp_path: Path) -> None:
    statements, labels = tmp_path / "statements.tsv", tmp_path / "labels.tsv"
    statements.write_text("Q1\tQ2\nQ2\tQ1\nQ1\tQ3\nQ1\tQ3\nQ3\tx\n")
    labels.write_text("Q1\tSeoul\nQ2\tDubai\nQ3\tDubai\n")
    outcome = take(address, read_wikidata(statements, labels)[0], source="wikidata")
    assert counts(outcome) == (2, 1, 1, 1)
    assert keys(address) == ["dubai-xx", "dubai-xx--2", "seoul-xx"]
    speaking = "SELECT source.address, city.key FROM source JOIN city ON city.id = speaks_for_id ORDER BY source.id"
    wiki = "https://www.wikidata.org/wiki/"
    assert rows(address, speaking) == [(f"{wiki}Q1", "seoul-xx"), (f"{wiki}Q2", "dubai-xx")]
    assert counts(take(address, read_wikidata(statements, labels)[0], source="wikidata")) == (0, 4, 0, 1)


@pytest.mark.parametrize("content", ["Q1\n", "Q1\tQ2\tQ3\n"])
def test_what_is_no_pair_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "statements.tsv").write_text(content)
    with pytest.raises(InputError, match="line 1"):
        read_wikidata(tmp_path / "statements.tsv", None)


@pytest.mark.parametrize(
    ("partner", "added"),
    [
        ("Portland (Oregon)", [("Portland", "Oregon", "US")]),
        ("Lyon (France)", [("Lyon", None, "FR")]),
        ("Halle (Saale)", [("Halle (Saale)", None, None)]),
        ("Borken (Hessen)", [("Borken (Hessen)", None, None)]),
        ("Portland (OR)", []),
        ("Atlanta (Georgia)", []),
        ("Busan (Korea)", []),
    ],
)
def test_brackets_behind_a_name_without_a_country_mean_what_would_stand_behind_a_comma(
    address: Address, tmp_path: Path, partner: str, added: list[tuple[str, str | None, str | None]]
) -> None:
    outcome = take(address, read(tmp_path, f'city1,country1,city2,country2\nAachen,DE,"{partner}",\n'))
    assert counts(outcome) == (len(added), 0, 0, 1 - len(added))
    assert rows(address, "SELECT name, admin1, country_code FROM city WHERE key != 'aachen-de'") == added
