"""What is longer than the screen is shown in a pager, at a terminal alone."""

import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from cli.commands import RunCli, done
from cli.terminals import ended, terminal
from twinning.cli.output.pager import pager_command
from twinning.db.storage.address import Address


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pager of its own kind: it keeps what it is given in a file, and says how many lines that was."""
    kept, program = tmp_path / "kept.txt", tmp_path / "keep.py"
    program.write_text(
        f"import sys; from pathlib import Path; text = sys.stdin.read()\n"
        f"Path({str(kept)!r}).write_text(text, 'utf-8'); print('paged', text.count(chr(10)))\n"
    )
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLUMNS")
    monkeypatch.delenv("LINES")
    monkeypatch.setenv("TWINNING_PAGER", shlex.join([sys.executable, str(program)]))
    return kept


def at_terminal(address: Address, *arguments: str, columns: int = 100) -> str:
    with terminal(*arguments, address=address, columns=columns) as child:
        code, printed = ended(child)
    assert code == 0
    return printed


@pytest.mark.parametrize("arguments", [("show", "seoul-kr"), ("help", "recording"), ("list-cities", "--json")])
def test_what_is_longer_than_the_screen_goes_to_the_pager(
    pager: Path, sqlite_seeded: Address, arguments: tuple[str, ...]
) -> None:
    assert at_terminal(sqlite_seeded, *arguments).startswith("paged ")
    assert pager.read_text("utf-8").count("\n") >= 40


def test_what_fits_the_screen_does_not_nor_what_is_to_go_without_or_into_a_file(
    pager: Path, sqlite_seeded: Address, tmp_path: Path
) -> None:
    at_terminal(sqlite_seeded, "list-cities")
    assert "Agreements" in at_terminal(sqlite_seeded, "show", "seoul-kr", "--no-pager")
    at_terminal(sqlite_seeded, "show", "seoul-kr", "-o", str(tmp_path / "seoul.txt"))
    assert not pager.exists()


def test_a_terminal_that_does_not_tell_its_height_has_no_pager(
    pager: Path, sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "0")  # as `script` leaves it, which keeps what others print
    assert "Agreements" in at_terminal(sqlite_seeded, "show", "seoul-kr")
    assert not pager.exists()


def test_what_is_piped_never_goes_to_a_pager(run_cli: RunCli, pager: Path, sqlite_seeded: Address) -> None:
    assert done(run_cli("show", "seoul-kr", address=sqlite_seeded)).out.count("\n") > 40
    assert not pager.exists()


def test_a_pager_that_does_not_start_leaves_the_text_on_the_screen(
    pager: Path, sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWINNING_PAGER", "no-such-pager --at-all")
    assert "Agreements" in at_terminal(sqlite_seeded, "show", "seoul-kr")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"TWINNING_PAGER": "most -s", "PAGER": "less"}, ["most", "-s"]),
        ({"PAGER": "less -S"}, ["less", "-S"]),
        ({"PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"TWINNING_PAGER": "", "PAGER": "less"}, None),
        ({"PAGER": "less", "TERM": "dumb"}, None),
        ({"PAGER": "'less"}, None),
    ],
)
def test_the_pager_is_the_programs_own_setting_or_that_of_all_programs(
    environment: dict[str, str], command: list[str] | None
) -> None:
    assert pager_command(environment) == command


def test_ctrl_c_in_the_pager_is_the_pagers(
    pager: Path, sqlite_seeded: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = pager.with_name("wait.py")
    program.write_text(
        "import sys\nsys.stdin.read()\n"
        "try:\n    print('waiting', flush=True)\n    open('/dev/tty').read()\n"
        "except KeyboardInterrupt:\n    print('stopped')\n"
    )
    monkeypatch.setenv("TWINNING_PAGER", shlex.join([sys.executable, str(program)]))
    with terminal("show", "seoul-kr", address=sqlite_seeded) as child:
        child.expect_exact("waiting")
        child.sendintr()
        child.expect_exact("stopped")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
