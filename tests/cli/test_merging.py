"""Cities that are one, and cities that became another, from the command line."""

from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, contents, done, loaded, unchanged
from cli.running import run_in_process
from cli.terminals import ended, terminal
from cli.test_statements import add_partners, counting
from db.registers import Prepared
from twinning.db.storage.address import Address

DAY = ("--on", "2010-07-01")


def add_cities(run_cli: RunCli, address: Address, *names: str) -> None:
    for name in names:
        done(run_cli("add-city", name, "--country", "KR", address=address))


@pytest.fixture
def doubled(prepared: Prepared) -> Address:
    """A register with a second record of Busan, which has names, agreements and an act of its own."""
    return prepared(double)


def double(address: Address) -> None:
    named = ("--name", "ko: 부산시", "--source", "https://example.org/a")
    done(run_in_process("add-city", "Busan City", "--country", "KR", "--admin1", "Yeongnam", *named, address=address))
    for partner in ("Cairo", "Shanghai"):
        agreement = ("busan-city-kr", partner, "--kind", "contact", "--signed", "1999")
        done(run_in_process("add-agreement", *agreement, address=address))
    key = "busan-city-kr--cairo-eg"
    done(run_in_process("end-agreement", key, "--on", "2005", "--by", "busan-city-kr", address=address))


@pytest.fixture
def masan(prepared: Prepared) -> Address:
    """A register with the cities that made up Changwon."""
    return prepared(make_up_changwon)


def make_up_changwon(address: Address) -> None:
    add_cities(run_in_process, address, "Masan", "Jinhae", "Changwon")
    tie = ("add-agreement", "Masan", "Cairo", "--kind", "contact", "--signed", "1999")
    done(run_in_process(*tie, address=address))


def test_the_key_that_was_given_up_answers_everywhere(run_cli: RunCli, doubled: Address) -> None:
    done(run_cli("merge-city", "busan-city-kr", "Busan", "--yes", address=doubled))
    for command in (["show", "busan-city-kr"], ["list-partners", "busan-city-kr"], ["log", "busan-city-kr"]):
        new = [argument.replace("busan-city-kr", "busan-kr") for argument in command]
        old, now = (done(run_cli(*each, "--json", address=doubled)).out for each in (command, new))
        assert old == now
    done(run_cli("add-agreement", "busan-city-kr", "Moscow", "--kind", "contact", "--signed", "2001", address=doubled))
    done(run_cli("add-city", "Busan City", "--country", "KR", "--kind", "other", address=doubled))
    assert done(run_cli("show", "busan-city-kr--2", "--json", address=doubled)).out


def test_a_merge_is_undone_to_the_byte(run_cli: RunCli, doubled: Address) -> None:
    before = contents(doubled)[0]
    done(run_cli("merge-city", "busan-city-kr", "Busan", "--yes", address=doubled))
    assert contents(doubled)[0] != before
    done(run_cli("undo", address=doubled))
    assert contents(doubled)[0] == before


def test_a_merge_that_was_undone_is_done_again_to_the_byte(run_cli: RunCli, doubled: Address) -> None:
    done(run_cli("merge-city", "busan-city-kr", "Busan", "--yes", address=doubled))
    merged = contents(doubled)[0]
    done(run_cli("undo", address=doubled))
    last = loaded(done(run_cli("log", "--json", address=doubled)).out)[0]["operation"]
    done(run_cli("undo", str(last), address=doubled))
    assert contents(doubled)[0] == merged


def test_ids_that_were_taken_over_go_back_with_an_undo_and_come_again(run_cli: RunCli, seeded: Address) -> None:
    position = ("--latitude", "35.2", "--longitude", "128.6")
    ids = ("--wikidata", "Q42114", "--geonames", "1846326")
    done(run_cli("add-city", "Changwon City", "--country", "KR", *position, *ids, address=seeded))
    done(run_cli("add-city", "Changwon", "--country", "KR", address=seeded))
    before = contents(seeded)[0]
    done(run_cli("merge-city", "changwon-city-kr", "Changwon", "--yes", address=seeded))
    merged = contents(seeded)[0]
    assert done(run_cli("show", "Q42114", "--json", address=seeded)).out.startswith('{\n  "key": "changwon-kr"')
    for expected in (before, merged, before):
        last = loaded(done(run_cli("log", "--json", address=seeded)).out)[0]["operation"]
        done(run_cli("undo", str(last), address=seeded))
        assert contents(seeded)[0] == expected


