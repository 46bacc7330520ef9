"""Recording what happens to an agreement."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from twinning.actions.agreements import NewAgreement, add_agreement
from twinning.actions.keys import next_seq
from twinning.actions.people import add_signatory
from twinning.actions.rules import check_act, check_term
from twinning.actions.sources import cite
from twinning.dates import EdtfDate
from twinning.db.models import AgreementAct
from twinning.errors import ConflictError, InputError, UsageError
from twinning.names import clean_text
from twinning.queries.agreements import Party, Tie, find_agreement
from twinning.queries.cities import find_city
from twinning.vocabulary import ActKind, ActMode, AgreementKind, Ground, Instrument


@dataclass(frozen=True, slots=True)
class NewAct:
    """An act to record. `by` is the party that acted alone, as people name it; without it `mode` says who did.

    `until` is the last day of the term that the act sets; `successor` the key of the agreement that takes its place.
    """

    kind: ActKind
    on: EdtfDate
    by: str | None = None
    mode: ActMode = ActMode.JOINT
    until: EdtfDate | None = None
    ground: Ground | None = None
    successor: str | None = None
    note: str | None = None
    signatories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def record_act(session: Session, agreement: str, new: NewAct) -> Tie:
    """Record an act of an agreement (its key); return the agreement as it was found.

    Raises NotFoundError, UsageError for an act that needs something else, ConflictError for one that is there already.
    """
    tie = find_agreement(session, agreement)
    by = _find_party(session, tie, new.by) if new.by else None
    _check(tie, new, by)
    successor = _find_successor(session, tie, new.successor) if new.successor else None
    act = AgreementAct(
        agreement_id=tie.id,
        seq=next_seq(session, "agreement_act", "agreement_id", tie.id),
        kind=new.kind,
        on=new.on,
        until=new.until,
        mode=ActMode.PARTY if by else new.mode,
        city_id=by.id if by else None,
        ground=new.ground,
        successor_id=successor.id if successor else None,
        note=clean_text(new.note, "the note", longest=10_000, multiline=True) if new.note else None,
    )
    session.add(act)
    session.flush()
    for signatory in new.signatories:
        add_signatory(session, act, signatory, [party.key for party in tie.parties])
    for source in new.sources:
        cite(session, source, field="on", value=new.on.text, agreement_act_id=act.id)
    return tie


def upgrade_agreement(
    session: Session,
    agreement: str,
    kind: AgreementKind,
    on: EdtfDate,
    instrument: Instrument = Instrument.UNKNOWN,
    title: str | None = None,
    signatories: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
) -> str:
    """Record a new agreement of the same parties that supersedes one (its key) on a day; return the new one's key.

    Raises what `add_agreement` and `record_act` raise.
    """
    parties = tuple(party.key for party in find_agreement(session, agreement).parties)
    new = NewAgreement(parties, kind, on, instrument=instrument, title=title, signatories=signatories, sources=sources)
    successor = add_agreement(session, new).key
    act = NewAct(ActKind.SUPERSEDED, on, ground=Ground.UPGRADE, successor=successor, sources=sources)
    record_act(session, agreement, act)
    return successor


def _find_party(session: Session, tie: Tie, text: str) -> Party:
    city = find_city(session, text)
    for party in tie.parties:
        if party.id == city.id:
            return party
    parties = " and ".join(party.name for party in tie.parties)
    raise InputError(f"{city.name} is no party to {tie.key}", f"its parties are {parties}")


def _find_successor(session: Session, tie: Tie, key: str) -> Tie:
    successor = find_agreement(session, key)
    if successor.id == tie.id:
        raise UsageError(f"{tie.key} cannot take its own place", "--successor names the agreement that does")
    return successor


def _check(tie: Tie, new: NewAct, by: Party | None) -> None:
    check_act(new.kind, new.mode, new.until, new.successor, by)
    check_term(new.on, new.until)
    for act in tie.facts.acts:
        if act.kind is new.kind and act.on == new.on and act.city == (by.id if by else None):
            raise ConflictError(f"{tie.key} has this act already", f"see it with `twinning show {tie.key}`")
