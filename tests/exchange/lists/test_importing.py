"""Lists of ties into a register: every row ends in one of four ways, and nothing is there twice."""

import json
from csv import DictWriter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from exchange.lists.lists import counts, read, rows, take, ties
from queries.making import make_city
from twinning.actions.recording.records import edit
from twinning.actions.withdrawing.undoing import undo
from twinning.db.log.digests import digested_tables, wrong_rows
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.errors import ConflictError, NotFoundError
from twinning.exchange.lists import settling
from twinning.exchange.lists.describing import describe_import, remarks_on_outcome
from twinning.exchange.lists.rejects import is_named_for_rejects, name_of_list
from twinning.inputs import AgreementInput, CitationInput
from twinning.rows import column_names
from twinning.rows.exports import ExportedTieRow

PARTNERS = """Partner;Country;Type;Since;Source
Chicago;USA;sister;May 1, 2007;city gazette 1993
Shanghai;China;자매;1993. 8.24;https://www.example.org/sisters
Nowa Sol (Neusalz/Oder);Polen;friendship;;
"""


def test_a_plain_list_becomes_agreements_cities_and_sources(seeded: Address, tmp_path: Path) -> None:
    outcome = take(seeded, read(tmp_path, PARTNERS, city="Busan"), listed_on="2026-01-31")
    assert counts(outcome) == (2, 0, 1, 0)
    assert ("busan-kr--chicago-us", "sister_city", "2007-05-01") in ties(seeded)
    assert ("busan-kr--nowa-sol-pl", "friendship_city", "[..2026-01-31]") in ties(seeded)
    assert ("city gazette 1993", "article", None) in rows(seeded, "SELECT title, kind, address FROM source")
    assert ("https://www.example.org/sisters",) in rows(seeded, "SELECT address FROM source")
    assert [city.key for city in outcome.new_cities] == ["chicago-us", "nowa-sol-pl"]


def test_a_known_tie_gains_the_more_exact_day_and_undoing_takes_it_back(seeded: Address, tmp_path: Path) -> None:
    before = ties(seeded)
    take(seeded, read(tmp_path, PARTNERS, city="Busan"))
    assert ("busan-kr--shanghai-cn", "sister_city", "1993-08-24") in ties(seeded)
    with writing(seeded, NewOperation("tester", "undo")) as session:
        undo(session)
    assert ties(seeded) == before


def test_the_same_list_again_changes_nothing(address: Address, tmp_path: Path) -> None:
    found = read(tmp_path, "city1,country1,city2,country2\nLeek,England,Loos,France\nLeek,UK,Loos,France\n")
    assert counts(take(address, found)) == (1, 1, 0, 0)
    operations = rows(address, "SELECT id FROM operation")
    again = take(address, found)
    assert (counts(again), again.new_cities, again.revised) == ((0, 2, 0, 0), [], 0)
    assert rows(address, "SELECT id FROM operation") == operations


def test_a_trial_says_what_would_be_and_writes_nothing(address: Address, tmp_path: Path) -> None:
    found = read(tmp_path, "city,country,partner,partner country\nLeek,GB,Loos,FR\n")
    assert counts(take(address, found, dry_run=True)) == (1, 0, 0, 0)
    assert ties(address) == []


def test_another_source_adds_its_word_where_it_differs(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2,kind,year\nBusan,KR,Tokyo,JP,sister,1990\n"))
    ranked = "city1,country1,city2,country2,kind,year\nTokyo,JP,Busan,KR,friendship,1990-05\n"
    assert counts(take(address, read(tmp_path, ranked), source="ranked")) == (0, 0, 1, 0)
    dated = read(tmp_path, "city1,country1,city2,country2,kind,year\nTokyo,JP,Busan,KR,sister,1991\n")
    assert counts(take(address, dated, source="dated")) == (0, 0, 1, 0)
    assert ties(address) == [("busan-kr--tokyo-jp", "sister_city", "1990-05")]
    stated = rows(address, "SELECT value FROM citation WHERE field IN ('on', 'kind') ORDER BY id")
    assert stated == [(each,) for each in ("sister_city", "1990", "friendship_city", "1990-05", "sister_city", "1991")]


def test_rows_of_one_source_that_differ_are_different_agreements(address: Address, tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "gemeindename,plz,partnergemeinde,land,seit,form\nErfurt,99084,Kati,Mali,2009,f\nErfurt,99084,Kati,Mali,2011,p\n"
        "Erfurt,99084,Kati,Mali,2011,p\n",
        values={"city_country": "DE"},
    )
    assert counts(take(address, found)) == (2, 1, 0, 0)
    assert ties(address) == [
        ("erfurt-de--kati-ml", "friendship_city", "2009"),
        ("erfurt-de--kati-ml--2", "sister_city", "2011"),
    ]


def test_rows_of_the_same_cities_are_taken_together_wherever_they_stand(address: Address, tmp_path: Path) -> None:
    first, other, last = "Erfurt,DE,Kati,ML,f,2009", "Erfurt,DE,Loos,FR,p,1990", "Kati,ML,Erfurt,DE,p,2011"
    header = "city1,country1,city2,country2,kind,date"
    outcome = take(address, read(tmp_path, "\n".join([header, first, other, last, first, other, ""])))
    assert counts(outcome) == (3, 2, 0, 0)
    assert [key for key, *_ in ties(address)] == ["erfurt-de--kati-ml", "erfurt-de--kati-ml--2", "erfurt-de--loos-fr"]


def test_what_was_only_inferred_gives_way_to_what_is_stated(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, "city1,country1,city2,country2\nErfurt,DE,Kati,ML\n"))
    dated = "city,city country,partner,country,kind,date\nErfurt,DE,Kati,ML,friendship,2009\n"
    assert counts(take(address, read(tmp_path, dated), source="dated")) == (0, 0, 1, 0)
    assert ties(address) == [("erfurt-de--kati-ml", "friendship_city", "2009")]


