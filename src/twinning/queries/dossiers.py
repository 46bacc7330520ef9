"""`show`: the dossier of whatever a reference or a name names."""

from sqlalchemy.orm import Session

from twinning.db.references import parse_reference
from twinning.queries.agreement_dossiers import agreement_dossier
from twinning.queries.agreements import get_agreement
from twinning.queries.cities import find_city
from twinning.queries.city_dossiers import city_dossier
from twinning.rows import Dossier


def show(session: Session, text: str, as_of: str) -> Dossier:
    """Return the dossier of an agreement or a city, as of a day (ISO).

    `text` is a reference, of which a child (an act, a name) leads to its record, or whatever else names a city. Raises
    NotFoundError, AmbiguousError.
    """
    tie = get_agreement(session, text)
    if tie is not None:
        return agreement_dossier(session, tie, as_of)
    return city_dossier(session, find_city(session, text.partition("/")[0]), as_of)


def find_record(session: Session, text: str) -> str:
    """Return the full reference of the agreement or city that a text names. Raises NotFoundError, AmbiguousError."""
    reference = parse_reference(text)
    if reference is not None and reference.table is not None:
        return text
    tie = get_agreement(session, text)
    return f"agreement:{tie.key}" if tie is not None else f"city:{find_city(session, text).key}"
