"""What becomes of the sources of a value that is corrected."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.checking.remarks import remark
from twinning.actions.recording.resolving import Attributes
from twinning.db.models import Citation, Source
from twinning.db.references import CITABLE
from twinning.domain.dates import EdtfDate
from twinning.domain.values import written
from twinning.queries.evidence.contradictions import NOT_COMPARED


def follow_correction(session: Session, row: Any, before: Attributes, *, mistyped: bool) -> None:
    """Note which sources still state what a row had `before`; if that was mistyped, correct them as well.

    A citation is what a source says. Only whoever typed it knows whether the slip was the source's or their own. A day
    that is told more exactly contradicts nobody, and is not noted.
    """
    for field, old in before.items():
        new = getattr(row, field)
        if old is None or new in (None, old) or field in NOT_COMPARED or row.__tablename__ not in CITABLE:
            continue
        for citation, source in _stating(session, row, field, written(old)):
            if mistyped:
                citation.value = written(new)
            elif not _may_be_the_same(old, new):
                remark(
                    session,
                    f"{field}: {source} goes on stating {written(old)}; --mistyped corrects its word too",
                    of_many=f"{field}: {source} goes on stating {{count}} old values; --mistyped corrects its word too",
                )
    session.flush()


def _may_be_the_same(old: Any, new: Any) -> bool:
    return isinstance(old, EdtfDate) and isinstance(new, EdtfDate) and new.may_be(old)


def _stating(session: Session, row: Any, field: str, value: str) -> Iterator[tuple[Citation, str]]:
    of_row = getattr(Citation, f"{row.__tablename__}_id") == row.id
    query = select(Citation, Source.title).join(Source, Source.id == Citation.source_id)
    query = query.where(of_row, Citation.field == field, Citation.value == value).order_by(Citation.id)
    yield from ((citation, title) for citation, title in session.execute(query).all())
