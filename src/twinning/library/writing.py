"""What can be changed in a register: each call is checked, logged and can be undone as a command's change can."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from twinning.db.session import connection_of
from twinning.domain.agreements.acts import ActKind
from twinning.errors import UsageError
from twinning.inputs import (
    UNSET,
    ActInput,
    AgreementInput,
    CityInput,
    CommitmentInput,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    Input,
    OrganizationInput,
    PersonInput,
    RecordInput,
    SourceInput,
)
from twinning.inputs.declaring import ChildField, InputField, children_of, fields_of
from twinning.inputs.kinds import DATE, MOMENT
from twinning.inputs.reading import read_field, read_row
from twinning.library.words import edtf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Fields = ParamSpec("Fields")


def _adding(input_class: Callable[Fields, RecordInput], help: str) -> Callable[Concatenate["Writer", Fields], str]:
    """Return the method that adds a record; it takes the fields of the input."""
    made: Any = input_class

    def add(self: "Writer", /, *arguments: Fields.args, **fields: Fields.kwargs) -> str:
        from twinning.actions.recording import records  # noqa: PLC0415 - it loads the ORM, which reading does without

        with self._session(f"register.{add.__name__}({', '.join(fields)})") as session:
            return str(records.add(session, made(*arguments, **typed(made, fields))))

    add.__name__ = f"add_{made.called}"
    add.__doc__ = f"""{help} Return its reference.

    Takes the fields of `{made.__name__}`. Raises UsageError for what is missing, InputError for what cannot be,
    NotFoundError and AmbiguousError for what it names, ConflictError for what is recorded already.
    """
    return add


class Writer(ABC):
    """Changes one register. Values are typed, or the texts that the command of the same name takes."""

    @abstractmethod
    def _session(self, command: str) -> AbstractContextManager["Session"]:
        """Give a session to write in; `command` is what the log shows, without the values."""

    @abstractmethod
    def _finish_erasing(self) -> None:
        """Take out of the file what an erasure left in its unused parts, once it is written."""

    add_city = _adding(CityInput, "Add a city, or whatever else below a state can sign.")
    add_agreement = _adding(AgreementInput, "Add an agreement between two or more cities.")
    add_delegation = _adding(DelegationInput, "Add a visit of people who act for a city.")
    add_event = _adding(EventInput, "Add an exhibition, a meeting, a declared day.")
    add_program = _adding(ExchangeProgramInput, "Add an exchange programme.")
    add_person = _adding(PersonInput, "Add a person, with the posts that they hold or held.")
    add_organization = _adding(OrganizationInput, "Add an organization.")
    add_commitment = _adding(CommitmentInput, "Add what a city promised in an agreement or at an activity.")
    add_source = _adding(SourceInput, "Add a document that facts are cited from.")

    def record_act(self, agreement: str, kind: ActKind | str, **fields: Any) -> None:
        """Record what happened to an agreement (its key): `kind` and the fields of `ActInput`.

        Raises what adding raises, and ConflictError for an act that cannot follow the others.
        """
        from twinning.actions.recording import acts  # noqa: PLC0415 - it loads the ORM

        with self._session(f"register.record_act({agreement}, {kind})") as session:
            acts.record_act(session, agreement, ActInput(**typed(ActInput, {"kind": kind, **fields})))

    def edit(
        self, record: str, *, clear: Sequence[str] = (), unchanged_since: int | None = None, **fields: Any
    ) -> None:
        """Change a record (a reference, a key or a name): single values anew, rows added, `clear` emptied.

        `fields` are those of the input that adds such a record; rows come to those that are there. With
        `unchanged_since`, the number of an operation, a later one that touched the record refuses the edit.
        """
        from twinning.actions.recording import records  # noqa: PLC0415 - it loads the ORM
        from twinning.db.log.history import names_by_reference  # noqa: PLC0415 - the same

        with self._session(f"register.edit({record}, {', '.join([*fields, *clear])})") as session:
            found, input_class = records.find_editable(connection_of(session), record)
            names_by_reference(session, record, str(found))
            changes = input_class(**typed(input_class, {**fields, **dict.fromkeys(_several("clear", clear))}))
            records.edit(session, str(found), changes, unchanged_since=unchanged_since)

    def remove(self, record: str) -> None:
        """Remove a record with all that belongs to it. Raises ConflictError where something else refers to it."""
        from twinning.actions.withdrawing.removing import remove_record  # noqa: PLC0415 - it loads the ORM

        with self._session(f"register.remove({record})") as session:
            remove_record(session, record)

    def merge_city(self, duplicate: str, into: str) -> None:
        """Let a city's record stand for a duplicate of it (keys or names), whose key goes on answering for it.

        Raises ConflictError for two that cannot be one.
        """
        from twinning.actions.merging.cities import merge_city  # noqa: PLC0415 - it loads the ORM

        with self._session(f"register.merge_city({duplicate}, {into})") as session:
            merge_city(session, duplicate, into)

    def merge_agreement(self, duplicate: str, into: str) -> None:
        """Let an agreement's record stand for a duplicate of it, whose key goes on answering for it.

        Raises ConflictError for two that cannot be one, InputError where their acts cannot follow one another.
        """
        from twinning.actions.merging.agreements import merge_agreement  # noqa: PLC0415 - it loads the ORM

        with self._session(f"register.merge_agreement({duplicate}, {into})") as session:
            merge_agreement(session, duplicate, into)

    def merge_person(self, duplicate: str, into: str) -> None:
        """Let a person's record stand for a duplicate of it (keys or names), whose key goes on answering for it.

        The log names the method alone: a person can be erased later. Raises ConflictError for two who cannot be one.
        """
        from twinning.actions.merging.people import merge_person  # noqa: PLC0415 - it loads the ORM

        with self._session("register.merge_person()") as session:
            merge_person(session, duplicate, into)

    def erase_person(self, person: str) -> None:
        """Remove a person's data everywhere, from the log as well (a key or a name, also of one who is gone).

        This cannot be undone. Copies that were made before still hold them. Raises NotFoundError, AmbiguousError, and
        DatabaseError where the file could not be written anew: the next change does it then.
        """
        from twinning.actions.withdrawing import erasing  # noqa: PLC0415 - it loads the ORM

        with self._session("register.erase_person()") as session:
            erasing.erase_person(session, person)
        self._finish_erasing()

    def undo(self, operation: int | None = None) -> None:
        """Take an operation back, the last that still stands if none is named. Raises ConflictError, NotFoundError."""
        from twinning.actions.withdrawing.undoing import undo  # noqa: PLC0415 - it loads the ORM

        with self._session(f"register.undo({operation or ''})") as session:
            undo(session, operation)


def typed(input_class: type[Input], given: dict[str, Any]) -> dict[str, Any]:
    """Return keyword arguments for an input, texts read and days as EDTF dates.

    A row may be an input of its own, or the text of a command: `names=["de: Danzig"]`. Raises UsageError for a name
    that the input lacks, and what reading raises.
    """
    fields = {field.name: field for field in fields_of(input_class)}
    children = {child.name: child for child in children_of(input_class)}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name in fields:
            found |= _value(fields[name], value)
        elif name in children:
            found[name] = tuple(_row(children[name], row) for row in _several(name, value))
        else:
            raise UsageError(f"there is no {name!r} here", f"one of {', '.join([*fields, *children])}")
    return found


def _value(field: InputField, value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return dict(read_field(field, value))
    return {field.name: edtf(value) if field.kind in (DATE, MOMENT) and value is not UNSET else value}


def _several(name: str, value: Any) -> Any:
    """Return the rows that are given. Raises UsageError for a single text, of which each letter would be a row."""
    if isinstance(value, str):
        raise UsageError(f"{name} can be several, and is a list", f"write {name}=[{value!r}]")
    return value


def _row(child: ChildField, row: Any) -> Any:
    return read_row(child, row) if isinstance(row, str) else child.row_of(row)
