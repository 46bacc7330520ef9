"""Commands get options by having their signature extended, since Typer has no option groups."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

import pytest
import typer
import typer.main

from twinning.cli.options.signatures import parameters_of, with_options


def declare(
    size: Annotated[int, typer.Option("--size", help="How large.")] = 1,
    *,
    name: Annotated[str, typer.Option("--name", help="How called.")] = "x",
) -> None:
    """Declare two options."""


def together(context: typer.Context, chosen: Mapping[str, Any]) -> str:
    """Return what the options chose as one value."""
    return f"{chosen['name']}{chosen['size']} by {context.info_name}"


def command(context: typer.Context, city: str, seen: str, *, loud: bool = False) -> None:
    """Do a thing."""
    typer.echo(f"{city} {seen} {loud}")


EXTENDED = with_options(command, "seen", parameters_of(declare), together)


def run(extended: Any, *arguments: str) -> None:
    app = typer.Typer(add_completion=False)
    app.command("do")(extended)
    typer.main.get_command(app)(args=list(arguments), prog_name="do", standalone_mode=False)


def test_a_command_takes_the_options_in_the_place_of_the_parameter_that_gets_what_they_choose() -> None:
    assert list(inspect.signature(EXTENDED).parameters) == ["context", "city", "size", "loud", "name"]
    assert EXTENDED.__annotations__.keys() == inspect.signature(EXTENDED).parameters.keys()


def test_a_command_keeps_its_name_and_its_help() -> None:
    assert (EXTENDED.__name__, EXTENDED.__doc__) == ("command", "Do a thing.")


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (("Busan",), "Busan x1 by do False\n"),
        (("Busan", "--size", "3", "--name", "b", "--loud"), "Busan b3 by do True\n"),
    ],
)
def test_the_command_gets_one_value_of_what_was_chosen_and_by_default(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], out: str
) -> None:
    run(EXTENDED, *arguments)
    assert capsys.readouterr().out == out


def test_options_of_several_kinds_are_given_one_around_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    def twice(context: typer.Context, first: str, second: str) -> None:
        typer.echo(f"{first}, {second}")

    def more(deep: Annotated[bool, typer.Option("--deep", help="Deeper.")] = False) -> None:
        """Declare another."""

    inner = with_options(twice, "first", parameters_of(declare), together)
    run(with_options(inner, "second", parameters_of(more), lambda _context, chosen: str(chosen["deep"])), "--deep")
    assert capsys.readouterr().out == "x1 by do, True\n"


def test_a_refusal_of_what_was_chosen_passes_and_the_command_does_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_context: typer.Context, _chosen: Mapping[str, Any]) -> str:
        raise ValueError("not together")

    with pytest.raises(ValueError, match="not together"):
        run(with_options(command, "seen", parameters_of(declare), refuse), "Busan")
    assert capsys.readouterr().out == ""
