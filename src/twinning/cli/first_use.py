"""The user's own register, made when a command first needs it and kept once that command has done what it should."""

import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from twinning.errors import ConflictError, DatabaseError
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from twinning.db.storage.address import Address
    from twinning.exchange.seeding import Draft


class FirstUse:
    """Making the default register when a command first needs it.

    The command works on a draft. At the end of a run without an error the draft becomes the register, unless the
    command only tried what it would write.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._draft: Draft | None = None
        self._path = Path()
        self._tried = self._wrote = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._draft is None:
            return
        self._draft.is_kept = self._wrote or not self._tried
        try:
            self._stack.__exit__(kind, error, trace)
        except DatabaseError as failure:
            self._check_overtaken(failure)
            return
        if error is None and self._draft.is_kept:
            print_note(
                f"made a register with the facts of two articles at {self._path}; "
                "`twinning db init --empty` makes it an empty one",
                sys.stderr,
            )

    def draft(self, path: Path, actor: str) -> "Address":
        """Return where the run's new register lies until the run ends. Raises DatabaseError where none can be made."""
        from twinning.exchange.seeding import drafting

        if self._draft is None:
            self._path = path
            self._draft = self._stack.enter_context(drafting(path, actor))
        return self._draft.address

    def note_writing(self, *, dry_run: bool) -> None:
        """Take note that the command writes; with `dry_run`, that it only shows what it would write."""
        self._tried |= dry_run
        self._wrote |= not dry_run

    def _check_overtaken(self, failure: DatabaseError) -> None:
        """Where another command made the register meanwhile: a command that only read has done its work all the same.

        Raises ConflictError for one that wrote, and the failure itself where there is no register.
        """
        if not self._path.exists():
            raise failure
        if self._wrote:
            raise ConflictError(
                f"another command made {self._path} meanwhile; nothing was written", "run the command again"
            ) from None
