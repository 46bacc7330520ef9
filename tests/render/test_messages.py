"""Errors, hints and notes."""

import io

from twinning.errors import NotFoundError
from twinning.render.terminal.messages import print_error, print_note


def printed(error):
    stream = io.StringIO()
    print_error(error, stream)
    return stream.getvalue()


def test_an_error_is_followed_by_its_hint():
    error = NotFoundError("no city is named Busa", "twinning list-cities Bus")
    assert printed(error) == "error: no city is named Busa\nhint: twinning list-cities Bus\n"


def test_an_error_without_a_hint_is_one_line():
    assert printed(NotFoundError("no city")) == "error: no city\n"


def test_what_an_error_quotes_cannot_move_the_cursor_or_start_a_line():
    assert printed(NotFoundError("no \x1b[2Jcity\nhint: rm", "\u202ex")) == "error: no [2Jcity hint: rm\nhint: x\n"


def test_a_note_is_one_line():
    stream = io.StringIO()
    print_note("3 ties have\nno date", stream)
    assert stream.getvalue() == "note: 3 ties have no date\n"
