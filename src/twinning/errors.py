"""Every error that a user can meet: a message, a way out, and an exit code.

Nothing here prints. The command line turns an error into `error: …` and `hint: …` on standard error and
leaves with its exit code; a library caller catches `TwinningError`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process answers to the shell. Documented in docs/reference; a change is a breaking change."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    DATABASE = 5
    INPUT = 6
    DECLINED = 7
    INTERRUPTED = 130


class TwinningError(Exception):
    """Something the user can understand and act on.

    `message` is one sentence without a full stop that says what is wrong; `hint` is, where one helps, what to
    do next, with the command to type. `exit_code` is a property of the class.
    """

    exit_code = ExitCode.BUG

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TwinningError):
    """The command was not put as it should be: a missing value, a word that is not on the list."""

    exit_code = ExitCode.USAGE


class NotFoundError(TwinningError):
    """What was named is not in the register."""

    exit_code = ExitCode.NOT_FOUND


class ConflictError(TwinningError):
    """What was asked for clashes with what is recorded: a duplicate, a constraint."""

    exit_code = ExitCode.CONFLICT


class AmbiguousError(ConflictError):
    """What was named fits several records. `candidates` holds their keys, in the order of the message.

    `text` is what was named, where it was a city: that can be asked for once more, and then means the one picked.
    """

    def __init__(
        self, message: str, hint: str | None = None, candidates: tuple[str, ...] = (), text: str | None = None
    ) -> None:
        super().__init__(message, hint)
        self.candidates = candidates
        self.text = text


class DatabaseError(TwinningError):
    """The database is missing, foreign, too old, too new, damaged, locked or unreachable."""

    exit_code = ExitCode.DATABASE


class DamagedError(DatabaseError):
    """The database holds what this program cannot have written."""


class InputError(TwinningError):
    """A value or a file was rejected: a date that is none, a malformed row."""

    exit_code = ExitCode.INPUT


@contextmanager
def ending_as_asked() -> Iterator[None]:
    """Raise the Ctrl-C, or the leaving that a signal asks for, of which Python has made an error of its own.

    Until 3.12 it does so with one that comes as it makes a class, while a library loads: it says `RuntimeError: Error
    calling __set_name__`.
    """
    try:
        yield
    except RuntimeError as error:
        ending = _ending_behind(error) if type(error) is RuntimeError else None
        if ending is None:
            raise
        raise ending from None


def _ending_behind(error: BaseException | None) -> BaseException | None:
    while error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        error = error.__cause__ or error.__context__
    return error
