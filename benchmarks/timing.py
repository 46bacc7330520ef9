"""Whole processes, timed from outside: interleaved runs after a warm-up, and their medians."""

import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True)
class Subject:
    """A command to time. `environment` is added to that of this process; what it prints is thrown away.

    `code` is the exit code that it leaves with.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    code: int = 0

    def run(self, clock: Callable[[], float] = time.perf_counter) -> float:
        """Return the milliseconds that one run takes by a clock. Raises CalledProcessError for another exit code."""
        environment = os.environ | self.environment
        started = clock()
        ended = subprocess.run(self.command, env=environment, check=False, capture_output=True)
        taken = (clock() - started) * 1000
        if ended.returncode != self.code:
            ended.check_returncode()
        return taken


@dataclass(frozen=True)
class Timing:
    """The median of a subject's runs and the width of their middle half, both in milliseconds."""

    median: float
    spread: float


def processor_time() -> float:
    """Return the seconds of the processor that the processes had which this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(
    subjects: Sequence[Subject], runs: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, Timing]:
    """Return the timing of each subject, by its name.

    The subjects take turns, so that what else the machine does falls on all of them; the first turn, which fills the
    disk's and Python's caches, does not count.
    """
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for turn in range(runs + 1):
        for subject in subjects:
            milliseconds = subject.run(clock)
            if turn:
                times[subject.name].append(milliseconds)
    return {name: _timing(taken) for name, taken in times.items()}


def _timing(taken: Sequence[float]) -> Timing:
    lower, _, upper = quantiles(taken, n=4)
    return Timing(median(taken), upper - lower)
