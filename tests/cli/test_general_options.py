"""The general options stand anywhere, and never take or become another option's value unseen."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st

from cli.commands import RunCli, assert_refused, contents, done, unchanged
from twinning.cli.application import application
from twinning.cli.options.general import GENERAL, arranged_to_complete, general_options_first, options_of, own_arguments
from twinning.cli.registry import COMMANDS
from twinning.db.storage.address import Address
from twinning.errors import UsageError


@cache
def root() -> Any:
    """Return the application with every command loaded."""
    return typer.main.get_command(application(*COMMANDS))


def called(group: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command with the words that call it."""
    for name, command in (group or root()).commands.items():
        if hasattr(command, "commands"):
            yield from called(command, (*words, name))
        else:
            yield (*words, name), command


OWN = [
    (words, name)
    for words, command in called()
    for name, option in options_of(command).items()
    if option.values and name not in GENERAL
]
VALUES = st.text(min_size=1).filter(lambda text: not text.startswith("-"))


@pytest.mark.parametrize("command", dict(called()), ids=" ".join)
def test_no_command_has_an_option_of_a_general_one_s_name(command: tuple[str, ...]) -> None:
    own = [name for each in dict(called())[command].params for name in (*each.opts, *each.secondary_opts)]
    assert not GENERAL.keys() & set(own)


@pytest.mark.parametrize("general", GENERAL)
def test_a_general_option_behind_any_option_of_any_command_is_not_taken_for_its_value(general: str) -> None:
    for words, name in OWN:
        with pytest.raises(
            UsageError, match=f"^{name} needs a value, and {general} behind it is an option$"
        ) as refused:
            general_options_first(root(), [*words, name, general, "--dry-run"])
        assert f"={general} if that is the value" in str(refused.value.hint)


@pytest.mark.parametrize("general", GENERAL)
def test_with_an_equals_sign_any_text_is_a_value(general: str) -> None:
    for words, name in OWN:
        if name.startswith("--"):
            line = [*words, f"{name}={general}", "--dry-run"]
            assert general_options_first(root(), line) == line