def test_a_city_that_is_named_for_a_list_has_to_be_recorded(address: Address, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no city 'Atlantis'"):
        take(address, read(tmp_path, "partner,country\nTokyo,JP\n", city="Atlantis"))


def test_a_city_that_is_named_for_a_list_with_its_country_is_added_as_the_partners_are(
    address: Address, tmp_path: Path
) -> None:
    found = read(tmp_path, "partner,country\nKyiv,UA\nTampere,FI\n", city="Tampere, Finland")
    for outcome, expected in ((take(address, found, dry_run=True), 2), (take(address, found), 2)):
        assert counts(outcome) == (1, 0, 0, 1)
        assert len(outcome.new_cities) == expected
    assert ties(address) == [("kyiv-ua--tampere-fi", "sister_city", "[..2026-12-31]")]
    again = take(address, read(tmp_path, "partner,country\nKyiv,UA\n", city="Tampere, Finland"))
    assert (counts(again), again.new_cities) == ((0, 1, 0, 0), [])
    assert rows(address, "SELECT name, country_code FROM city WHERE key = 'tampere-fi'") == [("Tampere", "FI")]


def test_lists_of_two_cities_that_are_called_alike_are_no_editions_of_each_other(
    seeded: Address, tmp_path: Path
) -> None:
    of_busan = "partner,country,year\nKyiv,UA,1999\nCairns,AU,2000\n"
    take(seeded, read(tmp_path, of_busan, city="Busan"))
    of_others = take(seeded, read(tmp_path, "partner,country,year\nKyiv,UA,2003\nLyon,FR,2005\n", city="Seoul"))
    assert (counts(of_others), of_others.revised, of_others.unlisted) == ((2, 0, 0, 0), 0, [])
    assert counts(take(seeded, read(tmp_path, "partner,country,year\nKyiv,UA,2004\n", city="Oulu, FI"))) == (1, 0, 0, 0)
    years = [tie[2] for tie in ties(seeded) if "kyiv-ua" in tie[0]]
    assert years == ["1999", "2004", "2003"]
    newer = take(seeded, read(tmp_path, of_busan.replace("1999", "1999-05"), city="busan-kr"))
    assert (counts(newer), newer.revised, newer.unlisted) == ((0, 2, 0, 0), 1, [])
    shorter = take(seeded, read(tmp_path, "partner,country,year\nKyiv,UA,1999\n", city="Busan"))
    assert [key for key, _ in shorter.unlisted] == ["busan-kr--cairns-au"]


def test_a_list_that_has_nothing_of_the_one_of_its_name_is_told_to_be_another_perhaps(
    address: Address, tmp_path: Path
) -> None:
    header = "city1,country1,city2,country2\n"
    of_one, of_two = (header + rows for rows in ("Leek,GB,Loos,FR\n", "Kobe,JP,Riga,LV\nLeek,GB,Loos,FR\n"))

    def told(content: str) -> list[str]:
        found = read(tmp_path, content)
        return [*remarks_on_outcome(found, take(address, found))]

    assert (told(of_one), told(of_two), told(of_one)) == ([], [], [])
    (remark,) = told(header + "Ely,GB,Bath,GB\n")
    assert "nothing of the list of its name" in remark


@pytest.mark.parametrize(("day", "what"), [("2199", "a day to come"), ("1790", "lies before 1800")])
def test_a_list_of_a_day_that_is_a_slip_is_refused_unless_it_is_meant(
    run_cli: RunCli, address: Address, tmp_path: Path, day: str, what: str
) -> None:
    (tmp_path / "list.csv").write_text("city,country,partner,partner country\nLeek,GB,Loos,FR\n")
    command = ("import", str(tmp_path / "list.csv"), "--listed-on", day, "--yes")
    with unchanged(address):
        assert_refused(run_cli(*command, address=address), 6, day, what, "--allow-unlikely")
    done(run_cli(*command, "--allow-unlikely", address=address))


def test_an_older_edition_is_refused_as_it_would_bring_back_what_is_over(address: Address, tmp_path: Path) -> None:
    listed = "city1,country1,city2,country2,year,status\nLeek,GB,Loos,FR,1990,{}\n"
    take(address, read(tmp_path, listed.format("ended")), listed_on="2026")
    older = read(tmp_path, listed.format("active"))
    with pytest.raises(ConflictError, match="is of 2015, and a newer edition of it is recorded, of 2026"):
        take(address, older, listed_on="2015")
    assert counts(take(address, older, listed_on="2015", is_part=True)) == (0, 1, 0, 0)
    assert counts(take(address, older, listed_on="2026-05")) == (0, 1, 0, 0)
    assert counts(take(address, older, source="before", listed_on="2015")) == (0, 0, 1, 0)


def test_the_first_rows_are_shown_with_what_became_of_them_whatever_their_lines(
    address: Address, tmp_path: Path
) -> None:
    listed = "city1,country1,city2,country2,note\n" + "".join(
        f'{name},GB,Loos,FR,"Lines\nof text\nof each"\n' for name in ("Bath", "Ely", "York", "Hull", "Leek", "Ware")
    )
    found = read(tmp_path, listed)
    shown = describe_import(found, take(address, found)).sections[1].rows
    assert [(each.line, each.outcome) for each in shown] == [(line, "created") for line in (2, 5, 8, 11, 14)]


def test_of_a_row_that_is_rejected_nothing_stays(seeded: Address, tmp_path: Path) -> None:
    cities = rows(seeded, "SELECT * FROM city ORDER BY id")
    unclear = "city,city country,city region,partner,country,partner postcode\n"
    unclear += "Leek,GB,,Loos,FR,59120\nLeek,GB,,Loos,FR,33650\n"  # two cities, of which the rows below mean one
    unclear += "Busan,KR,Yeongnam,Loos,FR,\nMull,GB,,Loos,FR,\n"
    outcome = take(seeded, read(tmp_path, unclear))
    assert counts(outcome) == (2, 0, 0, 2)
    assert [city.key for city in outcome.new_cities] == ["loos-fr", "loos-fr--2", "leek-gb"]
    assert rows(seeded, "SELECT * FROM city ORDER BY id")[: len(cities)] == cities
    assert rows(seeded, "SELECT key FROM city WHERE name = 'Mull'") == []


def test_a_tie_that_ended_is_recorded_with_its_end(address: Address, tmp_path: Path) -> None:
    listed = 'city1,country1,city2,country2,date\nLeek,GB,Loos,FR,"est. 1957, revoked 2018"\n'
    take(address, read(tmp_path, listed))
    acts = rows(address, "SELECT kind, on_text FROM agreement_act ORDER BY seq")
    assert acts == [("signed", "1957"), ("ended", "2018")]


@pytest.mark.parametrize(
    ("status", "successor", "is_now"),
    [("해지", "", "ended"), ("suspended", "", "suspended"), ("superseded", "2", "superseded"), ("ended", "9", "ended")],
)
def test_what_a_list_has_as_over_without_a_day_is_over_by_the_day_of_the_list(
    run_cli: RunCli, address: Address, tmp_path: Path, status: str, successor: str, is_now: str
) -> None:
    header = "key,city1,country1,city2,country2,date,status,successor\n"
    over = f"1,Leek,GB,Loos,FR,1990,{status},{successor}\n2,Leek,GB,Loos,FR,1999,active,\n"
    take(address, read(tmp_path, header + over), listed_on="2026-01-01")
    found = json.loads(done(run_cli("list-agreements", "--as-of", "2026-01-01", "--json", address=address)).out)
    assert [each["status"] for each in found] == [is_now, "active"]


EXPIRED = "city1,country1,city2,country2,date,status,ended\nLeek,GB,Loos,FR,1990,{},{}\n"


def terms(address: Address) -> list[tuple[Any, ...]]:
    """Return which source states which end of a term, and whether that was inferred."""
    return rows(
        address,
        "SELECT agreement_act.kind, until_text, source.key, value, basis FROM agreement_act LEFT JOIN citation"
        " ON citation.agreement_act_id = agreement_act.id AND field = 'until' LEFT JOIN source"
        " ON source.id = citation.source_id ORDER BY citation.id",
    )


@pytest.mark.parametrize(
    ("ended", "until", "basis"), [("", "[..2025-12-31]", "inferred"), ("2000-05-01", "2000-05-01", "stated")]
)
def test_a_term_that_a_list_has_as_expired_ran_out_before_the_day_of_the_list(
    run_cli: RunCli, address: Address, tmp_path: Path, ended: str, until: str, basis: str
) -> None:
    take(address, read(tmp_path, EXPIRED.format("expired", ended)), listed_on="2026-01-01")
    (found,) = json.loads(done(run_cli("list-agreements", "--as-of", "2026-01-01", "--json", address=address)).out)
    assert found["status"] == "expired"
    assert terms(address) == [("signed", until, "list", until, basis)]


def test_a_term_that_another_edition_or_list_has_as_expired_is_on_its_word(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, EXPIRED.format("", "")))
    expired = read(tmp_path, EXPIRED.format("abgelaufen", ""))
    take(address, expired)
    assert terms(address) == [("signed", "[..2026-12-30]", "list", "[..2026-12-30]", "inferred")]
    operations = rows(address, "SELECT id FROM operation")
    take(address, expired)
    assert rows(address, "SELECT id FROM operation") == operations
    take(address, read(tmp_path, EXPIRED.format("expired", "2000")), "two")
    assert terms(address) == [
        ("signed", "2000", "list", "[..2026-12-30]", "inferred"),
        ("signed", "2000", "two", "2000", "stated"),
    ]


