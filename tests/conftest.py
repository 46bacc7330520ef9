"""What every test has: registers on both databases, the command line, golden files, and nothing of the user's."""

import contextlib
import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import hypothesis
import pytest
import sqlalchemy
from sqlalchemy import Engine

from cli.running import Result, environment_of, run_in_process
from db.raw import create_unguarded
from db.registers import Fill, PostgresqlRegisters, Prepared, Registers, SqliteRegisters
from db.schemas import make_once
from db.server import NotStartedError, Run
from exchange.lists.answering import Answering, answering
from programs import lack, require_programs, summary_of
from twinning.cli import application, main
from twinning.db import engine
from twinning.db.log import history
from twinning.db.migrations import migrate
from twinning.db.storage.address import Address

GOLDEN = Path(__file__).parent / "golden"
RUN = pytest.StashKey[Run]()
COMMANDS = Path(__file__).parent / "cli"
NEEDED_MEMORY = 4 * 1024**3
"""Bytes that have to be free where tests write in memory, of which they take a part."""

DIALECTS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))

_FOREIGN = re.compile("TWINNING_|XDG_|PG(?!SERVER_)")
"""What the user may have set for this program, for the platform's folders, and for PostgreSQL's library."""

hypothesis.settings.register_profile("tests", derandomize=True, deadline=None, max_examples=100)
hypothesis.settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("twinning")
    group.addoption("--sqlite-only", action="store_true", help="Leave out what needs a PostgreSQL server.")
    group.addoption(
        "--postgresql",
        type=Path,
        metavar="FOLDER",
        help="The programs of another PostgreSQL server than the one that pip brings: /usr/lib/postgresql/15/bin.",
    )
    group.addoption(
        "--require-programs",
        default="",
        metavar="NAMES",
        help="Programs, parted by commas, without which tests fail; else those that need one are skipped.",
    )
    group.addoption("--update-golden", action="store_true", help="Write the golden files instead of comparing.")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: needs a PostgreSQL server; left out by --sqlite-only")
    config.addinivalue_line("markers", "both_databases: a command whose answer a database decides")
    config.addinivalue_line("markers", "sqlite_alone: what PostgreSQL does not let anybody do, or does not decide")
    config.addinivalue_line("markers", "checkers: runs what `make check` installs")
    config.addinivalue_line("markers", "scenario: a long story of many commands, which other tests tell in parts")
    require_programs(config.getoption("--require-programs").split(","))
    _load_readline_for_a_dumb_terminal()
    for name in filter(_FOREIGN.match, list(os.environ)):
        del os.environ[name]
    _work_in_memory()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each command in a process of its own compiles the program anew
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as shells start what runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)  # or the commands under test would not see Ctrl-C
    if not hasattr(config, "workerinput"):
        config.stash[RUN] = Run()


