"""Sources, and citing them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from twinning.actions.keys import key_from_name, next_seq
from twinning.db.models import Citation, Source
from twinning.db.session import connection_of
from twinning.domain.names import clean_text, quote
from twinning.domain.vocabulary import Basis, SourceKind
from twinning.errors import InputError, NotFoundError
from twinning.queries.lookup.records import find_in


def add_citation(session: Session, source: int, stated: Mapping[str, Any], **record: int) -> None:
    """Record what a source (its id) states of a record, which `record` names by its column."""
    seq = next_seq(session, "citation", "source_id", source)
    session.add(Citation(source_id=source, seq=seq, **({"basis": Basis.STATED} | dict(stated)), **record))
    session.flush()


def find_or_add_source(session: Session, text: str) -> int:
    """Return the id of the source that a key or a web address names; an address that is new becomes a website.

    Raises NotFoundError with the nearest keys.
    """
    text = clean_text(text, "the source", longest=2000)
    try:
        return find_in(connection_of(session), ("source",), text).id
    except NotFoundError:
        if not text.startswith(("https://", "http://")):
            raise
    title = _title(text)
    source = Source(key=key_from_name(session, "source", title), kind=SourceKind.WEBSITE, title=title, address=text)
    session.add(source)
    session.flush()
    return source.id


def _title(address: str) -> str:
    """Name a page by its host and path."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise InputError(f"{quote(address)} is no web address: {error}") from error
    return f"{parts.netloc}{parts.path}".rstrip("/") or address
