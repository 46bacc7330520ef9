"""Making a record of each kind from the values that were said of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.agreements import NewAgreement, add_agreement
from twinning.actions.cities import NewCity, NewName, add_city
from twinning.actions.keys import key_from_name, next_seq
from twinning.actions.parse_values import Answers, Attributes
from twinning.actions.rules import check
from twinning.db.models import Activity, Commitment, Delegation, Event, ExchangeProgram, Organization, Person, Source
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate, today
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityStatus, CommitmentState, Field, parse_word
from twinning.errors import ConflictError, UsageError
from twinning.forms import Form, Said
from twinning.queries.lookup.references import full_name, names_of
from twinning.queries.tables import table

_ACTIVITIES: dict[str, type[Activity]] = {"delegation": Delegation, "event": Event, "programme": ExchangeProgram}
_KEYED: dict[str, type[Person | Organization | Source]] = {
    "person": Person,
    "organization": Organization,
    "source": Source,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A new record: its id, its reference in full, and what was said of its rows that is still to be recorded."""

    id: int
    reference: str
    rows_left: Mapping[str, Sequence[str]]


def make(answers: Answers, form: Form, said: Said) -> Made:
    """Make a record with its single values; a city comes with its names, an agreement with its first acts.

    Raises UsageError for a missing value, ConflictError for what is recorded already, and what reading raises.
    """
    missing = [value.word for value in form.values if value.required and not said.values.get(value.word)]
    if missing:
        raise UsageError(f"missing: {' and '.join(missing)}", f"a {form.name} needs it")
    attributes: Attributes = {}
    for value in (*form.values, *form.begins_with):
        if (text := said.values.get(value.word)) is not None:
            attributes |= answers.read(value, text)
    rows = {each.word: tuple(said.rows.get(each.word, ())) for each in form.rows}
    record = _MAKERS.get(form.name, _make_keyed)(answers, form, attributes, rows)
    name = names_of(connection_of(answers.session), form.table, [record])[record]
    return Made(record, full_name(form.table, name), rows)


Rows = dict[str, tuple[str, ...]]


def _make_city(answers: Answers, form: Form, attributes: Attributes, rows: Rows) -> int:
    of_names = next(each for each in form.rows if each.word == "name")
    names = tuple(NewName(**answers.read_row(of_names, text)) for text in rows.pop("name"))
    return add_city(answers.session, NewCity(**attributes, names=names)).id


def _make_agreement(answers: Answers, _form: Form, attributes: Attributes, rows: Rows) -> int:
    new = NewAgreement(
        cities=rows.pop("party"),
        signatories=rows.pop("signatory"),
        fields=tuple(parse_word(Field, text) for text in rows.pop("field")),
        sources=rows.pop("source"),
        **attributes,
    )
    return add_agreement(answers.session, new).id


def _make_activity(answers: Answers, form: Form, attributes: Attributes, _rows: Rows) -> int:
    """What surely began by today was held, unless said, and what surely did not is planned."""
    attributes.setdefault("status", _status(attributes.get("start")))
    model = _ACTIVITIES[form.name]
    key = key_from_name(answers.session, "activity", attributes["title"])
    _check_new(answers.session, "activity", title=attributes["title"], start_text=str(attributes.get("start") or ""))
    return _add(answers.session, model(key=key, **attributes))


def _status(start: EdtfDate | None) -> ActivityStatus:
    if start is None:
        raise UsageError("missing: start", "say when it was, or --status held or planned where nobody knows")
    begun = start.happened_by(today())
    if begun is None:
        raise UsageError("whether it was held cannot be told from its day", "say --status held or --status planned")
    return ActivityStatus.HELD if begun else ActivityStatus.PLANNED


def _make_commitment(answers: Answers, _form: Form, attributes: Attributes, _rows: Rows) -> int:
    """A commitment that an activity kept is kept."""
    kept = attributes.get("kept_by_id") is not None
    attributes.setdefault("state", CommitmentState.KEPT if kept else CommitmentState.OPEN)
    column = "agreement_id" if attributes["agreement_id"] else "activity_id"
    seq = next_seq(answers.session, "commitment", column, attributes[column])
    return _add(answers.session, Commitment(seq=seq, **attributes))


def _make_keyed(answers: Answers, form: Form, attributes: Attributes, _rows: Rows) -> int:
    """A person, an organization or a source, of which each has a name."""
    _check_namesake(answers.session, form, attributes)
    key = key_from_name(answers.session, form.table, attributes[form.argument])
    return _add(answers.session, _KEYED[form.name](key=key, **attributes))


def _check_namesake(session: Session, form: Form, attributes: Attributes) -> None:
    """Refuse what is recorded already: an address or a file twice, and a name unless a summary tells the two apart."""
    if form.name == "source":
        told_apart = [name for name in ("address", "sha256") if attributes.get(name)]
        for name in told_apart:
            _check_new(session, "source", **{name: attributes[name]})
        if not told_apart:
            published = str(attributes.get("published") or "")
            _check_new(session, "source", title=attributes["title"], published_text=published)
    elif not attributes.get("summary"):
        hint = "a namesake needs --summary, which tells the two apart"
        _check_new(session, form.table, hint, folded=fold(attributes["name"]))


def _check_new(session: Session, name: str, hint: str = "", **values: str) -> None:
    records = table(name)
    same = (_equals(records.c[column], value) for column, value in values.items())
    found = session.execute(select(records.c.key).where(*same)).scalar()
    if found is not None:
        raise ConflictError(
            f"this is recorded already, as {found}", f"see it with `twinning show {name}:{found}`; {hint}".rstrip("; ")
        )


def _equals(column: Any, value: str) -> Any:
    return column == value if value else column.is_(None)


def _add(session: Session, row: Any) -> int:
    check(session, row)
    session.add(row)
    session.flush()
    made: int = row.id
    return made


_MAKERS: dict[str, Callable[..., int]] = {
    "city": _make_city,
    "agreement": _make_agreement,
    "commitment": _make_commitment,
} | dict.fromkeys(_ACTIVITIES, _make_activity)
