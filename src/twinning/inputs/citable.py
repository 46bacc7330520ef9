"""What a citation can speak of: the fields of the record that it is of."""

from twinning.domain.vocabulary import Status, parse_word
from twinning.inputs import inputs_of
from twinning.inputs.declaring import TextKind, children_of, said_fields

_STATUS = TextKind("WORD", lambda text: parse_word(Status, text))


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
