"""What a recorded command says of people: which option was given, and not its value.

The value stands in the changes that the operation made, where forgetting a person reaches it.
"""

import shlex
from collections.abc import Iterator, Sequence
from itertools import product

LEFT_OUT = "…"

_OF_PEOPLE = ("contact", "signatory", "person", "post", "proposer", "present", "witness")
_EVERYWHERE = {f"--{verb}{word}" for word in _OF_PEOPLE for verb in ("", "add-", "remove-")} | {
    "--email",
    "--telephone",
    "--office",
}
_OF_A_RECORD = {"--name", "--summary", "--add-name", "--remove-name"}
"""Options of `edit`, which takes people among all others: nothing in its words tells what a record is."""


def without_personal_values(words: Sequence[str]) -> list[str]:
    """Return a command's words with a mark in the place of each value that tells of a person."""
    if words[:1] == ["add-person"]:
        return without_values(words)
    options = _EVERYWHERE | (_OF_A_RECORD if words[:1] == ["edit"] else set())
    return list(_without_values(words, options))


def without_values(words: Sequence[str]) -> list[str]:
    """Return the words of a command that told of people alone: its options, and of `edit` the record that changes."""
    kept = 2 if words[:1] == ["edit"] else 1
    return [*words[:kept], *map(_without_value, words[kept:])]


def without_any_value(command: str) -> str:
    """Return a command of the log that told of people alone, without values; words of other programs stay."""
    try:
        return line_of(without_values(shlex.split(command)))
    except ValueError:
        return command


def with_reference(command: str, name: str, reference: str) -> str:
    """Return a command of the log with a reference in the place of a name, be it one word there or several."""
    try:
        words = shlex.split(command)
    except ValueError:  # a call from Python, with an apostrophe in a name
        return command.replace(name, reference)
    for begin, width in product(range(len(words)), range(1, name.count(" ") + 2)):
        if " ".join(words[begin : begin + width]) == name:
            return line_of([*words[:begin], reference, *words[begin + width :]])
    return command.replace(name, reference)


def line_of(words: Sequence[str]) -> str:
    """Return a command's words as the log shows them."""
    return shlex.join(words).replace(f"'{LEFT_OUT}'", LEFT_OUT)


def _without_value(word: str) -> str:
    name, equals, _ = word.partition("=")
    if not name.startswith("-") or " " in name:
        return LEFT_OUT
    return f"{name}{equals}{LEFT_OUT}" if equals else name


def _without_values(words: Sequence[str], options: set[str]) -> Iterator[str]:
    follows = False
    for word in words:
        name = word.partition("=")[0]
        yield LEFT_OUT if follows else _without_value(word) if name in options else word
        follows = not follows and word in options
