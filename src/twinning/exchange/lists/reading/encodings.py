"""In which encoding a text file is: what its mark says, UTF-8 if it is that throughout, else what is said of it.

Nothing is guessed: of the encodings in which East Asian and Western spreadsheets are saved several fit most files, so
that what each would make of the file is shown, and one has to be named.
"""

import codecs
from typing import BinaryIO

from twinning.domain.files.encodings import CANDIDATES, sample
from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.lists.reading.tables import refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_SAMPLE = 40  # characters


def find_encoding(stream: BinaryIO, name: str, said: str | None) -> str:
    """Return the encoding of a file, and go back to its beginning.

    Raises InputError for one that is not what is said, and where one has to be named.
    """
    if said is not None:
        _check(stream, name, _known(said))
        return said
    head = stream.read(4)
    if (marked := next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)) is not None:
        _check(stream, name, marked)
        return marked
    if (wrong := _first_wrong(stream, "utf-8")) is None:
        return "utf-8"
    size = stream.seek(0, 2)
    if wrong >= size - 3:
        raise refused(name, "it ends in the middle of a character: it is not complete", hint="fetch the file again")
    raise _several(stream, name, wrong)


def _known(said: str) -> str:
    try:
        codecs.lookup(said)
    except LookupError:
        raise InputError(
            f"there is no encoding {quote(said)}", f"one of utf-8, utf-16, {', '.join(CANDIDATES)}"
        ) from None
    return said


def _check(stream: BinaryIO, name: str, encoding: str) -> None:
    if (wrong := _first_wrong(stream, encoding)) is not None:
        raise refused(name, f"it is not {encoding} throughout", _line_of(stream, wrong), hint="name another --encoding")


def _first_wrong(stream: BinaryIO, encoding: str) -> int | None:
    """Return the place (byte) of the first character that is none; go back to the beginning."""
    decoder, position = codecs.getincrementaldecoder(encoding)(), 0
    stream.seek(0)
    while True:
        chunk = stream.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            stream.seek(0)
            return max(0, position + len(chunk) - len(error.object)) + error.start
        if not chunk:
            stream.seek(0)
            return None
        position += len(chunk)


def _line_of(stream: BinaryIO, position: int) -> int:
    stream.seek(0)
    lines, left = 1, position
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        lines, left = lines + chunk.count(b"\n"), left - len(chunk)
    stream.seek(0)
    return lines


def _several(stream: BinaryIO, name: str, wrong: int) -> InputError:
    fitting = [each for each in CANDIDATES if _first_wrong(stream, each) is None]
    line = _line_of(stream, wrong)
    start = max(0, wrong - _SAMPLE)
    stream.seek(start)
    around = stream.read(2 * _SAMPLE)
    stream.seek(0)
    tried = "; ".join(f"{each}: {quote(sample(around, each))}" for each in fitting)
    if not fitting:
        return refused(name, "it is neither UTF-8 nor any encoding that is tried", line, hint="name its --encoding")
    return refused(
        name,
        f"it is not UTF-8, and could be {tried}",
        line,
        hint=f"say which reads well: --encoding {fitting[0]}" + "".join(f", or {each}" for each in fitting[1:]),
    )
