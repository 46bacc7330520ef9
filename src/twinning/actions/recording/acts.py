"""Recording what happens to an agreement."""

from dataclasses import replace

from sqlalchemy.orm import Session

from twinning.actions.recording.child_rows import add_child
from twinning.actions.recording.records import add
from twinning.db.session import connection_of
from twinning.domain.agreements.acts import ActKind
from twinning.domain.vocabulary import ActMode, Ground
from twinning.inputs import ActInput, AgreementInput
from twinning.inputs.declaring import children_of
from twinning.queries.lookup.agreements import Tie, find_agreement
from twinning.queries.lookup.records import FoundRecord

_ACTS = next(child for child in children_of(AgreementInput) if child.row is ActInput)


def record_act(session: Session, agreement: str, act: ActInput) -> Tie:
    """Record an act of an agreement (its key); return the agreement as it was found.

    Raises NotFoundError, UsageError for an act that needs something else, ConflictError for one that is there already.
    """
    tie = find_agreement(connection_of(session), agreement)
    add_child(session, FoundRecord("agreement", tie.id, tie.key), _ACTS, act)
    return tie


def upgrade_agreement(session: Session, agreement: str, new: AgreementInput) -> str:
    """Record a new agreement of the same parties that supersedes one (its key) when it is signed; return its key.

    Its sources are cited for the end of the old one as well. Raises what `add` and `record_act` raise.
    """
    old = find_agreement(connection_of(session), agreement)
    successor = add(session, replace(new, parties=tuple(party.key for party in old.parties))).key
    act = ActInput(
        ActKind.SUPERSEDED,
        new.signed,
        mode=ActMode.JOINT,
        ground=Ground.UPGRADE,
        successor=successor,
        sources=new.sources,
    )
    record_act(session, old.key, act)  # the cities that named it have two agreements now
    return successor
