"""The options of `add-…` and `edit`, from the forms."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

import typer

from twinning.cli.completion import names as completion
from twinning.cli.context import reading
from twinning.cli.options.words import complete_words
from twinning.cli.prompts import check_given, needed
from twinning.errors import UsageError
from twinning.forms import CHILD_FORMS, FORMS, Form, Holds, Rows, Said, Value

_ALTERNATIVES = {
    "signed": "--signed (or --proposed; --signed '[..2021-05-01]' where a list of that day is all that is known)",
    "start": "--start (or --status)",
}
_EVERY_FORM = (*FORMS, *CHILD_FORMS)
_COMPLETERS: dict[Holds, Callable[..., list[str]]] = {
    Holds.CITY: completion.complete_city,
    Holds.CITY_OR_COUNTRY: completion.complete_city,
    Holds.CITY_OR_ORGANIZATION: completion.complete_city,
    Holds.AGREEMENT: completion.complete_agreement,
    Holds.ACTIVITY: completion.complete_activity,
    Holds.AGREEMENT_OR_ACTIVITY: completion.complete_reference,
    Holds.PERSON: completion.complete_person,
    Holds.ORGANIZATION: completion.complete_organization,
    Holds.SOURCE: completion.complete_source,
    Holds.FLAG: lambda: ["yes", "no"],
}


def parameters_to_add(form: Form) -> list[inspect.Parameter]:
    """Return what a command takes for a new record: an argument, its other values, and its rows."""
    values = [value for value in (*form.values, *form.begins_with) if value.word != form.argument]
    rows = [each for each in form.rows if each.word != "party"]
    return [_argument(form), *map(_value_option, values), *map(_rows_option, rows)]


def parameters_to_edit() -> list[inspect.Parameter]:
    """Return what a command takes to change any record: every value and every row of all forms, each word once."""
    values, rows = _by_word("values"), _by_word("rows")
    return [
        *(_value_to_edit(each) for each in values),
        *(_rows_to_edit(each, "add", "Rows to add") for each in rows),
        *(_rows_to_edit(each, "remove", "Rows to take away") for each in rows),
    ]


def said_of(chosen: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return what a command's options said, by word: those whose parameters begin with a prefix."""
    return {
        name.removeprefix(f"{prefix}_").replace("_", "-"): text
        for name, text in chosen.items()
        if name.startswith(f"{prefix}_") and text is not None and text != []
    }


def complete(context: typer.Context, form: Form, said: Said) -> Said:
    """Return what was said with what somebody at the terminal says to what is missing.

    Raises UsageError that names all that is missing where nobody can be asked.
    """
    if len(said.rows.get("party", ())) == 1 and form.argument == "party":
        raise UsageError("an agreement has two or more parties", "name each city: twinning add-agreement Busan Chicago")
    missing = _missing(form, said)
    check_given(context, {_spelt(form, word): None for word in missing})
    values, rows = dict(said.values), dict(said.rows)
    for word, question in missing.items():
        if word == "party":
            rows[word] = needed(None, question, partial(_read_parties, context, form))
        else:
            values[word] = needed(None, question, partial(_read, context, form, word))
    return Said(values, rows)


def _missing(form: Form, said: Said) -> dict[str, str]:
    """Return the words that a new record cannot do without, and what is asked for them."""
    questions = {value.word: value.question for value in form.values if value.question}
    missing = {word: question for word, question in questions.items() if not said.values.get(word)}
    if form.table == "activity" and not said.values.get("status") and not said.values.get("start"):
        return missing | {"start": "When, or its first day (2024-05-11, 2024-05, 2024~)"}
    if form.argument != "party":
        return missing
    parties = {} if said.rows.get("party") else {"party": "Parties, with semicolons between them"}
    dated = said.values.get("signed") or said.values.get("proposed")
    return parties | missing | ({} if dated else {"signed": "Signed on (1966-06-30, 1989-10, 1990~)"})


def _read_parties(context: typer.Context, form: Form, text: str) -> list[str]:
    parties = [each.strip() for each in text.split(";")]
    value = next(rows.values[0] for rows in form.rows if rows.word == "party")
    for party in parties:
        _check(context, value, party)
    return parties


def _read(context: typer.Context, form: Form, word: str, text: str) -> str:
    _check(context, next(each for each in (*form.values, *form.begins_with) if each.word == word), text)
    return text


