"""Every error that a user can meet: a message, a way out, and an exit code.

Nothing here prints. The command line turns an error into `error: …` and `hint: …` on standard error and
leaves with its exit code; a library caller catches `TwinningError`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

_LAST_BEFORE_SIGNALS = 128
"""The exit code of a process that a signal ended is the signal's number and this."""


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
    """Raise the Ctrl-C, or the leaving that a signal asks for, of which Python or a library has made another error.

    Until 3.12 Python does so with one that comes as it makes a class, while a library loads: it says `RuntimeError:
    Error calling __set_name__`. SQLAlchemy does where a signal meets it as it ends a transaction, which it then cannot
    end in its order.
    """
    try:
        yield
    except Exception as error:
        ending = ending_behind(error)
        if ending is None:
            raise
        raise ending from None


def ending_behind(error: BaseException | None) -> BaseException | None:
    """Return the Ctrl-C, or the leaving that a signal asked for, that an error is or came of; None where there is none.

    An error that was raised in the place of one (`from None`), as prompts do with Ctrl-C, stands for itself.
    """
    while error is not None and not _is_ending(error):
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return error


def _is_ending(error: BaseException) -> bool:
    """Return whether an error is a Ctrl-C, or leaves with the exit code of a signal."""
    if isinstance(error, SystemExit):
        return isinstance(error.code, int) and error.code > _LAST_BEFORE_SIGNALS
    return isinstance(error, KeyboardInterrupt)
