"""Opening a file of rows: from a path or from standard input, by what is in it and not by its name alone."""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from twinning.domain.progress import followed
from twinning.errors import InputError
from twinning.exchange.foreign_files import open_regular
from twinning.exchange.lists.reading.above import with_cells_above
from twinning.exchange.lists.reading.delimited import read_delimited
from twinning.exchange.lists.reading.tables import (
    PLAIN,
    SAVE_AS_ROWS,
    Knows,
    Layout,
    Line,
    Saved,
    Table,
    name_of,
    noting_unnamed,
    refused,
)

_LARGEST = 1 << 31  # bytes
_CHUNK = 1 << 20
_WORKBOOK = b"PK\x03\x04"
_NO_ROWS = {
    b"\xd0\xcf\x11\xe0": "a workbook of an old format",
    b"<": "a web page or XML, whatever its name says",
    b"%PDF": "a PDF",
}
"""What other files begin with that are taken for lists."""


@contextmanager
def open_table(path: Path, layout: Layout, knows: Knows) -> Iterator[Table]:
    """Give an open file of rows; `-` is standard input. Raises InputError for what is none, with the place."""
    name = name_of(path)
    with opened_file(path) as stream, ExitStack() as opened:
        sha256 = digest_of(stream)
        head, rows, remarks, sheet, saved = stream.read(512), None, tuple[str, ...](), None, PLAIN
        stream.seek(0)
        if not head:
            raise refused(name, "the file is empty")
        begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        for mark, what in _NO_ROWS.items():
            if begins.startswith(mark):
                raise refused(name, f"it is {what}", hint=SAVE_AS_ROWS)
        if head.startswith(_WORKBOOK):
            from twinning.exchange.lists.reading.workbooks import read_workbook  # noqa: PLC0415 - loads openpyxl

            header, lines, remarks, sheet = read_workbook(stream, name, layout, knows)
            saved = Saved(has_mark=True)
        elif begins.startswith((b"[", b"{")):
            from twinning.exchange.lists.reading.json_files import read_json  # noqa: PLC0415

            header, lines = read_json(opened, stream, name, layout)
        else:
            rows = _count_lines(stream)
            header, lines, saved = read_delimited(opened, stream, name, layout, knows)
        unnamed: dict[int, Line] = {}
        noted = noting_unnamed(header, with_cells_above(lines), unnamed)
        yield Table(name, sha256, header, followed("reading rows", noted, rows), remarks, sheet, unnamed, saved)


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """Give an open regular file, or what came in on standard input: it is read more than once. Raises InputError."""
    if str(path) == "-":
        with tempfile.TemporaryFile() as kept:
            _copy(sys.stdin.buffer, cast("BinaryIO", kept))
            yield cast("BinaryIO", kept)
        return
    try:
        stream = open_regular(path.resolve(), _LARGEST)
    except FileNotFoundError:
        raise InputError(f"there is no file {path}", "look for its name with `ls`") from None
    with stream:
        yield stream


def _copy(incoming: BinaryIO, kept: BinaryIO) -> None:
    size = 0
    while chunk := incoming.read(_CHUNK):
        size += len(chunk)
        if size > _LARGEST:
            raise InputError(f"standard input has more than {_LARGEST} bytes")
        kept.write(chunk)
    kept.seek(0)


def _count_lines(stream: BinaryIO) -> int:
    """Return how many rows a file may have, and go back to its beginning; a cell of several lines counts as more."""
    lines = sum(chunk.count(b"\n") for chunk in iter(partial(stream.read, _CHUNK), b""))
    stream.seek(0)
    return lines


def digest_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a file, and go back to its beginning."""
    found = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        found.update(chunk)
    stream.seek(0)
    return found.hexdigest()
