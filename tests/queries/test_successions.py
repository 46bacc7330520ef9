"""What a city has through those that it succeeded: shown as theirs, from the day of the succession on."""

from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from queries.making import (
    make_activity,
    make_agreement,
    make_citation,
    make_city,
    make_commitment,
    make_count,
    make_source,
)
from twinning.db.models import CitySuccession
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Measure
from twinning.queries.dossiers.show import show
from twinning.queries.lists.partners import PartnerFilter, list_partners
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports.partners import report_partners
from twinning.rows import Dossier, Listing

TODAY = "2025-01-01"


def succeeded(session: Session, old: FoundCity, new: FoundCity, on: str | None = "2010-07-01") -> CitySuccession:
    succession = CitySuccession(old_city_id=old.id, seq=1, new_city_id=new.id, on=EdtfDate.parse(on) if on else None)
    session.add(succession)
    session.flush()
    return succession


@pytest.fixture
def changwon(session: Session) -> FoundCity:
    return make_city(session, "changwon-kr")


@pytest.fixture
def masan(session: Session, changwon: FoundCity) -> FoundCity:
    city = make_city(session, "masan-kr")
    succeeded(session, city, changwon)
    return city


@pytest.fixture
def zapopan(session: Session) -> FoundCity:
    return make_city(session, "zapopan-mx")


def partners(connection: Connection, city: FoundCity, day: str = TODAY, **choice: Any) -> Listing:
    return list_partners(connection, city, PartnerFilter(day, **choice))


def through(listing: Listing) -> list[tuple[str, str | None]]:
    return [(row.key, row.through) for row in listing.rows]


def sections(dossier: Dossier) -> dict[str, list[Any]]:
    return {section.name: list(section.rows) for section in dossier.sections}


def test_partners_of_a_succeeded_city_stand_under_its_name(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan)
    make_agreement(session, changwon, zapopan)
    listing = partners(connection, changwon)
    assert through(listing) == [("zapopan-mx", None), ("zapopan-mx", "masan-kr")]
    assert listing.sections[-1].title == "Through Masan, succeeded on 2010-07-01"
    assert through(partners(connection, changwon, agreements_only=True)) == through(listing)
    assert through(partners(connection, masan)) == [("zapopan-mx", None)]


def test_before_the_succession_nothing_comes_through_it(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan)
    assert through(partners(connection, changwon, "2010-06-30")) == []
    assert list(report_partners(connection, changwon, "2010-06-30").rows) == []
    assert sections(show(connection, "changwon-kr", "2010-06-30"))["inherited_agreements"] == []


def test_a_succession_of_unknown_day_is_one(
    session: Session, connection: Connection, changwon: FoundCity, zapopan: FoundCity
) -> None:
    jinhae = make_city(session, "jinhae-kr")
    succeeded(session, jinhae, changwon, None)
    make_agreement(session, jinhae, zapopan)
    listing = partners(connection, changwon, "1990-01-01")
    assert (through(listing), listing.sections[-1].title) == (
        [("zapopan-mx", "jinhae-kr")],
        "Through Jinhae, succeeded",
    )


def test_what_came_through_two_successions_is_shown_too(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    happo = make_city(session, "happo-kr")
    succeeded(session, happo, masan, "1990")
    make_agreement(session, happo, zapopan)
    assert through(partners(connection, changwon)) == [("zapopan-mx", "happo-kr")]
    assert [row.through for row in report_partners(connection, changwon, TODAY).rows] == ["happo-kr"]


def test_the_status_is_still_what_the_acts_say(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan, acts=[("signed", "1990"), ("ended", "2015-01-01")])
    then = {day: [row.status for row in partners(connection, changwon, day).rows] for day in ("2014-01-01", TODAY)}
    assert then == {"2014-01-01": ["active"], TODAY: ["ended"]}


def test_filters_hold_for_what_comes_through_others(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan)
    make_agreement(session, masan, make_city(session, "osaka-jp"), kind=AgreementKind.CONTACT)
    assert through(partners(connection, changwon, kind=AgreementKind.CONTACT)) == [("osaka-jp", "masan-kr")]
    assert through(partners(connection, changwon, country_code="MX")) == [("zapopan-mx", "masan-kr")]


def test_a_city_is_no_partner_of_its_own_through_the_one_that_it_succeeded(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity
) -> None:
    make_agreement(session, masan, changwon)
    assert through(partners(connection, changwon)) == [("masan-kr", None)]
    assert [row.through for row in report_partners(connection, changwon, TODAY).rows] == [None]


def test_proposals_and_meetings_of_a_succeeded_city_stay_its_own(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan, acts=[("proposed", "1990")])
    make_activity(session, "visit", masan, make_city(session, "osaka-jp"), start="1995")
    assert through(partners(connection, changwon)) == []


def test_activities_sources_and_promises_are_those_of_the_succeeded_city(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    agreement = make_agreement(session, masan, zapopan)
    make_activity(session, "visit", masan, zapopan, start="1995")
    make_citation(session, make_source(session), agreement_id=agreement.id)
    make_commitment(session, agreement, masan, creditor_id=zapopan.id)
    (row,) = partners(connection, changwon).rows
    assert (row.last_activity, row.sources) == ("1995", 1)
    (row,) = report_partners(connection, changwon, TODAY).rows
    assert (row.pair_last_activity, row.sources, row.open_commitments, row.key) == ("1995", 1, 1, agreement.key)


def test_what_came_through_others_is_not_counted_against_a_claim(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    make_agreement(session, masan, zapopan)
    make_count(session, changwon, Measure.PARTNER_CITIES, 1, "2020")
    assert partners(connection, changwon).notes == ("1 partner cities claimed for 2020; 0 recorded",)


def test_both_dossiers_tell_of_the_succession_and_cite_it(
    session: Session, connection: Connection, changwon: FoundCity, masan: FoundCity, zapopan: FoundCity
) -> None:
    jinhae = make_city(session, "jinhae-kr")
    succession = succeeded(session, jinhae, changwon, "2010")
    make_citation(session, make_source(session), city_succession_id=succession.id, field="on", value="2011")
    make_agreement(session, masan, zapopan)
    new, old = (sections(show(connection, key, TODAY)) for key in ("changwon-kr", "jinhae-kr"))
    assert [(row.key, row.on) for row in new["predecessors"]] == [("jinhae-kr", "2010"), ("masan-kr", "2010-07-01")]
    assert [(row.through, str(row.partners)) for row in new["inherited_agreements"]] == [("masan-kr", "Zapopan")]
    assert [(row.key, row.on) for row in old["successors"]] == [("changwon-kr", "2010")]
    assert (new["successors"], old["predecessors"], new["agreements"]) == ([], [], [])
    for dossier in (new, old):
        assert [row.key for row in dossier["sources"]] == ["a-paper"]
        assert [row.stated for row in dossier["contradictions"]] == ["2011"]
