"""`help`: the guides are at hand wherever the program is."""

import re
from pathlib import Path

import pytest

from cli.commands import RunCli, assert_refused, done
from cli.terminals import ended, terminal
from twinning import _resources
from twinning.cli.commands.help import complete_topic
from twinning.db.storage.address import Address
from twinning.render.terminal.guide import plain_guide

TOPICS = [topic for topic in _resources.guides() if topic != "index"]


def test_every_guide_is_listed_with_what_it_is_about(run_cli: RunCli) -> None:
    listed = done(run_cli("help")).out
    for topic in TOPICS:
        assert re.search(rf"^{topic} +\S", listed, re.MULTILINE), topic


@pytest.mark.parametrize("topic", TOPICS)
def test_a_guide_is_shown_as_text_that_leads_to_no_file(run_cli: RunCli, topic: str) -> None:
    shown = done(run_cli("help", topic)).out
    assert shown.startswith("# ")
    assert ".md)" not in shown
    assert "<!--" not in shown


def test_a_link_names_the_command_that_shows_the_other_page() -> None:
    page = (
        "See [dates](../recording.md#dates), [below](#here) and [EDTF](https://example.org/edtf).\n\n![x](a.svg)\n\nEnd"
    )
    assert plain_guide(page) == (
        "See dates (`twinning help recording`), below and [EDTF](https://example.org/edtf).\n\nEnd"
    )


def test_a_terminal_gets_a_guide_drawn_to_its_width(sqlite_seeded: Address) -> None:
    with terminal("help", "getting-started", address=sqlite_seeded) as child:
        code, shown = ended(child)
    assert code == 0
    assert "# Getting started" not in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_wrong_topic_gets_the_nearest(run_cli: RunCli) -> None:
    assert_refused(run_cli("help", "recordng"), 3, "'recordng'", "did you mean `twinning help recording`?")


def test_a_command_is_explained_by_its_own_help(run_cli: RunCli) -> None:
    assert_refused(run_cli("help", "list-partners"), 3, "`twinning list-partners --help` explains it")
    assert_refused(run_cli("help", "db", "backup"), 3, "`twinning db backup --help` explains it")


def test_a_topic_of_several_words_needs_no_hyphens(run_cli: RunCli) -> None:
    assert done(run_cli("help", "getting", "started")).out == done(run_cli("help", "getting-started")).out


def test_topics_are_completed() -> None:
    assert complete_topic("rec") == ["recording"]


def test_help_makes_no_register(run_cli: RunCli, tmp_path: Path) -> None:
    done(run_cli("help", "recording"))
    assert not list(tmp_path.rglob("*.db"))
