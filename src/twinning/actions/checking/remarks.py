"""Notes about a change besides its outcome, and which refusals the user has lifted."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from twinning.rows.upkeep import Remark

_FEW = 3
_REMARKS, _ALLOWED = "remarks", "unlikely things are allowed"


def remark(session: Session, text: str, *, doubtful: bool = False, of_many: str = "") -> None:
    """Add a note for the user about the change being made; the same note is added once.

    `of_many` says it of many records, of `{count}` of them.
    """
    session.info.setdefault(_REMARKS, {})[Remark(text, doubtful, of_many)] = None


def remark_in_short(session: Session, remarks: Iterable[Remark]) -> None:
    """Add notes about many records; what would be said of more than a few is said of all of them at once."""
    alike: dict[str, list[Remark]] = {}
    for each in remarks:
        alike.setdefault(each.of_many or each.text, []).append(each)
    noted = session.info.setdefault(_REMARKS, {})
    for of_many, told in alike.items():
        in_short = Remark(of_many.replace("{count}", str(len(told))), any(each.doubtful for each in told))
        noted.update(dict.fromkeys([in_short] if len(told) > _FEW else told))


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
