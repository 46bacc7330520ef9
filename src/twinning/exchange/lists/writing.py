"""What an import writes, in batches: rows that are new, and what recorded ones gain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import delete_rows, insert_rows, insert_stored, next_ids, update_rows
from twinning.actions.recording.keys import free_keys
from twinning.db.session import connection_of
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, Basis
from twinning.exchange.lists.recorded import ComparedTie
from twinning.exchange.lists.stated import Details
from twinning.queries.lookup.references import in_batches

_BATCH = 10_000  # citations and changes
_NO_DETAILS = Details()
_ACT = ("agreement_id", "seq", "kind", "on_text", "on_earliest", "on_latest", "on_doubtful", "mode", "successor_id")
_TERM = ("until_text", "until_earliest", "until_latest", "until_doubtful")
_CITATION = ("source_id", "seq", "locator", "field", "value", "basis", "because")


BEGAN = "began"
"""In place of the kind of an act: the one that an agreement began with."""


class NextAct(NamedTuple):
    """Something that happened to an agreement, to be recorded as the next of its acts."""

    kind: ActKind
    on: EdtfDate | None
    mode: ActMode
    successor: int | None = None
    until: EdtfDate | None = None


class Citing(NamedTuple):
    """What a source (its id) states of an agreement, or of an act of it: a later one by its kind, else BEGAN."""

    tie: ComparedTie
    source: int
    locator: str | None
    field: str | None
    value: str | None
    basis: Basis = Basis.STATED
    because: str | None = None
    act: str | None = None


@dataclass(slots=True)
class NewActs:
    """Acts that an agreement gains, and the details of one that is new."""

    tie: ComparedTie
    acts: list[NextAct]
    details: Details | None = None


@dataclass(slots=True)
class TieWriter:
    """Takes what is to be written, and writes it once there is enough of it.

    `new_sources` are the rows of sources that are recorded once something is cited from them, by their ids.
    """

    session: Session
    city_keys: Mapping[int, str]
    new: list[NewActs] = field(default_factory=list)
    more_acts: list[NewActs] = field(default_factory=list)
    citings: list[Citing] = field(default_factory=list)
    new_sources: dict[int, dict[str, Any]] = field(default_factory=dict)
    updates: dict[str, dict[int, tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    removals: dict[str, dict[int, str]] = field(default_factory=lambda: {"citation": {}, "agreement_act": {}})
    _seqs: dict[int, int] = field(default_factory=dict)

    def update(self, table: str, record: int, name: str, columns: Mapping[str, Any]) -> None:
        """Give a recorded row other values; `name` is its reference in full."""
        changes = self.updates.setdefault(table, {})
        before = changes.get(record, (name, {}))[1]
        changes[record] = name, {**before, **columns}

    def remove(self, table: str, record: int, name: str) -> None:
        """Remove a citation or an act; `name` is its reference in full."""
        self.removals[table][record] = name

    def waiting(self, tie: ComparedTie) -> NewActs:
        """Return those acts of an agreement that are still to be written, of which there are some."""
        return next(each for each in reversed(self.new if tie.id is None else self.more_acts) if each.tie is tie)

    def add_act(self, tie: ComparedTie, act: NextAct) -> None:
        """Let something happen to an agreement after all that did."""
        if tie.id is None:
            self.waiting(tie).acts.append(act)
        else:
            self.more_acts.append(NewActs(tie, [act]))

    def flush_if_full(self) -> None:
        """Write what is waiting, if it is much."""
        if len(self.citings) >= _BATCH or self.updates and sum(map(len, self.updates.values())) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write all that is waiting: what others refer to first."""
        self._write_agreements()
        self._write_acts()
        self._write_citations()
        for table, changes in self.updates.items():
            update_rows(self.session, table, changes)
        for table, going in self.removals.items():  # what refers to others first
            delete_rows(self.session, table, going)
            going.clear()
        self.new, self.more_acts, self.citings, self.updates = [], [], [], {}

    def _write_agreements(self) -> None:
        stems = ["--".join(sorted([self.city_keys[city] for city in each.tie.parties])) for each in self.new]
        keys = free_keys(self.session, "agreement", stems)
        details = [each.details or _NO_DETAILS for each in self.new]
        agreements: dict[str, Sequence[Any]] = {
            "key": keys,
            "title": [each.title for each in details],
            "kind": [each.tie.kind.value for each in self.new],
            "instrument": [each.instrument.value for each in details],
            "summary": [each.summary for each in details],
            "internal": [int(each.internal) for each in details],
        }
        for each, key, number in zip(self.new, keys, self._insert("agreement", agreements), strict=True):
            each.tie.id, each.tie.key = number, key
        ties = [each.tie for each in self.new]
        parties = [(tie.id, city) for tie in ties for city in tie.parties]
        self._insert("agreement_party", _columns(("agreement_id", "city_id"), parties))
        fields = [(each.tie.id, word.value) for each in self.new if each.details for word in each.details.fields]
        self._insert("agreement_field", _columns(("agreement_id", "field"), fields))

    def _write_acts(self) -> None:
        acts = [(each.tie, 1 + place, act) for each in self.new for place, act in enumerate(each.acts)]
        acts += [
            (more.tie, more.tie.acts + 1 + place, act) for more in self.more_acts for place, act in enumerate(more.acts)
        ]
        columns = _columns(_ACT, [_act(*act) for act in acts])
        if any(act.until for *_, act in acts):
            columns |= _columns(_TERM, [_date_cells(act.until) for *_, act in acts])
        ids = self._insert("agreement_act", columns)
        for (tie, seq, act), number in zip(acts, ids, strict=True):
            if seq == 1 or act.kind is ActKind.SIGNED:
                tie.act, tie.act_seq = number, seq
            elif (later := tie.later.get(act.kind)) is not None:
                later.id, later.seq = number, seq
            tie.acts = seq

    def _write_citations(self) -> None:
        cited = {each.source for each in self.citings}
        self._load_seqs(cited)
        added = [self.new_sources.pop(each) for each in sorted(cited & self.new_sources.keys())]
        insert_rows(self.session, "source", added)
        of_ties: list[tuple[Any, ...]] = []
        of_acts: list[tuple[Any, ...]] = []
        for tie, source, locator, of, value, basis, because, act in self.citings:
            self._seqs[source] = seq = self._seqs[source] + 1
            if act is None:
                of_ties.append((tie.id, source, seq, locator, of, value, basis.value, because))
            else:
                number = tie.act if act == BEGAN else tie.later[ActKind(act)].id
                of_acts.append((number, source, seq, locator, of, value, basis.value, because))
        self._insert("citation", _columns(("agreement_id", *_CITATION), of_ties))
        self._insert("citation", _columns(("agreement_act_id", *_CITATION), of_acts))

    def _load_seqs(self, sources: set[int]) -> None:
        for batch in in_batches(sources - self._seqs.keys()):
            highest = select(CITATION.c.source_id, func.max(CITATION.c.seq)).where(CITATION.c.source_id.in_(batch))
            found = fetch_rows(connection_of(self.session), highest.group_by(CITATION.c.source_id))
            self._seqs |= dict.fromkeys(batch, 0) | dict(found)

    def _insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> Sequence[int]:
        """Insert rows, by their columns as the database stores them; return their ids."""
        count = len(next(iter(columns.values()), ()))
        if not count:
            return ()
        ids = next_ids(self.session, table, count)
        insert_stored(self.session, table, {"id": ids, **columns})
        return ids


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}


def date_columns(name: str, day: EdtfDate | None) -> dict[str, Any]:
    """Return the four columns of a date."""
    parts = (None,) * 4 if day is None else (day.text, day.earliest, day.latest, day.doubtful)
    return dict(zip(_date_names(name), parts, strict=True))


@cache
def _date_names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))


def _act(tie: ComparedTie, seq: int, act: NextAct) -> tuple[Any, ...]:
    return tie.id, seq, act.kind.value, *_date_cells(act.on), act.mode.value, act.successor


def _date_cells(day: EdtfDate | None) -> tuple[Any, ...]:
    return (None,) * 4 if day is None else (day.text, day.earliest, day.latest, int(day.doubtful))
