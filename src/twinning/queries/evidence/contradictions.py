"""Where sources disagree with what is recorded, and what was decided. Nothing here says who is right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from twinning.db.tables.agreements import AGREEMENT, AgreementActRecord
from twinning.domain.agreements.acts import ACT_RULES
from twinning.domain.agreements.status import AgreementFacts, status_of
from twinning.domain.agreements.timeline import statuses_ever
from twinning.domain.dates import EdtfDate, today
from twinning.domain.dates.printed_dates import read_printed_date
from twinning.domain.values import written
from twinning.domain.vocabulary import Status
from twinning.errors import InputError
from twinning.queries.evidence.citations import Cited, called_as_cited, fields_as_cited, ids_of_cited, names_of_cited
from twinning.queries.lookup.agreements import Tie, load_ties
from twinning.queries.lookup.references import in_batches
from twinning.queries.lookup.rows_by_id import rows_by_id
from twinning.rows import Cell, Section, Several
from twinning.rows.dossiers import ContradictionRow, DecisionRow
from twinning.rows.phrases import of_source, phrase

Stored = Cell | EdtfDate
"""What a field of a record holds: the value of a column, or a date, which is four."""

PROSE = ("summary", "note", "purpose", "shown", "text")
"""Fields in the register's own words, which may have paragraphs."""

NOT_COMPARED = (*PROSE, "name", "title", "venue")
"""The register's own words, and spellings: that a source's differ from them contradicts nothing."""


def both_sides(
    connection: Connection, citations: Iterable[Cited]
) -> tuple[Section[ContradictionRow], Section[DecisionRow]]:
    """Return the sections of a dossier in which sources disagree: what is open, and what was decided."""
    cited = list(citations)
    return (
        Section(
            "contradictions", ContradictionRow, list_contradictions(connection, cited), phrase("Open contradictions")
        ),
        Section("decided", DecisionRow, list_decisions(connection, cited)),
    )


def list_contradictions(connection: Connection, citations: Iterable[Cited]) -> list[ContradictionRow]:
    """Return the open contradictions among citations: an editor's preferred one closes those on its field.

    Those that state one word on a field are one contradiction: a list and the document that its row names, above all.
    Dates contradict one another only if they cannot be the same day. What is recorded of a status is what the acts say
    without the sources' word. A preferred word that is no longer the recorded one is open again. What a newer edition
    of a source has no longer contradicts nothing.
    """
    cited = list(citations)
    words = _Words(connection, cited)
    decided = {each.subject for each in cited if each.preferred}
    differing = (each for each in cited if words.differs(each))
    found = words.by_what_they_state(each for each in differing if each.subject not in decided or words.is_open(each))
    first = [each for each, *_ in found]
    names, about = names_of_cited(connection, first), called_as_cited(connection, first)
    fields = fields_as_cited(connection, (each.citation for each in first))
    return [
        words.contradiction(
            several,
            names[each.record_table][each.record],
            about[each.record_table][each.record],
            fields[each.citation.id] or "",
        )
        for each, several in zip(first, found, strict=True)
    ]


def list_decisions(connection: Connection, citations: Iterable[Cited]) -> list[DecisionRow]:
    """Return what was decided among citations: each preferred word, with the others on its field."""
    cited = list(citations)
    preferred = [each for each in cited if each.preferred and each.value]
    names = names_of_cited(connection, preferred)
    fields = fields_as_cited(connection, (each.citation for each in preferred))
    return [
        _decision(
            each,
            names[each.record_table][each.record],
            fields[each.citation.id] or "",
            (other for other in cited if other.subject == each.subject),
        )
        for each in preferred
    ]