def test_a_merge_shows_first_what_an_editor_is_to_look_at(run_cli: RunCli, doubled: Address) -> None:
    with unchanged(doubled):
        dry = done(run_cli("merge-city", "busan-city-kr", "Busan", "--dry-run", "--json", address=doubled))
    written = done(run_cli("merge-city", "busan-city-kr", "Busan", "--yes", "--json", address=doubled))
    shown = loaded(dry.out)
    assert loaded(written.out) == shown
    assert (shown["key"], shown["admin1"], shown["given_up"]) == ("busan-kr", "Yeongnam", [])
    assert [row["key"] for row in shown["same_parties"]] == ["busan-city-kr--shanghai-cn", "busan-kr--shanghai-cn"]
    assert dry.err == "note: nothing was written\n"
    assert written.err == "note: the two records were merged\n"


def test_the_register_is_in_order_after_a_merge(run_cli: RunCli, doubled: Address, tmp_path: Path) -> None:
    done(run_cli("merge-city", "busan-city-kr", "Busan", "--yes", address=doubled))
    assert loaded(done(run_cli("db", "check", "--json", address=doubled)).out) == []
    done(run_cli("export", str(tmp_path / "package"), address=doubled))
    again = done(run_cli("import", str(tmp_path / "package"), address=doubled))
    assert again.err.startswith("note: added: nothing\n")


def test_a_merge_that_nobody_confirms_is_refused(run_cli: RunCli, doubled: Address) -> None:
    with unchanged(doubled):
        assert_refused(run_cli("merge-city", "busan-city-kr", "Busan", address=doubled), 2, "--yes")


def test_a_merge_of_what_cannot_be_one_city_is_refused(run_cli: RunCli, doubled: Address) -> None:
    with unchanged(doubled):
        refused = run_cli("merge-city", "Shanghai", "Busan", "--yes", address=doubled)
    assert_refused(refused, 4, "busan-kr--shanghai-cn", "a city is not twinned with itself")
    with unchanged(doubled):
        assert_refused(run_cli("merge-city", "Busan", "busan-kr", "--yes", address=doubled), 4, "busan-kr already")


def test_a_merge_is_shown_and_asked_about_at_a_terminal(run_cli: RunCli, sqlite_seeded: Address) -> None:
    add_cities(run_cli, sqlite_seeded, "Busan City")
    with unchanged(sqlite_seeded), terminal("merge-city", "busan-city-kr", "Busan", address=sqlite_seeded) as child:
        child.expect("Wikidata id")
        child.expect("Write this")
        child.sendline("n")
        assert ended(child)[0] != 0


def test_partners_of_a_succeeded_city_show_under_the_new_one(run_cli: RunCli, masan: Address) -> None:
    dossier = loaded(done(run_cli("succeed-city", "Masan", "Jinhae", "Changwon", *DAY, "--json", address=masan)).out)
    assert [row["key"] for row in dossier["predecessors"]] == ["jinhae-kr", "masan-kr"]
    assert [row["key"] for row in dossier["inherited_agreements"]] == ["cairo-eg--masan-kr"]
    assert "Through Masan, succeeded on 2010-07-01" in done(run_cli("list-partners", "Changwon", address=masan)).out
    listed = loaded(done(run_cli("list-partners", "Changwon", "--json", address=masan)).out)
    assert [(row["partner"], row["through"]) for row in listed] == [("Cairo", "masan-kr")]
    reported = loaded(done(run_cli("report", "partners", "Changwon", "--json", address=masan)).out)
    assert [(row["partner"], row["through"]) for row in reported] == [("Cairo", "masan-kr")]


