"""What happens to an agreement, recorded from the command line."""

import pytest

from cli.commands import RunCli, assert_refused, done, loaded, unchanged
from cli.terminals import ended, terminal
from twinning.db.storage.address import Address

MOSCOW = "moscow-ru--seoul-kr"


def test_a_suspension_shows_in_the_status_at_once(seeded: Address, run_cli: RunCli) -> None:
    result = run_cli("suspend-agreement", MOSCOW, "--on", "2022-03", "--by", "Seoul", "--json", address=seeded)
    assert result.code == 0
    assert '"status": "suspended"' in result.out
    assert result.err == "note: the act was recorded\n"
    listed = run_cli("list-partners", "Seoul", "--status", "suspended", "--csv", address=seeded)
    assert "Moscow" in listed.out


def test_renewing_and_ending(seeded: Address, run_cli: RunCli) -> None:
    run_cli("renew-agreement", MOSCOW, "--on", "2014-11-03", "--until", "2024-11-02", address=seeded)
    expired = run_cli("show", MOSCOW, "--json", "--as-of", "2024-11-03", address=seeded)
    assert '"status": "expired"' in expired.out
    run_cli("end-agreement", MOSCOW, "--on", "2024-12", "--ground", "term-ended", address=seeded)
    ended = run_cli("show", MOSCOW, "--json", "--as-of", "2025-01-01", address=seeded)
    assert '"status": "ended"' in ended.out


def test_an_agreement_to_upgrade_may_be_named_by_its_cities(seeded: Address, run_cli: RunCli) -> None:
    options = ("--kind", "sister-city", "--on", "2025-06-01", "--json")
    upgraded = loaded(done(run_cli("upgrade-agreement", "Kalmykia, Seoul", *options, address=seeded)).out)
    assert upgraded["key"] == "kalmykia-ru--seoul-kr--2"
    old = loaded(done(run_cli("show", "kalmykia-ru--seoul-kr", "--json", address=seeded)).out)
    assert old["status"] == "superseded"


def test_an_upgrade_shows_both_agreements(seeded: Address, run_cli: RunCli) -> None:
    options = ("--kind", "friendship-city", "--on", "2025-06-01", "--signatory", "Seoul: Kim Minji, Mayor")
    result = run_cli("upgrade-agreement", MOSCOW, *options, address=seeded)
    assert result.code == 0
    assert f"Supersedes  {MOSCOW}" in result.out
    assert "Seoul: Kim Minji, Mayor" in result.out


def test_a_dry_run_writes_nothing(seeded: Address, run_cli: RunCli) -> None:
    before = run_cli("show", MOSCOW, address=seeded)
    result = run_cli("record-act", MOSCOW, "ended", "--on", "2024", "--dry-run", address=seeded)
    assert "ended" in result.out
    assert result.err == "note: nothing was written\n"
    assert run_cli("show", MOSCOW, address=seeded) == before


def test_a_day_is_needed(seeded: Address, run_cli: RunCli) -> None:
    result = run_cli("end-agreement", MOSCOW, address=seeded)
    assert result.code == 2
    assert result.err.startswith("error: missing: --on\n")


def test_an_unknown_act_and_an_unknown_agreement_are_named(seeded: Address, run_cli: RunCli) -> None:
    unknown = run_cli("record-act", MOSCOW, "finished", "--on", "2024", address=seeded)
    assert unknown.code == 2
    assert "'finished' is not on the list" in unknown.err
    nearest = run_cli("end-agreement", "moscow-ru--seul-kr", "--on", "2024", address=seeded)
    assert nearest.code == 3
    assert f"did you mean Moscow and Seoul ({MOSCOW})" in nearest.err


def test_a_rank_that_is_none_is_asked_for_again_at_a_terminal(sqlite_seeded: Address) -> None:
    with terminal("upgrade-agreement", MOSCOW, "--on", "2025-06", "--json", address=sqlite_seeded) as child:
        child.expect("(?i)rank[^\n]*: ")
        child.sendline("frend")
        child.expect("error: ")
        child.expect("(?i)rank[^\n]*: ")
        child.sendline("friendship city")
        child.expect("Write this")
        child.sendline("y")
        code, printed = ended(child)
    assert code == 0
    assert '"kind": "friendship_city"' in printed


@pytest.mark.parametrize(
    ("kind", "words", "mode"),
    [
        ("ended", {}, "unknown"),
        ("ended", {"ground": "municipal-merger"}, "circumstance"),
        ("ended", {"ground": "budget"}, "unknown"),
        ("ended", {"by": "Seoul"}, "party"),
        ("ended", {"by": "Seoul", "ground": "municipal-merger"}, "party"),
        ("ended", {"mode": "joint", "ground": "municipal-merger"}, "joint"),
        ("renewed", {}, "joint"),
        ("amended", {}, "joint"),
        ("proposed", {}, "unknown"),
    ],
)
def test_who_did_an_act_follows_from_the_same_words_however_it_is_recorded(
    seeded: Address, run_cli: RunCli, kind: str, words: dict[str, str], mode: str
) -> None:
    options = [text for word, said in words.items() for text in (f"--{word}", said)]
    row = "".join(f", {word}={said}" for word, said in words.items())
    done(run_cli("record-act", MOSCOW, kind, "--on", "2019", *options, address=seeded))
    done(run_cli("edit", MOSCOW, "--add-act", f"{kind}, on=2020{row}", address=seeded))
    acts = loaded(done(run_cli("show", MOSCOW, "--json", address=seeded)).out)["acts"]
    assert [act["mode"] for act in acts if act["act"] == kind and act["on"] in ("2019", "2020")] == [mode, mode]


@pytest.mark.parametrize("mode", ["joint", "circumstance", "unknown"])
def test_what_one_party_did_was_not_done_otherwise(seeded: Address, run_cli: RunCli, mode: str) -> None:
    act = ("ended", "--on", "2024", "--by", "Seoul", "--mode", mode)
    row = f"ended, on=2024, by=Seoul, mode={mode}"
    with unchanged(seeded):
        assert_refused(run_cli("record-act", MOSCOW, *act, address=seeded), 2, f"not {mode}", "--by or --mode")
        assert_refused(run_cli("edit", MOSCOW, "--add-act", row, address=seeded), 2, f"not {mode}", "--by or --mode")
    done(run_cli("edit", f"agreement:{MOSCOW}/act-1", "--by", "Seoul", address=seeded))
    with unchanged(seeded):
        refused = run_cli("edit", f"agreement:{MOSCOW}/act-1", "--mode", mode, address=seeded)
        assert_refused(refused, 2, f"not {mode}", "--by or --mode")


@pytest.mark.parametrize(
    "command", [("end-agreement", "Seoul", "Kalmykia"), ("record-act", "Kalmykia", "and", "Seoul", "ended")]
)
def test_an_agreement_is_named_by_its_cities_as_several_words(
    run_cli: RunCli, sqlite_seeded: Address, command: tuple[str, ...]
) -> None:
    ended = done(run_cli(*command, "--on", "2020-05", "--by", "Seoul", "--json", address=sqlite_seeded))
    assert loaded(ended.out)["key"] == "kalmykia-ru--seoul-kr"
