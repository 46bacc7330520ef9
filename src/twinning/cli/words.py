"""Options that take a word from a list: checked, completed, the nearest offered, a hyphen does for an underscore."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import typer

from twinning.errors import UsageError


def word_option(words: type[StrEnum], *names: str, help: str, **options: Any) -> Any:
    """Return a Typer option for a word of a list."""
    listed = ", ".join(word.value for word in words)
    return typer.Option(
        *names,
        help=f"{help}: {listed}.",
        parser=_parser(words),
        autocompletion=_completer(words),
        metavar="WORD",
        **options,
    )


def _parser(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    def parse(text: str) -> StrEnum:
        word = text.strip().casefold().replace("-", "_").replace(" ", "_")
        try:
            return words(word)
        except ValueError:
            raise _unknown(text, words) from None

    return parse


def _unknown(text: str, words: type[StrEnum]) -> UsageError:
    from twinning.names import nearest, quote

    listed = [word.value for word in words]
    near = nearest(text, listed, limit=1)
    hint = f"did you mean {near[0]}? It is one of {', '.join(listed)}" if near else f"one of {', '.join(listed)}"
    return UsageError(f"{quote(text)} is not on the list", hint)


def _completer(words: type[StrEnum]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [word.value for word in words if word.value.startswith(incomplete.replace("-", "_"))]

    return complete
