"""Values that a command needs and was not given: asked for on a terminal, named in the error elsewhere."""

from collections.abc import Callable
from typing import TypeVar

import typer

from twinning.cli.context import may_ask
from twinning.errors import TwinningError, UsageError
from twinning.render.messages import print_error

Value = TypeVar("Value")


def needed(value: Value | None, option: str, question: str, parse: Callable[[str], Value]) -> Value:
    """Return the value, or what somebody at the terminal answers. Raises UsageError where nobody can be asked."""
    if value is not None:
        return value
    if not may_ask():
        raise UsageError(f"{option} is missing", f"give it with {option}, or answer at a terminal")
    while True:
        try:
            return parse(typer.prompt(question, err=True))
        except TwinningError as error:
            print_error(error, typer.get_text_stream("stderr"))
