"""Spreadsheets of activities, people, contacts and commitments: every row is created, already there, or rejected."""

from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from db.noting import noted, plans
from exchange.lists.lists import rows
from exchange.records.sheets import counts, take
from queries.making import trying
from twinning.actions.recording.records import add
from twinning.actions.withdrawing.undoing import undo
from twinning.db.session import NewOperation, connection_of, writing
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.exchange.records.importing import RowOutcome
from twinning.exchange.records.kinds import RECORD_KINDS, Use, fields_of_kind
from twinning.exchange.records.names import known_columns
from twinning.exchange.records.recorded import find_recorded
from twinning.inputs import CommitmentInput, DelegationInput
from twinning.inputs.declaring import children_of, said_fields

VISITS = """행사명,방문일자,방문도시,국가,인원,단장,직위,비고
시장 방문단,2023년 5월 7일,Shanghai,중국,12명,Kim Min-ji,Deputy Mayor,
Harbour talks,"June 1, 2024",Tampere,Finland,about 5,,,In the harbour
"""
ACTIVITIES = (
    "SELECT activity.key, start_text, size, approximate, city.key FROM activity"
    " JOIN activity_place ON activity_id = activity.id JOIN city ON city.id = city_id"
    " WHERE role = 'host' AND title IN ('시장 방문단', 'Harbour talks') ORDER BY start_text"
)


def test_visits_become_delegations_with_their_cities_people_and_days(seeded: Address, tmp_path: Path) -> None:
    outcome = take(seeded, tmp_path, "delegations", VISITS, city="Busan")
    assert counts(outcome) == (2, 0, 0)
    assert rows(seeded, ACTIVITIES) == [
        ("sijang-bangmundan", "2023-05-07", 12, 0, "shanghai-cn"),
        ("harbour-talks", "2024-06-01", 5, 1, "tampere-fi"),
    ]
    assert rows(
        seeded,
        "SELECT count(*) FROM activity_place JOIN city ON city.id = city_id"
        " WHERE role = 'sender' AND city.key = 'busan-kr'"
        " AND activity_id IN (SELECT id FROM activity WHERE title = 'Harbour talks')",
    ) == [(1,)]
    assert [city.key for city in outcome.new_cities] == ["tampere-fi"]
    assert outcome.remarks == [(2, "new person: Kim Min-ji (kim-min-ji)")]
    assert rows(
        seeded,
        "SELECT post FROM activity_person JOIN person ON person.id = person_id"
        " WHERE person.name = 'Kim Min-ji' AND role = 'head'",
    ) == [("Deputy Mayor",)]


