"""What callers give for the fields of an input: typed values, or the text that a command would take."""

from datetime import date
from typing import Any

from twinning.domain.dates import EdtfDate
from twinning.errors import UsageError
from twinning.inputs import Input
from twinning.inputs.declaring import ChildField, InputField, children_of, fields_of
from twinning.inputs.reading import read_field, read_row
from twinning.library.words import edtf


def typed(input_class: type[Input], given: dict[str, Any]) -> dict[str, Any]:
    """Return keyword arguments for an input, texts read and days as EDTF dates.

    A row may be an input of its own, or the text of a command: `names=["de: Danzig"]`. Raises UsageError for a name
    that the input lacks, and what reading raises.
    """
    fields = {field.name: field for field in fields_of(input_class)}
    children = {child.name: child for child in children_of(input_class)}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name in fields:
            found |= _value(fields[name], value)
        elif name in children:
            found[name] = tuple(_row(children[name], row) for row in value)
        else:
            raise UsageError(f"there is no {name!r} here", f"one of {', '.join([*fields, *children])}")
    return found


def _value(field: InputField, value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return dict(read_field(field, value))
    return {field.name: edtf(value) if isinstance(value, (date, EdtfDate)) else value}


def _row(child: ChildField, row: Any) -> Any:
    return read_row(child, row) if isinstance(row, str) else child.row_of(row)
