"""Adding and editing any kind of record, from what people say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from twinning.actions.child_rows import add_row, find_hanging, remove_hanging
from twinning.actions.citing import as_stated
from twinning.actions.new_records import make
from twinning.actions.parse_values import Answers, Attributes
from twinning.actions.rules import check
from twinning.db.models import Base, Citation, model_of
from twinning.db.references import CITABLE
from twinning.db.session import connection_of
from twinning.errors import ConflictError, UsageError
from twinning.forms import COMMITMENT, Form, Holds, Rows, Said, Value, form_of
from twinning.queries.history.operations import find_operation
from twinning.queries.history.record_log import last_touching
from twinning.queries.lookup.records import FoundRecord, find_row


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
    found = find_row(connection_of(session), text)
    row = session.get_one(model_of(found.table), found.id)
    form = _form(found, row)
    _check_unchanged(session, found, edit.unchanged_since)
    _check_words(form, found, edit)
    answers = Answers(session, adding=True)
    attributes = _values(answers, form, edit)
    if isinstance(row, Citation):
        attributes = _as_stated(session, row, attributes)
    _change(session, row, attributes)
    for rows in form.rows:
        _change_rows(answers, rows, found, edit)
    return found


def _change_rows(answers: Answers, rows: Rows, found: FoundRecord, edit: Edit) -> None:
    """Take rows away that were there before, once others are there: an agreement keeps two parties all the while."""
    finding = Answers(answers.session, adding=False)
    going = [(text, find_hanging(finding, rows, found, text)) for text in edit.remove.get(rows.word, ())]
    for text in edit.add.get(rows.word, ()):
        add_row(answers, rows, found.table, found.id, text)
    for text, row in going:
        remove_hanging(answers.session, row, f"{rows.word} {text} of {found}")


def _form(found: FoundRecord, row: Any) -> Form:
    try:
        return form_of(found.table, getattr(row, "kind", None))
    except KeyError:
        raise UsageError(f"{found} cannot be edited", "remove it, and record it anew") from None


def _check_unchanged(session: Session, found: FoundRecord, operation: int | None) -> None:
    if operation is None:
        return
    find_operation(connection_of(session), operation)
    last = last_touching(connection_of(session), found)
    if last is not None and last > operation:
        raise ConflictError(
            f"operation {last} changed {found} since operation {operation}; nothing was written",
            f"see what it did with `twinning log show {last}`, then edit again",
        )


def _check_words(form: Form, found: FoundRecord, edit: Edit) -> None:
    """Refuse words that belong to another kind of record, since `edit` takes those of all, and contradictions."""
    values, rows = [value.word for value in form.values], [each.word for each in form.rows]
    for word in (*edit.values, *edit.clear):
        if word in rows and word not in values:
            raise UsageError(
                f"{word} of {found} is a list, and not one value", f"--add-{word} or --remove-{word} changes it"
            )
    for words, known in (((*edit.values, *edit.clear), values), ((*edit.add, *edit.remove), rows)):
        for word in words:
            if word not in known:
                raise UsageError(f"{found}, of the kind {form.name}, has no {word}", f"it has {', '.join(known)}")
    if form is COMMITMENT and "made-in" in edit.values:
        raise UsageError(f"{found} is named after what it was made in", "remove it, and add it to the other")
    if both := sorted({*edit.values}.intersection(edit.clear)):
        raise UsageError(f"{both[0]} cannot be given and emptied at once", "leave one of the two out")


def _values(answers: Answers, form: Form, edit: Edit) -> Attributes:
    """Return the attributes that an edit gives a record, None for those that it empties."""
    attributes: Attributes = {}
    for value in form.values:
        if (text := edit.values.get(value.word)) is not None:
            attributes |= answers.read(value, text)
        if value.word in edit.clear:
            attributes |= dict.fromkeys(_filled_by(form, value))
    return attributes


def _as_stated(session: Session, citation: Citation, attributes: Attributes) -> Attributes:
    """Check a citation's field against the record that it is of."""
    cited = next(name for name in CITABLE if getattr(citation, f"{name}_id") is not None)
    return attributes | as_stated(session, cited, {"field": citation.field, "value": citation.value} | attributes)


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
    with session.no_autoflush:
        for name, value in attributes.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        check(session, row)
    session.flush()
