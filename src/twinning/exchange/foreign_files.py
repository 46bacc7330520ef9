"""Files that a stranger may have made: what is read is a regular file, looked at before it is used.

A link could lead to any file of the reader's, a pipe is waited at for ever, a device never ends. What has to be held in
memory is bounded: a file that is read as a whole, a row of one that is read row by row.
"""

import codecs
import csv
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import IO, BinaryIO, TextIO

from twinning.domain.files.encodings import how_to_save
from twinning.errors import InputError

_CHUNK = 1 << 20  # bytes
_NO_LINK_NO_WAIT = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class RowTooLongError(csv.Error):
    """A row is longer than one may be; quotes that are closed, and commas without end, are no other error of CSV."""


class RowReader:
    """Gives the rows of CSV one by one; `line_num` is the number of the line where the last one ends.

    A cell may have lines without end, and a line cells: no row of more than `longest` characters is read. Raises
    csv.Error.
    """

    def __init__(self, text: TextIO, longest: int, delimiter: str = ",") -> None:
        self._text, self._longest, self._left = text, longest, longest
        self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)

    @property
    def line_num(self) -> int:
        """Return how many lines were read."""
        return self._reader.line_num

    def __iter__(self) -> Iterator[list[str]]:
        """Give the rows that are left."""
        return self

    def __next__(self) -> list[str]:
        """Give the next row."""
        cells = next(self._reader)
        self._left = self._longest
        return cells

    def _lines(self) -> Iterator[str]:
        while line := self._text.readline(self._left + 1):
            self._left -= len(line)
            if self._left < 0:
                raise RowTooLongError(f"a row of more than {self._longest} characters")
            yield line


def open_regular(path: Path, largest: int | None = None) -> BinaryIO:
    """Open a regular file, of at most `largest` bytes, for reading, never through a link.

    Raises InputError for anything else, and FileNotFoundError where there is nothing.
    """
    try:
        stream = open(os.open(path, os.O_RDONLY | _NO_LINK_NO_WAIT | getattr(os, "O_BINARY", 0)), "rb")  # noqa: SIM115, PTH123
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise _not_regular(path) from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link; a socket
            raise _not_regular(path) from None
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    try:
        _check(path, os.fstat(stream.fileno()), largest)
    except InputError:
        stream.close()
        raise
    return stream


def _check(path: Path, found: os.stat_result, largest: int | None) -> None:
    if not S_ISREG(found.st_mode):
        raise _not_regular(path)
    if largest is not None and found.st_size > largest:
        raise InputError(f"{path} has {found.st_size} bytes, more than the {largest} that are read of such a file")


def _not_regular(path: Path) -> InputError:
    return InputError(
        f"{path} is not a regular file; links, pipes and devices are not read",
        "put a copy of the file itself there",
    )


def examine(stream: IO[bytes], path: Path) -> str:
    """Return the SHA-256 of a file that is UTF-8 throughout, and go back to its beginning. Raises InputError."""
    found, decoder, position = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0
    while True:
        chunk = stream.read(_CHUNK)
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            at = position - waiting + error.start
            raise InputError(f"{path} is not UTF-8 (at byte {at})", how_to_save(chunk)) from error
        if not chunk:
            break
        found.update(chunk)
        position += len(chunk)
    stream.seek(0)
    return found.hexdigest()
