"""Values that a command needs and was not given: asked for on a terminal, named in the error elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from twinning.cli.completion.names import complete_city
from twinning.cli.context import may_ask, settings_of
from twinning.domain.dates import EdtfDate, today
from twinning.domain.names import quote
from twinning.errors import AmbiguousError, ExitCode, NotFoundError, TwinningError, UsageError
from twinning.render.terminal.messages import print_error, print_note

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.queries.lookup.cities import FoundCity

Value = TypeVar("Value")
Complete = Callable[[str], Iterable[str]]
"""Gives the answers that begin as is typed."""

CityOrHome = Annotated[
    str | None,
    typer.Argument(
        help="A name, a name with its country, a key or a Wikidata id; the home city if not said.",
        autocompletion=complete_city,
    ),
]


def check_given(context: typer.Context, values: Mapping[str, object]) -> None:
    """Raise UsageError that names every missing argument and option, unless somebody at the terminal can be asked."""
    missing = [name for name, value in values.items() if not value]
    if missing and not may_ask(context):
        raise UsageError(f"missing: {' and '.join(missing)}", "give what is missing, or answer at a terminal")


def check_can_confirm(context: typer.Context) -> None:
    """Raise UsageError where nobody can be asked to confirm."""
    if not may_ask(context):
        raise UsageError("this has to be confirmed, and there is no terminal to ask at", "--yes confirms it")


def confirm(question: str) -> None:
    """Go on only if somebody at the terminal agrees. Raises Exit with the code of a refusal where the answer is no."""
    if not agrees(question):
        print_note("nothing was written", sys.stderr, belongs_to_question=True)
        raise typer.Exit(ExitCode.DECLINED)


def agrees(question: str) -> bool:
    """Return whether somebody at the terminal answers yes; an empty answer is no."""
    return ask(f"{question} [y/N]", _yes_or_no, optional=True)


def _yes_or_no(answer: str) -> bool:
    if answer.casefold() not in ("", "y", "yes", "n", "no"):
        raise UsageError(f"{quote(answer)} is neither yes nor no", "answer y or n")
    return answer.casefold().startswith("y")


def needed(value: Value | None, question: str, parse: Callable[[str], Value]) -> Value:
    """Return the value, or what somebody at the terminal answers, asked again until it can be understood."""
    return ask(question, parse) if value is None else value


def ask(
    question: str, parse: Callable[[str], Value], complete: Complete | None = None, *, optional: bool = False
) -> Value:
    """Return what somebody at the terminal answers, asked again until it can be understood.

    An `optional` answer may be empty. `complete` gives the answers that begin as is typed, for the Tab key.
    """
    while True:
        try:
            return parse(answer_to(question, complete, optional=optional))
        except TwinningError as error:
            print_error(error, sys.stderr)


def answer_to(question: str, complete: Complete | None = None, *, optional: bool = False) -> str:
    """Return an answer as it is typed, without outer blanks; what begins it is completed with the Tab key."""
    with _completed_by(complete or (lambda _begun: ())):
        default = "" if optional else None
        return str(typer.prompt(question, default=default, show_default=False, err=True)).strip()


@contextmanager
def _completed_by(complete: Complete) -> Iterator[None]:
    """Let the Tab key complete what is typed, where Python has a library for it."""
    try:
        import readline
    except ImportError:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(lambda begun, number: next(islice(complete(begun), number, None), None))
    readline.set_completer_delims("")  # names have blanks
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)


def day(text: str) -> EdtfDate | None:
    """Return the day that an answer gives; None where it says that the day is unknown. Raises InputError."""
    return None if text.casefold() == "unknown" else EdtfDate.parse_moment(text)


def known_by_today(text: str) -> EdtfDate:
    """Return the day that an answer gives; of an unknown one, that it was by today. Raises InputError."""
    if (given := day(text)) is not None:
        return given
    print_note(f"no day is known, so it is recorded as by {today()} at the latest", sys.stderr)
    return EdtfDate.parse_moment(f"[..{today()}]")


def city_or_everywhere(context: typer.Context, city: str | None, *, everywhere: bool) -> str | None:
    """Return the city that was named, else the home city; None for the whole register, where neither is meant.

    Raises UsageError where a city was named and the whole register is wanted.
    """
    if everywhere and city:
        raise UsageError("a city was named, and --all is for the whole register", "leave out one of them")
    return None if everywhere else city or home_city(context)


def city_or_home(context: typer.Context, city: str | None, partner: str | None = None) -> str:
    """Return the city that was named, else the home city, else the one that somebody at the terminal names.

    It is the city of a `partner`, where that is named before it. Raises UsageError where nobody can be asked.
    """
    if named := city or home_city(context):
        return named
    if not may_ask(context):
        told = "no city was named" if partner is None else f"no city was named beside {quote(partner)}"
        raise UsageError(
            f"{told}, and no home city is set",
            'name one, or set home_city = "Busan" in twinning.toml or TWINNING_HOME_CITY=Busan in the environment',
        )
    return str(typer.prompt("Which city", err=True))


def home_city(context: typer.Context) -> str | None:
    """Return the home city as it is set; None where it is not."""
    home = settings_of(context).get("home_city")
    return home.value if home else None


def find_city(context: typer.Context, connection: "Connection", text: str) -> "FoundCity":
    """Return the city that a text names; of several, the one that somebody at the terminal picks.

    Raises NotFoundError, and AmbiguousError where nobody can be asked.
    """
    from twinning.queries.lookup import cities

    try:
        return ask_which(context, connection, lambda: cities.find_city(connection, text))
    except NotFoundError as error:
        home = settings_of(context).get("home_city")
        if home is None or home.value != text:
            raise
        raise NotFoundError(f"{error.message}: it is the home city that {home.origin} sets", error.hint) from error


def ask_which(context: typer.Context, connection: "Connection", look_up: Callable[[], Value]) -> Value:
    """Return what is looked up; where a text could be several records, the one that somebody picks counts.

    Raises AmbiguousError where nobody can be asked.
    """
    from twinning.queries.lookup.picking import remember_picked

    while True:
        try:
            return look_up()
        except AmbiguousError as error:
            if error.text is None:
                raise
            remember_picked(connection, {error.text: pick(context, error)})


def pick(context: typer.Context, error: AmbiguousError) -> str:
    """Return the key that somebody at the terminal picks, by its number or itself, of those that a text could be.

    Raises the error itself where nobody can be asked.
    """
    if not may_ask(context):
        raise error
    print_note(error.message, sys.stderr, belongs_to_question=True)
    for number, key in enumerate(error.candidates, 1):
        typer.echo(f"  {number}  {key}", err=True)
    keys = error.candidates
    complete: Complete = lambda begun: (key for key in keys if key.startswith(begun))  # noqa: E731
    return ask("Which one? Its number or key", lambda answer: _one_of(keys, answer), complete)


def _one_of(keys: tuple[str, ...], answer: str) -> str:
    numbered = {str(number): key for number, key in enumerate(keys, 1)}
    if answer not in keys and answer not in numbered:
        raise UsageError(f"{quote(answer)} is none of them", f"a number from 1 to {len(keys)}, or its key")
    return numbered.get(answer, answer)
