"""A year of an officer's work in Busan, command by command.

The transcript is script and expectation in one: its lines that begin with `$` are run again; `==` begins a month.
"""

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cli.commands import Golden, RunCli
from twinning.db.storage.address import Address

_YEAR = Path(__file__).parents[1] / "golden/cli/year.txt"
_TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.mark.scenario
def test_a_year_of_work_goes_as_written_down(
    run_cli: RunCli, seeded: Address, tmp_path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF the signed copy")
    script = _YEAR.read_text("utf-8")
    golden("cli/year.txt", "".join(transcript(script, run_cli, seeded)))


def transcript(script: str, run_cli: RunCli, address: Address) -> Iterator[str]:
    """Give each command, what it printed and how it ended, without what differs from day to day or place to place."""
    for line in script.splitlines():
        if line.startswith("== "):
            yield f"\n{line}\n\n"
        elif line.startswith("$ "):
            ended = run_cli(*shlex.split(line)[2:], address=address, env={"TWINNING_ACTOR": "officer"})
            printed = (_TIMES.sub("TIME", ended.out) + ended.err).replace(str(date.today()), "TODAY")
            code = f"exit {ended.code}\n" if ended.code else ""
            yield f"{line}\n{printed.replace(str(address), 'REGISTER')}{code}\n"
