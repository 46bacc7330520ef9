"""How a command writes: for good or on trial, at once or after somebody at the terminal agreed.

A command declared with `@with_writing` gets a `Writing` and hands it its change; no command asks or commits itself.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.asking.prompts import check_can_confirm, confirm, pick
from twinning.cli.context import globals_of, may_ask, writing
from twinning.cli.options.output import CHOICES, Output, output_of
from twinning.cli.options.signatures import parameters_of, with_options
from twinning.db.connections import connection_of
from twinning.errors import AmbiguousError, TwinningError
from twinning.render import Document
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Change = Callable[["Session"], Document]
"""Writes to a session and gives what the user is shown of it: the same each time for the same register."""

Done = str | Callable[[], str]

_PANEL = "Writing"


class Ask(Enum):
    """When a command asks whether it shall write what it shows."""

    NEVER = "never"
    AT_A_TERMINAL = "at a terminal"
    ALWAYS = "always"  # and where nobody can be asked, only --yes goes on


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether a command's change is written in the end, whether it may ask first, and where its outcome is shown."""

    output: Output
    dry_run: bool
    yes: bool
    allow_unlikely: bool

    def perform(
        self,
        context: typer.Context,
        change: Change,
        done: Done,
        ask: Ask = Ask.NEVER,
        question: str = "Write this?",
        finish: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a change and show it; `done` says it in a sentence, such as `the city was added`, or gives it once done.

        Where something was asked for, `question` is asked of the whole. `finish` is done once it is written, and before
        that is said.

        Of records that a text could be, somebody at the terminal picks one. Raises UsageError where somebody has to be
        asked and nobody can be, and what `confirm` raises where the answer is no.
        """
        picked: dict[str, str] = {}

        def change_picked(session: "Session") -> Document:
            if picked:
                from twinning.queries.lookup.picking import remember_picked

                remember_picked(connection_of(session), picked)
            return change(session)

        while True:
            try:
                return self._perform(context, change_picked, done, ask, question, finish)
            except AmbiguousError as error:
                if error.text is None:
                    raise
                picked[error.text] = pick(context, error)

    def _perform(
        self, context: typer.Context, change: Change, done: Done, ask: Ask, question: str, finish: Callable[[], None]
    ) -> None:
        if self._asks(context, ask):
            document = self._perform_once_agreed(context, change, done, question, finish)
        else:
            document = self._perform_unless_doubtful(context, change, done, question, finish)
        if not document.is_empty:
            print_note("nothing was written" if self.dry_run else _said(done), sys.stderr)

    def _perform_unless_doubtful(
        self, context: typer.Context, change: Change, done: Done, question: str, finish: Callable[[], None]
    ) -> Document:
        """Write the change at once; one that is doubtful only once somebody at the terminal agreed, if there is one."""
        from twinning.actions.checking.remarks import remarks_of

        try:
            with self._writing(context, dry_run=self.dry_run) as session:
                document, remarks = change(session), remarks_of(session)
                if any(each.doubtful for each in remarks) and self._asks(context, Ask.AT_A_TERMINAL):
                    raise _DoubtfulError
        except _DoubtfulError:
            return self._perform_once_agreed(context, change, done, question, finish)
        if not self.dry_run:
            finish()
        self._show_done(document, done)
        for each in remarks:
            print_note(each.text, sys.stderr)
        return document

    @contextmanager
    def _writing(self, context: typer.Context, *, dry_run: bool = False) -> Iterator["Session"]:
        """Give a session to write in, where what the command line allows is allowed."""
        with writing(context, dry_run=dry_run) as session:
            if self.allow_unlikely:
                from twinning.actions.checking.remarks import allow_unlikely

                allow_unlikely(session)
            yield session

    def _asks(self, context: typer.Context, ask: Ask) -> bool:
        if ask is Ask.NEVER and globals_of(context).invocation.asked:
            ask = Ask.AT_A_TERMINAL
        if ask is Ask.NEVER or self.yes or self.dry_run:
            return False
        if ask is Ask.ALWAYS:
            check_can_confirm(context)
        return may_ask(context)

    def _show_done(self, document: Document, done: Done) -> None:
        """Show what was written; where that fails, say first that it was written all the same."""
        try:
            self.output.show(document)
        except TwinningError as error:
            if self.dry_run:
                raise
            raise type(error)(f"{_said(done)}, but {error.message}", error.hint) from error

    def _perform_once_agreed(
        self, context: typer.Context, change: Change, done: Done, question: str, finish: Callable[[], None]
    ) -> Document:
        """Show the change, ask, and write it, unless the register changed meanwhile: then show and ask again.

        No lock is held while somebody thinks, and nothing is asked where nothing would change.
        """
        from twinning.actions.checking.remarks import remarks_of
        from twinning.db.log.history import has_changed

        with self._writing(context, dry_run=True) as session:
            document = change(session)
            changes = has_changed(session)
        while changes and not document.is_empty:
            self.output.preview(document)
            for each in remarks_of(session):
                print_note(each.text, sys.stderr, belongs_to_question=True)
            confirm(question)
            try:
                with self._writing(context) as session:
                    self._write(session, change, document)
                break
            except _ChangedError as error:
                now = f"{error.by} changed this meanwhile; nothing was written. It would now be:"
                print_note(now, sys.stderr, belongs_to_question=True)
                document = error.document
        finish()
        if not changes or document.is_empty or not self.output.is_screen:
            self._show_done(document, done)
        return document

    def _write(self, session: "Session", change: Change, shown: Document) -> None:
        document = change(session)
        if document != shown:
            from twinning.queries.history.operations import last_before

            raise _ChangedError(document, last_before(connection_of(session)))


def _said(done: Done) -> str:
    return done if isinstance(done, str) else done()


class _DoubtfulError(Exception):
    """The change is possible but unusual, so the user is asked first."""


class _ChangedError(Exception):
    """The record was changed since it was shown; `by` says by which operation."""

    def __init__(self, document: Document, by: str) -> None:
        super().__init__()
        self.document = document
        self.by = by


def with_writing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that has a parameter `writing: Writing` the options that choose it, those of its output too."""
    return with_options(command, "writing", (*_CHOICES, *CHOICES), _choose)


def _choose(context: typer.Context, chosen: Mapping[str, Any]) -> Writing:
    own = {each.name for each in _CHOICES}
    output = output_of(context, {name: value for name, value in chosen.items() if name not in own})
    return Writing(output, **{name: chosen[name] for name in own})


def _choices(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.", rich_help_panel=_PANEL)
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Write without asking for confirmation.", rich_help_panel=_PANEL)
    ] = False,
    allow_unlikely: Annotated[
        bool,
        typer.Option(
            "--allow-unlikely",
            help="Write what is refused as unlikely: a year before 1800 or far ahead, what seems recorded already.",
            rich_help_panel=_PANEL,
        ),
    ] = False,
) -> None:
    """Declare the options."""


_CHOICES = parameters_of(_choices)
