"""`show`: the dossier of any record, found by a reference or a name."""

from sqlalchemy import Connection

from twinning.queries.dossiers.activity import activity_dossier
from twinning.queries.dossiers.agreement import agreement_dossier
from twinning.queries.dossiers.city import city_dossier
from twinning.queries.dossiers.people import organization_dossier, person_dossier
from twinning.queries.dossiers.source import source_dossier
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.records import find_record
from twinning.rows import Dossier


def show(connection: Connection, text: str, as_of: str) -> Dossier:
    """Return the dossier of any record, with statuses as of a day (ISO).

    `text` is a reference, of which a child (an act, a name) leads to its record, a key, or a name. Raises
    NotFoundError, AmbiguousError.
    """
    record = find_record(connection, text)
    match record.table:
        case "agreement":
            return agreement_dossier(connection, find_agreement(connection, record.key), as_of)
        case "city":
            return city_dossier(connection, find_city(connection, record.key), as_of)
        case "activity":
            return activity_dossier(connection, record.id)
        case "person":
            return person_dossier(connection, record.id)
        case "organization":
            return organization_dossier(connection, record.id, as_of)
        case _:
            return source_dossier(connection, record.id)
