"""Help: every command explains itself, with examples that work."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.commands import RunCli, done
from db.registers import Registers
from exchange.lists.answering import results, stated
from twinning.cli import registry as declared
from twinning.cli.application import application
from twinning.db.storage.address import Address


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give every command with the words that call it."""
    group = group or typer.main.get_command(application(*declared.COMMANDS))
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands())
SERVER = "postgresql://localhost/register"


def examples(command: Any) -> list[str]:
    """Return the lines that a command's help shows to be typed, in their order."""
    lines = [line.strip() for line in command.help.partition("Example")[2].splitlines()]
    return [line for line in lines if line.startswith("twinning ")]


def stripped(shown: str) -> str:
    """Return a screen without the blanks that help puts around its lines."""
    return "\n".join(line.strip() for line in shown.splitlines())


def flat(shown: str) -> str:
    """Return a screen as one line."""
    return " ".join(shown.split())


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_says_what_it_does_and_has_an_example(command: Any) -> None:
    summary, _, examples = command.help.partition("Example")
    assert summary.strip().endswith(".")
    assert re.search(rf"twinning .*{command.name}", examples)


@pytest.mark.parametrize("name", declared.COMMANDS)
def test_the_list_of_commands_says_of_each_what_its_own_help_says(name: str) -> None:
    group: Any = typer.main.get_command(application(name))
    command = group.commands[name]
    summary = " ".join(command.help.partition("\n\n")[0].split())
    assert (declared.COMMANDS[name].summary, declared.COMMANDS[name].is_group) == (
        summary,
        hasattr(command, "commands"),
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_and_argument_has_a_help_text(command: Any) -> None:
    assert [each.name for each in command.params if not getattr(each, "help", "")] == []


def test_help_fills_its_lines_and_shows_brackets_as_they_are_to_be_typed(run_cli: RunCli) -> None:
    shown = done(run_cli("report", "network", "--help")).out
    assert "pip install 'twinning-register[network]'. The rule that makes ties of agreements is printed" in flat(shown)
    assert "Examples:\ntwinning report network\n" in stripped(shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_no_function_and_no_range_as_a_kind_of_value(run_cli: RunCli, command: str) -> None:
    assert not re.search("<_|parse|<=", done(run_cli(*command.split(), "--help")).out)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_examples_of_a_command_run_one_after_another_on_a_seeded_register(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Any
) -> None:
    desk = tmp_path / "desk"
    for folder in (desk, tmp_path / ".home" / "register"):  # the examples of trust name what somebody configured
        folder.mkdir(parents=True)
        (folder / "twinning.toml").touch()
    monkeypatch.chdir(desk)
    monkeypatch.setattr("socketserver.BaseServer.serve_forever", lambda _: None)  # it would wait for Ctrl-C
    wikidata = "twinning.exchange.lists.wikidata.endpoint.Endpoint.ask"
    monkeypatch.setattr(wikidata, lambda _self, _query: results(stated("Q16520", "Q16520", "Q2")))
    for line in examples(command):
        if SERVER not in line:
            typed = line.replace("~", str(tmp_path / ".home"))
            done(run_cli(*shlex.split(typed)[1:], address=sqlite_seeded))


@pytest.mark.postgresql
def test_the_examples_that_name_a_server_run_on_one(
    run_cli: RunCli, postgresql_registers: Registers, tmp_path: Path
) -> None:
    lines = [line for command in COMMANDS.values() for line in examples(command) if SERVER in line]
    assert lines
    for line in lines:
        with postgresql_registers.copy("blank", tmp_path) as address:
            done(run_cli(*shlex.split(line.replace(SERVER, address.url.render_as_string(False)))[1:]))