@pytest.mark.parametrize(("status", "acts"), [("proposed", ["proposed"]), ("중단", ["signed", "suspended"])])
def test_a_state_becomes_the_act_that_leads_to_it(
    address: Address, tmp_path: Path, status: str, acts: list[str]
) -> None:
    take(address, read(tmp_path, f"city1,country1,city2,country2,status\nLeek,GB,Loos,FR,{status}\n"))
    assert rows(address, "SELECT kind FROM agreement_act ORDER BY seq") == [(act,) for act in acts]


def test_an_unknown_source_of_a_person_is_refused(address: Address, tmp_path: Path) -> None:
    from twinning.exchange.lists.sources import find_list_source

    with writing(address, NewOperation("tester", "x")) as session, pytest.raises(NotFoundError) as refused:
        find_list_source(session, "nowhere")
    assert "twinning list-sources" in (refused.value.hint or "")


def test_a_web_address_that_is_no_source_yet_becomes_one(address: Address) -> None:
    from twinning.exchange.lists.sources import find_list_source

    with writing(address, NewOperation("tester", "x")) as session:
        found = find_list_source(session, "https://example.org/partners/")
        assert (found.key, found.title) == ("example-org-partners", "example.org/partners")


def test_a_source_that_only_begins_as_an_address_is_a_title(address: Address, tmp_path: Path) -> None:
    listed = "city1,country1,city2,country2,date,source\nLeek,GB,Loos,FR,1957,https://[broken\n"
    assert counts(take(address, read(tmp_path, listed))) == (1, 0, 0, 0)
    assert ("https://[broken", None) in rows(address, "SELECT title, address FROM source")


def test_cities_that_an_export_tells_apart_stay_apart_with_their_whole_names(address: Address, tmp_path: Path) -> None:
    listed = [
        ("Kusatsu", "JP", "", "35.0", "135.9", "kusatsu-jp"),
        ("Kusatsu", "JP", "Gunma", "", "", "kusatsu-jp--2"),
        ("Kusatsu", "JP", "Shiga", "", "", "kusatsu-jp--3"),
        ("Kusatsu", "JP", "", "", "", ""),  # a row that was typed in below: nobody knows which
        ("Kusatsu", "JP", "", "", "", "kusatsu-jp--5"),
        ("Steinfeld (Oldenburg)", "DE", "", "52.6", "8.2", "steinfeld-oldenburg-de"),
        ("Steinfeld (Oldenburg)", "DE", "", "52.6", "8.2", "steinfeld-oldenburg-de"),
        ("Oldenburg", "DE", "", "", "", "oldenburg-de"),
    ]
    places = ("partner", "partner_country", "partner_region", "partner_latitude", "partner_longitude", "partner_key")
    exported = StringIO()
    table = DictWriter(exported, column_names(ExportedTieRow))
    table.writeheader()
    for number, cells in enumerate(listed):
        row = {
            "city": "Leek",
            "city_country": "GB",
            "date": f"{1990 + number}",
            **dict(zip(places, cells, strict=True)),
        }
        table.writerow(row)
    outcome = take(address, read(tmp_path, exported.getvalue()))
    assert [each.line for each in outcome.rejects] == [5]
    assert rows(address, "SELECT key, admin1, latitude FROM city WHERE country_code <> 'GB' ORDER BY key") == [
        ("kusatsu-jp", None, 35.0),
        ("kusatsu-jp--2", "Gunma", None),
        ("kusatsu-jp--3", "Shiga", None),
        ("kusatsu-jp--5", None, None),
        ("oldenburg-de", None, None),
        ("steinfeld-oldenburg-de", None, 52.6),
    ]
    assert counts(take(address, read(tmp_path, exported.getvalue()), "again")) == (0, 0, 7, 1)


def test_of_an_export_a_city_whose_key_is_another_citys_here_is_a_new_one_with_a_free_key(
    address: Address, tmp_path: Path
) -> None:
    head = "city,city_country,city_key,partner,partner_country,partner_latitude,partner_longitude,partner_key,date\n"
    here = "Leek,GB,leek-gb,Kusatsu,JP,35.0,135.9,kusatsu-jp--2,1990\n"
    elsewhere = "Leek,GB,leek-gb,Kusatsu,JP,36.6,138.6,kusatsu-jp--2,1991\n"
    assert counts(take(address, read(tmp_path, head + here))) == (1, 0, 0, 0)
    assert counts(take(address, read(tmp_path, head + elsewhere), "elsewhere")) == (1, 0, 0, 0)
    assert rows(address, "SELECT key, latitude FROM city WHERE country_code = 'JP' ORDER BY key") == [
        ("kusatsu-jp--2", 35.0),
        ("kusatsu-jp--3", 36.6),
    ]


def test_what_is_no_key_of_a_city_is_rejected(address: Address, tmp_path: Path) -> None:
    listed = "city,city_country,city_key,partner,partner_country,date\nLeek,GB,Leek!,Loos,FR,1990\n"
    (reject,) = take(address, read(tmp_path, listed)).rejects
    assert (reject.column, reject.reason) == ("city_key", "'Leek!' is no key of a city")


