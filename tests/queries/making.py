"""Records of small registers, each with no more than a test says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from twinning.db.models import (
    Activity,
    ActivityPlace,
    Agreement,
    AgreementAct,
    AgreementParty,
    Citation,
    City,
    CityName,
    Commitment,
    ReportedCount,
    ReportedCountKind,
    Source,
)
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    ActMode,
    AgreementKind,
    Basis,
    CityKind,
    CommitmentState,
    Instrument,
    NameKind,
    PlaceRole,
    SourceKind,
)
from twinning.queries.lookup.cities import FoundCity


@contextmanager
def trying(address: Address) -> Iterator[Session]:
    """Give a session on a register that forgets what is written in it."""
    with writing(address, NewOperation("tester", "test"), dry_run=True) as session:
        yield session


def make_city(session: Session, key: str, name: str | None = None, *names: str, **columns: Any) -> FoundCity:
    """Record a city and its other names; its country is the end of its key."""
    name = name or key.rpartition("-")[0].title()
    columns = {"kind": CityKind.CITY, "country_code": key.rpartition("-")[2].upper()} | columns
    others = [
        CityName(seq=seq, name=other, folded=fold(other), kind=NameKind.EXONYM) for seq, other in enumerate(names, 1)
    ]
    city = City(key=key, name=name, folded=fold(name), names=others, **columns)
    session.add(city)
    session.flush()
    return FoundCity(city.id, key, name, city.country_code, city.admin1)


def make_agreement(
    session: Session, *cities: FoundCity, acts: Any = (("signed", "1990"),), **columns: Any
) -> Agreement:
    """Record an agreement; an act is a kind, a day, and the columns that it has besides."""
    key = "--".join(sorted(city.key for city in cities))
    columns = {"key": key, "kind": AgreementKind.SISTER_CITY, "instrument": Instrument.UNKNOWN} | columns
    made = [make_act(seq, *each) for seq, each in enumerate(acts, 1)]
    agreement = Agreement(parties=[AgreementParty(city_id=city.id) for city in cities], **columns)
    session.add(agreement)
    session.flush()
    for act in made:
        act.agreement_id = agreement.id
        session.add(act)
    session.flush()
    return agreement


def make_act(seq: int, kind: str, on: str | None, columns: dict[str, Any] | None = None) -> AgreementAct:
    columns = {"mode": ActMode.JOINT} | (columns or {})
    return AgreementAct(seq=seq, kind=ActKind(kind), on=EdtfDate.parse(on) if on else None, **columns)


def make_activity(session: Session, key: str, *cities: FoundCity, start: str | None = None, **columns: Any) -> Activity:
    """Record an event that was held, with these cities as its places."""
    places = [ActivityPlace(seq=seq, city_id=city.id, role=PlaceRole.PARTICIPANT) for seq, city in enumerate(cities, 1)]
    columns = {"kind": ActivityKind.EVENT, "title": key.title(), "status": ActivityStatus.HELD} | columns
    activity = Activity(key=key, start=EdtfDate.parse(start) if start else None, places=places, **columns)
    session.add(activity)
    session.flush()
    return activity


def make_commitment(session: Session, agreement: Agreement, debtor: FoundCity, **columns: Any) -> Commitment:
    """Record an open promise made in an agreement."""
    columns = {"seq": 1, "text": "A tree", "state": CommitmentState.OPEN} | columns
    commitment = Commitment(agreement_id=agreement.id, debtor_id=debtor.id, **columns)
    session.add(commitment)
    session.flush()
    return commitment


def make_count(session: Session, city: FoundCity, measure: str, value: int, on: str | None, **columns: Any) -> None:
    """Record a claim about a city, for some kinds of agreement."""
    kinds = [ReportedCountKind(kind=kind) for kind in columns.pop("kinds", ())]
    columns = {"seq": 1, "measure": measure, "value": value, "on": EdtfDate.parse(on) if on else None} | columns
    session.add(ReportedCount(city_id=city.id, kinds=kinds, **columns))
    session.flush()


def make_source(session: Session, key: str = "a-paper", **columns: Any) -> Source:
    source = Source(key=key, **({"kind": SourceKind.PRESS, "title": key.title()} | columns))
    session.add(source)
    session.flush()
    return source


def make_citation(session: Session, source: Source, **columns: Any) -> Citation:
    """Record what a source says: `agreement_id=…, field=…, value=…`."""
    citation = Citation(source_id=source.id, **({"seq": 1, "basis": Basis.STATED} | columns))
    session.add(citation)
    session.flush()
    return citation
