"""The columns that queries select by are those of the models."""

import subprocess
import sys
from pkgutil import walk_packages
from types import NoneType
from typing import get_args

import pytest
from sqlalchemy import Double, FromClause, Integer

import twinning.exchange.package
import twinning.queries
from twinning.db.models import Base, target_of
from twinning.db.tables import REFERENCES, record_class_named, table_named, table_names
from twinning.db.types import Flag, Word


def _columns(table: FromClause) -> dict[str, object]:
    return {column.name: _kind(column.type) for column in table.c}


def _kind(column_type: object) -> object:
    if isinstance(column_type, Word):
        return column_type.words
    return next((kind for kind in (Flag, Integer, Double) if isinstance(column_type, kind)), str)


def test_every_table_of_the_model_is_listed() -> None:
    assert set(table_names()) == set(Base.metadata.tables)


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_a_listed_table_has_the_columns_and_types_of_its_model(name: str) -> None:
    assert _columns(table_named(name)) == _columns(Base.metadata.tables[name])


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_what_may_be_empty_in_a_listed_table_is_what_may_be_in_its_model(name: str) -> None:
    values = record_class_named(name).__annotations__
    optional = {column for column, held in values.items() if NoneType in get_args(held)}
    assert optional == {column.name for column in Base.metadata.tables[name].c if column.nullable}


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_a_listed_reference_leads_where_its_foreign_key_ends(name: str) -> None:
    columns = (column for column in Base.metadata.tables[name].c if column.foreign_keys)
    targets = {column.name: target_of(column) for column in columns if column.name != "operation_id"}
    assert {f"{column}_id": target for column, target in REFERENCES.get(name, {}).items()} == targets


def test_no_query_and_no_export_declares_a_model() -> None:
    packages = (twinning.queries, twinning.exchange.package)
    modules = [each.name for one in packages for each in walk_packages(one.__path__, f"{one.__name__}.")]
    readers = ", ".join(each for each in modules if each not in WRITERS)
    program = f"import sys, twinning.db.session, {readers}; print('sqlalchemy.orm' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


WRITERS = {
    f"twinning.exchange.package.{name}"
    for name in ("importing", "joining", "aliases", "decoding", "numbering", "fill_gaps")
}
