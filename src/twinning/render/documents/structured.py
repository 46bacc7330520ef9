"""JSON and JSON Lines: each row an object with every column, None as null.

Several values are a list, cities in it objects with name, key and country code. A date is an object: its EDTF text, its
earliest and latest day (null where unbounded), and whether it is in doubt.

Text is written as it is, except for what must not reach a screen or cannot be encoded (see render.text): that
is escaped, so every value loads back and every line is one line to every reader.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TextIO

from twinning.domain.dates import EdtfDate
from twinning.render.options import Document, Options
from twinning.render.text import NEVER_PRINTED
from twinning.rows import Cell, Dossier, Meaning, NamedPlace, Row, Several

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


def _objects(row_class: type[Row], rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    columns = [(column.name, column.metadata.get("means")) for column in fields(row_class)]
    return ({name: _value(getattr(row, name), means) for name, means in columns} for row in rows)


def _value(value: Cell, means: Meaning | None) -> object:
    if isinstance(value, Several):
        return [_place(each) if isinstance(each, NamedPlace) else each for each in value]
    return _date(value) if means is Meaning.DATE and isinstance(value, str) else value


def _place(place: NamedPlace) -> dict[str, object]:
    named: dict[str, object] = {"name": place.name, "key": place.key, "country_code": place.country_code}
    return named | {"role": place.role} if place.role else named


def _date(text: str) -> dict[str, object]:
    date = EdtfDate.parse(text)
    return {"text": text, "earliest": date.earliest, "latest": date.latest, "doubtful": date.doubtful}


def _members(document: Dossier) -> dict[str, object]:
    members: dict[str, object] = {fact.name: _value(fact.value, fact.means) for fact in document.facts}
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
