"""`show`: the dossier of whatever a reference or a name names."""

from sqlalchemy.orm import Session

from twinning.queries.activity_dossiers import activity_dossier
from twinning.queries.agreement_dossiers import agreement_dossier
from twinning.queries.agreements import find_agreement
from twinning.queries.cities import find_city
from twinning.queries.city_dossiers import city_dossier
from twinning.queries.people_dossiers import organization_dossier, person_dossier
from twinning.queries.records import find_record
from twinning.queries.source_dossiers import source_dossier
from twinning.rows import Dossier


def show(session: Session, text: str, as_of: str) -> Dossier:
    """Return the dossier of any record, with statuses as of a day (ISO).

    `text` is a reference, of which a child (an act, a name) leads to its record, a key, or a name. Raises
    NotFoundError, AmbiguousError.
    """
    record = find_record(session, text)
    match record.table:
        case "agreement":
            return agreement_dossier(session, find_agreement(session, record.key), as_of)
        case "city":
            return city_dossier(session, find_city(session, record.key), as_of)
        case "activity":
            return activity_dossier(session, record.id)
        case "person":
            return person_dossier(session, record.id)
        case "organization":
            return organization_dossier(session, record.id, as_of)
        case _:
            return source_dossier(session, record.id)
