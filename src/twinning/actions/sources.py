"""Sources, and citing them."""

from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from twinning.actions.keys import key_from_name
from twinning.db.models import Citation, Source
from twinning.errors import InputError, NotFoundError
from twinning.names import clean_text, nearest, quote
from twinning.queries.tables import table
from twinning.vocabulary import Basis, SourceKind


def cite(session: Session, source: str, *, field: str | None = None, value: str | None = None, **record: int) -> None:
    """Record that a source supports a record, or the value of one of its fields.

    `source` is a source's key, or a web address, which becomes a source if it is none yet. `record` is one reference
    by its column: `agreement_id=…`. Raises NotFoundError for a key that is none.
    """
    found = find_or_add_source(session, source)
    seq = session.execute(select(func.max(Citation.seq)).where(Citation.source_id == found)).scalar() or 0
    session.add(Citation(source_id=found, seq=seq + 1, field=field, value=value, basis=Basis.STATED, **record))
    session.flush()


def find_or_add_source(session: Session, text: str) -> int:
    """Return the id of the source that a key or a web address names; an address that is new becomes a website."""
    text = clean_text(text, "the source", longest=2000)
    sources = table("source")
    named = (sources.c.key == text.removeprefix("source:")) | (sources.c.address == text)
    found = session.execute(select(sources.c.id).where(named).order_by(sources.c.id)).scalar()
    if found is not None:
        return int(found)
    if not text.startswith(("https://", "http://")):
        raise _not_found(session, text)
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


def _not_found(session: Session, text: str) -> NotFoundError:
    near = nearest(text, session.execute(select(table("source").c.key)).scalars())
    hint = f"did you mean {' or '.join(near)}? A" if near else "a"
    return NotFoundError(f"there is no source {quote(text)}", f"{hint} web address (https://…) becomes a source itself")