class TestEditions:
    """A newer edition of a source replaces what that source states."""

    FIRST = "city1,country1,city2,country2,date\nLeek,GB,Loos,FR,1990\nLeek,GB,Lund,SE,1991\n"

    def test_a_corrected_row_revises_the_word_and_what_rests_on_it_alone(
        self, address: Address, tmp_path: Path
    ) -> None:
        take(address, read(tmp_path, self.FIRST))
        outcome = take(address, read(tmp_path, self.FIRST.replace("1990", "1989")), listed_on="2027")
        assert (counts(outcome), outcome.revised) == ((0, 2, 0, 0), 1)
        assert ("leek-gb--loos-fr", "sister_city", "1989") in ties(address)
        assert ("1990",) not in rows(address, "SELECT value FROM citation")

    def test_a_row_that_is_gone_is_marked_and_comes_back(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.FIRST))
        shorter = self.FIRST.rsplit("Leek", 1)[0]
        outcome = take(address, read(tmp_path, shorter), listed_on="2027")
        assert outcome.unlisted == [("leek-gb--lund-se", "Leek, GB – Lund, SE")]
        marked = "SELECT DISTINCT unlisted_on_text FROM citation WHERE locator LIKE '%Lund%'"
        assert rows(address, marked) == [("2027",)]
        assert len(ties(address)) == 2
        assert take(address, read(tmp_path, shorter), listed_on="2027").unlisted == []
        take(address, read(tmp_path, self.FIRST), listed_on="2028")
        assert rows(address, marked) == [(None,)]

    CITED = "city1,country1,city2,country2,kind,date,source\nLeek,GB,Loos,FR,sister,1990,gazette\n"

    def test_a_corrected_row_corrects_what_the_document_was_cited_for_on_its_word(
        self, address: Address, tmp_path: Path
    ) -> None:
        take(address, read(tmp_path, self.CITED))
        assert take(address, read(tmp_path, self.CITED.replace("1990", "1989")), listed_on="2027").revised == 1
        assert ties(address) == [("leek-gb--loos-fr", "sister_city", "1989")]
        assert rows(address, "SELECT value FROM citation WHERE field = 'on'") == [("1989",), ("1989",)]

    def test_what_a_document_was_cited_for_on_the_word_of_others_too_stays(
        self, address: Address, tmp_path: Path
    ) -> None:
        take(address, read(tmp_path, self.CITED))
        take(address, read(tmp_path, self.CITED), "other")
        take(address, read(tmp_path, self.CITED.replace("1990", "1989")), listed_on="2027")
        assert ties(address) == [("leek-gb--loos-fr", "sister_city", "1990")]
        stated = "SELECT source.key, value FROM citation JOIN source ON source.id = source_id WHERE field = 'on'"
        assert dict(rows(address, stated)) == {"list": "1989", "gazette": "1990", "other": "1990"}

    def test_a_corrected_row_is_followed_where_other_sources_say_nothing_of_the_field(
        self, address: Address, tmp_path: Path
    ) -> None:
        take(address, read(tmp_path, self.CITED))
        take(address, read(tmp_path, "city1,country1,city2,country2,date\nLeek,GB,Loos,FR,1990\n"), "dates")
        newer = self.CITED.replace("sister", "friendship").replace("1990", "1989")
        take(address, read(tmp_path, newer), listed_on="2027")
        assert ties(address) == [("leek-gb--loos-fr", "friendship_city", "1990")]
        stated = (
            "SELECT source.key, field, value FROM citation JOIN source ON source.id = source_id"
            " WHERE basis = 'stated' AND value IS NOT NULL"
        )
        assert {*rows(address, stated)} == {
            ("list", "kind", "friendship_city"),
            ("list", "on", "1989"),
            ("gazette", "kind", "friendship_city"),
            ("gazette", "on", "1990"),
            ("dates", "on", "1990"),
        }

    def test_a_source_of_the_whole_record_counts_as_saying_all_of_it(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.CITED))
        with writing(address, NewOperation("tester", "x")) as session:
            edit(session, "leek-gb--loos-fr", AgreementInput(sources=(CitationInput("https://example.org/minutes"),)))
        take(address, read(tmp_path, self.CITED.replace("sister", "friendship")), listed_on="2027")
        assert ties(address) == [("leek-gb--loos-fr", "sister_city", "1990")]

    def test_what_was_only_inferred_from_a_row_gives_way_to_what_it_says_now(
        self, address: Address, tmp_path: Path
    ) -> None:
        take(address, read(tmp_path, self.CITED.replace("1990", "").replace("sister", "")))
        take(address, read(tmp_path, self.CITED.replace("sister", "friendship")), listed_on="2027")
        assert ties(address) == [("leek-gb--loos-fr", "friendship_city", "1990")]

    def test_a_document_that_a_row_refers_to_now_is_cited(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.CITED.replace("gazette", "")))
        outcome = take(address, read(tmp_path, self.CITED), listed_on="2027")
        assert (counts(outcome), outcome.revised) == ((0, 1, 0, 0), 0)
        cited = "SELECT field, value FROM citation JOIN source ON source.id = source_id WHERE source.title = 'gazette'"
        assert rows(address, cited) == [("kind", "sister_city"), ("on", "1990")]
        operations = rows(address, "SELECT id FROM operation")
        take(address, read(tmp_path, self.CITED), listed_on="2027")
        assert rows(address, "SELECT id FROM operation") == operations

    @pytest.mark.parametrize("row", ["Leek,GB,Lund,Sweden,1991", "leek-gb,,lund-se,,1991", "Lund,SE,Leek,England,1991"])
    def test_a_row_that_names_its_cities_otherwise_is_the_row_that_it_was(
        self, address: Address, tmp_path: Path, row: str
    ) -> None:
        take(address, read(tmp_path, self.FIRST))
        edition = read(tmp_path, self.FIRST.replace("Leek,GB,Lund,SE,1991", row))
        outcome = take(address, edition, listed_on="2027")
        assert (counts(outcome), outcome.unlisted, outcome.revised) == ((0, 2, 0, 0), [], 1)
        again = take(address, edition, listed_on="2028")
        assert (counts(again), again.unlisted, again.revised) == ((0, 2, 0, 0), [], 0)
        assert len(rows(address, "SELECT id FROM agreement")) == 2
        dropped = take(address, read(tmp_path, self.FIRST.rpartition("Leek")[0]), listed_on="2029")
        assert [key for key, _ in dropped.unlisted] == ["leek-gb--lund-se"]

    @pytest.mark.parametrize("row", ["Leek,GB,Lund,SE,1991", "Leek,GB,Lund,Sweden,1991", "Lund,SE,Leek,England,1992"])
    def test_a_row_that_is_back_is_the_row_that_it_was_whatever_names_it_has(
        self, address: Address, tmp_path: Path, row: str
    ) -> None:
        take(address, read(tmp_path, self.FIRST))
        shorter = read(tmp_path, self.FIRST.rpartition("Leek")[0])
        take(address, shorter, listed_on="2027")
        back = read(tmp_path, self.FIRST.replace("Leek,GB,Lund,SE,1991", row))
        outcome = take(address, back, listed_on="2028")
        assert (counts(outcome), outcome.unlisted) == ((0, 2, 0, 0), [])
        assert rows(address, "SELECT DISTINCT unlisted_on_text FROM citation") == [(None,)]
        assert [key for key, _ in take(address, shorter, listed_on="2029").unlisted] == ["leek-gb--lund-se"]
        part = read(tmp_path, self.FIRST.partition("Leek")[0] + row.replace("Lund", "LUND"))
        assert counts(take(address, part, listed_on="2030", is_part=True)) == (0, 1, 0, 0)
        assert rows(address, "SELECT DISTINCT unlisted_on_text FROM citation") == [(None,)]

    @pytest.mark.parametrize("is_part", [True, False])
    @pytest.mark.parametrize("day", ["1991", ""])
    def test_a_row_that_repeats_another_by_other_names_is_already_there(
        self, address: Address, tmp_path: Path, day: str, *, is_part: bool
    ) -> None:
        first = self.FIRST.replace("1991", day)
        take(address, read(tmp_path, first))
        start = first.partition("Leek")[0] if is_part else first
        edition = read(tmp_path, start + f"Leek,GB,Lund,Sweden,{day}\n")
        cited = rows(address, "SELECT * FROM citation")
        outcome = take(address, edition, is_part=is_part)
        assert (counts(outcome), outcome.unlisted) == ((0, edition.read, 0, 0), [])
        assert rows(address, "SELECT * FROM citation") == cited
        other = read(tmp_path, start + "Leek,GB,Lund,Sweden,1992\n")
        assert counts(take(address, other, is_part=is_part)) == (1, edition.read - 1, 0, 0)

    def test_a_row_is_the_one_that_was_listed_last_and_not_one_that_is_gone_for_long(
        self, address: Address, tmp_path: Path
    ) -> None:
        header, both = self.FIRST.partition("Leek")[0], "Leek,GB,Lund,SE,1991\nLeek,GB,Lund,SE,2001\n"
        take(address, read(tmp_path, header + both))
        take(address, read(tmp_path, header + "Leek,GB,Lund,SE,2001\n"), listed_on="2027")
        outcome = take(address, read(tmp_path, header + "Leek,GB,Lund,SE,2002\n"), listed_on="2028")
        assert (counts(outcome), outcome.unlisted, outcome.revised) == ((0, 1, 0, 0), [], 1)
        assert {day for _, _, day in ties(address)} == {"1991", "2002"}

    def test_a_row_with_other_names_and_an_end_is_revised_as_one_of_the_same_names(
        self, address: Address, tmp_path: Path
    ) -> None:
        header = "city1,country1,city2,country2,date,ended\n"
        take(address, read(tmp_path, f"{header}Leek,GB,Lund,SE,1991,1999\n"))
        outcome = take(address, read(tmp_path, f"{header}Leek,GB,Lund,Schweden,1991-05,2001\n"), listed_on="2027")
        assert (counts(outcome), outcome.unlisted, outcome.revised) == ((0, 1, 0, 0), [], 1)
        assert rows(address, "SELECT kind, on_text FROM agreement_act ORDER BY seq") == [
            ("signed", "1991-05"),
            ("ended", "2001"),
        ]
        places = rows(address, "SELECT DISTINCT locator FROM citation WHERE agreement_act_id IS NOT NULL")
        assert places == [("Leek, GB – Lund, Schweden",)]

    def test_a_row_that_cannot_be_read_is_still_listed(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.FIRST))
        outcome = take(address, read(tmp_path, self.FIRST.replace("1991", "'91")), listed_on="2027")
        assert (counts(outcome), outcome.unlisted) == ((0, 1, 0, 1), [])

    @pytest.mark.parametrize(
        ("rejected", "corrected", "created"),
        [
            ("Leek,GB,Ohama,Japa,1992", "Leek,GB,Ohama,Japan,1992", 1),  # as the file of rejects has it
            ("Leek,GB,Lyon; Lille,FR,", "Leek,GB,Lyon,FR,\nLeek,GB,Lille,FR,", 2),
            ('Leek,GB,"Mobile, Alabama, US",,\'91', "Leek,GB,Mobile,US,1991", 1),
            ("Leek,GB,Loos (Nord),FR,'91", "leek-gb,,loos-fr,,1991", 1),
        ],
    )
    def test_a_rejected_row_that_was_corrected_is_listed_as_long_as_the_list_has_it(
        self, address: Address, tmp_path: Path, rejected: str, corrected: str, created: int
    ) -> None:
        listed = f"{self.FIRST}{rejected}\n"
        assert counts(take(address, read(tmp_path, listed))) == (2, 0, 0, 1)
        part = read(tmp_path, self.FIRST.partition("\n")[0] + f"\n{corrected}\n")
        assert counts(take(address, part, is_part=True)) == (created, 0, 0, 0)
        for edition in (listed, listed.replace("1991", "1993")):
            assert take(address, read(tmp_path, edition), listed_on="2027").unlisted == []
        assert len(take(address, read(tmp_path, self.FIRST), listed_on="2028").unlisted) == created

    def test_a_row_of_two_cities_that_was_corrected_by_a_key_is_still_listed(
        self, address: Address, tmp_path: Path
    ) -> None:
        header = "partner,country,date,postcode\n"
        listed = read(tmp_path, header + "Loos,FR,1990,59120\nLoos,FR,1991,33650\nLoos,FR,1992,\n", city="Busan")
        with writing(address, NewOperation("tester", "add")) as session:
            make_city(session, "busan-kr", "Busan")
        assert counts(take(address, listed)) == (2, 0, 0, 1)
        part = read(tmp_path, header + "loos-fr--2,,1992,\n", city="Busan")
        assert counts(take(address, part, is_part=True)) == (1, 0, 0, 0)
        assert take(address, listed).unlisted == []

    def test_a_list_has_the_digest_and_the_day_of_the_whole_and_not_those_of_a_part(
        self, address: Address, tmp_path: Path
    ) -> None:
        whole = read(tmp_path, self.FIRST + "Leek,GB,Ohama,Japa,1992\n")
        take(address, whole, listed_on="2026-01-31")
        edition = "SELECT published_text, sha256 FROM source"
        assert rows(address, edition) == [("2026-01-31", whole.sha256)]
        part = read(tmp_path, "city1,country1,city2,country2,date\nLeek,GB,Ohama,Japan,1992\n")
        assert take(address, part, listed_on="2026-05-05", is_part=True).unlisted == []
        assert rows(address, edition) == [("2026-01-31", whole.sha256)]
        operations = rows(address, "SELECT id FROM operation")
        assert take(address, whole, listed_on="2026-01-31").unlisted == []
        assert rows(address, "SELECT id FROM operation") == operations

    def test_a_list_speaks_for_the_city_that_is_named_later(
        self, run_cli: RunCli, address: Address, tmp_path: Path
    ) -> None:
        path = tmp_path / "list.csv"
        path.write_text(self.FIRST)
        for options in ((), ("--speaks-for", "Leek"), ()):
            done(run_cli("import", str(path), *options, "--json", address=address))
        speaking = "SELECT city.key FROM source JOIN city ON city.id = speaks_for_id"
        assert rows(address, speaking) == [("leek-gb",)]

    def test_a_list_of_which_only_a_part_is_known_has_no_digest(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.FIRST), is_part=True)
        assert rows(address, "SELECT published_text, sha256 FROM source") == [("2026", None)]

    def test_a_part_of_a_list_says_nothing_of_the_rest(self, address: Address, tmp_path: Path) -> None:
        take(address, read(tmp_path, self.FIRST))
        part = read(tmp_path, "city1,country1,city2,country2,date\nLeek,GB,Lyon,FR,1992\n")
        outcome = take(address, part, listed_on="2027", is_part=True)
        assert (counts(outcome), outcome.unlisted) == ((1, 0, 0, 0), [])