@given(st.sampled_from(OWN), st.sampled_from(list(GENERAL)), VALUES, VALUES, st.integers(0, 5))
def test_a_general_option_goes_in_front_with_its_value_and_the_rest_stays_as_it_was(
    own: tuple[tuple[str, ...], str], general: str, value: str, text: str, place: int
) -> None:
    words, name = own
    moved = [general, *[text] * GENERAL[general].values]
    pieces = [[*words], [name, value], ["--", general]]
    place = min(place, 2)
    line = [word for piece in (*pieces[:place], moved, *pieces[place:]) for word in piece]
    assert general_options_first(root(), line) == [*moved, *words, name, value, "--", general]
    assert own_arguments(general_options_first(root(), line)) == [*words, name, value, "--", general]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("list-cities --limit --csv", "--limit needs a value, and --csv behind it is an option"),
        ("list-cities -o -q", "-o needs a value, and -q behind it is an option"),
        ("list-cities -o --csv", "-o needs a value, and --csv behind it is an option"),
        ("list-cities --text -oreport.csv", "--text needs a value, and -oreport.csv behind it is an option"),
        ("list-cities --text --sort=city", "--text needs a value, and --sort=city behind it is an option"),
        ("list-cities --text --", "--text needs a value, and -- behind it is an option"),
        ("list-cities --text --help", "--text needs a value, and --help behind it is an option"),
        ("list-cities --db", "--db needs a value"),
        ("list-cities --lang --actor Kim", "--lang needs a value, and --actor behind it is an option"),
        ("--db --no-input list-cities", "--db needs a value, and --no-input behind it is an option"),
        ("db init --db", "--db needs a value"),
        ("db check --against --quiet", "--against needs a value, and --quiet behind it is an option"),
    ],
)
def test_an_option_whose_value_was_forgotten_is_refused(line: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        general_options_first(root(), line.split(" "))
    assert refused.value.message == words


@pytest.mark.parametrize(
    ("line", "arranged"),
    [
        ("edit busan-kr --latitude -33.8 -yq", "-q edit busan-kr --latitude -33.8 -y"),
        ("list-cities -qoreport.csv", "-q list-cities -oreport.csv"),
        ("list-cities --db=x.db", "--db=x.db list-cities"),
        ("db --db x.db status", "--db x.db db status"),
        ("list-cities --nonsense --db x.db", "--db x.db list-cities --nonsense"),
        ("show -", "show -"),
        ("list-cities -x5", "list-cities -x5"),
    ],
)
def test_short_options_numbers_and_unknown_options_are_told_apart(line: str, arranged: str) -> None:
    assert general_options_first(root(), line.split(" ")) == arranged.split(" ")


def test_a_forgotten_note_does_not_turn_a_trial_into_a_change(run_cli: RunCli, sqlite_seeded: Address) -> None:
    act = ("record-act", "kalmykia-ru--seoul-kr", "amended", "--on", "2010", "--note")
    with unchanged(sqlite_seeded):
        refused = run_cli(*act, "--no-input", "--dry-run", address=sqlite_seeded)
    assert_refused(refused, 2, "--note needs a value, and --no-input behind it", "--note=--no-input")
    done(run_cli(*act[:-1], "--note=--no-input", address=sqlite_seeded))
    assert "--no-input" in done(run_cli("show", f"agreement:{act[1]}/act-2", "--json", address=sqlite_seeded)).out


def test_the_register_is_named_before_or_behind_the_command(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.db")
    done(run_cli("db", "init", "--empty", "--db", other, address=sqlite_seeded))
    before = contents(sqlite_seeded)
    done(run_cli("add-city", "Cairns", f"--db={other}", "--country", "AU", address=sqlite_seeded))
    assert "cairns-au" in done(run_cli("list-cities", "--db", other, address=sqlite_seeded)).out
    assert contents(sqlite_seeded) == before
    assert other not in done(run_cli("log", "--db", other, "--json", address=sqlite_seeded)).out


def test_quiet_leaves_out_notes_and_no_error(run_cli: RunCli, sqlite_seeded: Address) -> None:
    city = ("add-city", "Cairns", "--country", "AU")
    assert done(run_cli("-q", *city, address=sqlite_seeded)).err == ""
    assert "note: " in done(run_cli("edit", "cairns-au", "--wikidata", "Q7", "-y", address=sqlite_seeded)).err
    assert "error: " in run_cli(*city, "--quiet", address=sqlite_seeded).err
    assert done(run_cli("remove", "cairns-au", "-yq", address=sqlite_seeded)).err == ""


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_shown_by_a_long_and_a_short_option(run_cli: RunCli, spawn_cli: RunCli, option: str) -> None:
    for answer in (run_cli(option), spawn_cli(option), run_cli("list-cities", option)):
        assert done(answer).out.startswith("twinning ")


@pytest.mark.parametrize(
    ("option", "environment", "is_colored"),
    [
        ("auto", {}, False),
        (None, {"FORCE_COLOR": "1"}, True),
        (None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_whom_the_option_says_and_else_for_whom_the_environment_does(
    run_cli: RunCli, sqlite_seeded: Address, option: str | None, environment: dict[str, str], is_colored: bool
) -> None:
    options = ("--color", option) if option else ()
    said = {"NO_COLOR": ""} | environment
    answer = done(run_cli("list-cities", *options, env=said, address=sqlite_seeded))
    assert ("\x1b[" in answer.out) is is_colored
    assert "\x1b" not in done(run_cli("list-cities", "--csv", *options, env=said, address=sqlite_seeded)).out


def test_another_word_for_colours_is_refused(run_cli: RunCli, sqlite_seeded: Address) -> None:
    assert_refused(run_cli("list-cities", "--color", "blue", address=sqlite_seeded), 2, "'blue'", "auto, always, never")


@pytest.mark.parametrize(
    ("line", "arranged"),
    [
        ("show --db x.db Bu", "--db x.db show Bu"),
        ("show --color al", "--color al"),
        ("show --color=al", "--color=al"),
        ("show Busan --no-in", "--no-in"),
        ("list-cities --co", "list-cities --co"),
        ("list-cities --", "list-cities --"),
        ("--db x.db list-cities --sort ci", "--db x.db list-cities --sort ci"),
        ("list-cities --db x.db --sort ci", "--db x.db list-cities --sort ci"),
        ("", ""),
    ],
)
def test_a_line_to_complete_is_arranged_up_to_the_word_that_is_begun(line: str, arranged: str) -> None:
    assert arranged_to_complete(root(), line.split(" ")) == arranged.split(" ")
