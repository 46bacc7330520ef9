"""The columns that queries select by are those of the models."""

import subprocess
import sys

import pytest
from sqlalchemy import Double, FromClause, Integer

from twinning.db.models import Base
from twinning.db.tables import table_named, table_names
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


def test_reading_declares_no_model() -> None:
    program = (
        "import sys, twinning.db.session, twinning.queries.lists.partners; print('twinning.db.models' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
