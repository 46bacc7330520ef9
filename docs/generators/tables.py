"""The tables of the database as people read them: ids and look-up keys left out, a date as one column."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Table
from sqlalchemy.orm import Mapper

from generators.markdown import MADE, code, prose, spaced
from generators.markdown import table as markdown_table
from twinning.db.models import target_of
from twinning.db.models.base import Base
from twinning.db.references import CITABLE
from twinning.db.types import Flag, Word

_INSIDE = ("id", "operation_id", "folded")
_PLAIN = {"TEXT": "text", "INTEGER": "whole number", "DOUBLE": "number"}
_INTRODUCTION = """# Data model

One register is one relational database, an SQLite file or a PostgreSQL database, with these tables.

![The tables and what refers to what](data-model.svg)

- A column with an arrow refers to a record of the table that it names. In the database it is called `NAME_id` and holds
  a number that never leaves it; in commands, exports and pages the record's key stands there.
- A **date** is one value here and four columns in the database: its EDTF text as given, its first and last possible
  day, and whether it is doubtful.
- Every record carries the operation that made it, which the drawing leaves out. `citation` refers to exactly one of
  fourteen kinds of records; the drawing names them without arrows.
- Required columns are **bold**.

"""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as people read it. `target` is the table that it refers to, `words` the list that its words are from."""

    name: str
    type: str
    required: bool
    target: str | None = None
    words: str | None = None


def families() -> dict[str, list[Mapper[Base]]]:
    """Return the models by family, which is the file that declares them."""
    found: dict[str, list[Mapper[Base]]] = {}
    mappers = [mapper for mapper in Base.registry.mappers if mapper.inherits is None]
    for mapper in sorted(mappers, key=lambda each: inspect.getsourcelines(each.class_)[1]):
        found.setdefault(mapper.class_.__module__.rpartition(".")[2], []).append(mapper)
    return dict(sorted(found.items()))


def fields_of(table: Table) -> list[Field]:
    """Return a table's columns, in order."""
    return list(dict.fromkeys(field for column in table.columns for field in _field(table, column)))


def _field(table: Table, column: Column[object]) -> Iterator[Field]:
    name = column.name
    if name in _INSIDE or name.endswith(("_earliest", "_latest", "_doubtful")):
        return
    if table.name == "citation" and name.removesuffix("_id") in CITABLE:
        yield Field("record", "one of fourteen", required=True)
    elif column.foreign_keys:
        yield Field(name.removesuffix("_id"), "", not column.nullable, target_of(column))
    elif f"{name.removesuffix('_text')}_earliest" in table.c:
        yield Field(name.removesuffix("_text"), "date", not column.nullable)
    elif isinstance(column.type, Word):
        yield Field(name, "word", not column.nullable, words=column.type.words.__name__)
    else:
        yield Field(name, _type(column), not column.nullable)


def _type(column: Column[object]) -> str:
    return "yes or no" if isinstance(column.type, Flag) else _PLAIN[str(column.type)]


def data_model_page() -> str:
    """Return the page: the drawing, then each table with what its columns hold."""
    sections = (
        f"\n## {family.capitalize()}\n\n" + "\n".join(map(_section, models)) for family, models in families().items()
    )
    return MADE + _INTRODUCTION.rstrip("\n") + "\n" + "".join(sections)


def _section(mapper: Mapper[Base]) -> str:
    table = mapper.local_table
    if not isinstance(table, Table):
        raise TypeError(f"{mapper} is not stored in a table")
    lines = [
        (f"**{code(each.name)}**" if each.required else code(each.name), _holds(each)) for each in fields_of(table)
    ]
    return f"### {table.name}\n\n{prose(mapper.class_.__doc__)}\n\n{markdown_table(('column', 'holds'), lines)}"


def _holds(field: Field) -> str:
    if field.target:
        return f"→ [{field.target}](#{field.target})"
    return f"{field.type}: [{spaced(field.words).lower()}]({_anchor(field.words)})" if field.words else field.type


def _anchor(words: str) -> str:
    return f"vocabulary.md#{spaced(words).lower().replace(' ', '-')}"