def _work_in_memory() -> None:
    """Put what tests write into memory where there is room: each has a register of its own, which many disks delay."""
    memory = Path("/dev/shm")
    if "TMPDIR" not in os.environ and memory.is_mount() and shutil.disk_usage(memory).free > NEEDED_MEMORY:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None  # pytest has asked for it already, before it met this file


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Let the garbage collector rest while tests are collected, which all stay, and come less often afterwards.

    They are not frozen: Hypothesis asks it who refers to its random numbers.
    """
    gc.disable()
    yield
    gc.enable()
    gc.set_threshold(50_000, 20, 100)


def _load_readline_for_a_dumb_terminal() -> None:
    """Load what prompts read lines with before a test does: it draws for the terminal that it is first loaded for."""
    with mock.patch.dict(os.environ, TERM="dumb"):
        import readline  # noqa: F401


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say last of all, where nobody overlooks it, which programs were lacking."""
    yield
    skipped = terminalreporter.stats.get("skipped", ())
    if line := summary_of(str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)):
        terminalreporter.write_line(line)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["run_folder"] = str(node.config.stash[RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if RUN in config.stash:
        config.stash[RUN].end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--sqlite-only"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("postgresql")])
        items[:] = [item for item in items if not item.get_closest_marker("postgresql")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a register one on each database, but a command's test one on SQLite.

    What commands are made of (queries, actions, exchange) is tested on both databases. A command is so where it or its
    module is marked `both_databases`: where a database decides what it answers.
    """
    if "dialect" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker
        is_command = metafunc.definition.path.is_relative_to(COMMANDS)
        on_both = marked("both_databases") if is_command else not marked("sqlite_alone")
        metafunc.parametrize("dialect", DIALECTS if on_both else DIALECTS[:1], indirect=True, scope="module")


@pytest.fixture(scope="session")
def run_folder(request: pytest.FixtureRequest) -> Path:
    """The folder that all workers of this run share."""
    if hasattr(request.config, "workerinput"):
        return Path(request.config.workerinput["run_folder"])
    return request.config.stash[RUN].folder


@pytest.fixture(scope="session")
def sqlite_registers(run_folder: Path) -> Registers:
    return SqliteRegisters(run_folder)


@pytest.fixture(scope="session")
def postgresql_registers(run_folder: Path, request: pytest.FixtureRequest) -> Registers:
    try:
        return PostgresqlRegisters(run_folder, request.config.getoption("--postgresql"))
    except NotStartedError as error:
        lack("postgresql", str(error))


@pytest.fixture(scope="module")
def dialect(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def registers(dialect: str, request: pytest.FixtureRequest) -> Registers:
    return request.getfixturevalue(f"{dialect}_registers")


@pytest.fixture
def blank_address(registers: Registers, tmp_path: Path) -> Iterator[Address]:
    """A place for a register: a file that does not exist, or a database without tables."""
    with registers.copy("blank", tmp_path) as address:
        yield address


@pytest.fixture
def address(registers: Registers, tmp_path: Path) -> Iterator[Address]:
    """An empty register."""
    with registers.copy("empty", tmp_path) as address:
        yield address


@pytest.fixture
def seeded(registers: Registers, tmp_path: Path) -> Iterator[Address]:
    """A register with the facts of the two articles."""
    with registers.copy("seeded", tmp_path) as address:
        yield address


@pytest.fixture
def prepared(registers: Registers, tmp_path: Path) -> Iterator[Prepared]:
    """Give a copy of a register that a function fills, once for all tests, from a copy of another template."""
    with contextlib.ExitStack() as stack:

        def copy(fill: Fill, base: str = "seeded") -> Address:
            name = f"{fill.__module__.rpartition('.')[2]}_{fill.__name__}"
            return stack.enter_context(registers.copy(name, tmp_path, fill, base))

        yield copy


@pytest.fixture
def sqlite_address(sqlite_registers: Registers, tmp_path: Path) -> Iterator[Address]:
    with sqlite_registers.copy("empty", tmp_path) as address:
        yield address


@pytest.fixture
def sqlite_seeded(sqlite_registers: Registers, tmp_path: Path) -> Iterator[Address]:
    with sqlite_registers.copy("seeded", tmp_path) as address:
        yield address


@pytest.fixture
def postgresql_address(postgresql_registers: Registers, tmp_path: Path) -> Iterator[Address]:
    """For tests that are about PostgreSQL only, and are marked so."""
    with postgresql_registers.copy("empty", tmp_path) as address:
        yield address


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give every test a home of its own and the same terminal."""
    terminal = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100", "LINES": "40", "PAGER": ""}
    for name, value in (terminal | {"HOME": str(tmp_path / ".home"), "TWINNING_ACTOR": "tester"}).items():
        monkeypatch.setenv(name, value)


_first_engines: dict[str, Engine] = {}


def share_compiled(made: Engine) -> None:
    """Let an engine have the queries that the first of its kind compiled.

    Each command makes an engine of its own, as it runs in a process of its own; here a third of the time of all
    commands would go into compiling the same queries anew.
    """
    first = _first_engines.setdefault(made.name, made)
    if first is not made and getattr(first.dialect, "server_version_info", None):  # it has met its database
        made.dialect = first.dialect
        made.pool._dialect = first.dialect
        made._compiled_cache = first._compiled_cache


@pytest.fixture(autouse=True, scope="session")
def guarded() -> Iterator[None]:
    """Fail every write that passes history by, but those of migrations."""

    def create_engine(*arguments: Any, **options: Any) -> Engine:
        made = sqlalchemy.create_engine(*arguments, **options)
        history.guard(made)
        share_compiled(made)
        return made

    guard = mock.patch.object(engine, "create_engine", create_engine)
    with guard, mock.patch.object(migrate, "create", create_unguarded):
        yield


@pytest.fixture(autouse=True, scope="session")
def commands_are_made_once() -> Iterator[None]:
    """Let the runs of one command in this process share what Typer makes of it, which takes a quarter of a run."""
    made: dict[tuple[str, ...], Any] = {}

    def command_of(*names: str, **stand_ins: Any) -> Any:
        if stand_ins:
            return application.command_of(*names, **stand_ins)
        if names not in made:
            made[names] = application.command_of(*names)
        return made[names]

    with mock.patch.object(main, "command_of", command_of):
        yield


@pytest.fixture(autouse=True, scope="session")
def schema_of_files_is_made_once() -> Iterator[None]:
    with mock.patch.object(migrate, "_upgrade", make_once):
        yield


RunCli = Callable[..., Result]


@pytest.fixture(scope="module")
def running_endpoint() -> Iterator[Answering]:
    """A SPARQL endpoint, which tests tell what to answer."""
    with answering() as server:
        yield server


@pytest.fixture
def run_cli() -> RunCli:
    """Run a command in this process."""
    return run_in_process


@pytest.fixture
def spawn_cli() -> RunCli:
    """Run a command in a process of its own."""
    return _spawn_cli


def _spawn_cli(
    *arguments: str,
    address: Address | None = None,
    env: Mapping[str, str] | None = None,
    input: str = "",
    **options: Any,
) -> Result:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-m", "twinning", *arguments],
        env=os.environ | environment_of(address, env),
        input=input.encode(),
        capture_output=True,
        check=False,
        **options,
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file under tests/golden; `pytest --update-golden` writes the files anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"there is no {path}: `pytest --update-golden` writes it"
        assert text == path.read_bytes().decode()

    return compare
