"""Options that take a word from a list: checked, completed, the nearest offered, a hyphen does for an underscore."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import typer

from twinning.domain.vocabulary import parse_word
from twinning.errors import UsageError


def word_option(words: type[StrEnum], *names: str, help: str, **options: Any) -> Any:
    """Return a Typer option for a word of a list."""
    listed = ", ".join(word.value for word in words)
    return typer.Option(
        *names,
        help=f"{help}: {listed}.",
        parser=lambda text: _parse(words, text, names[0]),
        autocompletion=complete_words(words),
        metavar="WORD",
        **options,
    )


def _parse(words: type[StrEnum], text: str, name: str) -> StrEnum:
    try:
        return parse_word(words, text)
    except UsageError as error:
        raise UsageError(f"{name}: {error.message}", error.hint) from error


def complete_words(*lists: type[StrEnum]) -> Callable[[str], list[tuple[str, str]]]:
    """Return what completes a word of these lists, spelt with a hyphen or an underscore as it was begun.

    Shells that can show what the word means beside it.
    """

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from twinning.domain.meanings import in_short, meanings_of

        separator = "-" if "-" in incomplete else "_"  # shells keep what begins as typed
        meanings = {word.replace("_", separator): text for words in lists for word, text in meanings_of(words).items()}
        return [(word, in_short(text)) for word, text in meanings.items() if word.startswith(incomplete)]

    return complete