def test_a_partner_sees_that_the_city_of_its_tie_is_another_now(run_cli: RunCli, masan: Address) -> None:
    done(run_cli("succeed-city", "Masan", "Jinhae", "Changwon", *DAY, address=masan))
    for command in (["list-partners", "Cairo"], ["report", "partners", "Cairo"]):
        rows = loaded(done(run_cli(*command, "--json", address=masan)).out)
        assert {row["partner"]: row["succeeded_by"] for row in rows}["Masan"] == "Changwon"
        before = loaded(done(run_cli(*command, "--as-of", "2009-01-01", "--json", address=masan)).out)
        assert {row["partner"]: row["succeeded_by"] for row in before}["Masan"] is None
    cairo = loaded(done(run_cli("show", "Cairo", "--json", address=masan)).out)
    assert [row["partners"] for row in cairo["agreements"]] == [["Masan (now Changwon)"]]
    tie = loaded(done(run_cli("show", "cairo-eg--masan-kr", "--json", address=masan)).out)
    assert [row["succeeded_by"] for row in tie["parties"]] == [None, "Changwon"]


def test_a_split_shows_the_old_city_with_all_that_succeeded_it(run_cli: RunCli, masan: Address) -> None:
    split = ("succeed-city", "Masan", "--into", "Jinhae", "--into", "Changwon", "--on", "1998-03")
    dossier = loaded(done(run_cli(*split, "--json", address=masan)).out)
    assert dossier["key"] == "masan-kr"
    assert [(row["key"], row["on"]) for row in dossier["successors"]] == [
        ("changwon-kr", "1998-03"),
        ("jinhae-kr", "1998-03"),
    ]


