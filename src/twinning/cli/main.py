"""Running a command: every error is turned into words and an exit code, and nowhere else."""

import errno
import os
import re
import sys
from collections.abc import Sequence
from contextvars import copy_context
from itertools import takewhile
from typing import Any

import typer

from twinning.cli.application import command_of
from twinning.cli.completion.line import completing, words_to_complete
from twinning.cli.context import Invocation, is_terminal
from twinning.cli.first_use import FirstUse
from twinning.cli.interruptions import telling_of_changes
from twinning.cli.options.general import arranged_to_complete, general_options_first, own_arguments
from twinning.cli.options.unknown import unknown_option
from twinning.cli.output.progress import TerminalProgress
from twinning.cli.output.streams import check_written, forget_output, is_of_output
from twinning.cli.passwords import hide_in, hide_in_traceback
from twinning.cli.registry import HELP_OF_RECORD, check_command
from twinning.db.storage.holders import telling
from twinning.domain.privacy.personal import line_of, without_personal_values
from twinning.domain.progress import shown_by
from twinning.errors import ExitCode, InputError, TwinningError, UsageError, ending_as_asked
from twinning.render.terminal.messages import print_error, print_note

_UNREACHABLE = {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR}
_LOOP = re.compile("Symlink loop from '(.*)'", re.DOTALL)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. Only here do errors become words."""
    try:
        with ending_as_asked():
            return copy_context().run(_complete_or_run, arguments)
    except (TwinningError, typer.TyperException) as error:
        return _report(error if isinstance(error, TwinningError) else _usage_error(error), arguments)
    except (typer.Abort, KeyboardInterrupt) as error:
        return _interrupted(error)
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        forget_output()  # nobody reads the help to its end; Typer leaves by itself then
        return ExitCode.DONE
    except Exception as error:
        if isinstance(error, OSError) and is_of_output(error):
            return report_output(error, arguments)
        unreachable = _unreachable(error)
        if unreachable is None and os.environ.get("TWINNING_DEBUG"):
            hide_in_traceback(arguments)
            raise
        return _report(unreachable or _BugError(error), arguments)


def _interrupted(error: BaseException) -> int:
    """Say that nothing was written, where that is known: what is asked is asked before anything is written."""
    if isinstance(error, typer.Abort):
        print_note("nothing was written", sys.stderr, belongs_to_question=True)
    return ExitCode.INTERRUPTED


def _complete_or_run(arguments: Sequence[str]) -> int:
    begun = words_to_complete()
    if begun is None:
        check_command(own_arguments(arguments))
    root = command_of(*own_arguments(arguments if begun is None else begun[:-1])[:1])
    if begun is None:
        return _run(*_with_help_of_record(root, general_options_first(root, arguments)))
    with completing(arranged_to_complete(root, begun)):
        return _run(root, [])


def _with_help_of_record(root: Any, words: list[str]) -> tuple[Any, list[str]]:
    """Return application and words; where the help of a command is asked for with a record, what shows that."""
    own = own_arguments(words)
    records = list(takewhile(lambda word: not word.startswith("-"), own[1:]))
    if not records or own[0] not in HELP_OF_RECORD or not {"-h", "--help"}.intersection(own[1 + len(records) :]):
        return root, words
    return command_of(own[0], stand_ins=HELP_OF_RECORD), [*words[: len(words) - len(own)], own[0], *records]


def _run(root: Any, words: list[str], *, asked: bool = False) -> int:
    """Run one command; an argument that is missing is asked for at a terminal, and the command run with the answer."""
    try:
        waited_for = telling(lambda waiting: print_note(waiting, sys.stderr))
        with telling_of_changes(), FirstUse() as first_use, waited_for, shown_by(TerminalProgress()):
            invocation = Invocation(_command(words), asked, first_use)
            code = root(args=words, prog_name="twinning", standalone_mode=False, obj=invocation)
            if code == ExitCode.INTERRUPTED:  # which is what Typer makes of a Ctrl-C
                raise KeyboardInterrupt
            sys.stdout.flush()
        return code if isinstance(code, int) else ExitCode.DONE
    except typer.TyperException as error:
        missing = _missing_argument(error, own_arguments(words)[1:])
        if missing is None or not is_terminal() or "--no-input" in words:
            raise
        return _run(root, [*words, str(typer.prompt(missing, err=True))], asked=True)


def _missing_argument(error: Any, words: Sequence[str]) -> str | None:
    """Return what help says of the argument that a command lacks, which the error then names; None for another error.

    Click gives words to the last arguments first. Where only a list before them got none, the last one lacks its word.
    """
    is_missing = type(error).__name__ == "MissingParameter"  # Typer does not export this one
    if not is_missing or error.param is None or error.param.param_type_name != "argument":
        return None
    if error.param.nargs == -1 and words and not words[0].startswith("-"):
        error.param = next(each for each in reversed(error.ctx.command.params) if each.param_type_name == "argument")
    return str(error.param.help).rstrip(".")


def _unreachable(error: Exception) -> InputError | None:
    """Return the refusal of a path that the system does not follow, whatever a command wanted there; None for a bug."""
    if isinstance(error, OSError) and error.filename is not None and error.errno in _UNREACHABLE:
        return InputError(f"{os.fsdecode(error.filename)} cannot be reached: {error.strerror}", "name another path")
    if isinstance(error, RuntimeError) and (loop := _LOOP.fullmatch(str(error))):  # of Python before 3.13
        return InputError(f"{loop[1]} cannot be reached: {os.strerror(errno.ELOOP)}", "name another path")
    return None


class _BugError(TwinningError):
    """An error that is a bug of this program."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"this is a bug in twinning: {type(error).__name__}: {error}",
            "run the command again with TWINNING_DEBUG=1 and send what it prints to the makers",
        )


def _report(error: TwinningError, arguments: Sequence[str]) -> int:
    if os.environ.get("TWINNING_DEBUG"):
        hide_in_traceback(arguments)
        raise error
    print_error(hide_in(error, arguments), sys.stderr)
    return error.exit_code


def report_output(error: OSError, arguments: Sequence[str]) -> int:
    """Say that standard output could not be written, unless nobody reads it; return the exit code."""
    try:
        check_written(error)
    except TwinningError as unwritten:
        return _report(unwritten, arguments)
    return ExitCode.DONE


def _usage_error(error: typer.TyperException) -> UsageError:
    """Say what was wrong with the words of the command, and where its help is."""
    if type(error).__name__ == "NoSuchOption":  # Typer does not export this one either
        return unknown_option(error)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "twinning"
    return UsageError(error.format_message().rstrip("."), f"`{command} --help` shows how")


def _command(arguments: Sequence[str]) -> str:
    """Return the command and its own arguments for the log, but for what they say of people."""
    words = line_of(without_personal_values(own_arguments(arguments)))
    return words.encode(errors="backslashreplace").decode()  # an argument may hold half a surrogate pair