@pytest.mark.parametrize(
    ("file", "called", "is_part"),
    [
        ("partners.csv", "partners", False),
        ("partners.rejects.csv", "partners", True),
        ("partners.rejects.xlsx", "partners", True),
        (".rejects.csv", ".rejects", False),
    ],
)
def test_a_file_of_rejects_is_a_part_of_its_list_in_whatever_program_it_was_saved(
    file: str, called: str, *, is_part: bool
) -> None:
    assert (name_of_list(Path(file)), is_named_for_rejects(Path(file))) == (called, is_part)


def test_what_the_register_lists_itself_is_already_there(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    listed = tmp_path / "partners.csv"
    done(run_cli("list-agreements", "-o", str(listed), address=seeded))
    with unchanged(seeded):
        answer = done(run_cli("import", str(listed), "--listed-on", "2026", "--json", address=seeded))
    facts = json.loads(answer.out)
    assert (facts["rows"], facts["already_there"]) == (6, 6)


def test_what_an_import_writes_is_what_its_digests_are_of(address: Address, tmp_path: Path) -> None:
    content = "city,country,latitude,longitude,partner,country\nLeek,GB,53,-2,Loos,FR\n"
    take(address, read(tmp_path, content.replace("partner,country", "partner,partner country")))
    with reading(address) as connection:
        assert [list(wrong_rows(connection, name)) for name in digested_tables()] == [[] for _ in digested_tables()]


def test_the_cells_of_a_rejected_row_are_those_of_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, "city,city country,partner,year\nLeek,GB,Loos,1990\n\nLeek,GB,Łódź,x\nLeek,GB,Loos,1991\n")
    assert [found.cells(line) for line in (1, 2, 3, 4, 9)] == [
        (), ("Leek", "GB", "Loos", "1990"), (), ("Leek", "GB", "Łódź", "x"), ()
    ]  # fmt: skip


