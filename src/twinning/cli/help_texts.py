"""Help texts as a terminal shows them: Typer keeps the ends of a docstring's lines, and takes `[…]` for colours."""

import inspect
import re
from typing import Any

_TAG = re.compile(r"(\\*)(\[[a-z#/@][^[]*?\])")
"""What Rich takes for a tag (`rich.markup`), and what stands before it."""


def with_readable_help(command: Any) -> Any:
    """Return a command or a group, whose help texts and those of what is in it were made readable."""
    command.help = readable_help(command.help)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _as_written(parameter.help)
    for each in getattr(command, "commands", {}).values():
        with_readable_help(each)
    return command


def readable_help(docstring: str | None) -> str:
    """Return a docstring with paragraphs that fill the screen's lines, and each example on a line."""
    prose, begins, examples = inspect.cleandoc(docstring or "").partition("\n\nExample")
    paragraphs = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n")]
    if begins:
        lines = (line.strip() for line in f"Example{examples}".splitlines())
        paragraphs.append("\n".join(line for line in lines if line))
    return _as_written("\n\n".join(paragraphs))


def _as_written(text: str) -> str:
    return _TAG.sub(r"\1\1\\\2", text)
