"""What Wikidata has already: pairs of ids in an export of it, read piece by piece into notes on the disk."""

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from twinning.db.storage.notes import Notes
from twinning.errors import InputError
from twinning.exchange.lists.reading.files import opened_file

_ITEM = re.compile(r"\bQ[1-9][0-9]*\b")
_BINDINGS = re.compile(r'"bindings"\s*:\s*\[')
_VARIABLES = re.compile(r'"vars"\s*:\s*(\[[^\]]*\])')
_AT_ONCE = 1 << 14
_LONGEST = 1 << 20  # characters of a line, or of a row of results
_NO_RESULTS = "it begins as JSON and holds no SPARQL results"


def note_known(notes: Notes, path: Path) -> None:
    """Note in `known` the pairs of an export in a file: SPARQL results in JSON, or lines with two ids (CSV, TSV).

    Raises InputError for a file without any, and for one that cannot be read.
    """
    try:
        with opened_file(path) as stream, io.TextIOWrapper(stream, "utf-8-sig", errors="replace") as text:
            notes.executemany("INSERT OR IGNORE INTO known VALUES (?, ?)", _pairs(text))
        if not notes.execute("SELECT EXISTS (SELECT 1 FROM known)").fetchone()[0]:
            raise InputError("no line of it has two Wikidata ids", "give a list of Q16520 Q1297, or SPARQL results")
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.hint) from error


def _pairs(text: io.TextIOBase) -> Iterator[list[str]]:
    for piece in _pieces(text):
        ids = [found[0] for found in islice(_ITEM.finditer(piece), 2)]
        if len(ids) > 1:
            yield ids


def _pieces(text: io.TextIOBase) -> Iterator[str]:
    is_json = text.read(_AT_ONCE).lstrip("\ufeff \t\r\n").startswith("{")
    text.seek(0)
    if not is_json:
        yield from iter(lambda: text.readline(_LONGEST), "")
        return
    try:
        yield from _rows_of_results(text)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(_NO_RESULTS) from error


def _rows_of_results(text: io.TextIOBase) -> Iterator[str]:
    """Give the values of each row in the order of the head, which comes first in what Wikidata answers."""
    head = ""
    while (begun := _BINDINGS.search(head)) is None:
        part = text.read(_AT_ONCE)
        if not part or len(head) > _LONGEST:
            raise InputError(_NO_RESULTS)
        head += part
    if (variables := _VARIABLES.search(head, 0, begun.start())) is None:
        raise InputError("its head, which names the columns, does not come before the results")
    names = json.loads(variables[1])
    for row in _objects(text, head[begun.end() :]):
        yield " ".join(row[name]["value"] for name in names if name in row)


def _objects(text: io.TextIOBase, rest: str) -> Iterator[Any]:
    """Give what stands in an array, of which a part has been read, up to its end."""
    decoder = json.JSONDecoder()
    while not (rest := rest.lstrip(", \t\r\n")).startswith("]"):
        try:
            found, end = decoder.raw_decode(rest)
        except json.JSONDecodeError:
            part = text.read(_AT_ONCE)
            if not part or len(rest) > _LONGEST:
                raise
            rest += part
        else:
            yield found
            rest = rest[end:]
