"""What sources can be cited for, and what they can state there: one rule for commands, imports and the check."""

from functools import cache

from twinning.domain.values import written
from twinning.domain.vocabulary import Status, parse_word
from twinning.errors import InputError, TwinningError
from twinning.inputs import inputs_of
from twinning.inputs.declaring import TextKind, children_of, said_fields
from twinning.inputs.kinds import LINE, PROSE

_STATUS = TextKind("WORD", lambda text: parse_word(Status, text))


@cache
def citable_fields(table: str) -> dict[str, tuple[str, TextKind | None]]:
    """Return what a citation of a table's records may speak of, by its words and by its columns' names.

    That is the field as packages have it, and how its value is read, if it is one: rows are spoken of as a whole. An
    agreement's status is no column, but sources state it.
    """
    fields: dict[str, tuple[str, TextKind | None]] = {}
    for each in inputs_of(table):
        for field in said_fields(each):
            cited = field.cited_as
            fields[field.word] = fields[cited.replace("_", "-")] = (cited, field.kind)
        fields |= {child.word: (child.word, None) for child in children_of(each)}
    return fields | ({"status": ("status", _STATUS)} if table == "agreement" else {})


def stated_value(table: str, field: str, text: str) -> str:
    """Return what a source states for a field (as packages call it) as packages write it.

    That is a word of a list with underscores, yes as true, a country by its code. What has no other way to be written,
    or names a record, stays in the source's own words, as does what is stated for something that is no field.

    Raises InputError for a value that the field cannot hold: nobody could compare it with what is recorded.
    """
    kind = next((kind for name, kind in citable_fields(table).values() if name == field), None)
    if kind is None or kind in (LINE, PROSE) or kind.targets or kind.fills:
        return text
    try:
        return written(kind.read(text))
    except TwinningError as error:
        told = f"value: what a source states for {field} has to be one: {error.message}"
        raise InputError(told, error.hint) from error
