"""What became of an import, in words."""

import sys
from typing import TYPE_CHECKING

from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from twinning.exchange.package.importing import ImportResult


def tell_import(result: "ImportResult", *, dry_run: bool = False) -> None:
    """Say on standard error what was added and found, how many records got a value, and where the package differs."""
    added = ", ".join(f"{count} {table}" for table, count in sorted(result.added.items()) if count)
    verb = "would be added" if dry_run else "added"
    print_note(f"{verb}: {added or 'nothing'}", sys.stderr)
    if result.found.total():
        print_note(
            f"{result.found.total()} rows were there already; {result.completed} got a missing value", sys.stderr
        )
    for each in result.differences:
        print_note(f"{each.record}: {each.field} is {each.kept} here and {each.offered} there; kept", sys.stderr)
    if result.more_differences:
        print_note(f"{result.more_differences} more values differ; what is here was kept", sys.stderr)
    for oddity in result.oddities:
        print_note(oddity, sys.stderr)
    if dry_run:
        print_note("nothing was written", sys.stderr)
