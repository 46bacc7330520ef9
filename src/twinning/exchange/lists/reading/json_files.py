"""Rows as JSON: an array of objects, alone or in an object around it, or an object a line.

Numbers stay as they are written. What an object in a row holds has the names of both: `partner country`; but for what
programs wrap all values of a row in, as GeoJSON does in `properties`.
"""

import io
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from twinning.exchange.lists.reading.encodings import find_encoding
from twinning.exchange.lists.reading.tables import Layout, Line, as_header, as_line, refused

_LARGEST = 1 << 28  # bytes
_DEEPEST = 10
_WRAPPERS = frozenset(("attributes", "properties", "fields", "node"))
_READING: dict[str, Any] = {"parse_int": str, "parse_float": str, "parse_constant": str}


def read_json(opened: ExitStack, stream: BinaryIO, name: str, layout: Layout) -> tuple[tuple[str, ...], Iterator[Line]]:
    """Return the columns, which are the names in the order in which they are met, and the rows.

    Raises InputError with the line of what is wrong.
    """
    encoding = find_encoding(stream, name, layout.encoding)
    if stream.seek(0, 2) > _LARGEST:
        raise refused(name, f"it has more than the {_LARGEST} bytes that are read of JSON", hint="save it as CSV")
    stream.seek(0)
    text = opened.enter_context(io.TextIOWrapper(stream, encoding)).read().lstrip("\ufeff")
    rows = list(_objects(text, name))
    columns = dict.fromkeys(column for _, row in rows for column in row)
    if not rows:
        raise refused(name, "it holds no rows")
    header = as_header(name, list(columns))
    return header, (
        as_line(name, header, number, [_cell(name, number, column, row.get(column)) for column in columns])
        for number, row in rows
    )


def _objects(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each object with its line, of an array its place in it."""
    if text.lstrip().startswith("["):
        rows = list(enumerate(_parsed(text, name, 0), 1))
    elif (array := _array_inside(text, name)) is not None:
        rows = list(enumerate(array, 1))
    else:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        rows = [(number, _parsed(line, name, number)) for number, line in lines]
    for number, row in rows:
        if not isinstance(row, dict):
            raise refused(name, "a row is an object, with names and values", number)
        yield number, _flat(name, number, row)


def _array_inside(text: str, name: str) -> list[Any] | None:
    """Return the only array of objects of a document that is one object, None where it has none.

    Raises InputError for several.
    """
    if text.lstrip().partition("\n")[0].rstrip().endswith("}"):  # of one line, or with an object a line
        try:
            whole = _loaded(text, name, 0)
        except json.JSONDecodeError:
            return None
    else:
        whole = _parsed(text, name, 0)
    arrays = dict(_arrays(whole))
    if len(arrays) > 1:
        way_out = "write the one of them that is meant into a file of its own"
        raise refused(name, f"it has several lists of objects: {', '.join(arrays)}", hint=way_out)
    return next(iter(arrays.values()), None)


def _arrays(whole: dict[str, Any], *above: str) -> Iterator[tuple[str, list[Any]]]:
    """Give the arrays of objects that stand in objects, with their names."""
    for key, value in whole.items():
        if isinstance(value, dict) and len(above) < _DEEPEST:
            yield from _arrays(value, *above, key)
        elif isinstance(value, list) and value and _are_objects(value):
            yield " ".join((*above, key)), value


def _are_objects(array: list[Any]) -> bool:
    return all(isinstance(each, dict) for each in array)


def _flat(name: str, number: int, row: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a row by their names, those of an object in it by both names."""
    found: dict[str, Any] = {}
    for column, value in _values(name, number, _unwrapped(row)):
        if column in found:
            raise refused(name, "two values of a row have this name", number, column)
        found[column] = value
    return found


def _unwrapped(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what its wrappers hold, under the names of both where the row or another has such a name."""
    found: dict[str, Any] = {}
    if row.get("type") == "Feature":  # of GeoJSON, and nothing that a row says
        row = {key: value for key, value in row.items() if key != "type"}
    for key, value in row.items():
        inside = value if key in _WRAPPERS and isinstance(value, dict) else {}
        for name, each in inside.items():
            found[f"{key} {name}" if name in row or name in found else name] = each
        if not inside:
            found[key] = value
    return found


def _values(name: str, number: int, row: dict[str, Any], *above: str) -> Iterator[tuple[str, Any]]:
    if len(above) > _DEEPEST:
        raise refused(name, "it is nested too deeply", number, above[0])
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _values(name, number, value, *above, key)
        else:
            yield " ".join((*above, key)), value


def _parsed(text: str, name: str, line: int) -> Any:
    try:
        return _loaded(text, name, line)
    except json.JSONDecodeError as error:
        raise refused(name, f"it is no JSON: {error.msg}", line or error.lineno, str(error.colno)) from error


def _loaded(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_once, **_READING)
    except _TwiceError as error:
        raise refused(name, "two values of a row have this name", line or None, str(error)) from None
    except RecursionError:
        raise refused(name, "it is nested too deeply", line or None) from None


class _TwiceError(Exception):
    """A name that an object has twice."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(name)
        found[name] = value
    return found


def _cell(name: str, number: int, column: str, value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(name, number, column, each) for each in value)
    if isinstance(value, dict):
        raise refused(
            name,
            "several objects cannot be one cell",
            number,
            column,
            "write each value behind a name of its own, or texts alone",
        )
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else _text(name, number, column, value)


def _text(name: str, number: int, column: str, value: Any) -> str:
    text = str(value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise refused(name, "half of a surrogate pair", number, column)
    return text
