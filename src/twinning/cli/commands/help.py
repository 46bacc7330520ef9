"""`help`: the guides that come with the program."""

import sys
from typing import Annotated

import typer

from twinning import _resources
from twinning.cli.context import settings_of
from twinning.cli.options.arguments import as_one
from twinning.cli.options.output import choose_output, print_out, screen_of
from twinning.cli.registry import COMMANDS
from twinning.errors import NotFoundError
from twinning.render.terminal.guide import drawn_guide, list_guides, plain_guide
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import GuideRow

_INDEX = "index"


def complete_topic(incomplete: str) -> list[str]:
    """Return the topics that begin like this."""
    return [topic for topic in _topics() if topic.startswith(incomplete)]


def show_help(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            help="A topic; without one, all of them are listed.", autocompletion=complete_topic, metavar="[TOPIC]"
        ),
    ] = None,
) -> None:
    """Show a guide to a task, or a page of the reference.

    What a single command takes is shown by `twinning COMMAND --help`.

    Examples:
      twinning help

      twinning help getting-started
    """
    if not topic:
        section = Section("guides", GuideRow, list_guides(_page(_INDEX)))
        choose_output(settings_of(context), {}).show(
            Listing(GuideRow, (section,), phrase("Guides"), phrase("no guides"))
        )
        return
    page = _page(as_one(topic))
    width, color = screen_of(sys.stdout)
    print_out(plain_guide(page) if width is None else drawn_guide(page, width, color=color))


def _topics() -> list[str]:
    return [topic for topic in _resources.guides() if topic != _INDEX]


def _page(topic: str) -> str:
    """Return the text of a page. Raises NotFoundError for a topic that there is not."""
    found = _resources.guides().get(topic.lower().replace(" ", "-"))
    if found is None:
        raise _unknown(topic)
    return found.read_text("utf-8")


def _unknown(topic: str) -> NotFoundError:
    from twinning.domain.names import nearest, quote

    if topic.partition(" ")[0] in COMMANDS:
        return NotFoundError(f"{quote(topic)} is a command, not a topic", f"`twinning {topic} --help` explains it")
    near = nearest(topic, _topics(), limit=1)
    hint = f"did you mean `twinning help {near[0]}`? " if near else ""
    return NotFoundError(f"there is no guide to {quote(topic)}", f"{hint}`twinning help` lists them")