def test_a_place_without_a_role_is_where_the_others_come(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,place\nHarbour day,2023,Busan\nA talk,2024,Busan (participant)\n"
    assert counts(take(seeded, tmp_path, "events", listed, city="Shanghai")) == (2, 0, 0)
    places = "SELECT activity.key, city.key, role FROM activity_place JOIN activity ON activity.id = activity_id"
    places += " JOIN city ON city.id = city_id WHERE title IN ('Harbour day', 'A talk') ORDER BY activity.key, role"
    assert rows(seeded, places) == [
        ("a-talk", "busan-kr", "participant"),
        ("a-talk", "shanghai-cn", "participant"),
        ("harbour-day", "busan-kr", "host"),
        ("harbour-day", "shanghai-cn", "participant"),
    ]


def test_where_no_city_is_named_the_country_alone_is_the_place(seeded: Address, tmp_path: Path) -> None:
    assert counts(take(seeded, tmp_path, "events", "title,date,host,host country\nA fair,2024,,Japan\n")) == (1, 0, 0)
    places = "SELECT city_id, country_code, role FROM activity_place JOIN activity ON activity.id = activity_id"
    assert rows(seeded, f"{places} WHERE title = 'A fair'") == [(None, "JP", "host")]


def test_a_column_of_which_it_is_said_what_it_holds_is_no_country_of_a_city(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,country\nA fair,2024,Shanghai,A remark\n"
    assert counts(take(seeded, tmp_path, "events", listed, columns={"summary": "country"})) == (1, 0, 0)


def test_yes_and_no_are_read_in_the_language_of_the_sheet(seeded: Address, tmp_path: Path) -> None:
    events = (
        "Titel,Datum,Ort,intern\nA,2024,Busan,ja\nB,2024,Busan,Nein\nC,2024,Busan,✓\nD,2024,Busan,\nE,2024,Busan,O\n"
    )
    outcome = take(seeded, tmp_path, "events", events)
    assert counts(outcome) == (4, 0, 1)
    assert "--alias 'O=yes'" in (outcome.rejects[0].hint or "")
    internal = "SELECT title, internal FROM activity WHERE length(title) = 1 ORDER BY title"
    assert rows(seeded, internal) == [("A", 1), ("B", 0), ("C", 1), ("D", 0)]
    fairs = "Titel,Datum,Ort,Bereich\nMesse,2024,Busan,Wirtschaft; Jugend\n"
    assert counts(take(seeded, tmp_path, "events", fairs)) == (1, 0, 0)
    promises = "Zusage,bis wann,Stand,Vereinbarung,wer,wem\nEin Besuch,2025,ja,busan-kr--shanghai-cn,Busan,Shanghai\n"
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (1, 0, 0)
    assert rows(seeded, "SELECT state FROM commitment WHERE text = 'Ein Besuch'") == [("kept",)]


def test_the_city_of_the_file_stands_for_no_other_city_where_a_row_names_it(seeded: Address, tmp_path: Path) -> None:
    visits = "title,date,host\nA visit here,2024,부산\nA visit there,2024,Shanghai\n"
    assert counts(take(seeded, tmp_path, "delegations", visits, city="Busan")) == (2, 0, 0)
    places = "SELECT title, city.key, role FROM activity_place JOIN activity ON activity.id = activity_id"
    places += " JOIN city ON city.id = city_id WHERE title LIKE 'A visit%' ORDER BY title, role"
    assert rows(seeded, places) == [
        ("A visit here", "busan-kr", "host"),
        ("A visit there", "shanghai-cn", "host"),
        ("A visit there", "busan-kr", "sender"),
    ]


def test_the_same_file_again_changes_nothing_and_what_differs_is_shown(seeded: Address, tmp_path: Path) -> None:
    take(seeded, tmp_path, "delegations", VISITS, city="Busan")
    with unchanged(seeded):
        assert counts(take(seeded, tmp_path, "delegations", VISITS, city="Busan")) == (0, 2, 0)
        corrected = take(seeded, tmp_path, "delegations", VISITS.replace("12명", "13"), city="Busan")
    assert counts(corrected) == (0, 2, 0)
    assert [(line, each.field, each.here, each.there) for line, _, each in corrected.differences] == [
        (2, "size", 12, 13)
    ]


def test_a_city_that_is_unknown_is_answered_with_near_ones_and_how_to_add_it_here(
    seeded: Address, tmp_path: Path
) -> None:
    outcome = take(seeded, tmp_path, "people", "Name,Position,Stadt\nLi,Mayor,Shanghi\nMeier,Mayor,Xanten\n")
    near, none = (each.hint or "" for each in outcome.rejects)
    assert near.startswith("did you mean Shanghai (shanghai-cn)?")
    assert "`twinning add-city` or `twinning add-organization`" in none
    assert "--set post_at_country=CODE" in none
    with_country = "Name,Position,Stadt\nMeier,Mayor,Xanten\n"
    assert counts(take(seeded, tmp_path, "people", with_country, values={"post_at_country": "DE"})) == (1, 0, 0)


def test_which_of_two_cities_is_meant_is_no_question_of_its_country(
    run_cli: RunCli, seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("add-city", "Shanghai", "--country", "US", "--yes", address=seeded))
    (reject,) = take(seeded, tmp_path, "people", "Name,Position,Stadt\nLi,Mayor,Shanghai\n").rejects
    assert reject.hint is not None
    assert "to be added here" not in reject.hint
    listed = "Zusage,Vereinbarung,wer,wem\nEin Besuch,busan-kr--nobody,Busan,Shanghai\n"
    (reject,) = take(seeded, tmp_path, "commitments", listed).rejects
    assert "to be added here" not in (reject.hint or "")


def test_of_several_that_a_row_may_be_the_first_recorded_one_is_it(
    run_cli: RunCli, seeded: Address, tmp_path: Path
) -> None:
    for summary in ("Mayor", "Painter"):
        done(run_cli("add-person", "Kim Min-ji", "--summary", summary, "--yes", address=seeded))
    outcome = take(seeded, tmp_path, "people", "Name\nKim Min-ji\n")
    assert [record for _, _, record, _ in outcome.shown] == ["person:kim-min-ji"]


def test_of_people_of_one_name_the_one_whose_post_a_row_has_is_meant(seeded: Address, tmp_path: Path) -> None:
    people = "Name,Summary,Position,City\nAnn Lee,of the port,Judge,Seoul\nAnn Lee,of the town,Mayor,Busan\n"
    assert counts(take(seeded, tmp_path, "people", people)) == (2, 0, 0)
    again = take(seeded, tmp_path, "people", "Name,Position,City\nAnn Lee,Mayor,Busan\n")
    assert (counts(again), again.differences) == ((0, 1, 0), [])


def test_a_source_in_a_cell_is_a_web_address_or_a_title(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,source\nA,2024,Busan,https://www.example.org/a\nB,2024,Busan,The Gazette\n"
    assert counts(take(seeded, tmp_path, "events", listed)) == (2, 0, 0)
    cited = "SELECT activity.title, source.title, address FROM citation JOIN activity ON activity.id = activity_id"
    assert rows(seeded, f"{cited} JOIN source ON source.id = source_id WHERE length(activity.title) = 1") == [
        ("A", "www.example.org/a", "https://www.example.org/a"),
        ("B", "The Gazette", None),
    ]


def test_undoing_an_import_takes_all_of_it_back(seeded: Address, tmp_path: Path) -> None:
    before = rows(seeded, "SELECT key FROM city UNION SELECT key FROM activity UNION SELECT key FROM person")
    take(seeded, tmp_path, "delegations", VISITS, city="Busan")
    with writing(seeded, NewOperation("tester", "undo")) as session:
        undo(session)
    assert rows(seeded, "SELECT key FROM city UNION SELECT key FROM activity UNION SELECT key FROM person") == before


def test_of_a_rejected_row_nothing_stays_and_the_operation_does_not_count_it(seeded: Address, tmp_path: Path) -> None:
    content = (
        "title,date,host,country,head,agreement\nA,2024-01-02,Oslo,Norway,Ola,none-at-all\nB,2024-01-02,Busan,,,\n"
    )
    outcome = take(seeded, tmp_path, "delegations", content)
    assert counts(outcome) == (1, 0, 1)
    assert (outcome.rejects[0].line, outcome.rejects[0].column) == (2, "agreement")
    assert (
        rows(seeded, "SELECT key FROM city WHERE key = 'oslo-no' UNION SELECT key FROM person WHERE name = 'Ola'") == []
    )
    assert outcome.new_cities == []
    (inserted,) = rows(seeded, "SELECT inserted FROM operation ORDER BY id DESC LIMIT 1")
    assert inserted == (2,)  # the activity and its place


@pytest.mark.parametrize(
    ("kind", "header", "row", "column", "words"),
    [
        ("events", "title,date,host", "Fair,03/04/1997,Busan", "date", "--date-order"),
        ("events", "title,date,host", "Fair,2024-01-01,Nowhere", "host", "no city 'Nowhere'"),
        ("events", "title,date,person", "Fair,2024-01-01,Kim Min-ji", "person", "no role"),
        ("events", "title,date,host,country", "Fair,2024-01-01,Busan,Japa", "country", "Japa"),
        ("events", "title,place,wann?", "Fair,Busan,2024", None, "--map 'start=COLUMN'"),
        ("events", "title,place,date", "Fair,Busan,", None, "a column `status`"),
        ("people", "name,position,since", "Li,,2020", "position", "is empty"),
        ("people", "name,position,since", "Li,Mayor,soon", "since", "not a date"),
        ("contacts", "city,e-mail", ",x@example.org", "city", "is empty"),
        ("contacts", "city,e-mail", "Busan,bad-mail", "e-mail", "no e-mail address"),
        ("contacts", "city,e-mail", "Busan,mailto:a@example.org", "e-mail", "no e-mail address"),
        ("commitments", "promise,agreement,who", "A visit,busan-kr--shanghai-cn,", None, "debtor"),
        ("commitments", "promise,agreement,who,to", "A visit,,Busan,Shanghai", None, "--set 'made_in=TEXT'"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_understood_says_where_and_why(
    seeded: Address, tmp_path: Path, kind: str, header: str, row: str, column: str | None, words: str
) -> None:
    with unchanged(seeded):
        outcome = take(seeded, tmp_path, kind, f"{header}\n{row}\n")
    (reject,) = outcome.rejects
    assert reject.column == column
    assert words in f"{reject.reason} {reject.hint}"


@pytest.mark.parametrize(("kind", "column"), [("people", "post"), ("organizations", "website")])
def test_a_row_without_a_name_is_rejected_alone(seeded: Address, tmp_path: Path, kind: str, column: str) -> None:
    outcome = take(seeded, tmp_path, kind, f"name,{column}\n,something\nHan Somin,\n")
    assert counts(outcome) == (1, 0, 1)
    assert "missing: name" in outcome.rejects[0].reason


def test_people_contacts_and_commitments_go_in_as_offices_keep_them(seeded: Address, tmp_path: Path) -> None:
    people = "Name,Function,City,Since,Remarks\nAnn Lee,Mayor,Busan,2020,\nAnn Lee,Painter,Seoul,,The painter\n"
    assert counts(take(seeded, tmp_path, "people", people)) == (1, 1, 0)
    contacts = "City,Country,Department,Name,E-mail,valid until\nOslo,Norway,Office,Ola,o@example.org,31.12.2027\n"
    assert counts(take(seeded, tmp_path, "contacts", contacts)) == (1, 0, 0)
    assert counts(take(seeded, tmp_path, "contacts", contacts)) == (0, 1, 0)
    assert rows(seeded, "SELECT valid_until_text FROM contact WHERE email = 'o@example.org'") == [("2027-12-31",)]
    promises = (
        "Promise,Agreement,Who,To whom,By when,Status\nA visit,busan-kr--shanghai-cn,Shanghai,Busan,2027,pending\n"
    )
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (1, 0, 0)
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (0, 1, 0)


def test_further_posts_of_a_person_in_the_same_file_are_kept(seeded: Address, tmp_path: Path) -> None:
    people = "Name,Function,City\nAnn Lee,Mayor,Busan\nAnn Lee,Chair of the council,Busan\nAnn Lee,Mayor,Busan\n"
    outcome = take(seeded, tmp_path, "people", people)
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((1, 1, 0), 1)
    posts = "SELECT title FROM person_post JOIN person ON person.id = person_id WHERE name = 'Ann Lee' ORDER BY 1"
    assert rows(seeded, posts) == [("Chair of the council",), ("Mayor",)]
    with unchanged(seeded):
        assert counts(take(seeded, tmp_path, "people", people)) == (0, 3, 0)
    later = take(seeded, tmp_path, "people", "Name,Function,City\nAnn Lee,Judge,Seoul\n")
    assert (counts(later), [each.field for _, _, each in later.differences]) == ((0, 1, 0), ["post"])


def test_two_who_promise_the_same_in_an_agreement_promise_both(seeded: Address, tmp_path: Path) -> None:
    promises = "Promise,Agreement,Who\nA visit,busan-kr--shanghai-cn,Shanghai\nA visit,busan-kr--shanghai-cn,Busan\n"
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (2, 0, 0)
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (0, 2, 0)


def test_a_promise_of_a_city_that_is_no_party_of_the_agreement_is_taken_and_told(
    seeded: Address, tmp_path: Path
) -> None:
    promises = "Promise,Agreement,Who\nA visit,busan-kr--shanghai-cn,Seoul\nA tree,busan-kr--shanghai-cn,Busan\n"
    outcome = take(seeded, tmp_path, "commitments", promises)
    assert counts(outcome) == (2, 0, 0)
    assert outcome.remarks == [(2, "Seoul owes this, and is no party to busan-kr--shanghai-cn")]


def test_what_is_recorded_already_is_found_without_reading_all_visits_and_promises(sqlite_seeded: Address) -> None:
    visit = DelegationInput("A visit", start=EdtfDate.parse("2024-05-01"))
    promise = CommitmentInput("A visit", made_in="busan-kr--shanghai-cn", debtor="Busan")
    with trying(sqlite_seeded) as session, noted(connection_of(session)) as statements:
        for each in (visit, promise):
            assert find_recorded(session, each, {}) is None
            add(session, each)
        steps = plans(connection_of(session), [each for each in statements if each[0].startswith("SELECT")])
    assert any("ix_activity_start_text" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN activity") or "ix_commitment_debtor_id" in step]


def test_the_body_that_a_person_works_for_is_no_name_of_the_person(seeded: Address, tmp_path: Path) -> None:
    assert counts(take(seeded, tmp_path, "people", "Name,Position,Organisation\nAnn Lee,Mayor,Busan\n")) == (1, 0, 0)
    assert counts(take(seeded, tmp_path, "organizations", "Organisation,City\nPort of Busan,Busan\n")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("said", "number", "approximate"),
    [("1,200", 1200, 0), ("1.200", 1200, 0), ("1 200 persons", 1200, 0), ("~300", 300, 1), ("about 1'200", 1200, 1)],
)
def test_how_many_people_there_were_is_read_as_offices_write_it(
    seeded: Address, tmp_path: Path, said: str, number: int, approximate: int
) -> None:
    content = f"title;dates;host;people\nFair;2024-01-01;Busan;{said}\n"
    assert counts(take(seeded, tmp_path, "delegations", content)) == (1, 0, 0)
    found = rows(seeded, "SELECT size, approximate FROM activity WHERE title = 'Fair'")
    assert found == [(number, approximate)]


def test_a_visit_of_several_days_has_both_from_one_cell(seeded: Address, tmp_path: Path) -> None:
    content = (
        "title;dates;host\nFair;3.-5. Mai 2019;Busan\nTalks;2019-07-01 - 2019-07-04;Busan\nRally;5-3 May 2019;Busan\n"
    )
    assert counts(take(seeded, tmp_path, "delegations", content)) == (2, 0, 1)
    found = rows(seeded, "SELECT start_text, end_text FROM activity WHERE title IN ('Fair', 'Talks') ORDER BY title")
    assert found == [("2019-05-03", "2019-05-05"), ("2019-07-01", "2019-07-04")]


@pytest.mark.parametrize("said", ["12,5", "1,20", "1,2000", "a dozen", "1.200,5"])
def test_what_is_no_number_of_people_is_refused(seeded: Address, tmp_path: Path, said: str) -> None:
    outcome = take(seeded, tmp_path, "delegations", f"title;dates;host;people\nFair;2024-01-01;Busan;{said}\n")
    assert counts(outcome) == (0, 0, 1)
    assert "in digits" in (outcome.rejects[0].hint or "")


def test_a_source_that_is_said_is_cited_for_every_row_and_a_title_becomes_one(seeded: Address, tmp_path: Path) -> None:
    content = "title,date,host,source\nFair,2024-01-01,Busan,city gazette 1993\n"
    take(seeded, tmp_path, "events", content, source="https://www.example.org/visits")
    cited = rows(
        seeded,
        "SELECT source.title, locator FROM citation JOIN source ON source.id = source_id"
        " WHERE activity_id IN (SELECT id FROM activity WHERE title = 'Fair') ORDER BY citation.id",
    )
    assert [locator for _, locator in cited] == [None, "row 2"]
    assert cited[0][0] == "city gazette 1993"


def test_a_column_that_is_said_an_alias_and_a_value_for_all_rows_are_read(seeded: Address, tmp_path: Path) -> None:
    outcome = take(
        seeded,
        tmp_path,
        "events",
        "what,when,X\nFair,2024-01-01,the port\n",
        columns={"title": "what", "host": "X"},
        aliases={"The Port": "Busan"},
        values={"status": "stattgefunden"},
    )
    assert counts(outcome) == (1, 0, 0)


def test_a_remark_that_a_visit_was_called_off_is_rejected_where_no_status_says_so(
    seeded: Address, tmp_path: Path
) -> None:
    listed = (
        "title,date,host,remarks,status\nA,2020-04-01,Shanghai,Cancelled (COVID-19),\nB,2020,Shanghai,fiel aus,\n"
        "C,2020,Shanghai,verschoben auf 2021,\nD,2020,Shanghai,Cancelled (COVID-19),cancelled\n"
        "E,2019,Shanghai,planned the next fair,\n"
    )
    outcome = take(seeded, tmp_path, "delegations", listed, city="Busan")
    assert [each.line for each in outcome.rejects] == [2, 3, 4]
    assert {each.column for each in outcome.rejects} == {"remarks"}
    told = "SELECT title, status FROM activity WHERE title IN ('D', 'E') ORDER BY title"
    assert rows(seeded, told) == [("D", "cancelled"), ("E", "held")]


def test_a_file_without_what_names_its_records_is_refused(seeded: Address, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column holds the title"):
        take(seeded, tmp_path, "events", "when,where\n2024,Busan\n")


def test_every_value_and_every_row_of_an_input_is_a_field_and_no_name_stands_for_two() -> None:
    for kind in RECORD_KINDS.values():
        fields = fields_of_kind(kind)
        declared = {field.word.replace("-", "_") for field in said_fields(kind.input)}
        assert declared <= {each.name for each in fields.values() if each.use is Use.VALUE}
        rows_of = {each.child for each in fields.values() if each.use is Use.ROWS}
        assert rows_of == set(children_of(kind.input))
        assert set(known_columns(kind).values()) == set(fields)
        assert set(kind.own) <= set(fields)


def test_an_exported_list_of_delegations_is_known_row_by_row(
    run_cli: RunCli, seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done(run_cli("list-delegations", "-o", "visits.csv", address=seeded))
    with unchanged(seeded):
        again = done(run_cli("import", "visits.csv", "--as", "delegations", "--json", address=seeded))
    assert '"created": 0' in again.out
    assert '"rejected": 0' in again.out
    assert_refused(run_cli("import", "visits.csv", "--as", "visits", address=seeded), 2, "'visits'", "delegations")


def test_rejected_rows_are_kept_with_their_columns_and_a_trial_writes_nothing(
    run_cli: RunCli, seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fairs.csv").write_text("title,date,host\nFair,2024,Busan\nFair 2,soon,Busan\n")
    with unchanged(seeded):
        done(run_cli("import", "fairs.csv", "--as", "events", "--dry-run", address=seeded))
    done(run_cli("import", "fairs.csv", "--as", "events", "--save-mapping", "fairs.toml", address=seeded))
    assert Path("fairs.rejects.csv").read_text().splitlines()[1].startswith("Fair 2,soon,Busan,3,date,")
    assert 'title = "title"' in Path("fairs.toml").read_text()
    done(run_cli("import", "fairs.csv", "--as", "events", "--mapping", "fairs.toml", address=seeded))


def test_a_column_without_a_name_is_told_before_anything_is_written(
    run_cli: RunCli, seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fairs.csv").write_text("title,date,host,\nFair,2024,Busan,moved to May\n")
    told = done(run_cli("import", "fairs.csv", "--as", "events", "--dry-run", address=seeded)).err
    assert "not read: a column without a name behind host, with 'moved to May' in line 2" in told


@pytest.mark.parametrize(
    ("kind", "header", "row", "column", "words"),
    [
        ("people", "name,position", "vakant,Mayor", "name", "is no name of a person"),
        ("people", "name,position", "N. N.,Mayor", "name", "is no name of a person"),
        ("people", "name,position", "Kim / Park,Clerk", "name", "may be several people"),
        ("people", "name,position", "홍길동 외 3명,국장", "name", "may be several people"),
        ("people", "name,position", "Ann Lee und Bo Kim,Clerk", "name", "may be several people"),
        ("people", "name,position", "Li Wei (bis 2019),Mayor", "name", "is no name alone"),
        ("contacts", "city,contact person", "Busan,Kim Min-ji <kim@example.org>", "contact person", "is no name alone"),
        ("delegations", "title,date,member", "A visit,2024,Ann & Bo", "member", "may be several people"),
        ("delegations", "title,date,member", 'A visit,2024,"Ann Lee, Bo, Cho"', "member", "may be several people"),
        ("delegations", "title,date,member", 'A visit,2024,"Dr. Lang, Fr. Wolf"', "member", "may be several people"),
        ("events", "title,date", "Film week (cancelled),2024", "title", "called status"),
        ("events", "title,date", "ABGESAGT: Filmwoche,2024", "title", "called status"),
        ("events", "title,date", "영화제 - 취소,2024", "title", "called status"),
    ],
)
def test_what_is_no_name_is_not_recorded_as_one(
    seeded: Address, tmp_path: Path, kind: str, header: str, row: str, column: str, words: str
) -> None:
    with unchanged(seeded):
        (reject,) = take(seeded, tmp_path, kind, f"{header}\n{row}\n").rejects
    assert reject.column == column
    assert words in f"{reject.reason} {reject.hint}"


@pytest.mark.parametrize("remark", ["did not take place (Covid)", "entfällt wegen Sturm", "미개최"])
def test_a_remark_that_an_activity_did_not_take_place_is_no_remark(
    seeded: Address, tmp_path: Path, remark: str
) -> None:
    outcome = take(seeded, tmp_path, "events", f"title,date,note\nFair,2020,{remark}\n")
    assert "called status" in (outcome.rejects[0].hint or "")


def test_names_and_titles_that_only_look_like_more_are_taken(seeded: Address, tmp_path: Path) -> None:
    people = 'name,position\n"Lee, Ann",Mayor\nJosé Ortega y Gasset,Clerk\nKim Min-ji (Minji),Clerk\n'
    assert counts(take(seeded, tmp_path, "people", people)) == (3, 0, 0)
    events = "title,date,status\nFilm week (cancelled),2024,cancelled\nFair (spring),2024,\nBusan: Film - Music,2024,\n"
    assert counts(take(seeded, tmp_path, "events", events)) == (3, 0, 0)


def test_a_row_below_a_heading_that_says_a_state_has_to_say_it(seeded: Address, tmp_path: Path) -> None:
    events = (
        "title,date,host,status\nA fair,2020,Busan,\nAbgesagt:,,,\nB fair,2021,Busan,\nC fair,2022,Busan,cancelled\n"
        "Stattgefunden,,,\nD fair,2023,Busan,\n"
    )
    outcome = take(seeded, tmp_path, "events", events)
    assert counts(outcome) == (3, 0, 3)
    assert [each.line for each in outcome.rejects] == [3, 4, 6]
    assert (
        "below 'Abgesagt:' (line 3), and nothing in the row says whether it is cancelled" in outcome.rejects[1].reason
    )
    promises = "promise,agreement,who\nErledigt:,,\nA tree,busan-kr--shanghai-cn,Busan\n"
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (0, 0, 2)


DAYS = "SELECT start_text, end_text FROM activity WHERE title LIKE 'Talks%' ORDER BY title"


def test_a_year_in_a_column_of_its_own_is_that_of_the_days(seeded: Address, tmp_path: Path) -> None:
    listed = (
        "제목,연도,방문기간,장소\n"
        "Talks 1,2019,10月2日～5日,Shanghai\nTalks 2,2019,,Shanghai\nTalks 3,2019,2./3. Oktober,Shanghai\n"
        "Talks 4,,KW 23,Shanghai\nTalks 5,2018,2019-10-02,Shanghai\n"
    )
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert [(each.line, each.column, each.reason.partition("' ")[2]) for each in outcome.rejects] == [
        (5, "방문기간", "has no year"),
        (6, "방문기간", "is of another year than stands beside it, 2018"),
    ]
    assert rows(seeded, DAYS) == [("2019-10-02", "2019-10-05"), ("2019", None), ("2019-10-02", "2019-10-03")]


def test_the_year_alone_is_the_day_and_counts_for_the_last_day_too(seeded: Address, tmp_path: Path) -> None:
    assert counts(take(seeded, tmp_path, "events", "Titel,Jahr,Ort\nTalks 1,2019,Busan\n")) == (1, 0, 0)
    listed = "Titel,Jahr,von,bis,Ort\nTalks 2,2019,13.10.,14.10.,Busan\nTalks 3,2019,30.12.2019,2.1.2020,Busan\n"
    assert counts(take(seeded, tmp_path, "events", listed)) == (2, 0, 0)
    assert rows(seeded, DAYS) == [("2019", None), ("2019-10-13", "2019-10-14"), ("2019-12-30", "2020-01-02")]


def test_a_span_that_another_column_ends_otherwise_is_rejected(seeded: Address, tmp_path: Path) -> None:
    listed = "Titel,von,bis,Ort\nTalks 1,2.-5.10.2019,5.10.2019,Busan\nTalks 2,2.-5.10.2019,6.10.2019,Busan\n"
    (reject,) = take(seeded, tmp_path, "events", listed).rejects
    assert (reject.line, reject.column) == (3, "bis")
    assert rows(seeded, DAYS) == [("2019-10-02", "2019-10-05")]


def test_a_span_is_taken_where_one_may_stand_alone(seeded: Address, tmp_path: Path) -> None:
    promises = "Zusage,bis wann,Vereinbarung,wer,wem\nEin Besuch,KW 23/2025,busan-kr--shanghai-cn,Busan,Shanghai\n"
    assert counts(take(seeded, tmp_path, "commitments", promises)) == (1, 0, 0)
    assert rows(seeded, "SELECT due_text FROM commitment WHERE text = 'Ein Besuch'") == [("2025-06-02/2025-06-08",)]
    (reject,) = take(seeded, tmp_path, "events", "Titel,von,bis,Ort\nTalks,2.10.2019,5.-6.10.2019,Busan\n").rejects
    assert "one day is meant" in reject.reason
