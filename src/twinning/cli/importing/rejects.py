"""The file for the rows that an import rejects: found and tried before anything is written, filled after."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO, TypeVar

import typer

from twinning.cli.options.writing import Ask, Writing
from twinning.cli.output.files import try_file, write_file
from twinning.errors import InputError
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.exchange.lists.reading.tables import Saved
    from twinning.exchange.lists.tie_list import Reject
    from twinning.render import Document

_ANOTHER = "name another with --rejects"


class RowsOutcome(Protocol):
    """What became of the rows of a file: how many were read, and those that were rejected."""

    read: int
    rejects: list["Reject"]


Outcome = TypeVar("Outcome", bound=RowsOutcome)


@dataclass(frozen=True, slots=True)
class RejectsFile:
    """Where the rejected rows of a file with these columns go, saved as it was.

    `source` has to be named to import them again.
    """

    path: Path
    header: Sequence[str]
    saved: "Saved"
    source: str | None = None

    def take(
        self,
        context: typer.Context,
        chosen: Writing,
        change: Callable[["Session"], tuple[Outcome, "Document"]],
        done: Callable[[Outcome], str],
    ) -> Outcome:
        """Take rows into the register once somebody at a terminal agreed, keep what is rejected; return the outcome.

        Raises InputError where the rejected rows cannot be kept: before anything is written, as far as that shows.
        """
        outcomes: list[Outcome] = []

        def tried(session: "Session") -> "Document":
            outcome, document = change(session)
            outcomes.append(outcome)
            if outcome.rejects:
                try_file(self.path, self._writing(outcome.rejects), _ANOTHER)
            return document

        chosen.perform(context, tried, lambda: done(outcomes[-1]), Ask.AT_A_TERMINAL)
        if outcomes[-1].rejects:
            self._keep(outcomes[-1].rejects, None if chosen.dry_run else done(outcomes[-1]))
        return outcomes[-1]

    def _keep(self, rejects: Sequence["Reject"], done: str | None) -> None:
        """Write rejected rows, and say where; where that fails, say what is `done` all the same, and what helps."""
        try:
            write_file(self.path, self._writing(rejects), _ANOTHER)
        except InputError as error:
            if done is None:
                raise
            raise InputError(
                f"{done}, but the rows that it rejects ({len(rejects)}) are not kept: {error.message}",
                "import the file once more, with --rejects FILE: what was taken is there already",
            ) from error
        named = f" with --source {self.source}" if self.source else ""
        print_note(f"rejected rows are in {self.path}, to correct and import again{named}: {len(rejects)}", sys.stderr)

    def _writing(self, rejects: Sequence["Reject"]) -> Callable[[TextIO], None]:
        from twinning.exchange.lists.rejects import write_rejects

        return lambda stream: write_rejects(stream, self.header, rejects, self.saved)


def name_of_file(path: Path, sheet: str | None) -> str:
    """Return what a list is called: as its file, and as its sheet where that is another than the first."""
    from twinning.exchange.lists.rejects import name_of_list

    stem = "standard input" if str(path) == "-" else name_of_list(path)
    return " ".join(filter(None, (stem, sheet)))


def place_for_rejects(path: Path, wanted: Path | None, sheet: str | None = None) -> Path:
    """Return the file for the rows that may be rejected, before anything is imported: no other file is lost to it.

    Raises InputError.
    """
    from twinning.exchange.lists.rejects import is_of_rejects, place_of_rejects
    from twinning.render.documents.recognition import is_of_a_register

    place = wanted or place_of_rejects(name_of_file(path, sheet))
    if is_of_a_register(place.resolve()) or (place.is_file() and not is_of_rejects(place)):
        raise InputError(f"{place} is no file of rejected rows, and would be lost", _ANOTHER)
    return place


def unless_all_rejected(name: str, done: str) -> Callable[[RowsOutcome], str]:
    """Return what says that a file was taken, once that is done; of one whose rows were all rejected that none was."""
    return lambda last: f"no row of {name} was taken" if last.read and len(last.rejects) == last.read else done
