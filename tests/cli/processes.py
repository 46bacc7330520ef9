"""Commands as processes of their own, where what matters is the process: its rights, its streams, its signals."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from programs import find_program
from twinning.db.storage.address import Address

_HELD = """
import sys, time
from unittest import mock
from twinning.cli.main import run
from twinning.exchange.package import joining

insert_columns = joining.insert_columns

def insert_and_stay(session, table, columns):
    insert_columns(session, table, columns)
    if table == "agreement":
        print("writing", flush=True)
        time.sleep(60)

with mock.patch.object(joining, "insert_columns", insert_and_stay):
    sys.exit(run(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it printed."""

    code: int
    out: str
    err: str


def without_privileges(*arguments: str, address: Address) -> Ended:
    """Run a command that file permissions hold for, even if the tests run as root."""
    return _run([*unprivileged(), *_command(*arguments)], address)


def unprivileged() -> list[str]:
    """Return what goes before a command so that file permissions hold for it; nothing for whom they hold anyway."""
    drop = "-dac_override,-dac_read_search"
    return [find_program("setpriv"), f"--bounding-set={drop}", f"--inh-caps={drop}"] if os.geteuid() == 0 else []


def in_shell(line: str, *arguments: str, address: Address) -> Ended:
    """Run a line of bash in which `$twinning` stands for a command, and a pipe fails with any of its parts."""
    script = line.replace("$twinning", shlex.join(_command(*arguments)))
    return _run([find_program("bash"), "-o", "pipefail", "-c", script], address)


@contextmanager
def importing(folder: str, address: Address) -> Iterator[subprocess.Popen[str]]:
    """Give an import that stays in the middle of its writing until something ends it."""
    command = [sys.executable, "-c", _HELD, "import", folder]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=_environment(address), stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "writing\n"
            yield process
        finally:
            process.kill()


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "twinning", *arguments]


def _run(command: list[str], address: Address) -> Ended:
    ended = subprocess.run(command, env=_environment(address), capture_output=True, text=True, check=False)
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _environment(address: Address) -> dict[str, str]:
    return os.environ | {"TWINNING_DB": str(address.path)}