def ends(address: Address) -> list[tuple[Any, ...]]:
    """Return which source states where what of each end."""
    return rows(
        address,
        "SELECT on_text, source.key, locator, field, value FROM agreement_act"
        " LEFT JOIN citation ON citation.agreement_act_id = agreement_act.id"
        " LEFT JOIN source ON source.id = citation.source_id WHERE agreement_act.kind = 'ended' ORDER BY citation.id",
    )


def test_an_end_that_another_source_adds_is_on_its_word(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2,date,ended\n"
    take(address, read(tmp_path, header + "Erfurt,DE,Kati,ML,2009,\n"), "one")
    take(address, read(tmp_path, header + "Erfurt,DE,Kati,ML,2009,2015\n"), "two")
    take(address, read(tmp_path, header + "Erfurt,DE,Kati,ML,2009,2016\n"), "three")
    assert ends(address) == [
        ("2015", "two", "Erfurt, DE – Kati, ML", "on", "2015"),
        ("2015", "three", "Erfurt, DE – Kati, ML", "on", "2016"),
    ]


def test_an_end_that_another_edition_adds_is_on_its_word(address: Address, tmp_path: Path) -> None:
    header = "city1,country1,city2,country2,date,status\n"
    take(address, read(tmp_path, header + "Erfurt,DE,Kati,ML,2009,\n"))
    take(address, read(tmp_path, header + "Erfurt,DE,Kati,ML,2009,ended\n"))
    assert ends(address) == [
        ("[..2026-12-31]", "list", "Erfurt, DE – Kati, ML", "kind", "ended"),
        ("[..2026-12-31]", "list", "Erfurt, DE – Kati, ML", "on", "[..2026-12-31]"),
    ]


ENDED = "city1,country1,city2,country2,date,status,ended\nErfurt,DE,Kati,ML,2009,ended,\n"
ERFURT = "Erfurt, DE – Kati, ML"


def test_an_end_of_which_the_day_was_only_inferred_gets_the_day_that_another_source_states(
    address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, ENDED))
    take(address, read(tmp_path, ENDED.replace("ended,\n", "ended,2015\n")), "two")
    assert ends(address) == [
        ("2015", "list", ERFURT, "kind", "ended"),
        ("2015", "list", ERFURT, "on", "[..2026-12-31]"),
        ("2015", "two", ERFURT, "on", "2015"),
    ]


def test_an_edition_that_has_another_day_of_an_end_corrects_its_word_and_what_rests_on_it_alone(
    address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, ENDED))
    for day in ("2015", "2016"):
        edition = read(tmp_path, ENDED.replace("ended,\n", f"ended,{day}\n"))
        take(address, edition)
        assert ends(address) == [(day, "list", ERFURT, "kind", "ended"), (day, "list", ERFURT, "on", day)]
        operations = rows(address, "SELECT id FROM operation")
        take(address, edition)
        assert rows(address, "SELECT id FROM operation") == operations
    take(address, edition, "two")
    take(address, read(tmp_path, ENDED.replace("ended,\n", "ended,2017\n")))
    assert [each[::4] for each in ends(address)] == [("2016", "ended"), ("2016", "2017"), ("2016", "2016")]


def test_a_list_states_nothing_of_the_kind_of_a_tie_by_having_it_as_ended(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, ENDED))
    take(address, read(tmp_path, ENDED.replace("status,", "kind,").replace("ended,\n", "friendship,\n")), "two")
    assert ties(address) == [("erfurt-de--kati-ml", "friendship_city", "2009")]


