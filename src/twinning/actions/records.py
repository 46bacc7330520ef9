"""Adding and editing any kind of record, from what people say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.answers import Answers, Attributes
from twinning.actions.hanging import add_row, remove_row
from twinning.actions.making import make
from twinning.actions.rules import check
from twinning.db.models import Base, model_of
from twinning.errors import ConflictError, UsageError
from twinning.forms import Form, Holds, Said, Value, form_of
from twinning.names import fold
from twinning.queries.operations import last_touching
from twinning.queries.records import FoundRecord, find_row


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes in a record: single values anew, values to empty, rows to add and rows to take away, by their words.

    With `unchanged_since`, the number of an operation, a later one that touched the record refuses the edit.
    """

    values: Mapping[str, str]
    clear: Sequence[str] = ()
    add: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remove: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unchanged_since: int | None = None


def add_record(session: Session, form: Form, said: Said) -> str:
    """Record what was said of a new record; return its reference.

    Raises InputError or UsageError for what cannot be, NotFoundError and AmbiguousError for what it names,
    ConflictError for what is recorded already.
    """
    answers = Answers(session, adding=True)
    made = make(answers, form, said)
    for rows in form.rows:
        for text in made.rows_left.get(rows.word, ()):
            add_row(answers, rows, form.table, made.id, text)
    return made.reference


def edit_record(session: Session, text: str, edit: Edit) -> FoundRecord:
    """Change a record (a reference, a key or a name); return it as it was found.

    Raises UsageError for a word that this kind of record does not have, ConflictError where it was changed since the
    operation that the edit rests on, and what `add_record` raises.
    """
    found = find_row(session, text)
    row = session.get_one(model_of(found.table), found.id)
    form = _form(row)
    _check_unchanged(session, found, edit.unchanged_since)
    _check_words(form, found, edit)
    answers = Answers(session, adding=True)
    _change(session, row, _values(answers, form, edit))
    for rows in form.rows:
        for each in edit.remove.get(rows.word, ()):
            remove_row(Answers(session, adding=False), rows, found, each)
        for each in edit.add.get(rows.word, ()):
            add_row(answers, rows, found.table, found.id, each)
    return found


def _form(row: Any) -> Form:
    try:
        return form_of(row.__tablename__, getattr(row, "kind", None))
    except StopIteration:
        raise UsageError(f"a {row.__tablename__} is not edited", "remove it, and record it anew") from None


def _check_unchanged(session: Session, found: FoundRecord, operation: int | None) -> None:
    last = last_touching(session, str(found)) if operation is not None else None
    if operation is not None and last is not None and last > operation:
        raise ConflictError(
            f"operation {last} changed {found} since operation {operation}; nothing was written",
            f"see what it did with `twinning log show {last}`, then edit again",
        )


def _check_words(form: Form, found: FoundRecord, edit: Edit) -> None:
    """Refuse words that belong to another kind of record: `edit` takes those of all."""
    values, rows = [value.word for value in form.values], [each.word for each in form.rows]
    for words, known in (((*edit.values, *edit.clear), values), ((*edit.add, *edit.remove), rows)):
        for word in words:
            if word not in known:
                raise UsageError(
                    f"{found} is a {form.name}, which has no {word}", f"it has {', '.join((*values, *rows))}"
                )


def _values(answers: Answers, form: Form, edit: Edit) -> Attributes:
    """Return the attributes that an edit gives a record, None for those that it empties."""
    attributes: Attributes = {}
    for value in form.values:
        if text := edit.values.get(value.word):
            attributes |= answers.read(value, text)
        if value.word in edit.clear:
            attributes |= dict.fromkeys(_filled_by(form, value))
    return attributes


def _filled_by(form: Form, value: Value) -> Iterable[str]:
    """Return the attributes that a value fills. Raises UsageError for one that has to be there."""
    if value.holds is Holds.FILE:
        return ("file_name", "sha256")
    if value.holds is Holds.CITY_OR_ORGANIZATION:
        return (f"{value.column}city_id", f"{value.column}organization_id")
    columns = Base.metadata.tables[form.table].c
    if not any(name in columns and columns[name].nullable for name in (value.attribute, f"{value.attribute}_text")):
        raise UsageError(f"a {form.name} cannot be without {value.word}", "give it another value instead")
    return (value.attribute,)


def _change(session: Session, row: Any, attributes: Attributes) -> None:
    if "name" in attributes and hasattr(row, "folded"):
        attributes["folded"] = fold(attributes["name"])
    with session.no_autoflush:
        for name, value in attributes.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        check(session, row)
    session.flush()
