"""What a record consists of is declared twice, as a column and as a field of an input: neither is without the other."""

from typing import Any

import pytest
from sqlalchemy import inspect

from twinning.db.models import Base, Citation, Delegation, Event, ExchangeProgram, model_of
from twinning.db.references import CITABLE, HISTORY, PARENTS
from twinning.inputs import (
    NAMED_CHILD_INPUTS,
    RECORD_INPUTS,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    Input,
)
from twinning.inputs.declaring import InputField, children_of, fields_of

_ACTIVITIES = {DelegationInput: Delegation, EventInput: Event, ExchangeProgramInput: ExchangeProgram}
NOT_RECORDED = (*HISTORY, "key_alias")


def every_input() -> list[type[Input]]:
    """Return every input that another holds rows of, and those that hold them."""
    found: list[type[Input]] = [*RECORD_INPUTS, *NAMED_CHILD_INPUTS]
    for each in found:  # it grows as it is gone through
        found += [child.row for child in children_of(each) if child.row not in found]
    return found


def model_for(input_class: type[Input]) -> type[Base]:
    return _ACTIVITIES.get(input_class) or model_of(input_class.table)


def columns_filled(input_class: type[Input], field: InputField) -> list[str]:
    """Return the columns that a field of an input fills: of a date, four."""
    attributes = inspect(model_for(input_class)).all_orm_descriptors
    filled: list[str] = []
    for name in field.attributes:
        assert name in attributes, f"{input_class.__name__}.{field.name} fills {name}, which no column takes"
        composite = getattr(attributes[name], "property", None)
        parts: list[Any] = getattr(composite, "columns", [])
        filled += [column.name for column in parts]
    return filled


def given_otherwise(model: type[Base]) -> set[str]:
    """Return the columns that no input fills, by rule: keys and numbers, what is derived, and what a row belongs to."""
    derived = {"id", "key", "seq", "folded", "operation_id"}
    parents = {f"{column}_id" for column in PARENTS.get(str(inspect(model).local_table), ())}
    cited = {f"{name}_id" for name in CITABLE} if model is Citation else set()
    kind = inspect(model).polymorphic_on
    return derived | parents | cited | ({kind.name} if kind is not None else set())


@pytest.mark.parametrize("input_class", every_input(), ids=lambda each: each.__name__)
def test_every_column_is_filled_by_a_field_and_every_field_fills_one(input_class: type[Input]) -> None:
    model = model_for(input_class)
    filled = [name for field in fields_of(input_class) for name in columns_filled(input_class, field)]
    missing = {column.key for column in inspect(model).columns} - set(filled) - given_otherwise(model)
    assert not missing, f"no field of {input_class.__name__} fills {', '.join(sorted(missing))}"
    assert len(filled) == len(set(filled))


@pytest.mark.parametrize("input_class", every_input(), ids=lambda each: each.__name__)
def test_a_field_may_be_empty_where_its_columns_may(input_class: type[Input]) -> None:
    table = Base.metadata.tables[input_class.table]
    for field in fields_of(input_class):
        columns = [table.c[name] for name in columns_filled(input_class, field)]
        if columns and not field.may_be_empty and len(field.attributes) == 1:
            assert not all(column.nullable for column in columns), f"{input_class.__name__}.{field.name} may be empty"
        elif field.may_be_empty:
            assert all(column.nullable for column in columns), f"{input_class.__name__}.{field.name} is never empty"


def test_every_table_has_an_input() -> None:
    tables = {each.table for each in every_input()}
    assert set(Base.metadata.tables) - set(NOT_RECORDED) == tables