def test_an_agreement_ends_once_though_its_rows_are_compared_at_different_times(
    address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_AT_ONCE", 1)
    header = "city1,country1,city2,country2,date,ended\n"
    both = "Erfurt,DE,Kati,ML,2009,{0}\nKati,ML,Erfurt,DE,2009,{0}\n"
    take(address, read(tmp_path, header + both.format("")))
    take(address, read(tmp_path, header + both.format("2015")))
    assert rows(address, "SELECT on_text FROM agreement_act WHERE kind = 'ended'") == [("2015",)]


STATUS = "city1,country1,city2,country2,date,status\nErfurt,DE,Kati,ML,2009,{}\n"


def acts(address: Address) -> list[tuple[Any, ...]]:
    """Return the acts in their order, each with what is cited for its kind."""
    return rows(
        address,
        "SELECT agreement_act.kind, on_text, value FROM agreement_act LEFT JOIN citation"
        " ON citation.agreement_act_id = agreement_act.id AND field = 'kind' ORDER BY agreement_act.seq",
    )


def conflicts(run_cli: RunCli, address: Address) -> list[tuple[str, str, str]]:
    """Return the open contradictions: the field, what is recorded, what a source states."""
    found = json.loads(done(run_cli("report", "conflicts", "--json", address=address)).out)
    return [(each["field"], each["recorded"], each["stated"]) for each in found]


@pytest.mark.parametrize(("first", "second"), [("", "list"), ("active", "list"), ("", "two"), ("active", "two")])
def test_a_suspension_that_another_edition_or_list_has_is_on_its_word(
    run_cli: RunCli, address: Address, tmp_path: Path, first: str, second: str
) -> None:
    take(address, read(tmp_path, STATUS.format(first)), listed_on="2026-01-31")
    suspended = read(tmp_path, STATUS.format("suspended"))
    assert take(address, suspended, second, listed_on="2026-03-31").revised == (second == "list")
    assert acts(address) == [("signed", "2009", None), ("suspended", "[..2026-03-31]", "suspended")]
    assert conflicts(run_cli, address) == []
    operations = rows(address, "SELECT id FROM operation")
    assert take(address, suspended, second, listed_on="2026-03-31").revised == 0
    assert rows(address, "SELECT id FROM operation") == operations


@pytest.mark.parametrize(
    ("first", "second", "recorded"),
    [
        ("ended", "suspended", "ended"),
        ("suspended", "active", "suspended"),
        ("active", "proposed", "active"),
        ("active", "abandoned", "active"),
    ],
)
def test_a_state_that_does_not_follow_on_what_is_recorded_is_a_word_that_contradicts_it(
    run_cli: RunCli, address: Address, tmp_path: Path, first: str, second: str, recorded: str
) -> None:
    take(address, read(tmp_path, STATUS.format(first)), listed_on="2026-01-31")
    before = acts(address)
    take(address, read(tmp_path, STATUS.format(second)), "two", listed_on="2026-03-31")
    assert acts(address) == before
    assert conflicts(run_cli, address) == [("status", recorded, second)]


def test_what_a_list_has_no_longer_contradicts_and_disputes_nothing(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    active = STATUS.format("active") + "Erfurt,DE,Loos,FR,1990,\n"
    take(address, read(tmp_path, active), listed_on="2026-01-31")
    done(run_cli("edit", "source:list", "--speaks-for", "Kati", "--yes", address=address))
    done(run_cli("end-agreement", "erfurt-de--kati-ml", "--on", "2026-06-30", "--by", "Erfurt", address=address))
    take(address, read(tmp_path, active), listed_on="2026-09-30")
    assert conflicts(run_cli, address) == [("status", "ended", "active")]
    take(address, read(tmp_path, active.replace("Kati,ML", "Lyon,FR")), listed_on="2026-10-31")
    assert conflicts(run_cli, address) == []
    shown = json.loads(done(run_cli("show", "erfurt-de--kati-ml", "--json", address=address)).out)
    assert shown["status"] == "ended"
    assert {each["unlisted_on"]["text"] for each in shown["stated"] if each["source"] == "list"} == {"2026-10-31"}


def test_a_proposal_that_an_edition_has_as_in_force_was_signed(address: Address, tmp_path: Path) -> None:
    take(address, read(tmp_path, STATUS.format("proposed")))
    take(address, read(tmp_path, STATUS.replace("2009", "2010").format("active")), listed_on="2027")
    assert acts(address) == [("signed", "2010", None)]
    stated = rows(address, "SELECT field, value FROM citation ORDER BY field")
    assert stated == [("kind", None), ("on", "2010"), ("status", "active")]


def test_a_proposal_that_another_list_has_as_signed_is_signed_on_its_word(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, STATUS.format("proposed")), listed_on="2026-01-31")
    signed = read(tmp_path, STATUS.replace("2009", "2010").format(""))
    take(address, signed, "two", listed_on="2026-03-31")
    assert acts(address) == [("proposed", "2009", None), ("signed", "2010", None)]
    on = "SELECT agreement_act.kind, source.key, value FROM citation JOIN agreement_act"
    joined = " ON agreement_act.id = agreement_act_id JOIN source ON source.id = source_id WHERE field = 'on'"
    assert rows(address, on + joined) == [("proposed", "list", "2009"), ("signed", "two", "2010")]
    assert take(address, signed, "two", listed_on="2026-03-31").revised == 0


def test_a_status_that_an_agreement_never_had_contradicts_it_whenever_the_source_said_so(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, STATUS.format("active")), listed_on=None)
    take(address, read(tmp_path, STATUS.format("proposed")), "two", listed_on=None)
    assert conflicts(run_cli, address) == [("status", "active", "proposed")]


@pytest.mark.parametrize("status", ["active", "ended", "suspended", "expired"])
def test_an_edition_that_says_less_revises_nothing(address: Address, tmp_path: Path, status: str) -> None:
    take(address, read(tmp_path, STATUS.format(status)))
    everything = "SELECT kind, on_text, until_text FROM agreement_act ORDER BY seq"
    before = rows(address, everything)
    shorter = read(tmp_path, "city1,country1,city2,country2\nErfurt,DE,Kati,ML\n")
    assert take(address, shorter).revised == 0
    assert rows(address, everything) == before


def undone(address: Address) -> None:
    """Take the last operation back, and check that nothing is left that no operation wrote."""
    with writing(address, NewOperation("tester", "undo")) as session:
        undo(session)
    with reading(address) as connection:
        assert [wrong for name in digested_tables() for wrong in wrong_rows(connection, name)] == []


@pytest.mark.parametrize(
    ("first", "second", "recorded"),
    [
        ("suspended", "active", [("signed", "2009", None)]),
        ("ended", "active", [("signed", "2009", None)]),
        ("ended", "suspended", [("signed", "2009", None), ("suspended", "[..2026-03-31]", "suspended")]),
        ("suspended", "ended", [("signed", "2009", None), ("ended", "[..2026-03-31]", "ended")]),
        ("ended", "expired", [("signed", "2009", None)]),
        ("expired", "active", [("signed", "2009", None)]),
        ("expired", "ended", [("signed", "2009", None), ("ended", "[..2026-03-31]", "ended")]),
        ("abandoned", "proposed", [("proposed", "2009", None)]),
        ("abandoned", "active", [("signed", "2009", None)]),
        ("active", "proposed", [("proposed", "2009", None)]),
        ("active", "abandoned", [("proposed", "2009", None), ("abandoned", "[..2026-03-31]", "abandoned")]),
    ],
)
def test_what_rests_on_the_status_of_a_list_alone_follows_a_newer_edition_of_it(
    run_cli: RunCli, address: Address, tmp_path: Path, first: str, second: str, recorded: list[tuple[str, str, str]]
) -> None:
    take(address, read(tmp_path, STATUS.format(first)), listed_on="2026-01-31")
    everything = "SELECT id, kind, on_text, until_text FROM agreement_act", "SELECT id, field, value FROM citation"
    before = [rows(address, f"{each} ORDER BY id") for each in everything]
    edition = read(tmp_path, STATUS.format(second))
    assert take(address, edition, listed_on="2026-03-31").revised == 1
    assert acts(address) == recorded
    until = rows(address, "SELECT until_text FROM agreement_act WHERE seq = 1")
    assert until == [("[..2026-03-30]" if second == "expired" else None,)]
    assert conflicts(run_cli, address) == []
    shown = json.loads(done(run_cli("show", "erfurt-de--kati-ml", "--json", address=address)).out)
    assert shown["status"] == second
    assert take(address, edition, listed_on="2026-03-31").revised == 0
    undone(address)
    assert [rows(address, f"{each} ORDER BY id") for each in everything] == before


