"""How long a site of 10,000 cities takes, and how much memory: published anew, and again where nothing has changed.

`python -m benchmarks.publishing [CITIES …]` prints Markdown, and leaves with 1 where the largest takes longer than two
minutes of processor time or more than 500 MB.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.register import make_register_to_publish

SECONDS, MEGABYTES = 120, 500
_DAY = "2026-11-01"
_IN_A_MEGABYTE = 1024 if sys.platform == "linux" else 1 << 20  # of the unit in which the kernel counts memory


class Run(NamedTuple):
    """One run: seconds by the clock and of the processor, and the most memory in MB."""

    clock: float
    processor: float
    memory: float


def main(sizes: Sequence[int]) -> int:
    """Publish each size twice, print, and return the exit code."""
    print("| cities | files | site, MB | published, s of processor (clock) | most memory, MB | again, s | again, MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    last = Run(0, 0, 0)
    for cities in sizes:
        register = make_register_to_publish(cities)
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            last, again = _publish(register, site), _publish(register, site)
            sizes_of_files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
        told = [f"{last.processor:.0f} ({last.clock:.0f})", f"{last.memory:.0f}"]
        told += [f"{again.processor:.0f} ({again.clock:.0f})", f"{again.memory:.0f}"]
        print(f"| {cities:,} | {len(sizes_of_files):,} | {sum(sizes_of_files) / 1e6:.0f} |", " | ".join(told), "|")
    return 1 if last.processor > SECONDS or last.memory > MEGABYTES else 0


def _publish(register: Path, site: Path) -> Run:
    """Publish in a process of its own. Raises CalledProcessError."""
    command = [sys.executable, "-m", "twinning", "--db", str(register), "publish", str(site), "--as-of", _DAY]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, command)
    return Run(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / _IN_A_MEGABYTE)


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]] or [1_000, 10_000]))
