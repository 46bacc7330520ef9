"""Help: every command explains itself, with examples that work."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.commands import RunCli, done
from twinning.cli import registry as declared
from twinning.cli.application import application
from twinning.db.address import Address


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give every command with the words that call it."""
    for name, command in (group or typer.main.get_command(application(*declared.COMMANDS))).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands())
LINES = [line.strip() for command in COMMANDS.values() for line in command.help.splitlines()]
EXAMPLES = [line for line in LINES if line.startswith("twinning ") and "postgresql://" not in line]

EXPORT = "twinning export register-2026"
DUPLICATE = 'twinning add-city "Busan City" --country KR'
MASAN = [f"twinning add-city {name} --country KR" for name in ("Masan", "Jinhae", "Changwon")]
PREPARATIONS = {
    "twinning remove person:hong-gil-dong --yes": ['twinning add-person "Hong Gil-dong"'],
    "twinning import register-2026 --dry-run": [EXPORT],
    "twinning --db copy.db import register-2026": [EXPORT, "twinning --db copy.db db init --empty"],
    "twinning db check --against register-2026": [EXPORT],
    "twinning undo": ["twinning add-city Ulsan --country KR"],
    "twinning merge-city busan-city-kr Busan --dry-run": [DUPLICATE],
    "twinning merge-city busan-city-kr Busan --yes": [DUPLICATE],
    "twinning succeed-city Masan Jinhae Changwon --on 2010-07-01": MASAN,
    "twinning succeed-city Masan --into Jinhae --into Changwon --on 1998-03 --dry-run": MASAN,
}
"""What somebody did before who types these."""


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_says_what_it_does_and_has_an_example(command: Any) -> None:
    summary, _, examples = command.help.partition("Example")
    assert summary.strip().endswith(".")
    assert re.search(rf"twinning .*{command.name}", examples)


@pytest.mark.parametrize("name", declared.COMMANDS)
def test_the_list_of_commands_says_of_each_what_its_own_help_says(name: str) -> None:
    command = typer.main.get_command(application(name)).commands[name]
    summary = " ".join(command.help.partition("\n\n")[0].split())
    assert (declared.COMMANDS[name].summary, declared.COMMANDS[name].is_group) == (
        summary,
        hasattr(command, "commands"),
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_and_argument_has_a_help_text(command: Any) -> None:
    assert [each.name for each in command.params if not getattr(each, "help", "")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_no_function_as_a_kind_of_value(run_cli: RunCli, command: str) -> None:
    assert not re.search("<_|parse", done(run_cli(*command.split(), "--help")).out)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs_on_a_seeded_register(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    for line in (*PREPARATIONS.get(example, ()), example.replace("/mnt/share", str(tmp_path))):
        done(run_cli(*shlex.split(line)[1:], address=sqlite_seeded))
