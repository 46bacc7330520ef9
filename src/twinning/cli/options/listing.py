"""The options of every command that shows a listing: which rows and columns of it, beside those of its output."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Annotated, Any

import typer

from twinning.cli.context import reading
from twinning.cli.options.arguments import whole_number
from twinning.cli.options.output import CHOICES, Output, output_of
from twinning.cli.options.signatures import Parameters, parameters_of, with_options
from twinning.errors import UsageError

_OWN = ("sort", "descending", "limit", "columns", "for_update")


def with_listing(
    shown: str | Sequence[str], *, limit: int | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that has a parameter `output: Output` and shows a listing the options of both.

    `shown` is a module and a class of `twinning.rows` (`records.CityRow`), loaded only to complete a column, or the
    names of the columns.
    `limit` is how many rows are shown unless the user says.
    """
    parameters = [each.replace(kind=each.KEYWORD_ONLY) for each in (*_options(shown, limit), *CHOICES)]
    return lambda command: with_options(command, "output", parameters, _choose)


def _choose(context: typer.Context, chosen: Mapping[str, Any]) -> Output:
    sort, descending, limit, columns, for_update = (chosen[name] for name in _OWN)
    if descending and sort is None:
        raise UsageError("--descending needs --sort", "add --sort COLUMN")
    output = output_of(context, {name: value for name, value in chosen.items() if name not in _OWN})
    if (sort, limit, columns, for_update) == (None, None, None, False):
        return output
    from twinning.rows.arranging.arrangement import Arrangement

    named = tuple(columns.split(",")) if columns is not None else ()
    since = _last_operation(context) if for_update else None
    usual = getattr(context.get_parameter_source("limit"), "name", None) == "DEFAULT"
    return replace(output, arrangement=Arrangement(sort, descending, limit, named, since, usual))


def _last_operation(context: typer.Context) -> int:
    """Return the number of the last operation: what the list then shows is as of it, or of a later one."""
    from twinning.queries.history.operations import last_operation

    with reading(context) as connection:
        return last_operation(connection)


def _options(shown: str | Sequence[str], most: int | None) -> Parameters:
    def complete_column(incomplete: str) -> list[str]:
        return [name for name in _spelt(shown, incomplete) if name.startswith(incomplete)]

    def complete_columns(incomplete: str) -> list[str]:
        begun, comma, last = incomplete.rpartition(",")
        named = begun.split(",") if comma else []
        if not {name.replace("-", "_") for name in named} <= set(_spelt(shown, "")):
            return []  # what is offered begins with what was typed, and shells evaluate it
        rest = (name for name in _spelt(shown, last) if name not in named)
        return [f"{begun}{comma}{name}" for name in rest if name.startswith(last)]

    def declare(
        sort: Annotated[
            str | None,
            typer.Option("--sort", help="Sort by this column.", autocompletion=complete_column, metavar="COLUMN"),
        ] = None,
        descending: Annotated[
            bool, typer.Option("--descending", help="With --sort: the largest or latest first.")
        ] = False,
        limit: Annotated[
            int | None,
            typer.Option(
                "--limit", help="Show at most this many rows.", parser=whole_number("--limit", 1), metavar="NUMBER"
            ),
        ] = most,
        columns: Annotated[
            str | None,
            typer.Option(
                "--columns",
                help="Show only these columns, in this order; separate them by commas.",
                autocompletion=complete_columns,
                metavar="COLUMNS",
            ),
        ] = None,
        for_update: Annotated[
            bool,
            typer.Option(
                "--for-update",
                help="Add a column for `twinning import --update`, which takes the list back once it is corrected.",
            ),
        ] = False,
    ) -> None:
        """Declare the options."""

    return parameters_of(declare)


def _spelt(shown: str | Sequence[str], incomplete: str) -> list[str]:
    """Return the columns that are shown, with hyphens if what was typed has one: shells keep what begins as typed."""
    separator = "-" if "-" in incomplete else "_"
    return [each.replace("_", separator) for each in _columns(shown)]


def _columns(shown: str | Sequence[str]) -> Sequence[str]:
    if not isinstance(shown, str):
        return shown
    from twinning.rows import column_names

    module, _, name = shown.partition(".")
    return column_names(getattr(import_module(f"twinning.rows.{module}"), name))