def test_an_act_that_another_list_states_too_stays_and_contradicts_the_edition(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    for source in ("list", "two"):
        take(address, read(tmp_path, STATUS.format("suspended")), source, listed_on="2026-01-31")
    active = read(tmp_path, STATUS.format("active"))
    take(address, active, listed_on="2026-03-31")
    assert conflicts(run_cli, address) == [("status", "suspended", "active")]
    assert {each[0] for each in acts(address)} == {"signed", "suspended"}
    stating = "SELECT key, unlisted_on_text FROM citation JOIN source ON source.id = source_id"
    stating += " WHERE value = 'suspended' AND agreement_act_id IS NOT NULL ORDER BY key"
    assert rows(address, stating) == [("list", "2026-03-31"), ("two", None)]
    assert take(address, active, listed_on="2026-04-30").revised == 0
    take(address, read(tmp_path, STATUS.format("suspended")), listed_on="2026-04-30")
    assert rows(address, stating) == [("list", None), ("two", None)]
    undone(address)
    take(address, active, "two", listed_on="2026-03-31")
    assert (acts(address), conflicts(run_cli, address)) == ([("signed", "2009", None)], [])


@pytest.mark.parametrize(
    "also",
    [
        ("edit", "erfurt-de--kati-ml/act-2", "--note", "By the council", "--yes"),
        ("edit", "erfurt-de--kati-ml/act-2", "--on", "2015", "--yes"),
        ("record-act", "erfurt-de--kati-ml", "resumed", "--on", "2026-02-15"),
        ("record-act", "erfurt-de--kati-ml", "reaffirmed", "--on", "2027"),
    ],
)
def test_an_act_of_which_somebody_said_more_stays(
    run_cli: RunCli, address: Address, tmp_path: Path, also: tuple[str, ...]
) -> None:
    take(address, read(tmp_path, STATUS.format("suspended")), listed_on="2026-01-31")
    done(run_cli(*also, address=address))
    before = acts(address)
    take(address, read(tmp_path, STATUS.format("active")), listed_on="2026-01-31")
    assert [each[:2] for each in acts(address)] == [each[:2] for each in before]


def test_an_act_that_somebody_typed_in_does_not_follow_a_list(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, STATUS.format("")), listed_on="2026-01-31")
    done(run_cli("end-agreement", "erfurt-de--kati-ml", "--on", "2025", address=address))
    for status in ("ended", "active"):
        take(address, read(tmp_path, STATUS.format(status)), listed_on="2026-03-31")
        assert [each[:2] for each in acts(address)] == [("signed", "2009"), ("ended", "2025")]
    assert conflicts(run_cli, address) == [("status", "ended", "active")]


def test_an_end_is_listed_as_long_as_the_row_that_has_it(address: Address, tmp_path: Path) -> None:
    other = "city1,country1,city2,country2,date,status\nErfurt,DE,Loos,FR,1990,\n"
    marks = "SELECT DISTINCT unlisted_on_text FROM citation JOIN agreement_act ON agreement_act.id = agreement_act_id"
    ended = STATUS.format("ended")
    for content, unlisted in ((ended, None), (other, "2026-12-31"), (ended, None)):
        take(address, read(tmp_path, content), listed_on="2026-12-31")
        assert rows(address, f"{marks} WHERE agreement_act.kind = 'ended'") == [(unlisted,)]
    assert take(address, read(tmp_path, ended), listed_on="2026-12-31").revised == 0
    take(address, read(tmp_path, other))
    take(address, read(tmp_path, STATUS.format("active")))
    assert "ended" not in {each[0] for each in acts(address)}


def test_a_preferred_word_that_an_edition_has_otherwise_is_decided_no_longer(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    for source, day in (("list", "2009"), ("two", "2010")):
        take(address, read(tmp_path, STATUS.replace("2009", day).format("active")), source)
    done(run_cli("prefer", "source:two/citation-2", "--because", "The paper", address=address))
    assert conflicts(run_cli, address) == []
    take(address, read(tmp_path, STATUS.replace("2009", "2011").format("active")), "two")
    assert conflicts(run_cli, address) == [("on", "2010", "2009"), ("on", "2010", "2011")]
    shown = json.loads(done(run_cli("show", "erfurt-de--kati-ml", "--json", address=address)).out)
    assert shown["decided"] == []
    undone(address)
    assert conflicts(run_cli, address) == []


def test_what_happened_to_another_agreement_does_not_keep_an_end_that_an_edition_has_no_longer(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    other = "city1,country1,city2,country2,date\nErfurt,DE,Loos,FR,1990\n"
    take(address, read(tmp_path, other), "two")
    for day in ("2000", "2010"):
        done(run_cli("renew-agreement", "erfurt-de--loos-fr", "--on", day, address=address))
    for status in ("ended", "active"):
        take(address, read(tmp_path, STATUS.format(status)))
    kinds = "SELECT agreement_act.kind FROM agreement_act JOIN agreement ON agreement.id = agreement_id"
    assert rows(address, f"{kinds} WHERE key = 'erfurt-de--kati-ml'") == [("signed",)]


def test_a_line_that_names_the_columns_once_more_is_no_row_and_is_said_to_be_that(tmp_path: Path) -> None:
    (reject,) = read(tmp_path, f"{ENDED}{ENDED.splitlines()[0]}\n").rejects
    assert reject.reason == "it names the columns once more, and is no row of the list"


def test_nobody_knows_which_term_ran_out_of_a_renewed_agreement_that_an_edition_had_as_ended(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, STATUS.format("active")), listed_on="2026-01-31")
    done(run_cli("renew-agreement", "erfurt-de--kati-ml", "--on", "2015", address=address))
    take(address, read(tmp_path, STATUS.format("ended")), listed_on="2026-03-31")
    take(address, read(tmp_path, STATUS.format("expired")), listed_on="2026-05-31")
    found = rows(address, "SELECT kind, until_text FROM agreement_act ORDER BY seq")
    assert found == [("signed", None), ("renewed", None)]


def test_a_signing_stays_that_somebody_else_states_though_an_edition_has_it_as_proposed(
    run_cli: RunCli, address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, STATUS.format("active")), listed_on="2026-01-31")
    done(run_cli("edit", "erfurt-de--kati-ml", "--add-source", "https://example.org", "--yes", address=address))
    take(address, read(tmp_path, STATUS.format("proposed")), listed_on="2026-03-31")
    assert acts(address) == [("signed", "2009", None)]
