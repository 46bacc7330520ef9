"""Notes about a change besides its outcome, and which refusals the user has lifted."""

from sqlalchemy.orm import Session

from twinning.rows.upkeep import Remark

_REMARKS, _ALLOWED = "remarks", "unlikely things are allowed"


def remark(session: Session, text: str, *, doubtful: bool = False) -> None:
    """Add a note for the user about the change being made; the same note is added once."""
    session.info.setdefault(_REMARKS, {})[Remark(text, doubtful)] = None


def remarks_of(session: Session) -> tuple[Remark, ...]:
    """Return what was noted in this session, in its order."""
    return tuple(session.info.get(_REMARKS, ()))


def take_remarks(session: Session) -> tuple[Remark, ...]:
    """Return what was noted in this session and is told in another way."""
    found = remarks_of(session)
    session.info.pop(_REMARKS, None)
    return found


def allow_unlikely(session: Session) -> None:
    """Allow what is otherwise refused as unlikely: a year before 1800, or what seems to be recorded already."""
    session.info[_ALLOWED] = True


def is_unlikely_allowed(session: Session) -> bool:
    """Return whether that was done."""
    return bool(session.info.get(_ALLOWED))
