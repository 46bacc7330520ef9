"""Saying of a source what is known of it in the command that cites it."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from twinning.actions.checking.rules import check
from twinning.actions.evidence.sources import find_or_add_source
from twinning.actions.recording.resolving import attributes_of
from twinning.db.models import Source
from twinning.errors import ConflictError, UsageError
from twinning.inputs import CitationInput, SourceInput


def describe_sources(session: Session, citations: Iterable[CitationInput], about: SourceInput) -> None:
    """Record for the cited sources for whom they speak and when they were published.

    A web address becomes a source if it is none yet. Raises UsageError where there is no source to be described, and
    ConflictError where something else is recorded of one.
    """
    cited = list(citations)
    attributes = attributes_of(session, about)
    if attributes and not cited:
        raise UsageError("there is no source to describe", "add --source, a source's key or a web address")
    for each in cited if attributes else ():
        source = session.get_one(Source, find_or_add_source(session, str(each.source)))
        for name, value in attributes.items():
            if getattr(source, name) not in (None, value):
                word = name.removesuffix("_id").replace("_", "-")
                raise ConflictError(f"{source.key} has another {word}", f"twinning edit source:{source.key} --{word} …")
            setattr(source, name, value)
        check(session, source)
    session.flush()
