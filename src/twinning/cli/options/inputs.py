"""The options of `add-…`, `edit` and `record-act`, and what is asked at a terminal, from the inputs."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import typer

from twinning.cli.completion import names as completion
from twinning.cli.completion.lists import complete_country
from twinning.cli.options.words import complete_words
from twinning.inputs import (
    NAMED_CHILD_INPUTS,
    RECORD_INPUTS,
    ChildField,
    Input,
    InputField,
    RecordInput,
    SourceInput,
)
from twinning.inputs.declaring import children_of, declared_names, fields_of, main_field, said_fields
from twinning.inputs.kinds import COUNTRY, FLAG
from twinning.inputs.reading import read_input, words_of_row

_EVERY_INPUT: tuple[type[Input], ...] = (*RECORD_INPUTS, *NAMED_CHILD_INPUTS)
_COMPLETERS: dict[tuple[str, ...], Callable[..., Sequence[str | tuple[str, str]]]] = {
    ("city",): completion.complete_city,
    ("city", "country"): completion.complete_city,
    ("city", "organization"): completion.complete_city,
    ("agreement",): completion.complete_agreement,
    ("activity",): completion.complete_activity,
    ("agreement", "activity"): completion.complete_reference,
    ("person",): completion.complete_person,
    ("organization",): completion.complete_organization,
    ("source",): completion.complete_source,
}

AnyInput = TypeVar("AnyInput", bound=Input)


def parameters_to_add(input_class: type[RecordInput]) -> list[inspect.Parameter]:
    """Return what a command takes for a new record: an argument, and its other values and rows as they are declared."""
    options = {field.name: _value_option(field) for field in said_fields(input_class)}
    options |= {child.name: _rows_option(child) for child in children_of(input_class)}
    others = [name for name in declared_names(input_class) if name in options and name != input_class.argument]
    return [_argument(input_class), *(options[name] for name in others)]


def parameters_of_input(input_class: type[Input], *words: str) -> list[inspect.Parameter]:
    """Return the options for some words of an input, in the order of its declaration."""
    values = [_value_option(field) for field in said_fields(input_class) if field.word in words]
    return [*values, *(_rows_option(child) for child in children_of(input_class) if child.word in words)]


def parameters_to_edit(input_classes: Sequence[type[Input]] = _EVERY_INPUT) -> list[inspect.Parameter]:
    """Return what a command takes to change records: every value and every row of their inputs, each word once."""
    rows = _by_word(children_of, input_classes)
    return [
        *(_value_to_edit(each, alone=len(input_classes) == 1) for each in _by_word(_changeable, input_classes)),
        *(_rows_to_edit(each, "add", "Rows to add", alone=len(input_classes) == 1) for each in rows),
        *(_rows_to_edit(each, "remove", "Rows to take away", alone=len(input_classes) == 1) for each in rows),
    ]


def words_to_clear() -> list[str]:
    """Return the words of every value, for `--clear`."""
    return [field.word for field, _ in (named[0] for named in _by_word(_changeable)) if not field.begins]


def given_texts(chosen: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return the texts of a command's options, by word: of those whose parameters begin with a prefix."""
    return {
        name.removeprefix(f"{prefix}_").replace("_", "-"): text
        for name, text in chosen.items()
        if name.startswith(f"{prefix}_") and text is not None and text != []
    }


def read_given(input_class: type[AnyInput], chosen: Mapping[str, Any]) -> AnyInput:
    """Return the input that a command's options stand for. Raises what `read_input` raises."""
    return read_input(input_class, given_texts(chosen, "value"), given_texts(chosen, "rows"))


ABOUT_SOURCE = ("speaks-for", "published")
"""The words of a source that can be said where it is cited, beside `--source`."""


def about_source(texts: Mapping[str, str]) -> SourceInput:
    """Return what is said of the source that is cited, of texts by word. Raises what `read_input` raises."""
    return read_input(SourceInput, {word: text for word, text in texts.items() if word in ABOUT_SOURCE}, {})


def metavar_of(input_class: type[RecordInput]) -> str:
    """Return what help calls the argument of the command that adds a record."""
    return "CITY CITY…" if input_class.argument == "parties" else input_class.argument.upper()


_Named = list[tuple[Any, str]]
"""The values, or rows, of one word, each with what its record is called."""


