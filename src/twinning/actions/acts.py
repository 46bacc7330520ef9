"""Recording what happens to an agreement."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from twinning.actions.agreements import NewAgreement, add_agreement
from twinning.actions.citing import cite
from twinning.actions.keys import next_seq
from twinning.actions.people import add_signatory
from twinning.actions.rules import check
from twinning.db.models import AgreementAct
from twinning.db.session import connection_of
from twinning.domain.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_PROSE, clean_text
from twinning.domain.vocabulary import ActMode, AgreementKind, Ground, Instrument
from twinning.errors import UsageError
from twinning.queries.lookup.agreements import Tie, find_agreement
from twinning.queries.lookup.cities import find_city


@dataclass(frozen=True, slots=True)
class NewAct:
    """An act to record. `by` is the party that acted alone, as people name it; without it `mode` says who did.

    A municipal merger is a circumstance unless said otherwise. `until` is the last day of the term that the act sets;
    `successor` the key of the agreement that takes its place.
    """

    kind: ActKind
    on: EdtfDate
    by: str | None = None
    mode: ActMode | None = None
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
    tie = find_agreement(connection_of(session), agreement)
    successor = find_agreement(connection_of(session), new.successor) if new.successor else None
    act = AgreementAct(
        agreement_id=tie.id,
        seq=next_seq(session, "agreement_act", "agreement_id", tie.id),
        kind=new.kind,
        on=new.on,
        until=new.until,
        mode=_mode(new),
        city_id=find_city(connection_of(session), new.by).id if new.by else None,
        ground=new.ground,
        successor_id=successor.id if successor else None,
        note=clean_text(new.note, "the note", LONGEST_PROSE, multiline=True) if new.note else None,
    )
    check(session, act)
    session.add(act)
    session.flush()
    for signatory in new.signatories:
        add_signatory(session, act, signatory, [party.key for party in tie.parties])
    for source in new.sources:
        cite(session, source, "agreement_act", act.id, field="on", value=new.on.text)
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
    parties = tuple(party.key for party in find_agreement(connection_of(session), agreement).parties)
    new = NewAgreement(parties, kind, on, instrument=instrument, title=title, signatories=signatories, sources=sources)
    successor = add_agreement(session, new).key
    act = NewAct(ActKind.SUPERSEDED, on, ground=Ground.UPGRADE, successor=successor, sources=sources)
    record_act(session, agreement, act)
    return successor


def _mode(new: NewAct) -> ActMode:
    if new.by is not None and new.mode not in (None, ActMode.PARTY):
        raise UsageError(f"what {new.by} did is not {new.mode}", "give --by or --mode, not both")
    by_circumstance = new.by is None and new.ground is Ground.MUNICIPAL_MERGER
    return new.mode or (ActMode.CIRCUMSTANCE if by_circumstance else ActMode.JOINT)
