"""The tables of `twinning.db.tables`, written from the models: typed columns, and a record for a whole row."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Column, Table, UniqueConstraint

from generators.tables import families
from twinning.db.models import Base, target_of
from twinning.db.types import Flag, Word

_WIDTH = 120
_HEAD = '''"""{family} as queries select them: made from the models by `python docs/generate.py`, and not edited."""

'''
_INIT = '''"""Every table that queries select from, one file a family as the models: made by `python docs/generate.py`.

Loading this package loads none of them: a command pays for the families that it asks.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, NamedTuple

from sqlalchemy import TableClause

_FAMILIES: Final = {{
{families}
}}

REFERENCES: Final[dict[str, dict[str, str]]] = {{
{references}
}}
"""The columns of each table, without `_id`, that refer to a record, and the table that they lead to.

What every row has, the operation that made it, is left out.
"""

IDENTITIES: Final[dict[str, tuple[str, ...]]] = {{
{identities}
}}
"""The columns of each table, references without `_id`, that tell its rows apart."""


@cache
def table_named(name: str) -> TableClause[Any]:
    """Return the table of a name that is only known when the program runs. Raises KeyError where there is none."""
    table: TableClause[Any] = getattr(_family(name), name.upper())
    return table


@cache
def record_class_named(name: str) -> type[NamedTuple]:
    """Return the class of a whole row of the table of a name. Raises KeyError where there is none."""
    record_class: type[NamedTuple] = getattr(_family(name), f"{{name.title().replace('_', '')}}Record")
    return record_class


def _family(name: str) -> ModuleType:
    return import_module(f"{{__name__}}.{{_FAMILIES[name]}}")


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, one that others refer to before those that do where that can be."""
    return tuple(_FAMILIES)
'''


def table_modules(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give each module of the folder and its text."""
    tables = {
        family: [Base.metadata.tables[mapper.class_.__tablename__] for mapper in mappers]
        for family, mappers in families().items()
    }
    listed = {table.name: family for family, several in tables.items() for table in several}
    order = Base.metadata.sorted_tables
    yield (
        folder / "__init__.py",
        _INIT.format(
            families="\n".join(f'    "{table.name}": "{listed[table.name]}",' for table in order),
            references="\n".join(_entry(table, _references(table)) for table in order if _references(table)),
            identities="\n".join(_entry(table, _identity(table)) for table in order if _identity(table)),
        ),
    )
    for family, several in tables.items():
        yield folder / f"{family}.py", _module(family, several)


def _references(table: Table) -> dict[str, str]:
    columns = (column for column in table.c if column.foreign_keys and column.name != "operation_id")
    return {column.name.removesuffix("_id"): target_of(column) for column in columns}


def _identity(table: Table) -> tuple[str, ...]:
    """Name what tells rows apart: a key, a number under any of their parents, or all that they link."""
    unique = [list(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    own = [columns for columns in unique if [column.name for column in columns] == ["key"]]
    numbered = [columns for columns in unique if "seq" in [column.name for column in columns]]
    chosen = {column for columns in own or numbered or unique for column in columns}
    names = [column.name.removesuffix("_id") if column.foreign_keys else column.name for column in table.c]
    in_order = [name for name, column in zip(names, table.c, strict=True) if column in chosen]
    return tuple(sorted(in_order, key=lambda name: name == "seq"))


def _entry(table: Table, value: dict[str, str] | tuple[str, ...]) -> str:
    """Write an entry of a mapping as the formatter does: on one line, or each of its parts on its own."""
    opening, closing = "{}" if isinstance(value, dict) else "()"
    parts = (
        [f'"{name}": "{target}"' for name, target in value.items()]
        if isinstance(value, dict)
        else list(map(_quoted, value))
    )
    line = (
        f'    "{table.name}": {opening}{", ".join(parts)}{"," if len(parts) == 1 and opening == "(" else ""}{closing},'
    )
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f'    "{table.name}": {opening}', *(f"        {part}," for part in parts), f"    {closing},"])


def _quoted(name: str) -> str:
    return f'"{name}"'


def _module(family: str, tables: list[Table]) -> str:
    words = {column.type.words for table in tables for column in table.c if isinstance(column.type, Word)}
    dated = any(_dates(table) for table in tables)
    imports = ["from typing import NamedTuple", "", "from sqlalchemy import ColumnClause", ""]
    names = ["Columns", "declare", *(["stored_date"] if dated else [])]
    imports.append(f"from twinning.db.typed_tables import {', '.join(names)}")
    imports += sorted(_imports(words) + (["from twinning.domain.dates import EdtfDate"] if dated else []))
    body = "\n\n\n".join(_table(table) for table in tables)
    return _HEAD.format(family=family.capitalize()) + "\n".join(imports) + "\n\n\n" + body + "\n"


def _imports(words: set[type[StrEnum]]) -> list[str]:
    """Return the import of each module that lists of words come from."""
    names: dict[str, list[str]] = {}
    for each in sorted(words, key=lambda each: each.__name__):
        names.setdefault(each.__module__, []).append(each.__name__)
    return [_import(module, listed) for module, listed in names.items()]


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    return (
        line
        if len(line) <= _WIDTH
        else "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])
    )


def _table(table: Table) -> str:
    name = "".join(part.capitalize() for part in table.name.split("_"))
    columns = [f"    {column.name}: ColumnClause[{_type(column)}]" for column in table.c]
    values = [f"    {column.name}: {_type(column)}" for column in table.c]
    dates = [_date(each) for each in _dates(table)]
    return "\n".join(
        [
            f"class {name}Columns(Columns):",
            f'    """The columns of `{table.name}`."""',
            "",
            *columns,
            "",
            "",
            f"class {name}Record(NamedTuple):",
            f'    """A row of `{table.name}`."""',
            "",
            *values,
            *dates,
            "",
            "",
            f'{table.name.upper()} = declare("{table.name}", {name}Columns)',
        ]
    )


def _dates(table: Table) -> list[str]:
    return [
        column.name.removesuffix("_text")
        for column in table.c
        if f"{column.name.removesuffix('_text')}_earliest" in table.c
    ]


def _date(name: str) -> str:
    parts = [f"self.{name}_{part}" for part in ("text", "earliest", "latest", "doubtful")]
    return f'''
    @property
    def {name}(self) -> EdtfDate | None:
        """The date that four columns hold."""
{_call("        return stored_date", parts)}'''


def _call(function: str, arguments: list[str]) -> str:
    """Write a call as the formatter does: on one line, else its arguments on one, else each on its own."""
    indent = " " * (len(function) - len(function.lstrip()))
    line = ", ".join(arguments)
    if len(f"{function}({line})") <= _WIDTH:
        return f"{function}({line})"
    if len(line) + len(indent) + 4 > _WIDTH:
        line = f",\n{indent}    ".join(arguments) + ","
    return f"{function}(\n{indent}    {line}\n{indent})"


def _type(column: Column[object]) -> str:
    if isinstance(column.type, Word):
        name = column.type.words.__name__
    else:
        name = "bool" if isinstance(column.type, Flag) else column.type.python_type.__name__
    return f"{name} | None" if column.nullable else name
