"""`add-…` of every kind of record, `edit` and `remove`: what is said is kept, shown and taken back."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from cli.commands import RunCli, assert_refused, contents, done, loaded, unchanged
from cli.running import run_in_process
from cli.terminals import ended, terminal
from db.registers import Prepared
from twinning.db.storage.address import Address

DELEGATION = (
    "add-delegation",
    "Visit of the mayor",
    *("--start", "2024-05-11", "--end", "2024-05-14", "--size", "12", "--approximate", "yes"),
    *("--purpose", "Talks on the harbour", "--field", "economy", "--agreement", "busan-kr--shanghai-cn"),
    *("--place", "Busan, role=sender", "--place", "Shanghai, role=host, on=2024-05-11", "--place", "Japan, role=stop"),
    *("--person", "Hong Gil-dong, role=head, post=Mayor of Busan", "--organization", "Busan Museum, role=organiser"),
    *("--expense", "54000000 KRW, funder=Busan, year=2024", "--expense", "1200.50 USD, funder=Busan Museum"),
    *("--source", "https://example.org/visit, field=size, value=12, locator=p. 3"),
)
MUSEUM = ("add-organization", "Busan Museum", "--acts-for", "Busan", "--founded", "1978")
KEY = "visit-of-the-mayor"


def shown(run_cli: RunCli, address: Address, *arguments: str) -> dict[str, Any]:
    return loaded(done(run_cli(*arguments, "--json", address=address)).out)


def rows(run_cli: RunCli, address: Address, *arguments: str) -> list[dict[str, Any]]:
    return loaded(done(run_cli(*arguments, "--json", address=address)).out)


@pytest.fixture
def visited(prepared: Prepared) -> Address:
    """A register with a delegation, and with a museum that went."""
    return prepared(visit)


def visit(address: Address) -> None:
    for command in (MUSEUM, DELEGATION):
        done(run_in_process(*command, address=address))


def test_a_delegation_keeps_who_went_where_why_and_what_it_cost(run_cli: RunCli, visited: Address) -> None:
    visit = shown(run_cli, visited, "show", KEY)
    assert (visit["kind"], visit["status"], visit["size"], visit["approximate"]) == ("delegation", "held", 12, True)
    assert (visit["start"], visit["end"], visit["fields"]) == ("2024-05-11", "2024-05-14", ["economy"])
    assert visit["agreement"] == "busan-kr--shanghai-cn"
    places = [(place["city"], place["country"], place["role"], place["on"]) for place in visit["places"]]
    assert places == [
        ("Busan", "South Korea", "sender", None),
        ("Shanghai", "China", "host", "2024-05-11"),
        (None, "Japan", "stop", None),
    ]
    assert [(each["name"], each["role"], each["post"]) for each in visit["people"]] == [
        ("Hong Gil-dong", "head", "Mayor of Busan")
    ]
    assert [each["role"] for each in visit["organizations"]] == ["organiser"]
    assert [(each["amount"], each["currency"], each["year"], each["funder"]) for each in visit["expenses"]] == [
        ("54000000", "KRW", 2024, "Busan"),
        ("1200.50", "USD", None, "Busan Museum"),
    ]
    assert [(each["address"], each["places"]) for each in visit["sources"]] == [("https://example.org/visit", ["p. 3"])]


@pytest.mark.parametrize(
    ("command", "section", "name"),
    [
        (("add-event", "Day of Busan", "--start", "2024-10-05", "--attendance", "800", "--venue", "Hall"), "event", ""),
        (("add-program", "School", "--start", "2024-07", "--duration", "P4W", "--participants", "24"), "", ""),
        (("add-person", "Hong Gil-dong", "--post", "Mayor, at=Busan, start=2022-07-01"), "posts", "Mayor"),
        (("add-organization", "Museum", "--acts-for", "Busan", "--claim", "members, value=70, on=2024"), "claims", ""),
        (("add-source", "The agreement", "--kind", "instrument", "--languages", "ko, zh"), "", ""),
    ],
)
def test_every_kind_of_record_is_added_shown_listed_and_removed_again(
    run_cli: RunCli, seeded: Address, command: tuple[str, ...], section: str, name: str
) -> None:
    before = contents(seeded)[0]
    added = shown(run_cli, seeded, *command)
    kind = command[0].removeprefix("add-")
    plural = {"person": "people"}.get(kind, f"{kind}s")
    listed = rows(run_cli, seeded, f"list-{plural}")
    assert added["key"] in {row["key"] for row in listed}
    if name:
        assert [row["post"] for row in added[section]] == [name]
    done(run_cli("remove", added["key"], "--yes", address=seeded))
    assert contents(seeded)[0] == before


def test_an_agreement_takes_its_terms_its_acts_and_its_costs(run_cli: RunCli, seeded: Address) -> None:
    terms = ("--renewal", "automatic", "--term-months", "60", "--notice-months", "6")
    council = ("--council-approval", "Decision 12", "--council-approved", "1999-04-30", "--internal", "yes")
    acts = ("--act", "renewed, on=2004-05-04, until=2009-05-03", "--act", "suspended, on=2008, by=Cairo, ground=budget")
    signed = ("--kind", "contact", "--signed", "1999-05-04")
    command = ("add-agreement", "Busan", "Cairo", *signed, *terms, *council, *acts)
    agreement = shown(run_cli, seeded, *command, "--expense", "100 EUR, note=Stamps")
    assert [(act["act"], act["on"], act["by"]) for act in agreement["acts"]] == [
        ("signed", "1999-05-04", None),
        ("renewed", "2004-05-04", None),
        ("suspended", "2008", "Cairo"),
    ]
    assert (agreement["renewal"], agreement["term_months"]) == ("automatic", 60)
    assert (agreement["council_approval"], agreement["council_approved"]) == ("Decision 12", "1999-04-30")
    assert agreement["status"] == "suspended"


def test_a_commitment_hangs_on_an_agreement_and_is_kept_by_an_activity(run_cli: RunCli, visited: Address) -> None:
    promise = ("--made-in", "busan-kr--shanghai-cn", "--debtor", "Shanghai", "--creditor", "Busan", "--due", "2023")
    done(run_cli("add-commitment", "A return visit", *promise, address=visited))
    (owed,) = rows(run_cli, visited, "list-commitments", "--overdue", "--city", "Shanghai", "--as-of", "2024-01-01")
    assert (owed["commitment"], owed["state"], owed["key"]) == (
        "A return visit",
        "open",
        "agreement:busan-kr--shanghai-cn/commitment-1",
    )
    done(run_cli("edit", owed["key"], "--kept-by", KEY, address=visited))
    refused = run_cli("edit", owed["key"], "--state", "broken", address=visited)
    assert_refused(refused, 6, "--clear kept-by")
    assert_refused(run_cli("edit", owed["key"], "--made-in", KEY, address=visited), 2, "made in")
    (kept,) = rows(run_cli, visited, "list-commitments", "--city", "Shanghai", "--state", "kept")
    assert kept["kept_by"] == "Visit of the mayor"


def test_the_paper_itself_is_a_source_with_its_file_told_by_its_digest(
    run_cli: RunCli, seeded: Address, tmp_path: Path
) -> None:
    paper = tmp_path / "협정서 1993.pdf"
    paper.write_bytes(b"%PDF the signed copy")
    options = ("--kind", "instrument", "--languages", "ko, zh", "--shelf-mark", "B 12/3", "--attach", str(paper))
    source = shown(run_cli, seeded, "add-source", "The agreement", *options)
    assert source["file_name"] == "협정서 1993.pdf"
    assert source["sha256"] == hashlib.sha256(b"%PDF the signed copy").hexdigest()
    assert (source["languages"], source["shelf_mark"]) == ("ko, zh", "B 12/3")
    again = run_cli("add-source", "A copy", "--kind", "instrument", "--attach", str(paper), address=seeded)
    assert_refused(again, 4, "the-agreement")


def test_a_paper_that_comes_in_on_standard_input_is_told_by_its_digest(run_cli: RunCli, seeded: Address) -> None:
    piped = ("add-source", "The agreement", "--kind", "instrument", "--attach", "-", "--json")
    assert hashlib.sha256(b"signed").hexdigest() in done(run_cli(*piped, address=seeded, input="signed")).out


def test_a_file_that_cannot_be_read_is_refused(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    with unchanged(seeded):
        for path in (tmp_path / "none.pdf", tmp_path):
            answer = run_cli("add-source", "X", "--kind", "instrument", "--attach", str(path), address=seeded)
            assert_refused(answer, 6, str(path))


def test_an_edit_shows_the_difference_and_nothing_else(run_cli: RunCli, visited: Address) -> None:
    edit = ("edit", KEY, "--size", "13", "--clear", "purpose", "--add-field", "culture", "--remove-field", "economy")
    changes = {(each["field"], each["before"], each["after"]) for each in rows(run_cli, visited, *edit)}
    assert changes == {
        ("size", "12", "13"),
        ("purpose", "Talks on the harbour", None),
        ("field", "economy", None),
        ("field", None, "culture"),
    }
    visit = shown(run_cli, visited, "show", KEY)
    assert (visit["size"], visit["purpose"], visit["fields"]) == (13, None, ["culture"])


def test_an_edit_of_what_is_so_already_writes_nothing(run_cli: RunCli, visited: Address) -> None:
    with unchanged(visited):
        assert rows(run_cli, visited, "edit", KEY, "--size", "12", "--title", "Visit of the mayor") == []


def test_an_act_a_name_and_a_citation_are_edited_by_their_references(run_cli: RunCli, seeded: Address) -> None:
    act = "agreement:busan-kr--shanghai-cn/act-1"
    done(run_cli("edit", act, "--note", "In the city hall", "--add-signatory", "Busan: Kim, Mayor", address=seeded))
    first = shown(run_cli, seeded, "show", "busan-kr--shanghai-cn")["acts"][0]
    assert (first["note"], first["signatories"]) == ("In the city hall", ["Busan: Kim, Mayor"])
    done(run_cli("edit", act, "--remove-signatory", "Kim", "--clear", "note", address=seeded))
    first = shown(run_cli, seeded, "show", "busan-kr--shanghai-cn")["acts"][0]
    assert (first["note"], first["signatories"]) == (None, [])
    done(run_cli("edit", "city:busan-kr/name-1", "--kind", "official", "--until", "1995", address=seeded))
    done(run_cli("edit", "busan-kr", "--add-source", "https://example.org, locator=p. 1", address=seeded))
    done(run_cli("edit", "source:example-org/citation-1", "--locator", "p. 2", address=seeded))
    assert "p. 2" in done(run_cli("show", "busan-kr", address=seeded)).out


def test_rows_are_taken_away_by_what_they_say_or_by_number(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("add-city", "Gdańsk", "--country", "PL", "--name", "de: Danzig", "--name", "Dantzig", address=seeded))
    done(run_cli("edit", "gdansk-pl", "--remove-name", "de: Danzig", "--add-name", "la: Gedanum", address=seeded))
    city = shown(run_cli, seeded, "show", "gdansk-pl")
    assert [(each["name"], each["language"]) for each in city["names"]] == [("Dantzig", None), ("Gedanum", "la")]
    done(run_cli("edit", "gdansk-pl", "--remove-name", "2", address=seeded))
    assert [each["name"] for each in shown(run_cli, seeded, "show", "gdansk-pl")["names"]] == ["Gedanum"]
    with unchanged(seeded):
        assert_refused(run_cli("edit", "gdansk-pl", "--remove-name", "Dantzig", address=seeded), 3, "has no name")


def test_a_row_that_several_could_be_is_asked_for_more_exactly(run_cli: RunCli, visited: Address) -> None:
    done(run_cli("edit", KEY, "--add-place", "Shanghai, role=stop", address=visited))
    with unchanged(visited):
        assert_refused(run_cli("edit", KEY, "--remove-place", "Shanghai", address=visited), 4, "role=")
    done(run_cli("edit", KEY, "--remove-place", "Shanghai, role=stop", address=visited))


def test_a_changed_name_is_found_and_the_key_stays(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("edit", "shanghai-cn", "--name", "Shanghai Shi", address=seeded))
    assert shown(run_cli, seeded, "show", "shanghai shi")["key"] == "shanghai-cn"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--venue", "Hall"), 2, ("delegation", "no venue")),
        (("--field", "culture"), 2, ("--add-field",)),
        (("--size", "12", "--clear", "size"), 2, ("at once",)),
        (("--title", ""), 6, ("title", "empty")),
        (("--add-place", "Busan, role=host, role=guest"), 2, ("role", "twice")),
        (("--add-place", "role=guest"), 2, ("needs place",)),
        (("--add-name", "X"), 2, ("no name",)),
        (("--clear", "title"), 2, ("cannot be without title",)),
        (("--clear", "nonsense"), 2, ("no nonsense",)),
        (("--status", "helt"), 2, ("status", "held")),
        (("--start", "2024-13"), 6, ("start",)),
        (("--end", "2023"), 6, ("cannot end on 2023",)),
        (("--size", "-3"), 6, ("size",)),
        (("--size", "many"), 6, ("size", "whole number")),
        (("--duration", "five days"), 6, ("P5D",)),
        (("--duration", "P5D3D"), 6, ("no duration",)),
        (("--duration", "P3D1Y"), 6, ("no duration",)),
        (("--duration", "P٥D"), 6, ("no duration",)),
        (("--part-of", KEY), 4, ("part of itself",)),
        (("--part-of", "nowhere"), 3, ("activity", "nowhere")),
        (("--add-place", "Busan"), 2, ("needs role", "role=")),
        (("--add-place", "Atlantis, role=host"), 3, ("Atlantis",)),
        (("--add-place", "Busan, role=hoost"), 2, ("role", "host")),
        (("--add-place", "Busan, roll=host"), 2, ("roll", "role")),
        (("--add-place", "Busan, role=sender"), 4, ("recorded already",)),
        (("--add-field", "economy"), 4, ("recorded already",)),
        (("--add-expense", "many KRW"), 6, ("1000 KRW",)),
        (("--add-expense", "10 ZZZ"), 6, ("ISO 4217",)),
        (("--add-expense", "10 KRW, year=0"), 6, ("year",)),
        (("--add-expense", "10 KRW, funder=Nobody"), 3, ("Nobody",)),
        (("--add-organization", "Nobody, role=funder"), 3, ("Nobody",)),
        (("--add-source", "nowhere"), 3, ("nowhere",)),
        (("--add-source", "https://example.org, field=siez, value=3"), 2, ("siez", "size")),
        ((), 2, ("nothing to change",)),
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_nothing_is_written(
    run_cli: RunCli, visited: Address, arguments: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    with unchanged(visited):
        assert_refused(run_cli("edit", KEY, *arguments, address=visited), code, *words)


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("add-delegation",), 2, ("TITLE", "--start")),
        (("add-delegation", "Undated"), 2, ("--start", "--status")),
        (("add-delegation", "Then", "--start", "[2020..2099]"), 2, ("--status held", "--status planned")),
        (("add-commitment", "X", "--debtor", "Busan"), 2, ("--made-in",)),
        (("add-commitment", "X", "--made-in", "busan-kr--shanghai-cn", "--debtor", "Oz"), 3, ("Oz",)),
        (("add-source", "X"), 2, ("--kind",)),
        (("add-person", "Hong", "--post", "Mayor, at=Oz"), 3, ("Oz",)),
        (("add-person", "Hong", "--post", "Mayor, start=2020, end=2010"), 6, ("2010",)),
        (("add-organization", "Museum", "--contact", " "), 6, ("office",)),
        (("add-city", "X", "--country", "KR", "--latitude", "99", "--longitude", "1"), 6, ("latitude",)),
    ],
)
def test_a_record_that_cannot_be_is_refused_and_nothing_is_written(
    run_cli: RunCli, seeded: Address, command: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    with unchanged(seeded):
        assert_refused(run_cli(*command, address=seeded), code, *words)


def test_a_namesake_needs_a_summary(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("add-person", "Hong Gil-dong", address=seeded))
    with unchanged(seeded):
        assert_refused(run_cli("add-person", "hong gildong", address=seeded), 4, "hong-gil-dong", "--summary")
    done(run_cli("add-person", "Hong Gil-dong", "--summary", "The painter", address=seeded))
    answer = run_cli("edit", "busan-kr", "--add-contact", "Desk, person=Hong Gil-dong", address=seeded)
    assert_refused(answer, 4, "hong-gil-dong--2")


def test_what_others_refer_to_is_not_removed_and_they_are_listed(run_cli: RunCli, visited: Address) -> None:
    promise = ("--made-in", KEY, "--debtor", "Shanghai")
    done(run_cli("add-commitment", "A return visit", *promise, address=visited))
    with unchanged(visited):
        for record, referrer in (
            ("shanghai-cn", "agreement:busan-kr--shanghai-cn"),
            (KEY, f"activity:{KEY}/commitment-1"),
            ("organization:busan-museum", f"activity:{KEY}"),
            ("person:hong-gil-dong", f"activity:{KEY}"),
            ("source:example-org-visit", "source:example-org-visit/citation-1"),
        ):
            assert_refused(run_cli("remove", record, "--yes", address=visited), 4, referrer)


def test_a_removal_is_taken_back_whole(run_cli: RunCli, visited: Address) -> None:
    before = contents(visited)[0]
    done(run_cli("remove", KEY, "--yes", address=visited))
    assert_refused(run_cli("show", f"activity:{KEY}", address=visited), 3)
    done(run_cli("undo", address=visited))
    assert contents(visited)[0] == before


def test_a_party_that_acted_or_is_one_of_two_stays(run_cli: RunCli, seeded: Address) -> None:
    three = ("add-agreement", "Busan", "Cairo", "Cebu", "--kind", "contact", "--signed", "1999")
    key = shown(run_cli, seeded, *three, "--act", "left, on=2004, by=Cebu")["key"]
    with unchanged(seeded):
        assert_refused(run_cli("edit", key, "--remove-party", "Cebu", address=seeded), 4, "act 2")
    done(run_cli("edit", key, "--remove-party", "Cairo", address=seeded))
    with unchanged(seeded):
        assert_refused(run_cli("edit", key, "--remove-party", "Busan", address=seeded), 4, "two or more")


def test_removing_is_confirmed_and_without_a_terminal_only_by_yes(run_cli: RunCli, visited: Address) -> None:
    with unchanged(visited):
        assert_refused(run_cli("remove", KEY, address=visited), 2, "--yes")
        assert "nothing was written" in done(run_cli("remove", KEY, "--dry-run", address=visited)).err


def test_an_edit_that_rests_on_an_older_state_is_refused(run_cli: RunCli, visited: Address) -> None:
    seen = rows(run_cli, visited, "log", KEY)[0]["operation"]
    done(run_cli("edit", KEY, "--size", "13", "--actor", "mina", address=visited))
    with unchanged(visited):
        answer = run_cli("edit", KEY, "--size", "14", "--unchanged-since", str(seen), address=visited)
        assert_refused(answer, 4, str(seen + 1), "twinning log show")
    done(run_cli("edit", KEY, "--size", "14", "--unchanged-since", str(seen + 1), address=visited))


def test_the_actor_may_be_named_before_or_behind_the_command(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("--actor", "mina", "add-person", "A", address=seeded))
    done(run_cli("add-person", "B", "--actor=jun", address=seeded))
    logged = [(each["actor"], each["command"]) for each in rows(run_cli, seeded, "log")[:2]]
    assert logged == [("jun", "add-person …"), ("mina", "add-person …")]


@pytest.mark.parametrize("answer", ["n", "\x03"])
def test_somebody_at_the_terminal_sees_the_difference_and_may_refuse(
    run_cli: RunCli, sqlite_seeded: Address, answer: str
) -> None:
    with unchanged(sqlite_seeded), terminal("edit", "busan-kr", "--admin1", "X", address=sqlite_seeded) as child:
        child.expect("admin1")
        child.expect("Write this")
        child.sendline(answer) if answer == "n" else child.send(answer)
        code, printed = ended(child)
    assert code == (7 if answer == "n" else 130)
    assert "nothing was written" in printed


def test_yes_and_no_input_ask_nothing_at_a_terminal(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal("edit", "busan-kr", "--admin1", "X", "--yes", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "Write this" in printed) == (0, False)
    with terminal("add-city", "Gdańsk", "--no-input", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "--country" in printed) == (2, True)
    with terminal("remove", "source:wikidata", "--no-input", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "--yes" in printed) == (2, True)


def test_of_two_people_who_edit_the_same_record_the_second_sees_both_versions(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    with terminal("edit", "busan-kr", "--admin1", "mine", address=sqlite_seeded) as child:
        child.expect("Write this")
        done(run_cli("edit", "busan-kr", "--admin1", "theirs", "--actor", "mina", address=sqlite_seeded))
        child.sendline("y")
        child.expect("operation [0-9]+ \\(mina: edit[^\n]*changed this meanwhile; nothing was written")
        child.expect("theirs[^\n]*mine")
        child.expect("Write this")
        child.sendline("n")
        code, _ = ended(child)
    assert code == 7
    assert "theirs" in done(run_cli("show", "busan-kr", address=sqlite_seeded)).out


def test_two_edits_at_the_same_time_of_different_records_are_both_written(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    with terminal("edit", "busan-kr", "--admin1", "mine", address=sqlite_seeded) as child:
        child.expect("Write this")
        done(run_cli("edit", "shanghai-cn", "--admin1", "theirs", address=sqlite_seeded))
        child.sendline("y")
        code, _ = ended(child)
    assert code == 0
    for city, region in (("busan-kr", "mine"), ("shanghai-cn", "theirs")):
        assert re.search(region, done(run_cli("show", city, address=sqlite_seeded)).out)


@pytest.mark.parametrize(("start", "post"), [("2024-05", "Mayor, Busan"), ("2021-05", None), ("2027", None)])
def test_a_delegation_tells_the_post_that_somebody_held_on_that_day(
    run_cli: RunCli, seeded: Address, start: str, post: str | None
) -> None:
    held = ("--post", "Mayor, at=Busan, start=2022-07-01, end=2026-06-30", "--post", "Painter")
    done(run_cli("add-person", "Hong Gil-dong", *held, address=seeded))
    command = ("add-delegation", "Visit", "--start", start, "--status", "held", "--person", "Hong Gil-dong, role=head")
    (head,) = shown(run_cli, seeded, *command)["people"]
    assert head["post"] == post


def test_of_cities_that_a_name_could_be_one_is_picked_at_the_terminal(run_cli: RunCli, sqlite_seeded: Address) -> None:
    for state in ("Illinois", "Massachusetts"):
        done(run_cli("add-city", "Springfield", "--country", "US", "--admin1", state, address=sqlite_seeded))
    signed = ("--kind", "contact", "--signed", "1999")
    refused = run_cli("add-agreement", "Busan", "Springfield", *signed, address=sqlite_seeded)
    assert_refused(refused, 4, "springfield-us")
    with terminal("add-agreement", "Busan", "Springfield", *signed, "--json", address=sqlite_seeded) as child:
        child.expect("Which one")
        child.sendline("springfield")
        child.expect("none of them")
        child.sendline("springfield-us--2")
        code, printed = ended(child)
    assert code == 0
    assert '"key": "busan-kr--springfield-us--2"' in printed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--add-act", "suspended, on=2008, by=Moscow"), 6, ("Moscow is no party", "Busan and Shanghai")),
        (("--add-act", "left, on=2008"), 2, ("one party",)),
        (("--add-act", "suspended, on=2008, until=2009"), 2, ("sets no term",)),
        (("--add-act", "renewed, on=2008, until=2001"), 6, ("cannot end",)),
        (("--add-act", "superseded, on=2008"), 2, ("--successor",)),
        (("--add-act", "superseded, on=2008, successor=busan-kr--shanghai-cn"), 2, ("its own place",)),
        (("--add-act", "signed, on=[..2019-12-13]"), 4, ("already",)),
        (("--add-act", "renewed"), 2, ("needs on",)),
    ],
)
def test_an_act_that_cannot_be_is_refused_however_it_is_recorded(
    run_cli: RunCli, seeded: Address, arguments: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("edit", "busan-kr--shanghai-cn", *arguments, address=seeded), code, *words)


def test_an_act_becomes_that_of_a_party_by_naming_it(run_cli: RunCli, seeded: Address) -> None:
    act = "agreement:busan-kr--shanghai-cn/act-1"
    done(run_cli("edit", act, "--by", "Busan", address=seeded))
    first = shown(run_cli, seeded, "show", "busan-kr--shanghai-cn")["acts"][0]
    assert (first["mode"], first["by"]) == ("party", "Busan")
    with unchanged(seeded):
        assert_refused(run_cli("edit", act, "--clear", "by", address=seeded), 2, "one party")
    done(run_cli("edit", act, "--clear", "by", "--mode", "joint", address=seeded))


def test_a_row_may_say_its_first_value_by_its_word(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("edit", "busan-kr", "--add-contact", "email=a@b.example, until=2027", address=seeded))
    (contact,) = shown(run_cli, seeded, "show", "busan-kr")["contacts"]
    assert (contact["office"], contact["email"], contact["valid_until"]) == (None, "a@b.example", "2027")


def test_what_differs_is_never_left_out_for_want_of_room(run_cli: RunCli, sqlite_seeded: Address) -> None:
    with terminal(
        "edit", "busan-kr--shanghai-cn", "--add-field", "culture", address=sqlite_seeded, columns=60
    ) as child:
        child.expect("After")
        child.expect("culture")
        child.sendline("n")
        code, printed = ended(child)
    assert (code, "nothing was written" in printed) == (7, True)


def test_a_citation_is_taken_away_by_the_words_that_made_it_and_checked_when_it_is_edited(
    run_cli: RunCli, seeded: Address
) -> None:
    before = contents(seeded)[0]
    said = "wikidata, field=country, value=South Korea"
    done(run_cli("edit", "busan-kr", "--add-source", said, address=seeded))
    done(run_cli("edit", "busan-kr", "--remove-source", said, address=seeded))
    assert contents(seeded)[0] == before
    done(run_cli("edit", "busan-kr", "--add-source", "https://example.org", address=seeded))
    with unchanged(seeded):
        refused = run_cli("edit", "source:example-org/citation-1", "--field", "nonsense", address=seeded)
        assert_refused(refused, 2, "no field")
    done(run_cli("edit", "source:example-org/citation-1", "--field", "kind", "--value", "City", address=seeded))


def test_whoever_records_an_act_says_the_place_in_the_source_too(run_cli: RunCli, seeded: Address) -> None:
    source = ("--source", "https://example.org/z, locator=p. 3")
    done(run_cli("renew-agreement", "busan-kr--shanghai-cn", "--on", "2024", *source, address=seeded))
    cited = shown(run_cli, seeded, "show", "source:example-org-z")["citations"]
    assert [(each["field"], each["value"], each["place"]) for each in cited] == [("on", "2024", "p. 3")]


def test_a_party_for_which_somebody_signed_stays(run_cli: RunCli, seeded: Address) -> None:
    signed = ("--kind", "contact", "--signed", "1999", "--signatory", "Cebu: Kim, Mayor")
    key = shown(run_cli, seeded, "add-agreement", "Busan", "Cairo", "Cebu", *signed)["key"]
    with unchanged(seeded):
        assert_refused(run_cli("edit", key, "--remove-party", "Cebu", address=seeded), 4, "signatory")


def test_one_of_two_parties_is_replaced(run_cli: RunCli, seeded: Address) -> None:
    key = shown(run_cli, seeded, "add-agreement", "Busan", "Cairo", "--kind", "contact", "--signed", "1999")["key"]
    done(run_cli("edit", key, "--remove-party", "Cairo", "--add-party", "Cebu", address=seeded))
    assert [each["party"] for each in shown(run_cli, seeded, "show", key)["parties"]] == ["Busan", "Cebu"]


def test_keys_that_lead_to_a_record_go_and_come_back_with_it(run_cli: RunCli, seeded: Address) -> None:
    for name in ("Gdańsk", "Gdansk City"):
        done(run_cli("add-city", name, "--country", "PL", address=seeded))
    done(run_cli("merge-city", "gdansk-city-pl", "gdansk-pl", "--yes", address=seeded))
    before = contents(seeded)[0]
    done(run_cli("remove", "gdansk-pl", "--yes", address=seeded))
    done(run_cli("db", "check", address=seeded))
    done(run_cli("undo", address=seeded))
    assert contents(seeded)[0] == before


def test_agreements_do_not_take_one_another_s_place(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("upgrade-agreement", "busan-kr--shanghai-cn", "--kind", "contact", "--on", "2020", address=seeded))
    with unchanged(seeded):
        act = "superseded, on=2021, successor=busan-kr--shanghai-cn"
        assert_refused(
            run_cli("edit", "busan-kr--shanghai-cn--2", "--add-act", act, address=seeded), 2, "its own place"
        )


def test_a_merge_leaves_one_decision_on_a_field(run_cli: RunCli, seeded: Address) -> None:
    for number, name in enumerate(("Gdańsk", "Gdansk City"), start=1):
        said = ("--source", f"https://example.org/{number}, field=admin1, value=Pomerania {number}")
        done(run_cli("add-city", name, "--country", "PL", *said, address=seeded))
        citation = f"source:example-org-{number}/citation-1"
        done(run_cli("prefer", citation, "--because", "Seen", address=seeded))
    merged = shown(run_cli, seeded, "merge-city", "gdansk-city-pl", "gdansk-pl", "--yes")
    assert merged["admin1"] == "Pomerania 1"
    assert "admin1 (decided)" in {row["field"] for row in merged["given_up"]}
    done(run_cli("db", "check", address=seeded))


def test_a_language_is_said_of_another_name_and_not_of_the_city_s_own(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("edit", "busan-kr", "--name", "de: Pusan", address=seeded), 6, "--add-name")


def test_a_person_whom_a_key_names_is_found_beside_a_namesake(run_cli: RunCli, seeded: Address) -> None:
    done(run_cli("add-person", "Anna Smith", address=seeded))
    done(run_cli("add-person", "Anna Smith", "--summary", "The other", address=seeded))
    visit = ("add-event", "Talk", "--start", "2024-05")
    assert_refused(run_cli(*visit, "--person", "Anna Smith, role=speaker", address=seeded), 4, "anna-smith")
    talk = shown(run_cli, seeded, *visit, "--person", "anna-smith, role=speaker")
    assert [each["key"] for each in talk["people"]] == ["anna-smith"]


def test_rows_that_say_less_are_other_rows(run_cli: RunCli, visited: Address) -> None:
    done(run_cli("edit", KEY, "--add-expense", "54000000 KRW", address=visited))
    with unchanged(visited):
        assert_refused(run_cli("edit", KEY, "--add-expense", "54000000 KRW", address=visited), 4, "recorded already")


@pytest.mark.parametrize(("start", "end", "status"), [("2020", "2099", "held"), ("2098", "2099", "planned")])
def test_what_has_begun_is_held_and_what_has_not_is_planned(
    run_cli: RunCli, seeded: Address, start: str, end: str, status: str
) -> None:
    assert shown(run_cli, seeded, "add-event", "Fair", "--start", start, "--end", end)["status"] == status


def test_a_blank_that_is_missing_after_a_comma_is_told(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        refused = run_cli("add-person", "Hong", "--post", "Head,at=Busan", address=seeded)
        assert_refused(refused, 2, "blank", "at=")


def test_a_missing_argument_is_asked_for_at_a_terminal_and_the_whole_is_confirmed(
    run_cli: RunCli, sqlite_seeded: Address
) -> None:
    with terminal("renew-agreement", "--on", "2024-05", address=sqlite_seeded) as child:
        child.expect("The agreement.s key[^\n]*: ")
        child.sendline("busan-kr--shanghai-cn")
        child.expect("renewed")
        child.expect("Write this")
        child.sendline("y")
        code, _ = ended(child)
    assert code == 0
    with terminal("remove", "--no-input", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "REF" in printed) == (2, True)
    assert_refused(run_cli("remove", address=sqlite_seeded), 2, "REF")


def test_notes_on_a_change_are_seen_before_it_is_agreed_to(sqlite_seeded: Address) -> None:
    with terminal("erase-person", "Kim Bo-hee", address=sqlite_seeded) as child:
        child.expect("the name still stands in")
        child.expect("for good")
        child.sendline("n")
        code, _ = ended(child)
    assert code == 7


@pytest.mark.parametrize("actor", ["a\nb", "\x1b[31m", "x" * 201])
def test_an_actor_is_a_name_like_any_other(run_cli: RunCli, seeded: Address, actor: str) -> None:
    with unchanged(seeded):
        assert_refused(run_cli("--actor", actor, "add-person", "Hong", address=seeded), 6, "the actor")


def test_a_general_option_without_its_value_is_told(run_cli: RunCli, seeded: Address) -> None:
    assert_refused(run_cli("list-cities", "--lang", address=seeded), 2, "--lang needs a value")


def test_an_agreement_shows_what_it_cost_and_that_it_is_internal(run_cli: RunCli, seeded: Address) -> None:
    cost = ("--expense", "1200.50 EUR, funder=Busan, year=2019", "--internal", "yes")
    agreement = shown(
        run_cli, seeded, "add-agreement", "Busan", "Cairo", "--kind", "contact", "--signed", "1999", *cost
    )
    assert [(each["amount"], each["currency"], each["funder"]) for each in agreement["expenses"]] == [
        ("1200.50", "EUR", "Busan")
    ]
    assert agreement["internal"] is True


def test_a_municipal_merger_is_a_circumstance(run_cli: RunCli, seeded: Address) -> None:
    why = ("--on", "1995-05", "--ground", "municipal-merger")
    acts = shown(run_cli, seeded, "suspend-agreement", "busan-kr--shanghai-cn", *why)["acts"]
    assert [act["mode"] for act in acts if act["act"] == "suspended"] == ["circumstance"]
    with unchanged(seeded):
        both = ("ended", "--on", "1996", "--by", "Busan", "--mode", "joint")
        assert_refused(run_cli("record-act", "busan-kr--shanghai-cn", *both, address=seeded), 2, "--by or --mode")


def test_an_agreement_is_superseded_by_one_of_its_own_parties(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        by = ("superseded", "--on", "2020", "--successor", "kalmykia-ru--seoul-kr")
        assert_refused(run_cli("record-act", "busan-kr--shanghai-cn", *by, address=seeded), 6, "none of the parties")


def test_an_edit_cannot_rest_on_an_operation_that_is_none(run_cli: RunCli, seeded: Address) -> None:
    with unchanged(seeded):
        refused = run_cli("edit", "busan-kr", "--admin1", "X", "--unchanged-since", "99", address=seeded)
        assert_refused(refused, 3, "no operation 99")


def test_what_was_written_is_told_though_it_cannot_be_shown(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none" / "city.json")
    answer = run_cli("add-city", "Gdańsk", "--country", "PL", "-o", nowhere, address=seeded)
    assert_refused(answer, 6, "the city was added, but", "cannot be written")
    done(run_cli("show", "gdansk-pl", address=seeded))


def test_one_city_is_too_few_before_anything_is_asked(sqlite_seeded: Address) -> None:
    with terminal("add-agreement", "Busan", address=sqlite_seeded) as child:
        code, printed = ended(child)
    assert (code, "two or more parties" in printed) == (2, True)


def test_nothing_is_asked_at_a_terminal_where_nothing_would_change(sqlite_seeded: Address) -> None:
    with unchanged(sqlite_seeded), terminal("edit", "busan-kr", "--kind", "city", address=sqlite_seeded) as child:
        code, printed = ended(child)
        assert code == 0
        assert "nothing differs" in printed
        assert "Write this" not in printed
