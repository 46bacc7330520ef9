"""What an import writes, in batches: rows that are new, and what recorded ones gain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, compress, count, repeat
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
from twinning.domain.vocabulary import ActMode, AgreementKind, Basis
from twinning.exchange.joining.recorded import Parties
from twinning.exchange.lists.recorded import ComparedTie
from twinning.exchange.lists.stated import Details
from twinning.queries.lookup.references import in_batches

_BATCH = 10_000  # citations and changes
_NO_DETAILS = Details()
_AGREEMENT = ("title", "kind", "instrument", "summary", "internal")
_ACT = (
    *("seq", "kind", "on_text", "on_earliest", "on_latest", "on_doubtful", "mode", "successor_id"),
    *("until_text", "until_earliest", "until_latest", "until_doubtful"),
)
_CITATION = ("source_id", "field", "value", "basis", "because")

Cells = tuple[Any, ...]
"""Values of a row as the database stores them."""


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
    _seqs: dict[int, Iterator[int]] = field(default_factory=dict)

    def update(self, table: str, record: int, name: str, columns: Mapping[str, Any]) -> None:
        """Give a recorded row other values; `name` is its reference in full."""
        changes = self.updates.setdefault(table, {})
        before = changes.get(record, (name, {}))[1]
        changes[record] = name, {**before, **columns}

    def update_agreement(self, tie: ComparedTie, columns: Mapping[str, Any]) -> None:
        """Give a recorded agreement other values."""
        self.update("agreement", tie.id or 0, f"agreement:{tie.key}", columns)

    def update_act(self, tie: ComparedTie, act: int, seq: int, columns: Mapping[str, Any]) -> None:
        """Give a recorded act of an agreement, by its id and its number there, other values."""
        self.update("agreement_act", act, _name_of_act(tie, seq), columns)

    def update_beginning(self, tie: ComparedTie, columns: Mapping[str, Any]) -> None:
        """Give the recorded act that an agreement began with other values."""
        self.update_act(tie, tie.act or 0, tie.act_seq, columns)

    def remove_act(self, tie: ComparedTie, act: int, seq: int) -> None:
        """Remove an act of an agreement, by its id and its number there."""
        self.removals["agreement_act"][act] = _name_of_act(tie, seq)

    def remove_citation(self, citation: int, name: str) -> None:
        """Remove a citation; `name` is its reference in full."""
        self.removals["citation"][citation] = name

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
        ties = [each.tie for each in self.new]
        cells = [agreement_cells(each.tie.kind, each.details) for each in self.new]
        keys, ids = self.write_agreements([tie.parties for tie in ties], cells)
        for tie, key, number in zip(ties, keys, ids, strict=True):
            tie.key, tie.id = key, number
        fields = [(each.tie.id, word.value) for each in self.new if each.details for word in each.details.fields]
        self.write_fields([of for of, _ in fields], [word for _, word in fields])

    def write_agreements(self, parties: Sequence[Parties], cells: Sequence[Cells]) -> tuple[list[str], Sequence[int]]:
        """Write agreements between cities (their ids) with what `agreement_cells` gives; return their keys and ids."""
        keys_of = self.city_keys.__getitem__
        stems = ["--".join(sorted(map(keys_of, cities))) for cities in parties]
        keys = free_keys(self.session, "agreement", stems)
        ids = self._insert("agreement", {"key": keys, **_columns(_AGREEMENT, cells)})
        of_each = chain.from_iterable(map(repeat, ids, map(len, parties)))
        self._insert("agreement_party", {"agreement_id": [*of_each], "city_id": [*chain.from_iterable(parties)]})
        return keys, ids

    def write_fields(self, agreements: Sequence[int | None], fields: Sequence[str]) -> None:
        """Write what agreements (their ids) are about, one field after the other."""
        self._insert("agreement_field", {"agreement_id": agreements, "field": fields})

    def _write_acts(self) -> None:
        acts = [(each.tie, 1 + place, act) for each in self.new for place, act in enumerate(each.acts)]
        acts += [
            (more.tie, more.tie.acts + 1 + place, act) for more in self.more_acts for place, act in enumerate(more.acts)
        ]
        ids = self.write_acts([tie.id for tie, *_ in acts], [act_cells(seq, act) for _, seq, act in acts])
        for (tie, seq, act), number in zip(acts, ids, strict=True):
            if seq == 1 or act.kind is ActKind.SIGNED:
                tie.act, tie.act_seq = number, seq
            elif (later := tie.later.get(act.kind)) is not None:
                later.id, later.seq = number, seq
            tie.acts = seq

    def write_acts(self, agreements: Sequence[int | None], cells: Sequence[Cells]) -> Sequence[int]:
        """Write acts of agreements (their ids) with what `act_cells` gives; return their ids."""
        return self._insert("agreement_act", {"agreement_id": agreements, **_columns(_ACT, cells)})

    def _write_citations(self) -> None:
        of_acts = [each.act is not None for each in self.citings]
        ids = [_id_of(each.tie, each.act) for each in self.citings]
        locators = [each.locator for each in self.citings]
        self.write_citations(of_acts, ids, locators, [citation_cells(each) for each in self.citings])

    def write_citations(
        self,
        of_acts: Sequence[bool],
        ids: Sequence[int | None],
        locators: Sequence[str | None],
        cells: Sequence[Cells],
    ) -> None:
        """Write what sources state, each of an act or of an agreement (its id), in which place of the source.

        The rest is what `citation_cells` gives. A source's citations are numbered in their order.
        """
        said = _columns(_CITATION, cells)
        sources = said.get("source_id", ())
        cited = {*sources}
        self._load_seqs(cited)
        added = [self.new_sources.pop(each) for each in sorted(cited & self.new_sources.keys())]
        insert_rows(self.session, "source", added)
        said |= {"locator": locators, "seq": [*map(next, map(self._seqs.__getitem__, sources))]}
        for record, choice in (("agreement_id", [not each for each in of_acts]), ("agreement_act_id", of_acts)):
            columns = {record: ids, **said}
            self._insert("citation", {name: [*compress(values, choice)] for name, values in columns.items()})

    def _load_seqs(self, sources: set[int]) -> None:
        for batch in in_batches(sources - self._seqs.keys()):
            highest = select(CITATION.c.source_id, func.max(CITATION.c.seq)).where(CITATION.c.source_id.in_(batch))
            found = fetch_rows(connection_of(self.session), highest.group_by(CITATION.c.source_id))
            highest_of = dict.fromkeys(batch, 0) | dict(found)
            self._seqs |= {source: count(last + 1) for source, last in highest_of.items()}

    def _insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> Sequence[int]:
        """Insert rows, by their columns as the database stores them; return their ids."""
        count = len(next(iter(columns.values()), ()))
        if not count:
            return ()
        ids = next_ids(self.session, table, count)
        insert_stored(self.session, table, {"id": ids, **columns})
        return ids


def _columns(names: Sequence[str], rows: Sequence[Cells]) -> dict[str, Sequence[Any]]:
    """Return rows as their columns; no column of no rows."""
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}


def _name_of_act(tie: ComparedTie, seq: int) -> str:
    return f"agreement:{tie.key}/act-{seq}"


def _id_of(tie: ComparedTie, act: str | None) -> int | None:
    """Return the id of an agreement, or of its act of a kind or the one that it began with."""
    if act is None:
        return tie.id
    return tie.act if act == BEGAN else tie.later[ActKind(act)].id


def date_columns(name: str, day: EdtfDate | None) -> dict[str, Any]:
    """Return the four columns of a date."""
    parts = (None,) * 4 if day is None else (day.text, day.earliest, day.latest, day.doubtful)
    return dict(zip(_date_names(name), parts, strict=True))


@cache
def _date_names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))


def agreement_cells(kind: AgreementKind, details: Details | None) -> Cells:
    """Return the columns of an agreement that its rows state."""
    title, paper, _, summary, internal = details or _NO_DETAILS
    return title, kind.value, paper.value, summary, int(internal)


def citation_cells(citing: Citing) -> Cells:
    """Return the columns of a citation, but for what it is of and the place in its source."""
    return citing.source, citing.field, citing.value, citing.basis.value, citing.because


def act_cells(seq: int, act: NextAct) -> Cells:
    """Return the columns of an act, but for its agreement."""
    return seq, act.kind.value, *_date_cells(act.on), act.mode.value, act.successor, *_date_cells(act.until)


def _date_cells(day: EdtfDate | None) -> Cells:
    return (None,) * 4 if day is None else (day.text, day.earliest, day.latest, int(day.doubtful))
