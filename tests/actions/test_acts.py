"""What happens to an agreement is recorded as it happened, and its status follows: cases from the world."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.registers import Registers
from queries.making import trying
from twinning.actions.evidence.citing import cite
from twinning.actions.recording.acts import record_act, upgrade_agreement
from twinning.actions.recording.records import add
from twinning.db.models import Source
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActMode, AgreementKind, Ground, SourceKind, Status
from twinning.errors import ConflictError, InputError, NotFoundError, UsageError
from twinning.inputs import UNSET, ActInput, AgreementInput, CitationInput, CityInput, SignatoryInput
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import find_city


@pytest.fixture(scope="module")
def cities(registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """An empty register with some cities."""
    cities = (
        ("Emden", "DE"),
        ("Arkhangelsk", "RU"),
        ("San Francisco", "US"),
        ("Osaka", "JP"),
        ("Miyoshi", "JP"),
        ("Sacheon", "KR"),
        ("Kochi", "JP"),
        ("Surabaya", "ID"),
        ("Fukuoka", "JP"),
        ("Busan", "KR"),
        ("Shanghai", "CN"),
        ("Nagasaki Prefecture", "JP"),
    )
    with registers.copy("empty", tmp_path_factory.mktemp("cities")) as address:
        with writing(address, NewOperation("tester", "test")) as session:
            for name, country in cities:
                add(session, CityInput(name, country))
        yield address


@pytest.fixture
def session(cities: Address) -> Iterator[Session]:
    """A session on those cities; what is written in it is taken back."""
    with trying(cities) as session:
        yield session


def day(text: str) -> EdtfDate:
    return EdtfDate.parse(text)


def sister_cities(session: Session, *cities: str, on: str, until: str | None = None) -> str:
    term = day(until) if until else UNSET
    return add(session, AgreementInput(cities, AgreementKind.SISTER_CITY, day(on), until=term)).key


def status(connection: Connection, key: str, as_of: str) -> Status:
    return find_agreement(connection, key).status(as_of)


def test_a_listed_tie_without_a_date_is_active_then_suspended_and_not_ended(
    session: Session, connection: Connection
) -> None:
    key = sister_cities(session, "Emden", "Arkhangelsk", on="[..2021-01-01]")
    record_act(session, key, ActInput(ActKind.SUSPENDED, day("2022"), by="Emden", ground=Ground.ARMED_CONFLICT))
    assert status(connection, key, "2021-06-30") is Status.ACTIVE
    assert status(connection, key, "2022-06-30") is Status.UNKNOWN
    assert status(connection, key, "2023-01-01") is Status.SUSPENDED


def test_an_end_that_the_other_side_does_not_list_is_disputed(session: Session, connection: Connection) -> None:
    key = sister_cities(session, "San Francisco", "Osaka", on="1957-10-07")
    record_act(session, key, ActInput(ActKind.ENDED, day("2018-10-02"), by="Osaka", ground=Ground.HISTORY_DISPUTE))
    assert status(connection, key, "2018-10-02") is Status.ENDED
    city = find_city(connection, "San Francisco").id
    listing = Source(
        key="sf-list", kind=SourceKind.REGISTER, title="List", published=day("2020-05"), speaks_for_id=city
    )
    session.add(listing)
    session.flush()
    cite(session, CitationInput("sf-list", "status", "Active"), "agreement", find_agreement(connection, key).id)
    assert status(connection, key, "2018-10-01") is Status.ACTIVE
    assert status(connection, key, "2021-01-01") is Status.DISPUTED


def test_a_merger_of_municipalities_suspends_by_circumstance_until_the_renewal(
    session: Session, connection: Connection
) -> None:
    key = sister_cities(session, "Miyoshi", "Sacheon", on="1992-05-25")
    merger = ActInput(ActKind.SUSPENDED, day("1995-05"), mode=ActMode.CIRCUMSTANCE, ground=Ground.MUNICIPAL_MERGER)
    record_act(session, key, merger)
    record_act(session, key, ActInput(ActKind.RENEWED, day("2001-05-24")))
    spans = [status(connection, key, on) for on in ("1994-12-31", "1995-06-01", "2001-05-23", "2001-05-24")]
    assert spans == [Status.ACTIVE, Status.SUSPENDED, Status.SUSPENDED, Status.ACTIVE]


def test_a_term_that_ran_out_is_expired_until_its_extension_is_recorded(
    session: Session, connection: Connection
) -> None:
    key = sister_cities(session, "Kochi", "Surabaya", on="1997-04", until="2002-04")
    assert status(connection, key, "2003-01-01") is Status.EXPIRED
    assert status(connection, key, "2002-04-15") is Status.UNKNOWN
    record_act(session, key, ActInput(ActKind.RENEWED, day("2002-04"), until=day("2007-04")))
    assert status(connection, key, "2003-01-01") is Status.ACTIVE


def test_an_upgrade_supersedes_the_old_agreement_with_a_new_one(session: Session, connection: Connection) -> None:
    old = AgreementInput(("Fukuoka", "Busan"), AgreementKind.COOPERATION, day("1989-10"))
    key = add(session, old).key
    successor = upgrade_agreement(session, key, AgreementInput((), AgreementKind.SISTER_CITY, day("2007-02-02")))
    assert status(connection, key, "1989-10-15") is Status.UNKNOWN
    assert status(connection, key, "1990-01-01") is Status.ACTIVE
    assert status(connection, key, "2008-01-01") is Status.SUPERSEDED
    assert status(connection, successor, "2008-01-01") is Status.ACTIVE
    assert successor == "busan-kr--fukuoka-jp--2"


def test_one_of_three_leaving_leaves_the_other_two(session: Session, connection: Connection) -> None:
    key = sister_cities(session, "Busan", "Shanghai", "Nagasaki Prefecture", on="2010")
    record_act(session, key, ActInput(ActKind.LEFT, day("2020-01-01"), by="Shanghai"))
    tie = find_agreement(connection, key)
    ids = {party.name: party.id for party in tie.parties}
    assert tie.status("2021-01-01") is Status.ACTIVE
    assert tie.status("2021-01-01", ids["Busan"], ids["Nagasaki Prefecture"]) is Status.ACTIVE
    assert tie.status("2021-01-01", ids["Busan"], ids["Shanghai"]) is Status.ENDED
    record_act(session, key, ActInput(ActKind.LEFT, day("2022-01-01"), by="Busan"))
    assert find_agreement(connection, key).status("2023-01-01") is Status.ENDED


def test_a_proposal_is_abandoned_when_that_is_recorded(session: Session, connection: Connection) -> None:
    proposal = AgreementInput(("Busan", "Osaka"), AgreementKind.SISTER_CITY, proposed=day("2022"))
    key = add(session, proposal).key
    assert status(connection, key, "2023-01-01") is Status.PROPOSED
    record_act(session, key, ActInput(ActKind.ABANDONED, day("2024")))
    assert status(connection, key, "2025-01-01") is Status.ABANDONED


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (ActInput(ActKind.LEFT, EdtfDate.parse("2020")), UsageError),
        (ActInput(ActKind.ENDED, EdtfDate.parse("2020"), by="Osaka"), InputError),
        (ActInput(ActKind.ENDED, EdtfDate.parse("2020"), by="Atlantis"), NotFoundError),
        (ActInput(ActKind.ENDED, EdtfDate.parse("2020"), until=EdtfDate.parse("2021")), UsageError),
        (ActInput(ActKind.SUPERSEDED, EdtfDate.parse("2020")), UsageError),
        (ActInput(ActKind.SIGNED, EdtfDate.parse("2010")), ConflictError),
    ],
    ids=["leaves as nobody", "a stranger", "an unknown city", "a term", "no successor", "twice"],
)
def test_an_act_that_cannot_be_is_refused(session: Session, act: ActInput, error: type[Exception]) -> None:
    key = sister_cities(session, "Busan", "Shanghai", on="2010")
    with pytest.raises(error):
        record_act(session, key, act)


def test_an_agreement_does_not_supersede_itself(session: Session) -> None:
    key = sister_cities(session, "Busan", "Shanghai", on="2010")
    with pytest.raises(UsageError, match="cannot take its own place"):
        record_act(session, key, ActInput(ActKind.SUPERSEDED, day("2020"), successor=key))


def test_a_person_signs_an_act_once(session: Session) -> None:
    key = sister_cities(session, "Busan", "Shanghai", on="2010")
    act = ActInput(
        ActKind.RENEWED, day("2020"), signatories=(SignatoryInput("Busan", "Kim"), SignatoryInput("Shanghai", "Kim"))
    )
    with pytest.raises(ConflictError, match=r"Kim \(kim\) signs twice"):
        record_act(session, key, act)