class _Words:
    """What the register holds on the fields that citations speak of, and who says so."""

    def __init__(self, connection: Connection, cited: Iterable[Cited]) -> None:
        self._cited = [each for each in cited if _is_compared(each)]
        self._records = {name: rows_by_id(connection, name, ids) for name, ids in ids_of_cited(self._cited).items()}
        self._ties = _ties(connection, {each.record for each in self._cited if _is_status(each)})
        self._beside: dict[tuple[str, int], list[Cited]] = defaultdict(list)
        for each in self._cited:
            self._beside[self._whole(each)].append(each)

    def differs(self, cited: Cited) -> bool:
        """Return whether a citation states another value than is recorded."""
        recorded = self._recorded(cited) if _is_compared(cited) else None
        return recorded not in (None, "unknown") and not _is_said_of(recorded, str(cited.value))

    def is_open(self, cited: Cited) -> bool:
        """Return whether a contradiction stands in spite of a decision: it was too early, or the record was changed."""
        if _is_status(cited):
            return _status(self._ties[cited.record].facts, cited) is Status.DISPUTED
        return cited.preferred

    def by_what_they_state(self, citations: Iterable[Cited]) -> list[list[Cited]]:
        """Return citations together that state one word against what is recorded, in the order of their first."""
        found: dict[tuple[object, ...], list[Cited]] = defaultdict(list)
        for each in citations:
            found[each.subject, each.value, self._recorded(each)].append(each)
        return [*found.values()]

    def contradiction(self, several: Sequence[Cited], record: str, about: str, field: str) -> ContradictionRow:
        """Put citations of one word beside what is recorded of a record, by its name; `about` is what it is called.

        The first of them is the one to prefer: it closes what the others state as well.
        """
        cited = several[0]
        recorded = self._recorded(cited)
        behind = [each for each in self._beside[self._whole(cited)] if self._states(each, cited, recorded)]
        return ContradictionRow(
            about=about,
            record=record,
            field=field,
            recorded=written(recorded),
            recorded_by=_spoken(behind),
            recorded_places=_places(behind),
            stated=str(cited.value),
            stated_by=_spoken(several),
            stated_places=_places(several),
            citation=cited.reference,
        )

    def _whole(self, cited: Cited) -> tuple[str, int]:
        """Return the record that a citation speaks of, of an act the agreement: by table and id."""
        act = self._records["agreement_act"][cited.record] if cited.record_table == "agreement_act" else None
        return (
            ("agreement", act.agreement_id)
            if isinstance(act, AgreementActRecord)
            else (cited.record_table, cited.record)
        )

    def _recorded(self, cited: Cited) -> Stored:
        if _is_status(cited):
            return _status(self._ties[cited.record].facts._replace(claims=()), cited)
        return stored_in(self._records[cited.record_table][cited.record], str(cited.field))

    def _states(self, cited: Cited, other: Cited, recorded: Stored) -> bool:
        """Return whether a citation stands behind the value that another one contradicts."""
        if cited.subject == other.subject:
            return _is_said_of(recorded, str(cited.value))
        if not _is_status(other) or cited.record_table != "agreement_act":
            return False
        act = self._records["agreement_act"][cited.record]
        if not isinstance(act, AgreementActRecord) or act.agreement_id != other.record:
            return False
        return ACT_RULES[act.kind].leads_to == recorded and not self._says_otherwise(cited, other, recorded)

    def _says_otherwise(self, cited: Cited, status: Cited, recorded: Stored) -> bool:
        """Return whether a source that once led to an act has another status by now, as a newer edition of it may."""
        own = (each for each in self._beside[self._whole(status)] if each.source.id == cited.source.id)
        return any(each.value != recorded for each in own if _is_status(each))


def _spoken(several: Iterable[Cited]) -> Several:
    return Several(dict.fromkeys(each.spoken for each in several))


def _places(several: Iterable[Cited]) -> Several:
    return Several(dict.fromkeys(place for each in several if (place := each.place)))


def _decision(cited: Cited, record: str, field: str, on_field: Iterable[Cited]) -> DecisionRow:
    """Put a preferred citation beside the others on its field."""
    others = (each for each in on_field if each.value not in (None, cited.value))
    return DecisionRow(
        record=record,
        field=field,
        preferred=str(cited.value),
        source=cited.source.title,
        speaks_for=cited.speaks_for,
        because=cited.citation.because,
        kept=Several(of_source(each.value, each.spoken) for each in others),
        citation=cited.reference,
    )


def stored_in(record: NamedTuple, field: str) -> Stored:
    """Return what a field of a record holds; None where it has no such field."""
    if field not in record._fields and f"{field}_text" not in record._fields:
        return None
    stored: Stored = getattr(record, field)
    return stored


def _ties(connection: Connection, ids: set[int]) -> dict[int, Tie]:
    chosen = (select(AGREEMENT.c.id).where(AGREEMENT.c.id.in_(batch)) for batch in in_batches(ids))
    return {tie.id: tie for each in chosen for tie in load_ties(connection, each)}


def _is_compared(cited: Cited) -> bool:
    """Return whether a citation states a value now that can be compared: a newer edition may have it no longer."""
    is_said = cited.citation.unlisted_on is None or cited.preferred
    return bool(is_said and cited.value and cited.field and cited.field not in NOT_COMPARED)


def _is_status(cited: Cited) -> bool:
    """Return whether a citation speaks of the status of an agreement, which is not stored."""
    return cited.record_table == "agreement" and cited.field == "status"


def _status(agreement: AgreementFacts, cited: Cited) -> Status | None:
    """Return the status with which a source's word is compared; None where they cannot be compared.

    It is that as of the source's first possible day. A source without a day may have spoken at any time: it is compared
    with the status of today, and only where the agreement never had the status that the source gives.
    """
    published = cited.source.published
    if published is not None:
        return status_of(agreement, published.earliest) if published.earliest else None
    return None if cited.value in statuses_ever(agreement) else status_of(agreement, today())


def _is_said_of(value: Stored, stated: str) -> bool:
    """Return whether a source's words can be a value, as a row holds it: a date's bounds may be wider than its own."""
    if isinstance(value, EdtfDate):
        return _may_be(value, stated)
    if isinstance(value, float):
        return _is_number(value, stated)
    return written(value) == stated


def _is_number(recorded: float, stated: str) -> bool:
    try:
        return recorded == float(stated)
    except ValueError:
        return False


def _may_be(recorded: EdtfDate, stated: str) -> bool:
    """Return whether a stated day can be the recorded one. Words that nobody can compare with it never agree with it.

    A register's own way to print a day, which an import may have kept, is read like any other.
    """
    try:
        return recorded.may_be(read_printed_date(stated))
    except InputError:
        return False
