"""No message of a run and no traceback repeats a password that was given to it, a driver's or a library's neither."""

import os
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from types import TracebackType

from twinning.domain.privacy.passwords import passwords_in, without_passwords
from twinning.errors import TwinningError
from twinning.settings import Settings

_LONGEST_SKIPPED = 3  # characters: a shorter password stands in too many words


def hide_in(error: TwinningError, arguments: Sequence[str]) -> TwinningError:
    """Return an error whose words repeat no password of this run's arguments, environment and files."""
    passwords = _passwords(arguments)
    error.message = without_passwords(error.message, passwords)
    error.hint = error.hint and without_passwords(error.hint, passwords)
    return error


def hide_in_traceback(arguments: Sequence[str]) -> None:
    """Let the traceback that ends this process repeat no password."""
    sys.excepthook = partial(_print_traceback, _passwords(arguments))


def _passwords(arguments: Sequence[str]) -> set[str]:
    try:
        files = [value for file in Settings({}).files for value in {**file.values, **file.ignored}.values()]
    except TwinningError:
        files = []
    alone = os.environ.get("PGPASSWORD", "")
    given = {alone} if len(alone) > _LONGEST_SKIPPED else set()
    return passwords_in([*arguments, os.environ.get("TWINNING_DB", ""), *files]) | given


def _print_traceback(
    passwords: set[str], _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    sys.stderr.write(without_passwords("".join(traceback.format_exception(error)), passwords))
