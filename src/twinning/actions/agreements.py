"""Adding agreements."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from twinning.actions.citing import cite
from twinning.actions.keys import agreement_key
from twinning.actions.people import add_signatory
from twinning.actions.rules import check, check_term
from twinning.db.models import Agreement, AgreementAct, AgreementField, AgreementParty
from twinning.db.session import connection_of
from twinning.domain.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_PROSE, clean_text
from twinning.domain.status import Act
from twinning.domain.vocabulary import ActMode, AgreementKind, Field, Instrument, Renewal
from twinning.errors import ConflictError, UsageError
from twinning.queries.lookup.agreements import load_ties, ties_of
from twinning.queries.lookup.cities import FoundCity, find_city
from twinning.queries.tables import table


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement to add. `cities` are two or more, named as people do.

    It was `signed`, or only `proposed`, or first one and then the other; one of them is needed. `until` is the last day
    of its first term. `signatories` are written `City: Name, Post`. `sources` are keys or web addresses.
    """

    cities: tuple[str, ...]
    kind: AgreementKind
    signed: EdtfDate | None = None
    proposed: EdtfDate | None = None
    until: EdtfDate | None = None
    instrument: Instrument = Instrument.UNKNOWN
    title: str | None = None
    place_signed: str | None = None
    summary: str | None = None
    renewal: Renewal | None = None
    term_months: int | None = None
    notice_months: int | None = None
    council_approval: str | None = None
    council_approved: EdtfDate | None = None
    internal: bool = False
    fields: tuple[Field, ...] = ()
    signatories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def add_agreement(session: Session, new: NewAgreement) -> Agreement:
    """Record an agreement with its first acts, its signatories and its citations.

    Raises UsageError for a city with itself, ConflictError for an agreement of the same parties, kind and date, and
    what `find_city` raises.
    """
    cities = [find_city(connection_of(session), text) for text in new.cities]
    _check_parties(cities)
    acts = _acts(new)
    for act in acts:
        _check_duplicate(session, cities, new.kind, act)
    agreement = Agreement(
        key=agreement_key(session, [city.key for city in cities]),
        title=clean_text(new.title, "the title") if new.title else None,
        kind=new.kind,
        instrument=new.instrument,
        place_signed=clean_text(new.place_signed, "the place of signing") if new.place_signed else None,
        summary=clean_text(new.summary, "the summary", LONGEST_PROSE, multiline=True) if new.summary else None,
        renewal=new.renewal,
        term_months=new.term_months,
        notice_months=new.notice_months,
        council_approval=clean_text(new.council_approval, "the approval") if new.council_approval else None,
        council_approved=new.council_approved,
        internal=new.internal,
        parties=[AgreementParty(city_id=city.id) for city in cities],
        fields=[AgreementField(field=field) for field in dict.fromkeys(new.fields)],
        acts=acts,
    )
    check(session, agreement)
    session.add(agreement)
    session.flush()
    for signatory in new.signatories:
        add_signatory(session, acts[-1], signatory, [city.key for city in cities])
    for source in new.sources:
        _cite(session, source, agreement)
    return agreement


def _acts(new: NewAgreement) -> list[AgreementAct]:
    dated = ((ActKind.PROPOSED, new.proposed, None), (ActKind.SIGNED, new.signed, new.until))
    acts = [
        AgreementAct(seq=seq, kind=kind, on=on, until=until, mode=ActMode.JOINT, persons=[])
        for seq, (kind, on, until) in enumerate((each for each in dated if each[1] is not None), start=1)
    ]
    if not acts:
        raise UsageError("an agreement was signed on some day, or proposed", "give --signed or --proposed")
    if new.until is not None and new.signed is None:
        raise UsageError("only a signed agreement has a term", "leave --until out, or give --signed")
    if new.signed is not None:
        check_term(new.signed, new.until)
    return acts


def _cite(session: Session, source: str, agreement: Agreement) -> None:
    """Cite a source for the kind and the acts, unless it says what else it speaks of."""
    if cite(session, source, "agreement", agreement.id, field="kind", value=agreement.kind.value):
        return
    for act in agreement.acts:
        cite(session, source, "agreement_act", act.id, field="on", value=str(act.on))


def _check_parties(cities: Sequence[FoundCity]) -> None:
    if len(cities) < 2:
        raise UsageError("an agreement has two or more parties", "name each city: twinning add-agreement Busan Chicago")
    for number, city in enumerate(cities):
        if city in cities[:number]:
            raise UsageError(f"{city.name} ({city.key}) cannot be its own partner", "name two different cities")


def _check_duplicate(session: Session, cities: Sequence[FoundCity], kind: AgreementKind, new: AgreementAct) -> None:
    agreement = table("agreement")
    chosen = select(agreement.c.id).where(agreement.c.id.in_(ties_of(cities[0].id)), agreement.c.kind == kind)
    for tie in load_ties(connection_of(session), chosen):
        if tie.facts.parties == {city.id for city in cities} and any(_is_same(new, act) for act in tie.facts.acts):
            raise ConflictError(
                f"an agreement of these parties, kind and date is recorded already: {tie.key}",
                f"see it with `twinning show {tie.key}`",
            )


def _is_same(new: AgreementAct, act: Act) -> bool:
    """Say whether two acts are of one kind and one date, however the date is written."""
    if new.kind is not act.kind or new.on is None or act.on is None:
        return False
    return (new.on.earliest, new.on.latest) == (act.on.earliest, act.on.latest)
