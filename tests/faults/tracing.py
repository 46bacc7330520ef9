"""Running a function in a process of its own, and ending it, or letting its writes fail, at a call of one's choice.

The kernel stops the process at each call that could change a file (ptrace). So every moment at which a power cut can
meet a command is a point that can be named by its number, without a compiler and without a change to the program. Linux
on x86-64 only; `can_trace` says whether it is to be had.
"""

import ctypes
import errno
import os
import pickle
import platform
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_TRACE_ME, _PEEK_USER, _POKE_USER, _NEXT_CALL, _SET_OPTIONS = 0, 3, 6, 24, 0x4200
_OPTIONS = 1 | 0x100000
"""Tell stops at calls from other stops, and end with the tracer."""

_CALL, _RESULT, _FIRST, _THIRD, _FOURTH = (8 * place for place in (15, 10, 14, 12, 7))
"""Where the registers lie that hold a call's number, its result, and its arguments."""

_OPENAT = 257
_CALLS = {
    1: "write",
    18: "pwrite",
    20: "writev",
    40: "sendfile",
    74: "fsync",
    75: "fdatasync",
    77: "ftruncate",
    82: "rename",
    83: "mkdir",
    84: "rmdir",
    86: "link",
    87: "unlink",
    88: "symlink",
    90: "chmod",
    91: "fchmod",
    _OPENAT: "open to make",
    263: "unlink",
    264: "rename",
    265: "link",
    285: "fallocate",
    316: "rename",
    326: "copy",
}
_SENDTO = 44
_FILLING = {"write", "pwrite", "writev", "sendfile", "copy", "fallocate", "mkdir", "link", "symlink", "open to make"}
"""The calls for which a full disk has no room."""


class Kind(StrEnum):
    """What happens at a point."""

    KILL = "killed"
    FULL = "disk full from there on"
    BROKEN = "one call fails"
    AWAY = "server ends the connection"
    CTRL_C = "interrupted"


@dataclass(frozen=True, slots=True)
class Point:
    """A moment of a run: the number of a call, from 1, and what happens before it is made."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Traced:
    """How a run ended: the calls that it made or tried, and what its function returned; None where it was killed."""

    calls: list[str]
    value: Any


def can_trace() -> bool:
    """Return whether this machine lets a process be stopped at its calls."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    try:
        return run_traced(lambda: True).value is True
    except OSError:
        return False


def run_traced(
    function: Callable[[], Any],
    point: Point | None = None,
    *,
    at_server: bool = False,
    end_connection: Callable[[], None] = lambda: None,
) -> Traced:
    """Run a function in a copy of this process, undisturbed or with one fault.

    With `at_server` what is counted is what is sent to a server, otherwise what changes files.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _be_traced(function, theirs)
    os.close(theirs)
    try:
        calls = _Tracer(child, theirs, point, at_server, end_connection).follow()
        answer = b"".join(iter(lambda: os.read(ours, 1 << 16), b""))
    finally:
        os.close(ours)
    return Traced(calls, pickle.loads(answer) if answer else None)


def _be_traced(function: Callable[[], Any], pipe: int) -> None:
    """Run in the copy, which never returns."""
    try:
        _ptrace(_TRACE_ME)
        os.kill(os.getpid(), signal.SIGSTOP)
        answer = pickle.dumps(function())
        while answer:
            answer = answer[os.write(pipe, answer) :]
    finally:
        os._exit(0)


class _Tracer:
    """Follows one process from call to call."""

    def __init__(
        self, child: int, pipe: int, point: Point | None, at_server: bool, end_connection: Callable[[], None]
    ) -> None:
        self._child, self._pipe, self._point = child, pipe, point
        self._at_server, self._end_connection = at_server, end_connection
        self._calls: list[str] = []

    def follow(self) -> list[str]:
        """Let the process run to its end, and return the calls that it made."""
        os.waitpid(self._child, 0)
        self._do(_SET_OPTIONS, 0, _OPTIONS)
        is_entry, failing, passed_on = True, 0, 0
        while True:
            with suppress(ProcessLookupError):  # it was killed where it stood
                self._do(_NEXT_CALL, 0, passed_on)
            _, status = os.waitpid(self._child, 0)
            if not os.WIFSTOPPED(status):
                return self._calls
            passed_on = 0
            if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
                passed_on = os.WSTOPSIG(status)
            elif is_entry:
                failing, is_entry = self._enter(), False
            else:
                if failing:
                    self._do(_POKE_USER, _RESULT, -failing)
                is_entry = True

    def _enter(self) -> int:
        """Look at a call before it is made; return the error that it shall end with, or 0."""
        name = self._name()
        if name is None:
            return 0
        self._calls.append(name)
        error = self._error(name)
        if error:
            self._do(_POKE_USER, _CALL, -1)
        return error

    def _error(self, name: str) -> int:
        if self._point is None or len(self._calls) < self._point.number:
            return 0
        is_at_point = len(self._calls) == self._point.number
        if self._point.kind is Kind.FULL:
            return errno.ENOSPC if name in _FILLING else 0
        if is_at_point and self._point.kind is Kind.BROKEN:
            return errno.EIO
        if is_at_point and self._point.kind is Kind.KILL:
            os.kill(self._child, signal.SIGKILL)
        if is_at_point and self._point.kind is Kind.CTRL_C:
            os.kill(self._child, signal.SIGINT)
        if is_at_point and self._point.kind is Kind.AWAY:
            self._end_connection()
        return 0

    def _name(self) -> str | None:
        """Return what a call is if it counts."""
        call = self._peek(_CALL)
        if self._at_server:
            return "send" if call == _SENDTO else None
        if call == 1 and self._peek(_FIRST) == self._pipe:
            return None  # the answer, when all is over
        if call == _OPENAT and not self._peek(_THIRD) & os.O_CREAT:
            return None
        return _CALLS.get(call)

    def _peek(self, place: int) -> int:
        return self._do(_PEEK_USER, place, 0)

    def _do(self, request: int, place: int, value: int) -> int:
        return _ptrace(request, self._child, place, value)


def _ptrace(request: int, process: int = 0, place: int = 0, value: int = 0) -> int:
    ctypes.set_errno(0)
    answer: int = _LIBRARY.ptrace(request, process, place, value)
    if answer == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


_LIBRARY = ctypes.CDLL(None, use_errno=True)
_LIBRARY.ptrace.argtypes = [ctypes.c_long] * 4
_LIBRARY.ptrace.restype = ctypes.c_long
