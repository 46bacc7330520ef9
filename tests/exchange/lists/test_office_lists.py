"""Lists as offices lay them out: what is meant by them is taken, and what could be meant otherwise is asked."""

from pathlib import Path

import pytest

from exchange.lists.lists import counts, read, rows, take, ties
from twinning.db.storage.address import Address
from twinning.errors import InputError

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
        ("Lyon,Gdańsk - suspended,PL,1990,\n", "is a state of an agreement", "called status"),
        ('Lyon,"Turin\nMilan",Italy,1990,\n', "names several cities", "write it on one line"),
        ("Bangkok,Beijing,China,2536,\n", "years ahead", "write พ.ศ. before it"),
        ("Isfahan,Freiburg,Germany,1379/08/06,\n", "before 1800", "the date of the Gregorian"),
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


@pytest.mark.parametrize("header", ["City,Country,Partner city", "団体名,国名,姉妹都市名"])
def test_the_only_country_between_two_cities_may_be_that_of_either(tmp_path: Path, header: str) -> None:
    content = f"{header}\nKyoto,France,Paris\n"
    country = header.split(",")[1]
    with pytest.raises(InputError, match="may be the country of") as refusal:
        read(tmp_path, content)
    assert f"--map 'partner_country={country}', or --map 'city_country={country}'" in (refusal.value.hint or "")
    found = read(tmp_path, content, columns={"partner_country": country})
    assert [place.country for place in found.places if place.name == "Paris"] == ["FR"]
