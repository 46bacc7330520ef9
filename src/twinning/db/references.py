"""How records are named: `busan-kr`, `city:busan-kr`, `agreement:busan-kr--chicago-us/act-1`.

A reference is `[TABLE:]KEY[/CHILD-SEQ]`. Keys are for users, commands, exports and page addresses; ids stay inside.
"""

import re
from dataclasses import dataclass
from typing import Final

CHILDREN: Final = {
    "city_name": "name",
    "city_succession": "succession",
    "agreement_act": "act",
    "person_post": "post",
    "contact": "contact",
    "commitment": "commitment",
    "expense": "expense",
    "reported_count": "count",
    "citation": "citation",
}
"""The tables whose records are named under their parent's key, and the word that each has there."""

PARENTS: Final = {
    "city_name": ("city",),
    "city_succession": ("old_city",),
    "agreement_act": ("agreement",),
    "person_post": ("person",),
    "contact": ("city", "organization"),
    "commitment": ("agreement", "activity"),
    "expense": ("agreement", "activity"),
    "reported_count": ("city", "organization", "activity"),
    "citation": ("source",),
}
"""The columns, without `_id`, that may name such a record's parent; exactly one is filled."""

KEYED: Final = ("city", "agreement", "activity", "person", "organization", "source")
"""The tables whose records have a key of their own."""

LINKS: Final = {
    "agreement_party": "agreement",
    "agreement_field": "agreement",
    "agreement_organization": "agreement",
    "act_person": "act",
    "activity_place": "activity",
    "activity_field": "activity",
    "activity_person": "activity",
    "activity_organization": "activity",
    "reported_count_kind": "reported_count",
}
"""The tables whose rows have no name of their own, and the column, without `_id`, of the record that they hang on."""

TABLES_OF_COLUMNS: Final = {"old_city": "city", "act": "agreement_act"}
"""The tables that columns lead to where the two are not called the same."""

CITABLE: Final = (
    "city",
    "city_name",
    "city_succession",
    "agreement",
    "agreement_act",
    "activity",
    "person",
    "person_post",
    "organization",
    "contact",
    "commitment",
    "expense",
    "reported_count",
)
"""The tables whose records a citation can support. What hangs on a record without a key of its own (a party, a place,
a field) is cited on that record, with `field` saying which."""

_CHILD_TABLES = {word: table for table, word in CHILDREN.items()}
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
        """The table that the record itself is in."""
        return _CHILD_TABLES[self.child] if self.child else self.table

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
    if match["child"] and match["child"] not in _CHILD_TABLES:
        return None
    seq = int(match["seq"]) if match["seq"] else None
    return Reference(match["table"], match["key"], match["child"], seq)
