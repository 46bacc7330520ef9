"""What an import writes, in batches: rows that are new, and what recorded ones gain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.actions.bulk import insert_rows, next_ids, update_rows
from twinning.actions.recording.keys import free_keys
from twinning.db.session import connection_of
from twinning.db.tables.sources import CITATION
from twinning.db.typed_tables import fetch_rows
from twinning.domain.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, Basis
from twinning.exchange.lists.recorded import ComparedTie
from twinning.exchange.lists.ties import Details
from twinning.queries.lookup.references import in_batches

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class NextAct:
    """Something that happened to an agreement, to be recorded as the next of its acts."""

    kind: ActKind
    on: EdtfDate | None
    mode: ActMode


@dataclass(slots=True)
class Citing:
    """What a source (its id) states of an agreement, or of an act of it by its place among those that are new."""

    tie: ComparedTie
    source: int
    locator: str | None
    field: str | None
    value: str | None
    basis: Basis = Basis.STATED
    because: str | None = None
    of_first_act: bool = False
    of_new_act: int | None = None


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
    _seqs: dict[int, int] = field(default_factory=dict)

    def update(self, table: str, record: int, name: str, columns: Mapping[str, Any]) -> None:
        """Give a recorded row other values; `name` is its reference in full."""
        changes = self.updates.setdefault(table, {})
        before = changes.get(record, (name, {}))[1]
        changes[record] = name, {**before, **columns}

    def flush_if_full(self) -> None:
        """Write what is waiting, if it is much."""
        if len(self.citings) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write all that is waiting: what others refer to first."""
        self._write_agreements()
        acts = self._write_acts()
        self._write_citations(acts)
        for table, changes in self.updates.items():
            update_rows(self.session, table, changes)
        self.new, self.more_acts, self.citings, self.updates = [], [], [], {}

    def _write_agreements(self) -> None:
        stems = ["--".join(sorted(self.city_keys[city] for city in each.tie.parties)) for each in self.new]
        keys = free_keys(self.session, "agreement", stems)
        ids = next_ids(self.session, "agreement", len(keys))
        for each, key, number in zip(self.new, keys, ids, strict=True):
            each.tie.id, each.tie.key = number, key
        insert_rows(self.session, "agreement", [_agreement(each) for each in self.new])
        parties = [(each.tie.id, city) for each in self.new for city in each.tie.parties]
        self._insert("agreement_party", [{"agreement_id": tie, "city_id": city} for tie, city in parties])
        fields = [(each.tie.id, word) for each in self.new if each.details for word in each.details.fields]
        self._insert("agreement_field", [{"agreement_id": tie, "field": word} for tie, word in fields])

    def _write_acts(self) -> dict[tuple[int, int], int]:
        """Write acts; return the id of each by its agreement and its place among the new ones."""
        rows, places = [], []
        for first, each in (*((1, new) for new in self.new), *((more.tie.acts + 1, more) for more in self.more_acts)):
            for place, act in enumerate(each.acts):
                rows.append(_act(each.tie, act, first + place))
                places.append((id(each.tie), place))
        ids = next_ids(self.session, "agreement_act", len(rows))
        for row, number in zip(rows, ids, strict=True):
            row["id"] = number
        insert_rows(self.session, "agreement_act", rows)
        found = dict(zip(places, ids, strict=True))
        for each in self.new:
            each.tie.act = found.get((id(each.tie), 0))
            each.tie.acts = len(each.acts)
        return found

    def _write_citations(self, acts: Mapping[tuple[int, int], int]) -> None:
        cited = {each.source for each in self.citings}
        self._load_seqs(cited)
        added = [self.new_sources.pop(each) for each in sorted(cited & self.new_sources.keys())]
        insert_rows(self.session, "source", added)
        rows = []
        for each in self.citings:
            self._seqs[each.source] += 1
            act: int | None = None
            if each.of_new_act is not None:
                act = acts[id(each.tie), each.of_new_act]
            elif each.of_first_act:
                act = each.tie.act
            rows.append(
                {
                    "agreement_id": each.tie.id if act is None else None,
                    "agreement_act_id": act,
                    "source_id": each.source,
                    "seq": self._seqs[each.source],
                    "locator": each.locator,
                    "field": each.field,
                    "value": each.value,
                    "basis": each.basis,
                    "because": each.because,
                    "preferred": False,
                }
            )
        self._insert("citation", rows)

    def _load_seqs(self, sources: set[int]) -> None:
        for batch in in_batches(sources - self._seqs.keys()):
            highest = select(CITATION.c.source_id, func.max(CITATION.c.seq)).where(CITATION.c.source_id.in_(batch))
            found = fetch_rows(connection_of(self.session), highest.group_by(CITATION.c.source_id))
            self._seqs |= dict.fromkeys(batch, 0) | dict(found)

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        ids = next_ids(self.session, table, len(rows))
        for row, number in zip(rows, ids, strict=True):
            row["id"] = number
        insert_rows(self.session, table, rows)


def date_columns(name: str, day: EdtfDate | None) -> dict[str, Any]:
    """Return the four columns of a date."""
    parts = (None,) * 4 if day is None else (day.text, day.earliest, day.latest, day.doubtful)
    return dict(zip(_date_names(name), parts, strict=True))


@cache
def _date_names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))


def _agreement(new: NewActs) -> dict[str, Any]:
    details = new.details or Details()
    return {
        "id": new.tie.id,
        "key": new.tie.key,
        "title": details.title,
        "kind": new.tie.kind,
        "instrument": details.instrument,
        "summary": details.summary,
        "internal": False,
    }


def _act(tie: ComparedTie, act: NextAct, seq: int) -> dict[str, Any]:
    return {
        "agreement_id": tie.id,
        "seq": seq,
        "kind": act.kind,
        **date_columns("on", act.on),
        "mode": act.mode,
    }
