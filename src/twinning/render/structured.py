"""JSON and JSON Lines: each row an object with every column, None as null.

Text is written as it is, except for what must not reach a screen or cannot be encoded (see render.text): that
is escaped, so every value loads back and every line is one line to every reader.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from twinning.render.columns import row_values
from twinning.render.options import Document, Options
from twinning.render.text import NEVER_PRINTED
from twinning.rows import Cell, Dossier, Row, column_names

_COMPACT = json.JSONEncoder(ensure_ascii=False)
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2)
_ESCAPED = re.compile(f"[{NEVER_PRINTED}]")


def write_json(document: Document, stream: TextIO, _options: Options) -> None:
    """Write a listing as a list of objects, a dossier as one object: its facts, then its sections by name."""
    if isinstance(document, Dossier):
        stream.write(_encoded(_INDENTED, _members(document)) + "\n")
    else:
        stream.writelines(_list(_objects(document.row_class, document.rows)))


def write_jsonl(document: Document, stream: TextIO, _options: Options) -> None:
    """Write a listing as one object a line, as they come; a dossier as one line."""
    if isinstance(document, Dossier):
        stream.write(_encoded(_COMPACT, _members(document)) + "\n")
    else:
        members = _objects(document.row_class, document.rows)
        stream.writelines(_encoded(_COMPACT, member) + "\n" for member in members)


def _objects(row_class: type[Row], rows: Iterable[Row]) -> Iterator[dict[str, Cell]]:
    names = column_names(row_class)
    values = row_values(names)
    return (dict(zip(names, values(row), strict=True)) for row in rows)


def _members(document: Dossier) -> dict[str, object]:
    members: dict[str, object] = {fact.name: fact.value for fact in document.facts}
    for section in document.sections:
        members[section.name] = list(_objects(section.row_class, section.rows))
    return members


def _list(members: Iterable[object]) -> Iterator[str]:
    """Give the text of json.dumps(list, indent=2) in pieces, so that a long list is never held as a whole."""
    before = "["
    for member in members:
        yield f"{before}\n  " + _encoded(_INDENTED, member).replace("\n", "\n  ")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _encoded(encoder: json.JSONEncoder, member: object) -> str:
    return _ESCAPED.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", encoder.encode(member))
