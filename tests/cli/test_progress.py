"""How far long work is, shown at a terminal."""

import os
import select
import time
from contextlib import contextmanager, redirect_stderr
from contextvars import copy_context

import pytest

from twinning.cli.output import progress
from twinning.cli.output.progress import TerminalProgress
from twinning.domain.progress import followed, shown_by, stage
from twinning.render.terminal import messages

_PATIENCE = 30  # seconds
_ERASED, _CURSOR = "\x1b[2K", "\x1b[?25h"


class Terminal:
    """What stands on a terminal; `shown` is all that was written to it so far."""

    def __init__(self, screen):
        self._screen = screen
        self.shown = ""

    def read(self):
        """Return what was written since."""
        found = ""
        while select.select([self._screen], [], [], 0.01)[0]:
            found += os.read(self._screen, 1 << 16).decode()
        self.shown += found
        return found

    def wait_for(self, text):
        """Wait until a text was written."""
        until = time.monotonic() + _PATIENCE
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            self.read()


@contextmanager
def terminal():
    """Give a terminal that standard error writes to, where progress is shown."""
    screen, keyboard = os.openpty()
    with open(keyboard, "w", encoding="utf-8") as stream, redirect_stderr(stream), shown_by(TerminalProgress()):  # noqa: PTH123
        yield Terminal(screen)
    os.close(screen)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(progress, "WAIT", 0)
    monkeypatch.setattr(progress, "BRIEF", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")


def test_long_work_shows_how_much_is_done_of_how_much_its_rate_and_the_time_that_remains_until_it_is_done():
    with terminal() as screen:
        with stage("counting cities", 2000) as advance:
            advance(1500)
            screen.wait_for("left")
        for told in ("counting cities", "1,500 of 2,000", "/s ·"):
            assert told in screen.shown
        _check_is_gone(screen)


def test_work_of_unknown_size_shows_what_is_done_and_how_long_it_has_taken():
    with terminal() as screen:
        for number in followed("reading rows", range(1000)):
            if number == 999:
                screen.wait_for("768 · ")
        assert "left" not in screen.shown


def test_an_interruption_takes_away_what_is_shown_and_gives_the_cursor_back():
    def be_interrupted():
        with stage("counting cities", 2000):
            screen.wait_for("counting cities")
            raise KeyboardInterrupt

    with terminal() as screen:
        with pytest.raises(KeyboardInterrupt):
            be_interrupted()
        _check_is_gone(screen)


def _check_is_gone(screen):
    screen.read()
    assert screen.shown.rstrip("\r").endswith(_CURSOR)
    assert screen.shown.rpartition(_ERASED)[2].strip("\r") == _CURSOR


def test_quick_work_shows_nothing(monkeypatch):
    monkeypatch.setattr(progress, "WAIT", 60)
    with terminal() as screen:
        with stage("counting cities"):
            pass
        assert screen.read() == ""


def test_whoever_asks_for_quiet_is_shown_nothing():
    def work_quietly():
        messages.silence_notes()
        with stage("counting cities"):
            time.sleep(0.05)

    with terminal() as screen:
        copy_context().run(work_quietly)
        assert screen.read() == ""


def test_nothing_is_shown_where_standard_error_is_no_terminal(capfd):
    with shown_by(TerminalProgress()), stage("counting cities", 10) as advance:
        advance(5)
        time.sleep(0.05)
    assert capfd.readouterr() == ("", "")
