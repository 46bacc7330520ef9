"""Ctrl-C ends a statement that SQLite works on for long, and not only what Python does."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import text

from db.changing import ADDING, keys_of_cities
from twinning.db.engine import open_sqlite
from twinning.db.failures import explained
from twinning.db.session import reading, writing
from twinning.db.storage.address import Address

ENDLESS = "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted) SELECT max(n) FROM counted"


@contextmanager
def interrupted() -> Iterator[None]:
    """Let somebody press Ctrl-C while this works on a statement."""
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        yield


def test_a_reader_is_interrupted_in_a_statement(sqlite_address: Address) -> None:
    begun = time.monotonic()
    with interrupted(), reading(sqlite_address) as connection:
        connection.execute(text(ENDLESS)).all()
    assert time.monotonic() - begun < 60


def test_a_writer_is_interrupted_in_a_statement_and_nothing_is_written(sqlite_address: Address) -> None:
    with interrupted(), writing(sqlite_address, ADDING) as session:
        session.execute(text(ENDLESS)).all()
    assert keys_of_cities(sqlite_address) == []


def test_what_is_done_by_the_driver_alone_is_interrupted_too(sqlite_address: Address) -> None:
    assert sqlite_address.path is not None
    with (
        interrupted(),
        explained(sqlite_address),
        closing(open_sqlite(sqlite_address.path)) as connection,
    ):
        connection.execute(ENDLESS).fetchall()


def test_ctrl_c_as_a_pattern_is_matched_is_no_error_of_the_database(
    sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLAlchemy lets SQLite call Python for that."""
    monkeypatch.setattr(re, "search", lambda *_: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt), reading(sqlite_address) as connection:
        connection.execute(text("SELECT 'Busan' REGEXP 'Busan'"))