def _check(context: typer.Context, value: Value, text: str) -> None:
    """Let an answer be read, so that one that cannot be is asked for again."""
    from twinning.actions.parse_values import Answers

    with reading(context) as connection:
        Answers(connection, adding=False).read(value, text)


def _spelt(form: Form, word: str) -> str:
    return _metavar(form) if word == form.argument else _ALTERNATIVES.get(word, f"--{word}")


def _metavar(form: Form) -> str:
    return "CITY CITY…" if form.argument == "party" else form.argument.upper()


_Named = list[tuple[Any, str]]
"""The values, or rows, of one word, each with the name of its form."""


def _by_word(of: str) -> list[_Named]:
    by_word: dict[str, _Named] = {}
    for form in _EVERY_FORM:
        for each in getattr(form, of):
            by_word.setdefault(each.word, []).append((each, form.name))
    return list(by_word.values())


def _argument(form: Form) -> inspect.Parameter:
    if form.argument == "party":
        parties = typer.Argument(
            help="The parties, two or more.", autocompletion=completion.complete_city, metavar=_metavar(form)
        )
        return _parameter("rows", "party", Annotated[list[str] | None, parties])
    value = next(each for each in form.values if each.word == form.argument)
    return _parameter(
        "value", value.word, Annotated[str | None, typer.Argument(help=f"{value.help}.", metavar=_metavar(form))]
    )


def _value_option(value: Value) -> inspect.Parameter:
    listed = "" if isinstance(value.holds, Holds) else f": {', '.join(value.holds)}"
    option = typer.Option(
        f"--{value.word}",
        help=f"{value.help}{listed}.",
        metavar=_kind(value),
        autocompletion=_completer([value]),
    )
    return _parameter("value", value.word, Annotated[str | None, option])


def _value_to_edit(named: _Named) -> inspect.Parameter:
    """Return the option for a value of any form: what it is may differ, and the words of a list with it."""
    values = [value for value, _ in named]
    option = typer.Option(
        f"--{values[0].word}",
        help=_helps(named),
        metavar=_kind(values[0]),
        autocompletion=_completer(values),
        rich_help_panel="Values",
    )
    return _parameter("value", values[0].word, Annotated[str | None, option])


def _rows_option(rows: Rows) -> inspect.Parameter:
    main, *others = rows.values
    listed = "" if others or isinstance(main.holds, Holds) else f": {', '.join(main.holds)}"
    written = f": `{_kind(main)}{''.join(f', {value.word}=…' for value in others)}`" if others else listed
    option = typer.Option(
        f"--{rows.word}",
        help=f"{rows.help}; may be repeated{written}.",
        metavar=_kind(main),
        autocompletion=_completer([main]),
    )
    return _parameter("rows", rows.word, Annotated[list[str] | None, option])


def _rows_to_edit(named: _Named, prefix: str, panel: str) -> inspect.Parameter:
    rows = named[0][0]
    option = typer.Option(
        f"--{prefix}-{rows.word}",
        help=_helps(named),
        metavar=_kind(rows.values[0]),
        autocompletion=_completer([rows.values[0]]),
        rich_help_panel=panel,
    )
    return _parameter(prefix, rows.word, Annotated[list[str] | None, option])


def _helps(named: _Named) -> str:
    """Say what a word is in each form: `When (act, succession)`."""
    forms: dict[str, list[str]] = {}
    for each, form in named:
        forms.setdefault(each.help, []).append(form)
    return "; ".join(f"{help} ({', '.join(names)})" for help, names in forms.items()) + "."


def _kind(value: Value) -> str:
    return value.holds.metavar if isinstance(value.holds, Holds) else "WORD"


def _completer(values: Sequence[Value]) -> Callable[..., list[str]] | None:
    """Return what completes a value: of several of one word, all their lists."""
    lists = [value.holds for value in values if not isinstance(value.holds, Holds)]
    if lists:
        return complete_words(*dict.fromkeys(lists))
    return _COMPLETERS.get(values[0].holds) if isinstance(values[0].holds, Holds) else None


def _parameter(prefix: str, word: str, annotation: Any) -> inspect.Parameter:
    name = f"{prefix}_{word.replace('-', '_')}"
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=annotation)


def words_to_clear() -> list[str]:
    """Return the words of every value, for `--clear`."""
    return [named[0][0].word for named in _by_word("values")]


def check_something(*said: object) -> None:
    """Raise UsageError where nothing was said at all."""
    if not any(said):
        raise UsageError("nothing to change was said", "`twinning edit --help` lists what can be")
