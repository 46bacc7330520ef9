"""Running a command: every error is turned into words and an exit code, and nowhere else."""

import os
import re
import shlex
import sys
from collections.abc import Sequence
from typing import Any

import typer

from twinning.cli.application import application_for, general_options_first, own_arguments
from twinning.cli.completion.bash import whole_words
from twinning.cli.context import Invocation, is_terminal
from twinning.cli.first_use import FirstUse
from twinning.errors import ExitCode, TwinningError, UsageError
from twinning.render.messages import print_error


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. Only here do errors become words."""
    try:
        with whole_words():
            return _run(general_options_first(arguments))
    except TwinningError as error:
        return _report(error)
    except typer.TyperException as error:
        return _report(_usage_error(error))
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("TWINNING_DEBUG"):
            raise
        return _report(_BugError(error))


def _run(words: list[str], *, asked: bool = False) -> int:
    """Run one command; an argument that is missing is asked for at a terminal, and the command run with the answer."""
    app = application_for(words or _words_to_complete())
    try:
        with FirstUse() as first_use:
            invocation = Invocation(_command(words), asked, first_use)
            code = app(args=words, prog_name="twinning", standalone_mode=False, obj=invocation)
        return code if isinstance(code, int) else ExitCode.DONE
    except typer.TyperException as error:
        missing = _missing_argument(error)
        if missing is None or not is_terminal() or "--no-input" in words:
            raise
        return _run([*words, str(typer.prompt(missing, err=True))], asked=True)


def _missing_argument(error: typer.TyperException) -> str | None:
    """Return how help names the argument that a command lacks; None for another error."""
    parameter: Any = getattr(error, "param", None)
    is_missing = type(error).__name__ == "MissingParameter"  # Typer does not export this one
    if not is_missing or getattr(parameter, "param_type_name", None) != "argument":
        return None
    return str(parameter.metavar or parameter.name.upper())


class _BugError(TwinningError):
    """What nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"this is a bug in twinning: {type(error).__name__}: {error}",
            "run the command again with TWINNING_DEBUG=1 and send what it prints to the makers",
        )


def _report(error: TwinningError) -> int:
    if os.environ.get("TWINNING_DEBUG"):
        raise error
    print_error(error, sys.stderr)
    return error.exit_code


def _usage_error(error: typer.TyperException) -> UsageError:
    """Say what was wrong with the words of the command, and where its help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "twinning"
    if getattr(error, "option_name", None) == "--db":
        return UsageError("--db goes before the command", f"twinning --db PATH {command.partition(' ')[2]} …")
    return UsageError(error.format_message().rstrip("."), f"`{command} --help` shows how")


def _command(arguments: Sequence[str]) -> str:
    """Return the command and its own arguments for the log."""
    words = shlex.join(own_arguments(arguments))
    return words.encode(errors="backslashreplace").decode()  # an argument may hold half a surrogate pair


def _words_to_complete() -> list[str]:
    """Return the words that a shell wants completed but the last, which is being typed; none if it does not."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    return re.split(r"\s+", line)[1:-1] if "_TWINNING_COMPLETE" in os.environ else []
