"""What each word of a list means, in one sentence: shown with the word in shells and in the reference.

Few commands need it, and completion for a moment only, so that it is read where it is asked for.
"""

import re
import tomllib
from enum import Enum
from functools import cache
from pathlib import Path

from twinning.domain.agreements.acts import ACT_RULES, ActKind


@cache
def _written() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("meanings.toml").read_text("utf-8"))


def meanings_of(words: type[Enum]) -> dict[str, str]:
    """Return the meaning of each word of a list, in the order of the list; for exit codes by their names.

    Raises ValueError where a word has no meaning, or a meaning no word.
    """
    if words is ActKind:
        return {kind.value: ACT_RULES[kind].meaning for kind in ActKind}
    names = [each.value if isinstance(each.value, str) else each.name.lower() for each in words]
    meanings = _written()[words.__name__]
    if set(meanings) != set(names):
        raise ValueError(f"meanings.toml, [{words.__name__}]: {sorted(set(meanings) ^ set(names))} stand once only")
    return {name: meanings[name] for name in names}


def in_short(meaning: str) -> str:
    """Return the first part of a meaning, for a line that a shell shows beside the word and may evaluate."""
    return re.split(r"[^\w\s,’-]", meaning.replace("'", "’"), maxsplit=1)[0].strip()
