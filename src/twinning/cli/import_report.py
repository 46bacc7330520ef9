"""What became of an import, in words."""

import sys
from typing import TYPE_CHECKING

from twinning.render.messages import print_note

if TYPE_CHECKING:
    from twinning.exchange.joining import Joined


def tell_joined(joined: "Joined", *, dry_run: bool = False) -> None:
    """Say on standard error what was added, found and gained, and where the package differs."""
    added = ", ".join(f"{count} {table}" for table, count in sorted(joined.added.items()) if count)
    verb = "would be added" if dry_run else "added"
    print_note(f"{verb}: {added or 'nothing'}", sys.stderr)
    if joined.found.total():
        print_note(f"{joined.found.total()} rows were there already; {joined.gained} gained a value", sys.stderr)
    for each in joined.differences:
        print_note(f"{each.record}: {each.field} is {each.kept} here and {each.offered} there; kept", sys.stderr)
    if dry_run:
        print_note("nothing was written", sys.stderr)
