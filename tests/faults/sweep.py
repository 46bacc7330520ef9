"""Ending and hindering a command at point after point, and what is wrong after each."""

import contextlib
import gc
import io
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cli.running import Result, run_in_process
from faults.cases import Case
from faults.places import Databases, Files, State
from faults.tracing import Kind, Point, Traced, run_traced
from twinning.cli.output.leftovers import clean_up_beside
from twinning.db.engine import open_sqlite
from twinning.db.storage.compacting import finish as finish_compacting
from twinning.db.storage.files import journals_of
from twinning.errors import ExitCode

_OUR_WORDS = ("error: ", "hint: ", "note: ")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong after a point."""

    case: str
    point: Point
    call: str
    what: str

    def __str__(self) -> str:
        return f"{self.case}, {self.point.kind} at call {self.point.number} ({self.call}): {self.what}"


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep of one command found."""

    case: str
    points: int
    wrong: list[Wrong]


class Sweep:
    """One command's points, in a folder of its own."""

    def __init__(self, case: Case, place: Files) -> None:
        self._case, self._place, self._is_served = case, place, isinstance(place, Databases)
        self._register = case.register if self._is_served else f"{case.register}.db"
        self._place.renew()
        self._before, self._checked_before = self._place.state(), self._check()
        self._run()  # what is loaded on the way is loaded in every copy of this process
        gc.freeze()  # a copy that collects garbage would copy all memory
        self._place.renew()
        self._calls = self._trace(None).calls
        self._after, self._checked_after = self._place.state(), self._check()

    def sweep(self, most: int) -> Swept:
        """Try points, evenly spread if there are more than wanted."""
        kinds = (Kind.KILL, Kind.AWAY) if self._is_served else (Kind.KILL, Kind.FULL, Kind.BROKEN)
        kinds = (*kinds, Kind.CTRL_C)
        points = [Point(kind, number) for kind in kinds for number in range(1, len(self._calls) + 1)]
        step = max(1, len(points) / most)
        tried = [points[int(number * step)] for number in range(int(len(points) / step))]
        return Swept(self._case.name, len(tried), [wrong for point in tried for wrong in self._try(point)])

    def _try(self, point: Point) -> Iterator[Wrong]:
        self._place.renew()
        traced = self._trace(point)
        wrong = partial(Wrong, self._case.name, point, self._calls[point.number - 1])
        yield from map(wrong, self._wrong_after(point, traced.value))

    def _wrong_after(self, point: Point, answer: Result | None) -> Iterator[str]:
        left = [each.name for each in Path().glob(".twinning-*")]
        checked = self._check()
        yield from (f"`db check` names no {name}" for name in left if name not in checked.err and not self._is_served)
        yield from self._wrong_check(checked)
        self._clean_up()
        state = self._place.state()
        yield from self._wrong_state(state)
        if self._case.forgets and state == self._after and self._still_holds(self._case.forgets):
            yield f"{self._case.forgets} is still in the file"
        is_same = state.get(self._register) == self._before.get(self._register)
        yield from _wrong_answer(point, answer, is_done=state == self._after, is_same=is_same)

    def _wrong_check(self, checked: Result) -> Iterator[str]:
        allowed = {self._checked_before.code, self._checked_after.code}
        is_unfinished = self._case.forgets and checked.code == 5 and "erase" in checked.out
        if checked.code not in allowed and not is_unfinished:
            yield f"`db check` answers {checked.code}: {checked.out}{checked.err}"

    def _wrong_state(self, state: State) -> Iterator[str]:
        """Name what is neither as before nor as after: each by itself, and all together once the register changed."""
        for name in sorted({*state, *self._before, *self._after}):
            held = state.get(name)
            if held not in (self._before.get(name), self._after.get(name)):
                is_known = name in self._before or name in self._after
                yield f"{name} is neither as before nor as after" if is_known else f"{name} is left"
        before, after = self._before.get(self._register), self._after.get(self._register)
        if before != after and state.get(self._register) == after and state != self._after:
            yield f"the register is as after, but not {sorted(state.items() ^ self._after.items())}"

    def _clean_up(self) -> None:
        """Do what each command does first that writes."""
        address = self._place.address(self._case.register)
        with contextlib.redirect_stderr(io.StringIO()):
            clean_up_beside(Path("register.db").absolute())
            finish_compacting(address)
        if address.path and address.path.exists() and journals_of(address.path):
            with closing(open_sqlite(address.path)) as connection:  # the next writer uses the journal, or removes it
                connection.execute("PRAGMA user_version = 0")

    def _still_holds(self, text: str) -> bool:
        path = self._place.address(self._case.register).path
        return path is not None and text.encode() in path.read_bytes()

    def _trace(self, point: Point | None) -> Traced:
        ending = self._place.end_connections
        return run_traced(self._run, point, at_server=self._is_served, end_connection=ending)

    def _run(self) -> Result:
        words = self._case.words(is_served=self._is_served)
        try:
            return run_in_process(*words, address=self._place.address(self._case.register))
        except KeyboardInterrupt:  # it came after the command was over, or before it began
            return Result(ExitCode.INTERRUPTED, "", "")

    def _check(self) -> Result:
        return run_in_process("db", "check", "--csv", address=self._place.address(self._case.register))


def _wrong_answer(point: Point, answer: Result | None, *, is_done: bool, is_same: bool) -> Iterator[str]:
    if answer is None:
        if point.kind is not Kind.KILL:
            yield "it died"
        return
    told = answer.err.replace(os.linesep, " / ")
    if answer.code == 0 and not is_done:
        yield f"it says that it is done and it is not: {told}"
    is_interrupted = point.kind is Kind.CTRL_C and answer.code == ExitCode.INTERRUPTED
    if not (answer.code in (0, 5, 6) or is_interrupted) or "bug" in told:
        yield f"it answers {answer.code}: {told}"
    if answer.code and "error: " not in told and not is_interrupted:
        yield f"it does not say what is wrong: {told}"
    if any(not line.startswith(_OUR_WORDS) for line in answer.err.splitlines()):
        yield f"somebody else speaks: {told}"
    if "nothing was written" in told and not is_same:
        yield f"it says that nothing was written: {told}"
