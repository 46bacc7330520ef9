"""The command reference, from the application: every command, argument, option and example."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from generators.markdown import MADE, code, table
from twinning.cli.application import application
from twinning.cli.registry import COMMANDS

_OUTPUT = "Output"
_INTRODUCTION = """# Commands

Every command of `twinning`, with its arguments and options. `twinning COMMAND --help` says the same at the terminal.
The words that an option takes are explained in the [vocabulary](vocabulary.md), the columns that a listing has in
[columns](columns.md).

"""


def command_page() -> str:
    """Return the page."""
    root = typer.main.get_command(application(*COMMANDS))
    commands = [*_commands("twinning", root)]
    output = next(_of_panel(command) for _, command in commands if _of_panel(command))
    return "".join(
        [
            f"{MADE}{_INTRODUCTION}## General options\n\n",
            "These stand before the command or anywhere behind it: `twinning list-cities --db register.db`.\n\n",
            _options(_own(root)),
            "\n## Output options\n\nEvery listing, dossier and report takes these; see",
            " [reports and spreadsheets](../reports-and-spreadsheets.md).\n\n",
            _options(output),
            *(_section(path, command) for path, command in commands),
        ]
    )


def command_paths() -> list[str]:
    """Return every command as it is typed, `twinning db init` among them."""
    return [path for path, _ in _commands("twinning", typer.main.get_command(application(*COMMANDS)))]


def _commands(path: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(f"{path} {name}", command)
        else:
            yield f"{path} {name}", command


def _section(path: str, command: Any) -> str:
    summary, _, examples = inspect.cleandoc(command.help).partition("\n\nExample")
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = _own(command)
    usage = " ".join([path, *("[OPTIONS]" for _ in options[:1]), *map(_placeholder, arguments)])
    parts = [f"\n## {path.removeprefix('twinning ')}\n\n{summary}\n\n```text\n{usage}\n```\n"]
    if arguments:
        parts.append("\n" + table(("argument", "", "what it is"), map(_argument, arguments)))
    if options:
        parts.append("\n" + _options(options))
    if _of_panel(command):
        parts.append("\nIt takes the [output options](#output-options) too.\n")
    lines = [line.strip() for line in examples.partition(":")[2].splitlines() if line.strip()]
    return "".join([*parts, "\nExamples:\n\n```sh\n", *(f"{line}\n" for line in lines), "```\n"])


def _own(command: Any) -> list[Any]:
    """Return a command's options without those of output and without completion's, which every Typer program has."""
    options = (each for each in command.params if each.param_type_name == "option")
    return [each for each in options if getattr(each, "rich_help_panel", None) != _OUTPUT]


def _of_panel(command: Any) -> list[Any]:
    return [each for each in command.params if getattr(each, "rich_help_panel", None) == _OUTPUT]


def _argument(argument: Any) -> Sequence[str]:
    return code(_placeholder(argument)), "required" if argument.required else "optional", argument.help


def _placeholder(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper().replace("_", "-"))


def _options(options: Sequence[Any]) -> str:
    return table(("option", "value", "what it does"), map(_option, options))


def _option(option: Any) -> Sequence[str]:
    spellings = ", ".join(code(name) for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else option.metavar or option.name.upper().replace("_", "-")
    standard = f" Unless said: `{option.default}`." if option.default and not option.is_flag else ""
    return spellings, code(value), f"{option.help}{standard}"
