"""Sources, and citing them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.keys import key_from_name, next_seq
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
    add_citation(session, find_or_add_source(session, source), {"field": field, "value": value}, **record)


def add_citation(session: Session, source: int, stated: Mapping[str, Any], **record: int) -> None:
    """Record what a source (its id) states of a record, which `record` names by its column."""
    seq = next_seq(session, "citation", "source_id", source)
    session.add(Citation(source_id=source, seq=seq, **({"basis": Basis.STATED} | dict(stated)), **record))
    session.flush()


def find_source(session: Session, text: str) -> int:
    """Return the id of the source that a key or a web address names. Raises NotFoundError with the nearest keys."""
    found = _find(session, text)
    if found is None:
        raise _not_found(session, text)
    return found


def find_or_add_source(session: Session, text: str) -> int:
    """Return the id of the source that a key or a web address names; an address that is new becomes a website."""
    text = clean_text(text, "the source", longest=2000)
    if (found := _find(session, text)) is not None:
        return found
    if not text.startswith(("https://", "http://")):
        raise _not_found(session, text)
    title = _title(text)
    source = Source(key=key_from_name(session, "source", title), kind=SourceKind.WEBSITE, title=title, address=text)
    session.add(source)
    session.flush()
    return source.id


def _find(session: Session, text: str) -> int | None:
    text = clean_text(text, "the source", longest=2000)
    sources = table("source")
    named = (sources.c.key == text.removeprefix("source:")) | (sources.c.address == text)
    found: int | None = session.execute(select(sources.c.id).where(named).order_by(sources.c.id)).scalar()
    return found


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
