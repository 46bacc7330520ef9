"""From inputs to the attributes of models: what a text names is looked up, everything else is there already."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from twinning.actions.evidence.sources import find_or_add_source
from twinning.actions.recording.people import find_or_add_person
from twinning.db.session import connection_of
from twinning.domain.countries import find_country_code
from twinning.domain.values import is_web_address
from twinning.errors import InputError, TwinningError, UsageError
from twinning.inputs import UNSET, Input, InputField
from twinning.inputs.declaring import fields_of
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import find_city, seek_city
from twinning.queries.lookup.records import find_in

Attributes = dict[str, Any]


def attributes_of(session: Session, given: Input, *, adding: bool = True) -> Attributes:
    """Return the attributes of a model that an input's values fill, None for those that it empties.

    With `adding`, a person or a web address that is new becomes a record. Raises NotFoundError and AmbiguousError for
    what is named, InputError for a value that cannot be.
    """
    attributes: Attributes = {}
    for field in fields_of(type(given)):
        held = getattr(given, field.name)
        if held is not UNSET and field.attributes:
            attributes |= _attributes(session, field, held, adding)
    return attributes


def defaults_of(given: Input) -> Attributes:
    """Return the attributes of a new record that follow where an input leaves them open."""
    fields = fields_of(type(given))
    open_fields = (field for field in fields if field.default is not UNSET and getattr(given, field.name) is UNSET)
    return {field.attributes[0]: field.default for field in open_fields}


def check_named(connection: Connection, targets: tuple[str, ...], text: str) -> None:
    """Raise NotFoundError or AmbiguousError unless a text names a record of these tables, or becomes one by that."""
    if targets and "person" not in targets and not (targets == ("source",) and is_web_address(text)):
        find_named(connection, targets, text)


def _attributes(session: Session, field: InputField, held: Any, adding: bool) -> Attributes:
    if held is None:
        return dict.fromkeys(field.attributes)
    try:
        if not field.kind.targets:
            return {field.attributes[0]: field.kind.accept(held)}
        target, found = _find_or_add(session, field.kind.targets, held, adding)
    except (InputError, UsageError) as error:
        raise type(error)(f"{field.word or field.name}: {error.message}", error.hint) from error
    return dict.fromkeys(field.attributes) | {field.attributes[field.kind.targets.index(target)]: found}


def _find_or_add(session: Session, targets: tuple[str, ...], text: str, adding: bool) -> tuple[str, Any]:
    if adding and (add := _ADDED.get(targets[0])):
        return targets[0], add(session, text)
    return find_named(connection_of(session), targets, text)


def find_named(connection: Connection, targets: tuple[str, ...], text: str) -> tuple[str, Any]:
    """Return which of these tables a text names a record of, and its id; of a country, the code.

    Raises NotFoundError, AmbiguousError.
    """
    if "country" in targets:
        return _city_or_country(connection, text)
    if targets == ("city", "organization"):
        return _city_or_organization(connection, text)
    if targets == ("city",):
        return "city", find_city(connection, text).id
    if targets == ("agreement",):
        return "agreement", find_agreement(connection, text).id
    found = find_in(connection, targets, text)
    return found.table, found.id


def _city_or_country(connection: Connection, text: str) -> tuple[str, Any]:
    if (city := seek_city(connection, text)) is not None:
        return "city", city.id
    try:
        return "country", find_country_code(text)
    except TwinningError:
        return "city", find_city(connection, text).id  # says that it is none, and knows the cities near it


def _city_or_organization(connection: Connection, text: str) -> tuple[str, Any]:
    if (city := seek_city(connection, text)) is not None:
        return "city", city.id
    found = find_in(connection, ("city", "organization"), text)
    return found.table, found.id


_ADDED: dict[str, Callable[[Session, str], int]] = {
    "person": find_or_add_person,
    "source": find_or_add_source,
}
"""What becomes a record by being named."""
