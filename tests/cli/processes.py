"""Commands as processes of their own, where what matters is the process: its rights, its streams, its signals."""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn
from unittest import mock

from sqlalchemy.orm import Session

from cli.running import environment_of
from programs import find_program
from twinning.__main__ import main
from twinning.db.storage.address import Address
from twinning.exchange.package import joining

_FIRST_AFTER_STREAMS, _LAST = 3, 1 << 10
_CAPABILITY_VERSION = 0x20080522  # Linux's _LINUX_CAPABILITY_VERSION_3
_PASSING_BY_PERMISSIONS = 1 << 1 | 1 << 2  # Linux's CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it printed."""

    code: int
    out: str
    err: str


def without_privileges(*arguments: str, address: Address) -> Ended:
    """Run a command that file permissions hold for, even if the tests run as root."""
    return forked(*arguments, address=address, where=unprivileged())


def answer_without_privileges(ask: Callable[[], str]) -> str:
    """Return what something answers that file permissions hold for."""
    with _fork((), {}, unprivileged(), run=lambda: sys.stdout.write(ask())) as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    return str(out)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Let file permissions hold for this process from here on; for whom they hold anyway they go on to."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION)
        capabilities = (ctypes.c_uint32 * 6)()
        kernel = ctypes.CDLL(None)
        assert kernel.capget(header, capabilities) == 0
        for effective_and_permitted in (0, 1):
            capabilities[effective_and_permitted] &= ~_PASSING_BY_PERMISSIONS
        assert kernel.capset(header, capabilities) == 0
    yield


def in_shell(line: str, *arguments: str, address: Address) -> Ended:
    """Run a line of bash in which `$twinning` stands for a command, and a pipe fails with any of its parts."""
    script = line.replace("$twinning", shlex.join(_command(*arguments)))
    return _run([find_program("bash"), "-o", "pipefail", "-c", script], address)


@contextmanager
def importing(folder: str, address: Address) -> Iterator[subprocess.Popen[str]]:
    """Give an import that stays in the middle of its writing until something ends it."""
    insert_columns = joining.insert_columns

    def insert_and_stay(session: Session, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        insert_columns(session, table, columns)
        if table == "agreement":
            stay()

    patch = mock.patch.object(joining, "insert_columns", insert_and_stay)
    with staying("import", folder, address=address, where=patch) as process:
        yield process


@contextmanager
def staying(
    *arguments: str, address: Address, where: AbstractContextManager[object]
) -> Iterator[subprocess.Popen[str]]:
    """Give a command once it has come to where a patch lets it `stay`; end it in any case."""
    process = _fork(arguments, environment_of(address, None), where)
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "there\n", process.communicate()
            yield process
        finally:
            process.kill()


def forked(
    *arguments: str,
    address: Address | None = None,
    env: Mapping[str, str] | None = None,
    stdin: Path | None = None,
    where: AbstractContextManager[object] | None = None,
) -> Ended:
    """Run a command in a fork, where what matters is how it ends and not how Python starts."""
    with Path(stdin or os.devnull).open("rb") as given:
        process = _fork(arguments, environment_of(address, env), where or nullcontext(), stdin=given)
    printed = process.communicate()
    return Ended(process.returncode, *printed)


def _fork(
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    patch: AbstractContextManager[object],
    *,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    run: Callable[[], object] = main,
) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that of threads in a fork, which the command has none of
        return subprocess.Popen(
            [sys.executable],
            preexec_fn=partial(become_command, arguments, environment, patch, run),  # noqa: PLW1509 - as in terminals
            stdin=stdin,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )


def stay(*arguments: object) -> NoReturn:
    """Say that a command has come so far, and stay until something ends it."""
    sys.stdout.write("there\n")
    sys.stdout.flush()
    while True:  # also on a machine that stood still for as long as one sleep
        time.sleep(60)


def become_command(
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    patch: AbstractContextManager[object],
    run: Callable[[], object] = main,
) -> NoReturn:
    """Run a command, with something patched, in place of the program that a fork was to start; leave with its code.

    The fork has loaded everything already; starting Python anew for each took most of the time of such tests.
    """
    os.closerange(_FIRST_AFTER_STREAMS, _LAST)  # one of them tells the parent that the program has started
    sys.stdin, sys.stdout, sys.stderr = (open(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))  # noqa: SIM115, PTH123 - they have no path
    os.environ.update(environment)
    for number in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)  # a run of the tests in the background, or under nohup, ignores them
    sys.argv = ["twinning", *arguments]
    code = 1
    try:
        with patch:
            run()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # nothing of the tests may run on here


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "twinning", *arguments]


def _run(command: list[str], address: Address) -> Ended:
    ended = subprocess.run(command, env=_environment(address), capture_output=True, text=True, check=False)
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _environment(address: Address) -> dict[str, str]:
    return os.environ | {"TWINNING_DB": str(address.path)}
