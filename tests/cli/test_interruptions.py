"""What stops a command from outside: rights, closed pipes, full disks, signals."""

import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from cli.commands import RunCli, assert_refused, done, unchanged
from cli.processes import importing, in_shell, without_privileges
from cli.terminals import end_input, ended, interrupt, terminal
from db.registers import Registers
from twinning import __main__
from twinning.db.storage.address import Address

ADD = ("add-agreement", "Busan", "Cairo", "--kind", "sister-city", "--signed", "1999")
NOTE = "note: 36 partner cities in 27 countries claimed for 2019-12; 2 recorded\n"


@pytest.fixture
def read_only(sqlite_seeded: Address) -> Iterator[Address]:
    """A register in a folder where nothing may be written."""
    path = sqlite_seeded.path
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield sqlite_seeded
    path.parent.chmod(stat.S_IRWXU)


def test_a_register_in_a_read_only_folder_can_be_read(read_only: Address) -> None:
    done(without_privileges("list-cities", address=read_only))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (ADD, 5),
        (("db", "upgrade"), 0),
        (("db", "backup"), 6),
        (("export", "{folder}/export"), 6),
        (("list-cities", "-o", "{folder}/cities.csv"), 6),
        (("--db", "{folder}/new.db", "db", "init"), 5),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else None,
)
def test_what_would_write_in_a_read_only_folder_is_refused(read_only: Address, arguments: tuple[str, ...], code: int):
    folder = str(read_only.path.parent)
    with unchanged(read_only):
        answer = without_privileges(*(each.replace("{folder}", folder) for each in arguments), address=read_only)
    if code:
        assert_refused(answer, code, folder)
    assert {path.name for path in Path(folder).iterdir()} == {"register.db"}


def test_a_register_that_may_not_be_read_is_refused(sqlite_seeded: Address) -> None:
    sqlite_seeded.path.chmod(0)
    assert_refused(without_privileges("list-cities", address=sqlite_seeded), 5, str(sqlite_seeded.path), "permissions")


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_a_reader_that_stops_early_is_no_error(sqlite_seeded: Address, format: str) -> None:
    arguments = ("list-partners", "Busan", "--format", format)
    answer = in_shell("$twinning | true", *arguments, address=sqlite_seeded)
    assert (answer.code, answer.out, answer.err) == (0, "", NOTE)


def test_the_first_line_is_there_for_a_reader_who_wants_no_more(sqlite_seeded: Address) -> None:
    answer = in_shell("$twinning | head -1", "list-partners", "Busan", "--csv", address=sqlite_seeded)
    assert answer.out.startswith("partner,country,")
    assert (answer.code, answer.err) == (0, NOTE)


@pytest.mark.parametrize(
    "arguments",
    [("list-partners", "Busan"), ("add-city", "Gdańsk", "--country", "PL"), ("--version",), ("--help",)],
    ids=lambda value: value[0],
)
def test_closed_standard_output_is_told_before_anything_is_done(sqlite_seeded, arguments: tuple[str, ...]):
    with unchanged(sqlite_seeded):
        assert_refused(in_shell("$twinning >&-", *arguments, address=sqlite_seeded), 6, "standard output is closed")


def test_closed_standard_input_is_nobody_to_ask(sqlite_seeded: Address) -> None:
    with unchanged(sqlite_seeded):
        answer = in_shell("$twinning <&-", *ADD[:3], address=sqlite_seeded)
    assert_refused(answer, 2, "--kind", "--signed")


def test_a_full_disk_behind_standard_output_is_told(sqlite_seeded: Address) -> None:
    answer = in_shell("$twinning >/dev/full", "list-cities", "--csv", address=sqlite_seeded)
    assert_refused(answer, 6, "standard output", "No space left")


def test_a_full_disk_behind_a_package_is_told_in_one_sentence(sqlite_seeded: Address, tmp_path: Path) -> None:
    answer = in_shell(
        "ulimit -f 16; PYTHONDONTWRITEBYTECODE=1 $twinning", "export", str(tmp_path / "package"), address=sqlite_seeded
    )
    assert_refused(answer, 6, "package cannot be written: File too large")
    assert list(tmp_path.glob("*package*")) == []


_INTERRUPTED_AS_IT_LOADS = """
import sys
import time
class Finder:
    def find_spec(self, name, *_):
        if name == "twinning.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
sys.argv = ["twinning", "list-cities"]
from twinning.__main__ import main
main()
"""


