"""Report what a newer edition of a list added, dropped and changed: what two sources state, by agreement.

Both are sources of the register: two editions of a list that were imported under names of their own, or any two lists.
A tie that a source no longer lists counts as dropped. Values are compared where both sources state one; a date that one
of them gives more exactly is a change.

Examples:
  twinning report diff global-busan-expanding-networks newsworld-seoul-bilateral-ties --csv
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Select, select

from twinning.db.tables.agreements import AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY
from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Basis
from twinning.errors import UsageError
from twinning.queries.lookup.records import FoundRecord
from twinning.queries.lookup.references import in_batches
from twinning.queries.reports import report
from twinning.rows import Listing, Meaning, NamedPlace, Section, Several, column
from twinning.rows.phrases import Phrase, phrase, word_alone


class _Change(StrEnum):
    """What a list may have done with an agreement, in the order of the report."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


_PRESENT = ""
"""The field under which it is kept that a source has an agreement at all."""

_Words = dict[int, dict[str, set[str]]]
"""What a source states: of each agreement (its id), by field, every value."""


@dataclass(frozen=True, slots=True)
class DiffRow:
    """An agreement that only one of two sources has, or a field of which they state different values."""

    change: str = column(2, means=Meaning.WORD)
    parties: Several = column(1, means=Meaning.CITY)
    field: str | None = column(3, means=Meaning.FIELD, sense="of a record")
    earlier: Several = column(4, means=Meaning.VALUE)
    later: Several = column(5, means=Meaning.VALUE)
    key: str = column(6)


@report(DiffRow)
def report_diff(connection: Connection, earlier: FoundRecord, later: FoundRecord) -> Listing[DiffRow]:
    """Return what a source (later) states otherwise than another one. Raises UsageError for one and the same."""
    if earlier.id == later.id:
        raise UsageError(f"{earlier} is compared with itself", "name two sources: `twinning list-sources`")
    before, after = _words(connection, earlier.id), _words(connection, later.id)
    found = [*_alone(_Change.ADDED, after, before), *_alone(_Change.DROPPED, before, after), *_changed(before, after)]
    agreements = _agreements(connection, {number for number, *_ in found})
    rows = [
        DiffRow(change, agreements[number][1], field, was, now, agreements[number][0])
        for number, change, field, was, now in found
    ]
    order = list(_Change)
    rows.sort(key=lambda row: (order.index(_Change(row.change)), row.key))
    titles = [_title(connection, source) for source in (earlier, later)]
    same = len(before.keys() & after.keys()) - len({row.key for row in rows if row.change == _Change.CHANGED})
    sections = (Section("differences", DiffRow, rows),)
    note = phrase("the same in both: {number}", number=same)
    return Listing(
        DiffRow,
        sections,
        phrase("From {earlier} to {later}", earlier=titles[0], later=titles[1]),
        phrase("both state the same"),
        (note,),
    )


_Found = tuple[int, str, str | None, Several, Several]


def _alone(change: str, having: _Words, lacking: _Words) -> Iterator[_Found]:
    return ((number, change, None, Several(), Several()) for number in having if number not in lacking)


def _changed(before: _Words, after: _Words) -> Iterator[_Found]:
    for number in before.keys() & after.keys():
        for field in sorted((before[number].keys() & after[number].keys()) - {_PRESENT}):
            was, now = before[number][field], after[number][field]
            if was != now:
                yield number, _Change.CHANGED, field, Several(sorted(was)), Several(sorted(now))


def _words(connection: Connection, source: int) -> _Words:
    """Return what a source lists and states of agreements, the days of acts by the kind of act."""
    said: _Words = defaultdict(lambda: defaultdict(set))
    columns = CITATION.c.field, CITATION.c.value, CITATION.c.basis
    listed = CITATION.c.source_id == source, CITATION.c.unlisted_on_text.is_(None)
    own = select(CITATION.c.agreement_id, *columns).where(*listed, CITATION.c.agreement_id.is_not(None))
    for number, field, value, basis in fetch_rows(connection, own):
        _add(said[number or 0], field, value, basis)
    acts = select(AGREEMENT_ACT.c.agreement_id, AGREEMENT_ACT.c.kind, *columns)
    acts = acts.join(CITATION, CITATION.c.agreement_act_id == AGREEMENT_ACT.c.id).where(*listed)
    for agreement, kind, field, value, basis in fetch_rows(connection, acts):
        _add(said[agreement], _field_of_act(kind.value, field), value, basis)
    return {number: dict(fields) for number, fields in said.items()}


def _field_of_act(kind: str, field: str | None) -> Phrase:
    """Return what of an act a source states: that of its day is called as the act is."""
    if field in (None, "on"):
        return word_alone(kind)
    return phrase("{kind} {columns}", kind=kind, columns=field)


def _add(fields: dict[str, set[str]], field: str | None, value: str | None, basis: Basis) -> None:
    fields[_PRESENT] = set()
    if field and value is not None and basis is Basis.STATED:
        fields[field] = fields.get(field, set()) | {value}


def _agreements(connection: Connection, ids: set[int]) -> Mapping[int, tuple[str, Several]]:
    """Return the key and the parties of agreements, by their ids."""
    keys: dict[int, str] = {}
    parties: dict[int, list[NamedPlace]] = defaultdict(list)
    for batch in in_batches(ids):
        keys |= dict(fetch_rows(connection, select(AGREEMENT.c.id, AGREEMENT.c.key).where(AGREEMENT.c.id.in_(batch))))
        of: Select[int, str, str, str | None] = (
            select(AGREEMENT_PARTY.c.agreement_id, CITY.c.name, CITY.c.key, CITY.c.country_code)
            .join(CITY, CITY.c.id == AGREEMENT_PARTY.c.city_id)
            .where(AGREEMENT_PARTY.c.agreement_id.in_(batch))
            .order_by(CITY.c.name, CITY.c.key)
        )
        for agreement, name, key, country in fetch_rows(connection, of):
            parties[agreement].append(NamedPlace(name, key, country))
    return {number: (key, Several(parties[number])) for number, key in keys.items()}


def _title(connection: Connection, source: FoundRecord) -> str:
    return str(connection.execute(select(SOURCE.c.title).where(SOURCE.c.id == source.id)).scalar_one())
