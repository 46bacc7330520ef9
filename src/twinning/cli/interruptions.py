"""What a command says when Ctrl-C or a signal ends it: whether its change was written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from twinning.db.log.under_way import Change, Stage, following
from twinning.errors import TwinningError, ending_behind
from twinning.render.terminal.messages import print_note

_SHOWN = "`twinning log --limit 1` shows what was written last"


@contextmanager
def telling_of_changes(of: str = "") -> Iterator[None]:
    """Where Ctrl-C or a signal ends the block, say whether the change that was begun in it was written.

    `of` names one file of several; of such it is also said that nothing was begun, which else goes without saying.
    """
    with following() as changes:
        try:
            yield
        except BaseException as error:
            if (changes or of) and ending_behind(error) is not None:
                _tell(changes, f" of {of}" if of else "")
            raise


def _tell(changes: list[Change], of: str) -> None:
    is_written = _is_written(changes[-1]) if changes else False
    if is_written is None:
        text = f"interrupted; whether the change{of} was written is not known: {_SHOWN}"
    elif is_written:
        text = f"interrupted, but the change{of} was written: {_SHOWN}"
    else:
        more = " more" if any(_is_written(each) for each in changes[:-1]) else ""
        text = f"interrupted; nothing{more}{of} was written"
    # with --quiet as well, unless nothing was written: that is what silence means
    print_note(text, sys.stderr, belongs_to_question=is_written is not False)


def _is_written(change: Change) -> bool | None:
    """Return whether a register has a change; None where it cannot be asked."""
    if change.stage is Stage.BEGUN:
        return False
    place = change.address.called  # of a new register, which may not get there
    if change.stage is Stage.COMMITTED and place is None:
        return True
    if place is not None and not place.exists():
        return False
    from twinning.db.session import reading
    from twinning.db.storage.address import Address
    from twinning.queries.history.operations import has_operation

    try:
        with reading(Address.of_file(place) if place else change.address) as connection:
            return has_operation(connection, change.number, change.at)
    except TwinningError:
        return None
