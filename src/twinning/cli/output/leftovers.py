"""What runs that were killed left: cleaned up by the next command that writes there, which says so."""

import sys
from pathlib import Path

from twinning.db.storage.scratch import leftovers, sweep
from twinning.render.terminal.messages import print_note


def clean_up_beside(path: Path | None) -> None:
    """Remove what a killed run left beside a file or a folder; a server's register has no such place."""
    if path is not None:
        for done in sweep(path.absolute().parent):
            print_note(done, sys.stderr)


def tell_leftovers(path: Path | None) -> None:
    """Name what a killed run left beside a register."""
    for each in leftovers(path.absolute().parent) if path is not None else ():
        print_note(f"a run that was killed left {each}; the next command that writes removes it", sys.stderr)
