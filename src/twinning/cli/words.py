"""Options that take a word from a list: checked, completed, the nearest offered, a hyphen does for an underscore."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import typer

from twinning.errors import UsageError

Words = TypeVar("Words", bound=StrEnum)


def word_option(words: type[StrEnum], *names: str, help: str, **options: Any) -> Any:
    """Return a Typer option for a word of a list."""
    listed = ", ".join(word.value for word in words)
    return typer.Option(
        *names,
        help=f"{help}: {listed}.",
        parser=lambda text: parse_word(words, text),
        autocompletion=_completer(words),
        metavar="WORD",
        **options,
    )


def word_argument(words: type[StrEnum], *, help: str) -> Any:
    """Return a Typer argument for a word of a list."""
    listed = ", ".join(word.value for word in words)
    return typer.Argument(
        help=f"{help}: {listed}.",
        parser=lambda text: parse_word(words, text),
        autocompletion=_completer(words),
        metavar="WORD",
    )


def parse_word(words: type[Words], text: str) -> Words:
    """Return the word of a list that a text is. Raises UsageError with the nearest one."""
    try:
        return words(text.strip().casefold().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise _unknown(text, words) from None


def _unknown(text: str, words: type[StrEnum]) -> UsageError:
    from twinning.names import nearest, quote

    listed = [word.value for word in words]
    near = nearest(text, listed, limit=1)
    hint = f"did you mean {near[0]}? It is one of {', '.join(listed)}" if near else f"one of {', '.join(listed)}"
    return UsageError(f"{quote(text)} is not on the list", hint)


def _completer(words: type[StrEnum]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        separator = "-" if "-" in incomplete else "_"  # shells keep what begins as typed
        spelt = (word.value.replace("_", separator) for word in words)
        return [word for word in spelt if word.startswith(incomplete)]

    return complete
