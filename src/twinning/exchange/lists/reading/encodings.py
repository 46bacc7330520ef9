"""In which encoding a text file is: what its mark says, UTF-8 if it is that throughout, else what is said of it.

Nothing is guessed: of the encodings in which East Asian and Western spreadsheets are saved several fit most files, so
that what each would make of the file is shown, and one has to be named. Those in which names of columns are known go
before the others.
"""

import codecs
from collections.abc import Sequence
from itertools import zip_longest
from typing import BinaryIO

from twinning.domain.files.encodings import CANDIDATES, RARER
from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.lists.reading.tables import BETWEEN_CELLS, MOST_TITLES, Knows, refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_SAMPLE = 1000  # bytes
_SHOWN = 50  # characters
_BEFORE = 15  # of them before what differs
_JAPANESE_BY_MAIL = "iso2022_jp", b"\x1b$"
"""An encoding of ASCII characters alone, and what begins each of its texts that is none."""


def find_encoding(stream: BinaryIO, name: str, said: str | None, knows: Knows = lambda _: False) -> str:
    """Return the encoding of a file, and go back to its beginning. `knows` are names of columns.

    A mark counts more than what is said: a program marks a file when it saves it, whatever that was before.
    Raises InputError for one that is not what is said, and where one has to be named.
    """
    head = stream.read(4)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if said is not None and _known(said) and marked and _first_wrong(stream, marked) is None:
        return marked
    if (one := said or marked) is not None:
        _check(stream, name, one)
        return one
    if (wrong := _first_wrong(stream, "utf-8")) is None:
        encoding, begins = _JAPANESE_BY_MAIL
        return encoding if begins in _beginning(stream) and _first_wrong(stream, encoding) is None else "utf-8"
    size = stream.seek(0, 2)
    if wrong >= size - 3:
        raise refused(name, "it ends in the middle of a character: it is not complete", hint="fetch the file again")
    stream.seek(0)
    if b"\0" in (begins := _beginning(stream)[:_SAMPLE]):
        order = "le" if begins.index(b"\0") % 2 else "be"
        raise refused(name, "it looks like UTF-16 without its mark", hint=f"say so: --encoding utf-16-{order}")
    raise _several(stream, name, wrong, knows)


def _known(said: str) -> str:
    try:
        codecs.lookup(said)
    except LookupError:
        raise InputError(
            f"there is no encoding {quote(said)}", f"one of utf-8, utf-16, {', '.join((*CANDIDATES, *RARER))}"
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


def _several(stream: BinaryIO, name: str, wrong: int, knows: Knows) -> InputError:
    line = _line_of(stream, wrong)
    fitting = _likeliest([each for each in (*CANDIDATES, *RARER) if _first_wrong(stream, each) is None], stream, knows)
    if not fitting:
        return refused(name, "it is neither UTF-8 nor any encoding that is tried", line, hint="name its --encoding")
    texts = [_decoded(_beginning(stream), each) for each in fitting]
    tried = "; ".join(f"{each}: {quote(text)}" for each, text in zip(fitting, _differing(texts), strict=True))
    return refused(
        name,
        f"it is not UTF-8, and could be {tried}",
        line,
        hint=f"say which reads well: --encoding {fitting[0]}" + "".join(f", or {each}" for each in fitting[1:]),
    )


def _likeliest(fitting: Sequence[str], stream: BinaryIO, knows: Knows) -> list[str]:
    """Return the encodings in which most names of columns are known; rarer ones only where no other has as many."""
    beginning = _beginning(stream)
    known = {each: _known_columns(_decoded(beginning, each), knows) for each in fitting}
    best = [each for each in fitting if known[each] == max(known.values())]
    return [each for each in best if each in CANDIDATES] or best


def _known_columns(text: str, knows: Knows) -> int:
    lines = text.split("\n")[: MOST_TITLES + 1]
    return max((sum(knows(cell.strip(' "')) for cell in BETWEEN_CELLS.split(line)) for line in lines), default=0)


def _differing(texts: Sequence[str]) -> list[str]:
    """Return of each text the line in which they differ most, from shortly before the place where they do."""
    lines = zip_longest(*(text.split("\n") for text in texts), fillvalue="")
    read = max(lines, key=lambda each: (len({*each}), _beyond_ascii(each[0])), default=("",) * len(texts))
    same = next((at for at, letters in enumerate(zip(*read, strict=False)) if len({*letters}) == len({*read})), 0)
    start = max(0, same - _BEFORE)
    return [line[start : start + _SHOWN] for line in read]


def _beyond_ascii(text: str) -> int:
    return sum(not character.isascii() for character in text)


def _beginning(stream: BinaryIO) -> bytes:
    """Return what a file begins with, and go back to its beginning."""
    found = stream.read(_CHUNK)
    stream.seek(0)
    return found


def _decoded(beginning: bytes, encoding: str) -> str:
    return beginning.decode(encoding, errors="ignore")
