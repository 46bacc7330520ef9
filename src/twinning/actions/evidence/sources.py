"""Finding sources, and adding those that a web address names."""

from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from twinning.actions.recording.keys import key_from_name
from twinning.db.models import Source
from twinning.db.session import connection_of
from twinning.domain.names import clean_text, quote
from twinning.domain.values import is_web_address
from twinning.domain.vocabulary import SourceKind
from twinning.errors import InputError
from twinning.queries.lookup.records import find_in, seek_in


def find_or_add_source(session: Session, text: str) -> int:
    """Return the id of the source that a key or a web address names; an address that is new becomes a website.

    Raises NotFoundError with the nearest keys.
    """
    text = clean_text(text, "the source", longest=2000)
    if not is_web_address(text):
        return find_in(connection_of(session), ("source",), text).id
    if (found := seek_in(connection_of(session), ("source",), text)) is not None:
        return found.id
    title = page_title(text)
    source = Source(key=key_from_name(session, "source", title), kind=SourceKind.WEBSITE, title=title, address=text)
    session.add(source)
    session.flush()
    return source.id


def page_title(address: str) -> str:
    """Return the name of a page of which nothing but its web address is known: host and path. Raises InputError."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise InputError(f"{quote(address)} is no web address: {error}") from error
    return f"{parts.netloc}{parts.path}".rstrip("/") or address
