"""Options that many commands share, given to them by extending their signature: Typer has no option groups."""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer

Parameters = Sequence[inspect.Parameter]


def parameters_of(choose: Callable[..., Any]) -> Parameters:
    """Return the parameters of a function, which become options."""
    return tuple(inspect.signature(choose).parameters.values())


def with_options(
    command: Callable[..., None],
    name: str,
    parameters: Parameters,
    choose: Callable[[typer.Context, Mapping[str, Any]], Any],
) -> Callable[..., None]:
    """Return the command with these parameters in place of its parameter `name`, which gets what they choose.

    The command has a parameter `context`, which `choose` is given too.
    """
    own = inspect.signature(command)
    kept = [each for each in own.parameters.values() if each.name != name]

    @functools.wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        chosen = {each.name: options.pop(each.name) for each in parameters}
        command(*arguments, **options, **{name: choose(options["context"], chosen)})

    ordered = sorted([*kept, *parameters], key=lambda each: each.kind is each.KEYWORD_ONLY)
    signature = own.replace(parameters=ordered)
    wrapped.__signature__ = signature  # type: ignore[attr-defined]
    wrapped.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()}
    return wrapped
