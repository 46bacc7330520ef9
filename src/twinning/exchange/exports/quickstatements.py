"""Statements for Wikidata, in the commands of QuickStatements (version 1): a line a statement, tabs between its parts.

`Q16520 P190 Q1297` says that two bodies are twinned; each tie is stated of both. P580 is when it began, P582 when it
ended, S854 the web address of a source. A date is said as exactly as it is known, and a doubtful one or a mere bound is
not said at all.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, permutations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection, select

from twinning.db.storage.notes import Notes, taking_notes
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.tables.cities import CITY
from twinning.db.typed_tables import fetch_in_parts, fetch_rows, select_ids
from twinning.domain.agreements.status import was_signed_by
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Status
from twinning.exchange.exports.chosen import sources_of, wanted
from twinning.exchange.exports.known_statements import note_known
from twinning.queries.lists.streamed import by_code_points
from twinning.queries.lookup.agreements import Tie, load_ties, ties_as_of

_FORMS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "{}", 11),
    (re.compile(r"\d{4}-\d\d"), "{}-00", 10),
    (re.compile(r"\d{4}"), "{}-00-00", 9),
    (re.compile(r"\d{3}X"), "{}-00-00", 8),
)
_SAFE_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"
_SCHEMA = """
CREATE TABLE stated (subject TEXT, object TEXT, is_over INTEGER, said TEXT);
CREATE TABLE known (subject TEXT, object TEXT, PRIMARY KEY (subject, object)) WITHOUT ROWID;
CREATE VIEW new AS SELECT rowid AS number, subject, object, is_over, said FROM stated
WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.subject = stated.subject AND known.object = stated.object);
"""
_NEW = "SELECT count(*) FROM (SELECT DISTINCT subject, object FROM new)"
_KNOWN = "SELECT count(*) FROM (SELECT subject, object FROM stated INTERSECT SELECT subject, object FROM known)"


class _Said(NamedTuple):
    """What an agreement says of a pair: whether it is over for the two, when it began and ended, and where."""

    is_over: bool
    began: EdtfDate | None
    ended: EdtfDate | None
    addresses: Sequence[str]


class Statements:
    """What the ties between cities with a Wikidata id are in statements, noted on the disk."""

    def __init__(self, notes: Notes, without_id: Sequence[str]) -> None:
        self._notes = notes
        self.without_id = without_id
        """The keys of cities that have ties and no Wikidata id, in order."""
        (self.known,) = notes.execute(_KNOWN).fetchone()
        """How many statements Wikidata has already."""
        (self.new,) = notes.execute(_NEW).fetchone()
        """How many statements there are besides."""

    def lines(self) -> Iterator[str]:
        """Give the new statements, in the order of the two ids."""
        query = "SELECT subject, object, is_over, said FROM new ORDER BY subject, object, number"
        rows = self._notes.execute(query)
        for (subject, other), of_pair in groupby(rows, key=lambda row: row[:2]):
            yield _line(subject, other, [_noted(*said) for _, _, *said in of_pair])


@contextmanager
def stating(connection: Connection, as_of: str, without: Path | None, *, internal: bool) -> Iterator[Statements]:
    """Give the statements of all ties signed by a day (ISO), for as long as their notes are kept.

    `without` is an export of Wikidata, whose statements are left out. Raises InputError where it has none.
    """
    with taking_notes(_SCHEMA) as notes:
        if without is not None:
            note_known(notes, without)
        without_id: set[str] = set()
        chosen = wanted(internal=internal).order_by(by_code_points(connection, AGREEMENT.c.key))
        for ids in fetch_in_parts(connection, chosen):
            without_id.update(_note_some(notes, connection, ids, as_of))
        yield Statements(notes, sorted(without_id))


def _note_some(notes: Notes, connection: Connection, ids: Sequence[int], as_of: str) -> Iterator[str]:
    """Note what some agreements state; give the keys of their cities without a Wikidata id."""
    chosen = select_ids(connection, ids)
    ties = [tie for tie in ties_as_of(load_ties(connection, chosen), as_of) if was_signed_by(tie.facts, as_of)]
    cities = {party.id for tie in ties for party in tie.parties}
    items = dict(fetch_rows(connection, select(CITY.c.id, CITY.c.wikidata_id).where(CITY.c.id.in_(cities))))
    addresses: dict[int, list[str]] = defaultdict(list)
    for agreement, sources in sources_of(connection, chosen).items():
        addresses[agreement] = [each.address for each in sources if each.address]
    rows = (row for tie in ties for row in _stated(tie, items, addresses[tie.id], as_of))
    notes.executemany("INSERT INTO stated VALUES (?, ?, ?, ?)", rows)
    return (party.key for tie in ties for party in tie.parties if items[party.id] is None)


def _stated(
    tie: Tie, items: Mapping[int, str | None], addresses: Sequence[str], as_of: str
) -> Iterator[tuple[str, str, bool, str]]:
    named = [(party.id, item) for party in tie.parties if (item := items[party.id])]
    may_be_over = not all(act.rule.signs for act in tie.facts.acts)  # to find out costs more than all else here
    days = [day and (day.text, day.earliest, day.latest, day.doubtful) for day in (tie.since, _end(tie))]
    said = json.dumps((*days, addresses))
    for (one, subject), (other, counterpart) in permutations(named, 2):
        if subject != counterpart:
            is_over = may_be_over and tie.status(as_of, one, other) is Status.ENDED
            yield subject, counterpart, is_over, said


def _noted(is_over: bool, text: str) -> _Said:
    *days, addresses = json.loads(text)
    began, ended = (day and EdtfDate(*day) for day in days)
    return _Said(is_over, began, ended, addresses)


def _line(subject: str, other: str, said: Sequence[_Said]) -> str:
    began = min((each.began for each in said if each.began), key=lambda day: day.sort_key, default=None)
    ends = [each.ended for each in said if each.ended] if all(each.is_over for each in said) else []
    parts = [subject, "P190", other, *_when("P580", began)]
    parts += _when("P582", max(ends, key=lambda day: day.sort_key, default=None))
    for number, address in enumerate(sorted({address for each in said for address in each.addresses})):
        parts += [f"{'!' if number else ''}S854", f'"{quote(address, safe=_SAFE_IN_ADDRESS)}"']
    return "\t".join(parts) + "\n"


def _end(tie: Tie) -> EdtfDate | None:
    ends = [act for act in tie.facts.acts if act.rule.leads_to is Status.ENDED]
    return max(ends, key=lambda act: act.order).on if ends else None


def _when(word: str, day: EdtfDate | None) -> Iterator[str]:
    """Give a date as Wikidata writes it, with how exact it is: 11 a day, 10 a month, 9 a year, 8 a decade."""
    for form, written, exactness in _FORMS:
        if day is not None and form.fullmatch(day.text):
            yield word
            yield f"+{written.format(day.text.replace('X', '0'))}T00:00:00Z/{exactness}"
