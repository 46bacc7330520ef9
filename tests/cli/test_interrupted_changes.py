"""Whoever interrupts a command that writes is told whether its change was written, and that is so."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session

from cli.commands import RunCli, done, unchanged
from cli.processes import forked
from db.changing import keys_of_cities
from twinning.cli.options.writing import Writing
from twinning.db.log import under_way
from twinning.db.storage.address import Address

Where = Callable[[signal.Signals], AbstractContextManager[object]]

ADD = ("add-city", "Gdańsk", "--country", "PL")
NOT_WRITTEN = "note: interrupted; nothing was written\n"
WRITTEN = "note: interrupted, but the change was written: `twinning log --limit 1` shows what was written last\n"
UNKNOWN = (
    "note: interrupted; whether the change was written is not known: "
    "`twinning log --limit 1` shows what was written last\n"
)
SIGNALS = pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])


def _signal(sent: signal.Signals, *_: object) -> None:
    signal.raise_signal(sent)


def before_the_commit(sent: signal.Signals) -> AbstractContextManager[object]:
    return mock.patch.object(DefaultDialect, "do_commit", partial(_signal, sent))


def after_the_commit(sent: signal.Signals) -> AbstractContextManager[object]:
    commit = DefaultDialect.do_commit

    def commit_and_signal(*arguments: object) -> None:
        commit(*arguments)  # type: ignore[arg-type]
        signal.raise_signal(sent)

    return mock.patch.object(DefaultDialect, "do_commit", commit_and_signal)


def before_it_is_shown(sent: signal.Signals) -> AbstractContextManager[object]:
    return mock.patch.object(Writing, "_show_done", partial(_signal, sent))


@contextmanager
def as_a_savepoint_ends(sent: signal.Signals) -> Iterator[None]:
    """Let the signal come where SQLAlchemy cannot take the savepoint back any more, and says so with its own error."""

    def interrupt(session: Session) -> None:
        if session.in_nested_transaction():
            signal.raise_signal(sent)

    event.listen(Session, "after_commit", interrupt)
    yield


def in_the_second_change() -> AbstractContextManager[object]:
    begin, begun = under_way.begin, list[object]()

    def begin_and_signal(*arguments: Any) -> None:
        begin(*arguments)
        begun.append(arguments)
        if len(begun) > 1:
            signal.raise_signal(signal.SIGINT)

    return mock.patch.object(under_way, "begin", begin_and_signal)


def as_the_register_goes(address: Address) -> AbstractContextManager[object]:
    def take_away_and_signal(*_: object) -> None:
        assert address.path is not None
        address.path.unlink()
        signal.raise_signal(signal.SIGINT)

    return mock.patch.object(DefaultDialect, "do_commit", take_away_and_signal)


@SIGNALS
@pytest.mark.parametrize(
    ("where", "told"),
    [(before_the_commit, NOT_WRITTEN), (after_the_commit, WRITTEN), (before_it_is_shown, WRITTEN)],
)
def test_a_signal_at_the_end_of_a_change_is_told_with_what_became_of_it(
    sqlite_seeded: Address, where: Where, told: str, sent: signal.Signals, code: int
) -> None:
    before = keys_of_cities(sqlite_seeded)
    ended = forked(*ADD, address=sqlite_seeded, where=where(sent))
    assert (ended.code, ended.out, ended.err) == (code, "", told)
    assert (keys_of_cities(sqlite_seeded) != before) is (told == WRITTEN)


def test_that_a_change_was_written_is_told_with_quiet_too(sqlite_seeded: Address) -> None:
    assert forked("--quiet", *ADD, address=sqlite_seeded, where=after_the_commit(signal.SIGINT)).err == WRITTEN


def test_it_is_told_where_nobody_can_say_whether_a_change_was_written(sqlite_seeded: Address) -> None:
    ended = forked(*ADD, address=sqlite_seeded, where=as_the_register_goes(sqlite_seeded))
    assert (ended.code, ended.err) == (130, UNKNOWN)


@SIGNALS
def test_a_signal_as_a_row_of_a_corrected_list_is_taken_is_no_bug(
    sqlite_seeded: Address, run_cli: RunCli, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    cities = tmp_path / "cities.csv"
    done(run_cli("list-cities", "--for-update", "-o", str(cities), address=sqlite_seeded))
    cities.write_text(cities.read_text("utf-8").replace("Busan,", "Pusan,", 1), "utf-8")
    with unchanged(sqlite_seeded):
        where = as_a_savepoint_ends(sent)
        ended = forked("import", str(cities), "--update", "--yes", address=sqlite_seeded, where=where)
    assert (ended.code, ended.out, ended.err) == (code, "", NOT_WRITTEN)


def test_of_several_files_the_one_is_named_in_which_an_import_was_interrupted(
    sqlite_seeded: Address, run_cli: RunCli, tmp_path: Path
) -> None:
    """The signal comes in the second of two."""
    cities = tmp_path / "cities.csv"
    done(run_cli("list-cities", "--for-update", "-o", str(cities), address=sqlite_seeded))
    cities.write_text(cities.read_text("utf-8").replace("Busan,", "Pusan,", 1), "utf-8")
    files = str(cities), str(second := tmp_path / "second.csv")
    second.write_text(cities.read_text("utf-8"), "utf-8")
    ended = forked("import", *files, "--update", "--yes", address=sqlite_seeded, where=in_the_second_change())
    assert (ended.code, ended.err.splitlines()[-1]) == (130, f"note: interrupted; nothing of {second} was written")


@pytest.mark.parametrize("files", [1, 2])
def test_the_file_of_several_is_named_whose_change_was_written(
    sqlite_seeded: Address, tmp_path: Path, files: int
) -> None:
    names = [tmp_path / "first.csv", tmp_path / "second.csv"][:files]
    for name in names:
        name.write_text("partner,country,since\nLyon,FR,1990\n")
    where = after_the_commit(signal.SIGINT)
    ended = forked("import", *map(str, names), "--city", "Busan", "--yes", address=sqlite_seeded, where=where)
    of = f" of {names[0]}" if files > 1 else ""
    assert ended.err.splitlines()[-1].startswith(f"note: interrupted, but the change{of} was written: ")


def test_a_first_command_that_is_interrupted_makes_no_register_and_says_so(
    tmp_path: Path,
) -> None:
    ended = forked(*ADD, env={"XDG_DATA_HOME": str(tmp_path)}, where=before_it_is_shown(signal.SIGINT))
    assert (ended.code, ended.out, ended.err) == (130, "", NOT_WRITTEN)
    assert list(tmp_path.iterdir()) == []
