"""Making one agreement of two records that were the same all along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.checking.likelihood import check_order
from twinning.actions.checking.rules import successors_from
from twinning.actions.merging.rows import absorb, leave_key, move_references, retire, take_over
from twinning.actions.recording.keys import next_seq
from twinning.db.models import Agreement, AgreementAct
from twinning.db.session import connection_of
from twinning.domain.agreements.acts import ACT_RULES
from twinning.errors import ConflictError
from twinning.queries.lookup.agreements import Tie, find_agreement
from twinning.rows.dossiers import MergedValueRow

_APART = (("agreement_party", "agreement_id"), ("agreement_act", "agreement_id"))
"""What refers to an agreement and does not move with the rest: its parties are those of the other, acts are matched."""


@dataclass(frozen=True, slots=True)
class MergedAgreement:
    """The agreement that stayed, and the values that were not taken over."""

    key: str
    given_up: tuple[MergedValueRow, ...]


def merge_agreement(session: Session, duplicate: str, into: str) -> MergedAgreement:
    """Let everything that refers to an agreement's duplicate refer to the agreement, whose alias its key becomes.

    An act that both have is kept once, with the people and the citations of both. Raises NotFoundError, AmbiguousError,
    ConflictError for two that cannot be one: they have other parties, or one took the other's place; and InputError
    where their acts cannot follow one another.
    """
    gone, kept = (find_agreement(connection_of(session), text) for text in (duplicate, into))
    _check(session, gone, kept)
    agreement, former = session.get_one(Agreement, kept.id), session.get_one(Agreement, gone.id)
    given_up = [*_merge_acts(session, gone.id, kept.id)]
    given_up += move_references(session, "agreement", gone.id, kept.id, apart=_APART)
    retire(session, former)
    given_up += take_over(session, former, agreement)
    leave_key(session, "agreement", gone.key, kept.key)
    return MergedAgreement(kept.key, tuple(given_up))


def _check(session: Session, gone: Tie, kept: Tie) -> None:
    if gone.id == kept.id:
        raise ConflictError(f"{gone.key} is that agreement already", "name two records of one agreement")
    if gone.facts.parties != kept.facts.parties:
        raise ConflictError(
            f"{gone.key} is one of {_parties(gone)}, {kept.key} is one of {_parties(kept)}",
            f"`twinning edit {gone.key} --add-party CITY` adds one that is missing",
        )
    for one, other in ((gone, kept), (kept, gone)):
        if other.id in successors_from(session, [one.id]):
            raise ConflictError(
                f"{other.key} took the place of {one.key}: they are two agreements", "both records stay"
            )


def _parties(tie: Tie) -> str:
    return " and ".join(party.name for party in tie.parties)


def _merge_acts(session: Session, gone: int, kept: int) -> Iterator[MergedValueRow]:
    """Bring every act to the agreement that stays, or to the act there which it is."""
    unmatched = _acts(session, kept)
    for act in _acts(session, gone):
        if (twin := _twin(act, unmatched)) is not None:
            unmatched.remove(twin)
            yield from absorb(session, act, twin, "agreement_id", act.kind.value)
        else:
            act.agreement_id, act.seq = kept, next_seq(session, "agreement_act", "agreement_id", kept)
        check_order(session, twin or act)
        session.flush()


def _acts(session: Session, agreement: int) -> list[AgreementAct]:
    acts = select(AgreementAct).where(AgreementAct.agreement_id == agreement).order_by(AgreementAct.seq)
    return list(session.scalars(acts))


def _twin(act: AgreementAct, others: Sequence[AgreementAct]) -> AgreementAct | None:
    """Return the act that is this one: of its kind and party, on a day that may be the same.

    Sources differ over when an agreement was signed or proposed. It was once, so that another day is the same act.
    """
    alike = [each for each in others if each.kind is act.kind and each.city_id == act.city_id]
    near = [each for each in alike if act.on is None or each.on is None or act.on.may_be(each.on)]
    return next(iter(near or (alike if ACT_RULES[act.kind].begins else ())), None)