def _by_word(
    declared: Callable[[type[Input]], Sequence[InputField | ChildField]],
    input_classes: Sequence[type[Input]] = _EVERY_INPUT,
) -> list[_Named]:
    by_word: dict[str, _Named] = {}
    for input_class in input_classes:
        for each in declared(input_class):
            by_word.setdefault(each.word, []).append((each, input_class.called))
    return list(by_word.values())


def _changeable(input_class: type[Input]) -> list[InputField]:
    """Return the values that can be changed: a citation stays one of its source."""
    return [field for field in said_fields(input_class) if field.kind.targets != ("source",)]


def argument_of(input_class: type[Input], name: str, *, required: bool = False) -> inspect.Parameter:
    """Return the argument for one value of an input; without `required`, one that can be asked for afterwards."""
    field = next(each for each in fields_of(input_class) if each.name == name)
    argument = typer.Argument(help=_help(field), metavar=field.name.upper(), autocompletion=_completer([field]))
    if required:
        return _parameter("value", field.word, Annotated[str, argument], inspect.Parameter.empty)
    return _parameter("value", field.word, Annotated[str | None, argument])


def _argument(input_class: type[RecordInput]) -> inspect.Parameter:
    if input_class.argument != "parties":
        return argument_of(input_class, input_class.argument)
    parties = typer.Argument(
        help="The parties, two or more.", autocompletion=completion.complete_city, metavar=metavar_of(input_class)
    )
    return _parameter("rows", "party", Annotated[list[str] | None, parties])


def _help(field: InputField) -> str:
    listed = "" if field.words is None else f": {', '.join(field.words)}"
    return f"{field.help}{listed}."


def _value_option(field: InputField) -> inspect.Parameter:
    option = typer.Option(
        f"--{field.word}",
        help=_help(field),
        metavar=field.kind.metavar,
        autocompletion=_completer([field]),
    )
    return _parameter("value", field.word, Annotated[str | None, option])


def _value_to_edit(named: _Named, *, alone: bool) -> inspect.Parameter:
    """Return the option for a value of any input: what it is may differ, and the words of a list with it."""
    fields = [field for field, _ in named]
    option = typer.Option(
        f"--{fields[0].word}",
        help=_help(fields[0]) if alone else _helps(named),
        metavar=fields[0].kind.metavar,
        autocompletion=_completer(fields),
        rich_help_panel="Values",
    )
    return _parameter("value", fields[0].word, Annotated[str | None, option])


def _rows_option(child: ChildField) -> inspect.Parameter:
    main = main_field(child.row)
    option = typer.Option(
        f"--{child.word}",
        help=f"{child.help}; may be repeated{_written(child)}.",
        metavar=main.kind.metavar,
        autocompletion=_completer([main]),
    )
    return _parameter("rows", child.word, Annotated[list[str] | None, option])


def _written(child: ChildField) -> str:
    """Say how such a row is written, or which words its one value can be."""
    main, others = main_field(child.row), words_of_row(child.row)[1:]
    if others:
        return f": `{main.kind.metavar}{''.join(f', {word}=…' for word in others)}`"
    return "" if main.words is None else f": {', '.join(main.words)}"


def _rows_to_edit(named: _Named, prefix: str, panel: str, *, alone: bool) -> inspect.Parameter:
    child = named[0][0]
    main = main_field(child.row)
    option = typer.Option(
        f"--{prefix}-{child.word}",
        help=f"{child.help}; may be repeated{_written(child)}." if alone else _helps(named),
        metavar=main.kind.metavar,
        autocompletion=_completer([main]),
        rich_help_panel=panel,
    )
    return _parameter(prefix, child.word, Annotated[list[str] | None, option])


def _helps(named: _Named) -> str:
    """Say what a word is in each input: `When (act, succession)`."""
    called: dict[str, dict[str, None]] = {}
    for each, of in named:
        called.setdefault(each.help, {})[of] = None
    return "; ".join(f"{help} ({', '.join(names)})" for help, names in called.items()) + "."


def _completer(fields: Sequence[InputField]) -> Callable[..., Sequence[str | tuple[str, str]]] | None:
    """Return what completes a value: of several of one word, all their lists."""
    lists = [field.words for field in fields if field.words is not None]
    if lists:
        return complete_words(*dict.fromkeys(lists))
    if fields[0].kind is COUNTRY:
        return complete_country
    if fields[0].kind is FLAG:
        return lambda: ["yes", "no"]
    return None if fields[0].kind.fills else _COMPLETERS.get(fields[0].kind.targets)


def _parameter(prefix: str, word: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    name = f"{prefix}_{word.replace('-', '_')}"
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)