def test_ctrl_c_while_the_program_loads_prints_nothing() -> None:
    ended = subprocess.run([sys.executable, "-c", _INTERRUPTED_AS_IT_LOADS], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


_INTERRUPTED_AS_A_CLASS_IS_MADE = """
import signal
import sys
import time
module, sent = sys.argv.pop(1), int(sys.argv.pop(1))
class Attribute:
    def __set_name__(self, *_):
        signal.raise_signal(sent)
class Finder:
    def find_spec(self, name, *_):
        if name == module:
            type("Made", (), {"attribute": Attribute()})
sys.meta_path.insert(0, Finder())
from twinning.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "sent", "code", "told"),
    [
        ("twinning.cli.main", signal.SIGINT, 130, ""),
        ("twinning.cli.main", signal.SIGTERM, 143, ""),
        ("rapidfuzz.distance", signal.SIGINT, 130, "note: interrupted; nothing was written\n"),
        ("rapidfuzz.distance", signal.SIGTERM, 143, "note: interrupted; nothing was written\n"),
    ],
)
def test_a_signal_is_no_error_where_python_makes_one_of_it(
    sqlite_seeded: Address, module: str, sent: signal.Signals, code: int, told: str
) -> None:
    """Until 3.12 Python says `RuntimeError: Error calling __set_name__` of a signal that comes as it makes a class."""
    arguments = [module, str(sent.value), "--db", str(sqlite_seeded.path), "add-city", "Pusann", "--country", "KR"]
    command = [sys.executable, "-c", _INTERRUPTED_AS_A_CLASS_IS_MADE, *arguments]
    with unchanged(sqlite_seeded):
        ended = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "", told)


_SIGNALLED_IN_A_STATEMENT = """
import signal
import sys
import time
from twinning.db import engine
sent = int(sys.argv.pop(1))
if sent == signal.SIGHUP:
    signal.signal(sent, signal.SIG_DFL)  # which nohup ignores
engine._STEPS = 1
engine._let_signals_in = lambda: signal.raise_signal(sent)
from twinning.__main__ import main
main()
"""


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_in_a_statement_of_sqlite_ends_the_process_with_its_own_code(
    sqlite_seeded: Address, sent: signal.Signals, code: int
) -> None:
    arguments = [str(sent.value), "--db", str(sqlite_seeded.path), "list-cities"]
    command = [sys.executable, "-c", _SIGNALLED_IN_A_STATEMENT, *arguments]
    ended = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "", "")


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [(signal.SIGINT, 130, "note: interrupted; nothing was written\n"), (signal.SIGKILL, -signal.SIGKILL, "")],
)
def test_an_import_that_is_ended_in_mid_write_has_written_nothing(
    run_cli: RunCli,
    sqlite_address: Address,
    sqlite_registers: Registers,
    tmp_path: Path,
    sent: signal.Signals,
    code: int,
    told: str,
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    with sqlite_registers.copy("seeded", folder) as other:
        done(run_cli("export", str(folder / "package"), address=other))
    with unchanged(sqlite_address), importing(str(folder / "package"), sqlite_address) as process:
        process.send_signal(sent)
        printed = process.communicate()
    assert (process.returncode, *printed) == (code, "", told)


@pytest.mark.parametrize("leave", [interrupt, end_input], ids=["ctrl-c", "ctrl-d"])
def test_ctrl_c_and_ctrl_d_at_a_prompt_leave_everything_as_it_was(
    sqlite_seeded: Address, leave: Callable[[pexpect.spawn], None]
) -> None:
    with unchanged(sqlite_seeded), terminal(*ADD[:3], address=sqlite_seeded) as child:
        child.expect("contact, other")
        leave(child)
        code, printed = ended(child)
    assert code == 130
    assert printed.rstrip().endswith("note: nothing was written")
    assert "Traceback" not in printed


def closing(ending: BaseException) -> Iterator[None]:
    try:
        yield
    finally:
        raise ending


@pytest.mark.parametrize("ending", [KeyboardInterrupt(), SystemExit(128 + signal.SIGTERM)], ids=repr)
def test_what_comes_as_python_closes_a_generator_comes_again(
    monkeypatch: pytest.MonkeyPatch, ending: BaseException
) -> None:
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    __main__._raise_again_what_is_swallowed()
    try:
        with pytest.raises(type(ending)):
            leave_open_and_go_on(ending)
    finally:
        signal.signal(signal.SIGTERM, before)


def leave_open_and_go_on(ending: BaseException) -> None:
    left = closing(ending)
    next(left)
    del left
    for _ in range(500):
        time.sleep(0.01)
