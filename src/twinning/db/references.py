"""How records are named: `busan-kr`, `city:busan-kr`, `agreement:busan-kr--chicago-us/act-1`.

A reference is `[TABLE:]KEY[/CHILD-SEQ]`. Keys are for users, commands, exports and page addresses; ids stay inside.
Which tables have keys, children and links follows from the models, through what `twinning.db.tables` says of them.
"""

import re
from dataclasses import dataclass
from typing import Final

from twinning.db.tables import IDENTITIES, REFERENCES

CITABLE: Final = tuple(name for name in REFERENCES["citation"] if name != "source")
"""The tables whose records a citation can support. What belongs to a record and has no name of its own (a party, a
place, a field) is cited on that record, with `field` saying which."""

HISTORY: Final = ("operation", "change", "row_digest")
"""The tables that tell of the rows of all others: what was done to them, and as what they were written."""

_OF_RECORDS = dict.fromkeys((*CITABLE, *IDENTITIES))

KEYED: Final = tuple(name for name in _OF_RECORDS if IDENTITIES[name] == ("key",))
"""The tables whose records have a key of their own."""

PARENTS: Final = {
    name: {column: REFERENCES[name][column] for column in identity[:-1] if column in REFERENCES[name]}
    if identity[-1] == "seq"
    else {identity[0]: REFERENCES[name][identity[0]]}
    for name in _OF_RECORDS
    if (identity := IDENTITIES[name])[0] in REFERENCES.get(name, {})
}
"""The tables whose rows belong to a record, and the columns, without `_id`, that may name it, with the table of each.

Exactly one of the columns is filled.
"""

CHILDREN: Final = {
    name: name.rpartition("_")[2] for name in PARENTS if name in (*CITABLE, "citation") and "seq" in IDENTITIES[name]
}
"""The tables whose records are named under their parent's key, and the word that each has there: `act`, `name`."""

LINKS: Final = {name: next(iter(columns)) for name, columns in PARENTS.items() if name not in CHILDREN}
"""The tables whose rows have no name of their own, and the column, without `_id`, of the record they belong to."""

RowId = tuple[str, int]
"""A row of any table: the name of the table, and the id of the row."""

_WORDS = frozenset(CHILDREN.values())
_PATTERN = re.compile(r"(?:(?P<table>[a-z_]+):)?(?P<key>[a-z0-9-]+)(?:/(?P<child>[a-z]+)-(?P<seq>[0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A record's name, taken apart. `table` is the parent's, None where it was not said."""

    table: str | None
    key: str
    child: str | None = None
    seq: int | None = None

    @property
    def record_table(self) -> str | None:
        """The table of the record itself; None if the parent's table decides it and is not named."""
        return child_table(self.child, self.table) if self.child else self.table

    def __str__(self) -> str:
        """Write the reference in full."""
        table = f"{self.table}:" if self.table else ""
        child = f"/{self.child}-{self.seq}" if self.child else ""
        return f"{table}{self.key}{child}"


def parse_reference(text: str) -> Reference | None:
    """Take a reference apart; None where the text is not of that form."""
    match = _PATTERN.fullmatch(text)
    if match is None or (match["table"] and match["table"] not in KEYED):
        return None
    if match["child"] and match["child"] not in _WORDS:
        return None
    seq = int(match["seq"]) if match["seq"] else None
    return Reference(match["table"], match["key"], match["child"], seq)


def cited_record(citation: object) -> RowId:
    """Return the table and the id of the one record that a citation, as a record or a mapped row, supports."""
    ids: dict[str, int | None] = {name: getattr(citation, f"{name}_id") for name in CITABLE}
    return next((name, record) for name, record in ids.items() if record is not None)


def child_table(word: str, parent: str | None) -> str | None:
    """Return the table of the children that have this word under records of a table.

    None where there are none, or where no table is given and several have such children.
    """
    named = [name for name, own in CHILDREN.items() if own == word]
    found = [name for name in named if parent is None or parent in PARENTS[name].values()]
    return found[0] if len(found) == 1 else None
