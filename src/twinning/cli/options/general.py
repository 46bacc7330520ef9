"""The general options: they count for every command, and stand before it or anywhere behind it.

Typer knows them before the command alone. So a line is arranged before Typer reads it, by what the called command
itself declares: which of its options take a value decides what is a value and what is an option.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from twinning import __version__
from twinning.cli.completion.lists import complete_language
from twinning.cli.context import Globals
from twinning.errors import UsageError
from twinning.render.terminal.messages import print_note, silence_notes
from twinning.settings import Key, Settings

_COLORS = {"auto": {}, "always": {"NO_COLOR": "", "FORCE_COLOR": "1"}, "never": {"NO_COLOR": "1", "FORCE_COLOR": ""}}
"""What each word for colours says in the environment, which Rich and what this program starts go by as well."""


def choose_general(
    context: typer.Context,
    database_address: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help="The register, if not the one in TWINNING_DB or the user's own."),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="NAME", help="Who works, if not TWINNING_ACTOR or the system's user."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="The language of what people read, if not TWINNING_LANG.",
            autocompletion=complete_language,
        ),
    ] = None,
    color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="WHEN",
            help="Colours: auto (at a terminal), always or never; if not said, as NO_COLOR and FORCE_COLOR say.",
            autocompletion=lambda: list(_COLORS),
        ),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing, not even at a terminal.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write no notes; errors are written all the same.")] = (
        False
    ),
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", help="Show long output at once, without a pager (TWINNING_PAGER, PAGER or less)."),
    ] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Show the version and leave.")] = False,
) -> None:
    """Keep and ask a register of sister-city relationships."""
    if version:
        typer.echo(f"twinning {__version__}")
        raise typer.Exit
    if color is not None:
        _choose_color(color)
    if no_pager:
        os.environ["TWINNING_PAGER"] = ""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit
    if quiet:
        silence_notes()
    options: Mapping[Key, str | None] = {"database": database_address, "actor": actor or None, "language": language}
    context.obj = Globals(Settings(options, tell=_note), no_input, context.obj)


def _choose_color(word: str) -> None:
    if word not in _COLORS:
        raise UsageError(f"--color: there is no {word!r}", f"one of {', '.join(_COLORS)}")
    os.environ |= _COLORS[word]


@dataclass(frozen=True, slots=True)
class Option:
    """An option as a command declares it: its longest name, and how many values follow it."""

    name: str
    values: int


def _declared(command: Any) -> Iterator[tuple[str, Option]]:
    for each in command.params:
        if each.param_type_name == "option":
            option = Option(max(each.opts, key=len), 0 if each.is_flag or each.count else each.nargs)
            yield from ((name, option) for name in (*each.opts, *each.secondary_opts))


def _general_options() -> dict[str, Option]:
    app = typer.Typer(add_completion=False)
    app.callback()(choose_general)
    return dict(_declared(typer.main.get_command(app)))


GENERAL = _general_options()
"""The general options, by each of their names."""


def general_options_first(root: Any, arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the general options in front, as Typer wants them. `root` is the application's command.

    What stands behind `--` is left as it is. Raises UsageError for an option whose value is missing or is itself an
    option: that it was forgotten is likelier than that it is meant, and `--note=--dry-run` says that it is.
    """
    first: list[str] = []
    rest: list[str] = []
    command, waiting = root, list(arguments)
    known = options_of(command)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return [*first, *rest, word, *waiting]
        if not _is_option(word):
            rest.append(word)
            command = getattr(command, "commands", {}).get(word, command)
            known = options_of(command)
            continue
        word, *others = _apart(word, known)
        waiting[:0] = others
        values = _take_values(word, waiting, known)
        (first if _name(word) in GENERAL else rest).extend((word, *values))
    return [*first, *rest]


def arranged_to_complete(root: Any, words: Sequence[str]) -> list[str]:
    """Return the words of a line, the last of them begun, as `general_options_first` gives those of a whole one.

    A general option that is begun itself, or waits for the value that is begun, stands alone: Typer completes it there.
    """
    *before, begun = words or [""]
    if _is_begun_general(root, before, begun):
        return [begun]
    if before and before[-1] in GENERAL and GENERAL[before[-1]].values:
        return [before[-1], begun]
    for end in (len(before), len(before) - 1):  # the last option may wait for the value that is begun
        with suppress(UsageError):
            return [*general_options_first(root, before[:end]), *before[end:], begun]
    return list(words)


def _is_begun_general(root: Any, before: Sequence[str], begun: str) -> bool:
    if not _is_option(begun):
        return False
    command = root
    for word in own_arguments(before):
        command = getattr(command, "commands", {}).get(word, command)
    begin = [name for name in options_of(command) if name.startswith(begun.partition("=")[0])]
    return bool(begin) and GENERAL.keys() >= set(begin)


def options_of(command: Any) -> dict[str, Option]:
    """Return every option that a command knows by its names, the general ones and that for help among them."""
    return {"--help": Option("--help", 0), "-h": Option("--help", 0)} | dict(_declared(command)) | GENERAL


def own_arguments(arguments: Sequence[str]) -> list[str]:
    """Return the command and its own arguments: the options before it may hold a password."""
    rest = list(arguments)
    while rest and _is_option(rest[0]):
        option = GENERAL.get(rest[0])
        del rest[: 1 + (option.values if option else 0)]
    return rest


def _take_values(word: str, waiting: list[str], known: Mapping[str, Option]) -> list[str]:
    """Return the values that follow an option, taken from the words that wait."""
    option = known.get(_name(word))
    if option is None or _has_value(word):
        return []
    values = waiting[: option.values]
    for value in values:
        if value == "--" or _name(value) in known:
            raise UsageError(
                f"{_name(word)} needs a value, and {value} behind it is an option",
                f"give {_name(word)} its value, or write {option.name}={value} if that is the value",
            )
    if len(values) < option.values:
        raise UsageError(f"{word} needs a value", f"write it as {word} VALUE")
    del waiting[: option.values]
    return values


def _apart(word: str, known: Mapping[str, Option]) -> list[str]:
    """Return the flags of a word such as `-yq` one by one; what is no flag stays together with what follows it."""
    flags: list[str] = []
    letters = "" if word.startswith("--") else word[1:]
    while letters and (option := known.get(f"-{letters[0]}")) and option.values == 0:
        flags.append(f"-{letters[0]}")
        letters = letters[1:]
    if not flags:
        return [word]
    return [*flags, *([f"-{letters}"] if letters else [])]


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _name(word: str) -> str:
    """Return the name of the option that a word is or begins with."""
    return word.partition("=")[0] if word.startswith("--") else word[:2]


def _has_value(word: str) -> bool:
    return "=" in word if word.startswith("--") else len(word) > len("-o")


def _note(text: str) -> None:
    print_note(text, sys.stderr)
