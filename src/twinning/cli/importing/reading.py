"""A file of rows, open to be read, with what is to be told of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from twinning.exchange.lists.reading.tables import Layout, Table


@contextmanager
def opened_table(path: Path, layout: "Layout", knows: Callable[[str], bool]) -> Iterator["Table"]:
    """Give an open file of rows, and tell what is to be told of it, before it is read and after. Raises InputError."""
    from twinning.exchange.lists.reading.files import open_table

    with open_table(path, layout, knows) as table:
        for remark in table.remarks:
            print_note(remark, sys.stderr)
        yield table
        for remark in table.remarks_on_unnamed():
            print_note(remark, sys.stderr)