def test_a_succession_is_cited_and_undone_to_the_byte(run_cli: RunCli, masan: Address) -> None:
    before = contents(masan)[0]
    cited = ("--source", "https://example.org/law")
    dossier = loaded(done(run_cli("succeed-city", "Masan", "Changwon", *DAY, *cited, "--json", address=masan)).out)
    after = contents(masan)[0]
    assert [row["address"] for row in dossier["sources"]] == ["https://example.org/law"]
    done(run_cli("undo", address=masan))
    assert contents(masan)[0] == before != after


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("Masan", "Changwon"), 2, "missing: --on"),
        (("Masan", *DAY), 2, "an old city and a new one"),
        (("Masan", "Masan", *DAY), 4, "is named twice"),
        (("Masan", "Tongyeong", *DAY), 3, "Tongyeong"),
        (("Masan", "Changwon", "--on", "2010/2011"), 6, "span of days"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(
    run_cli: RunCli, masan: Address, arguments: tuple[str, ...], code: int, word: str
) -> None:
    with unchanged(masan):
        assert_refused(run_cli("succeed-city", *arguments, address=masan), code, word)


def test_the_day_of_a_succession_is_asked_for_at_a_terminal(run_cli: RunCli, sqlite_seeded: Address) -> None:
    add_cities(run_cli, sqlite_seeded, "Masan", "Changwon")
    with terminal("succeed-city", "Masan", "Changwon", "--json", address=sqlite_seeded) as child:
        child.expect("On which day")
        child.sendline("2010-07-01")
        code, printed = ended(child)
    assert code == 0
    assert '"text": "2010-07-01"' in printed


@pytest.mark.parametrize("command", [("list-partners",), ("report", "partners"), ("show",)], ids=" ".join)
def test_partners_of_a_succeeded_city_take_no_statement_each(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, command: tuple[str, ...]
) -> None:
    add_cities(run_cli, sqlite_seeded, "Masan")
    done(run_cli("succeed-city", "Busan", "Masan", *DAY, address=sqlite_seeded))
    with counting() as few:
        done(run_cli(*command, "Masan", "--csv", address=sqlite_seeded))
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    add_partners(run_cli, sqlite_seeded, tmp_path / "package", range(50))
    with counting() as many:
        done(run_cli(*command, "Masan", "--csv", address=sqlite_seeded))
    assert len(many) == len(few) > 0


@pytest.fixture
def doubled_tie(run_cli: RunCli, sqlite_seeded: Address) -> tuple[Address, str, str]:
    """A register with a second record of a tie: its address, the key that is to go, and the one that stays."""
    source = ("--source", "https://example.org/a")
    tie = ("Seoul", "Kalmykia", "--kind", "cooperation", "--signed", "2004-11", *source)
    done(run_cli("add-agreement", *tie, "--allow-unlikely", address=sqlite_seeded))
    done(run_cli("renew-agreement", "kalmykia-ru--seoul-kr--2", "--on", "2017", address=sqlite_seeded))
    return sqlite_seeded, "kalmykia-ru--seoul-kr--2", "kalmykia-ru--seoul-kr"


def test_a_merge_of_agreements_is_shown_written_and_undone_to_the_byte(
    run_cli: RunCli, doubled_tie: tuple[Address, str, str]
) -> None:
    address, gone, kept = doubled_tie
    before = contents(address)[0]
    with unchanged(address):
        dry = done(run_cli("merge-agreement", gone, kept, "--dry-run", "--json", address=address))
    written = done(run_cli("merge-agreement", gone, kept, "--yes", "--json", address=address))
    assert loaded(dry.out) == loaded(written.out)
    assert [row["act"] for row in loaded(written.out)["acts"]] == ["signed", "renewed"]
    assert done(run_cli("show", gone, "--json", address=address)).out.startswith(f'{{\n  "key": "{kept}"')
    assert loaded(done(run_cli("db", "check", "--json", address=address)).out) == []
    done(run_cli("undo", address=address))
    assert contents(address)[0] == before


def test_a_merge_of_people_is_found_by_either_key_kept_by_export_and_undone_to_the_byte(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    done(run_cli("add-person", "Lee Myung-back", "--post", "title=Mayor, at=Seoul", address=sqlite_seeded))
    before = contents(sqlite_seeded)[0]
    done(run_cli("merge-person", "lee-myung-back", "Lee Myung-bak", "--yes", address=sqlite_seeded))
    for named in ("lee-myung-back", "Lee Myung-back"):
        shown = loaded(done(run_cli("show", named, "--json", address=sqlite_seeded)).out)
        assert shown["key"] == "lee-myung-bak"
    done(run_cli("export", str(tmp_path / "package"), address=sqlite_seeded))
    again = done(run_cli("import", str(tmp_path / "package"), address=sqlite_seeded))
    assert again.err.startswith("note: added: nothing\n")
    done(run_cli("undo", address=sqlite_seeded))
    assert contents(sqlite_seeded)[0] == before


def test_who_was_merged_is_forgotten_under_both_names(run_cli: RunCli, sqlite_seeded: Address) -> None:
    done(run_cli("add-person", "Han Zhenk", address=sqlite_seeded))
    done(run_cli("merge-person", "han-zhenk", "Han Zheng", "--yes", address=sqlite_seeded))
    done(run_cli("erase-person", "Han Zheng", "--yes", address=sqlite_seeded))
    assert sqlite_seeded.path
    assert b"Zhenk" not in sqlite_seeded.path.read_bytes()
    assert b"zhenk" not in sqlite_seeded.path.read_bytes()


@pytest.mark.parametrize(
    ("command", "gone", "kept", "said"),
    [
        ("merge-agreement", "busan-kr--shanghai-cn", "kalmykia-ru--seoul-kr", "is one of Busan and Shanghai"),
        ("merge-person", "Han Zheng", "han-zheng", "is that person already"),
        ("merge-person", "Busan", "han-zheng", "there is no person 'Busan'"),
    ],
)
def test_a_merge_of_what_is_not_one_is_refused(
    run_cli: RunCli, sqlite_seeded: Address, command: str, gone: str, kept: str, said: str
) -> None:
    with unchanged(sqlite_seeded):
        refused = run_cli(command, gone, kept, "--yes", address=sqlite_seeded)
    assert_refused(refused, 3 if "there is no" in said else 4, said)
