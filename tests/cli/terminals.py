"""Programs at a terminal of their own, as a person at the keyboard meets them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect

from twinning.db.storage.address import Address

WAIT_SECONDS = 60


@contextmanager
def terminal(*arguments: str, address: Address, columns: int = 100) -> Iterator[pexpect.spawn]:
    """Run a command at a terminal of so many columns, and end it in any case."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "twinning", *arguments],
        env=os.environ | {"TWINNING_DB": str(address.path)},
        encoding="utf-8",
        timeout=WAIT_SECONDS,
        dimensions=(40, columns),
    )
    try:
        yield child
    finally:
        child.close(force=True)


def ended(child: pexpect.spawn) -> tuple[int, str]:
    """Wait for a program's end; return its exit code and what it still printed."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before
