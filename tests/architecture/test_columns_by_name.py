"""Writers and packages take rows of any table, by the names of columns: each name that they write out is one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect

from twinning.db.models import Base
from twinning.exchange.package.layout import layouts

SOURCE = Path(__file__).resolve().parents[2] / "src/twinning"
WITH_ROWS = sorted((*(SOURCE / "actions").rglob("*.py"), *(SOURCE / "exchange/package").glob("*.py")))
OF_OTHERS = {
    "exchange/package/files.py": "the description of a package, whose words a standard gives",
}

TABLES = set(Base.metadata.tables)
ATTRIBUTES = {name for mapper in Base.registry.mappers for name in inspect(mapper).all_orm_descriptors}
COLUMNS = {column.name for table in Base.metadata.tables.values() for column in table.columns}
CELLS = {column.name for layout in layouts() for column in layout.columns}


def unknown_names(source: str) -> Iterator[str]:
    """Give each name by which a module takes a value from a row, and that no table, column or cell has."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.Subscript(slice=ast.Constant(value=str(name)))
                | ast.Call(
                    func=ast.Attribute(attr="get" | "pop" | "setdefault"), args=[ast.Constant(value=str(name)), *_]
                )
            ) if name.islower() and name not in TABLES | ATTRIBUTES | COLUMNS | CELLS:  # what has a capital is a class
                yield f"line {node.lineno}: {name!r} is no column"
            case ast.Compare(left=ast.Attribute(attr="table"), comparators=[ast.Constant(value=str(name))]) if (
                name not in TABLES
            ):
                yield f"line {node.lineno}: {name!r} is no table"


@pytest.mark.parametrize("path", WITH_ROWS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_column_that_is_named_is_one(path: Path) -> None:
    if str(path.relative_to(SOURCE)) not in OF_OTHERS:
        assert list(unknown_names(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    ["row['populaton']", "cells.get('populaton', '')", "lacking.pop('populaton')", "layout.table == 'ctiy'"],
)
def test_a_misspelt_name_is_found(line: str) -> None:
    assert len(list(unknown_names(line))) == 1
