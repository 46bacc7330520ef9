"""`show`: the dossier of whatever a reference or a name names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.db.references import parse_reference
from twinning.queries.agreement_dossiers import agreement_dossier
from twinning.queries.agreements import Tie, load_ties
from twinning.queries.cities import find_city
from twinning.queries.city_dossiers import city_dossier
from twinning.queries.tables import table
from twinning.rows import Dossier


def show(session: Session, text: str, as_of: str) -> Dossier:
    """Return the dossier of an agreement or a city, as of a day (ISO).

    `text` is a reference, of which a child (an act, a name) leads to its record, or whatever else names a city. Raises
    NotFoundError, AmbiguousError.
    """
    tie = _get_tie(session, text.strip())
    if tie is not None:
        return agreement_dossier(session, tie, as_of)
    return city_dossier(session, find_city(session, text.partition("/")[0]), as_of)


def _get_tie(session: Session, text: str) -> Tie | None:
    reference = parse_reference(text)
    if reference is None or reference.table not in (None, "agreement"):
        return None
    agreement, alias = table("agreement"), table("key_alias")
    answers = select(alias.c.key).where(alias.c.record_table == "agreement", alias.c.alias == reference.key)
    chosen = select(agreement.c.id).where((agreement.c.key == reference.key) | agreement.c.key.in_(answers))
    ties = load_ties(session, chosen)
    return ties[0] if ties else None
