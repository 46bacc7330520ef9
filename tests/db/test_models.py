"""What is stored comes back as what it was."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError

from db.changing import ADDING, city, reading_models
from twinning.db.models import Activity, Agreement, City, Delegation, Event, ExchangeProgram, Source
from twinning.db.session import writing
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus, AgreementKind, Instrument, SourceKind

DATES = ("1966-06-30", "1989-10", "199X", "1990~", "2004?-11-03", "[..2019-12-13]", "2019-12-13/2019-12-15")
KINDS: dict[type[Activity], dict[str, Any]] = {
    Delegation: {"purpose": "Trade", "size": 5},
    Event: {"venue": "Hall", "attendance": 0, "shown": "Art"},
    ExchangeProgram: {"participants": 12},
}


def stored(address, row, model):
    """Write a row; return it as another session reads it, by a model that may be wider."""
    with writing(address, ADDING) as session:
        session.add(row)
    with reading_models(address) as session:
        found = session.scalars(select(model)).one()
        session.expunge(found)
    return found


def agreement(**columns):
    return Agreement(key="busan--chicago", kind=AgreementKind.SISTER_CITY, instrument=Instrument.AGREEMENT, **columns)


def activity(kind, **columns):
    return kind(key="a-visit", title="A visit", status=ActivityStatus.HELD, **columns)


@pytest.mark.parametrize("text", DATES)
def test_a_date_comes_back_with_its_bounds_and_its_doubt(address, text):
    date = EdtfDate.parse(text)
    source = Source(key="a-paper", kind=SourceKind.PRESS, title="A paper", published=date)
    assert stored(address, source, Source).published == date


def test_no_date_comes_back_as_none(address):
    assert stored(address, agreement(), Agreement).council_approved is None


def test_a_date_that_is_taken_away_comes_back_as_none(address):
    with writing(address, ADDING) as session:
        session.add(agreement(council_approved=EdtfDate.parse("1966")))
    with writing(address, ADDING) as session:
        session.scalars(select(Agreement)).one().council_approved = None
    with reading_models(address) as session:
        assert session.scalars(select(Agreement)).one().council_approved is None


def test_a_date_is_found_by_its_bounds(address):
    with writing(address, ADDING) as session:
        session.add(agreement(council_approved=EdtfDate.parse("1966")))
    with reading_models(address) as session:
        found = select(Agreement.key).where(Agreement.council_approved == EdtfDate.parse("1966"))
        assert session.scalars(found).all() == ["busan--chicago"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_activity_comes_back_as_its_kind_with_what_only_that_has(address, kind):
    found = stored(address, activity(kind, **KINDS[kind]), Activity)
    assert type(found) is kind
    assert {name: getattr(found, name) for name in KINDS[kind]} == KINDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_an_activity_takes_nothing_that_only_another_kind_has(kind):
    for other in KINDS.keys() - {kind}:
        with pytest.raises(TypeError, match="is an invalid keyword argument"):
            activity(kind, **KINDS[other])


def test_a_kind_of_activity_is_found_without_the_others(address):
    with writing(address, ADDING) as session:
        session.add_all([Delegation(key="a", title="A", status="held"), Event(key="b", title="B", status="held")])
    with reading_models(address) as session:
        assert session.scalars(select(Event.key)).all() == ["b"]


def test_a_word_comes_back_as_a_member_of_its_list(address):
    assert stored(address, agreement(), Agreement).kind is AgreementKind.SISTER_CITY


def test_a_yes_or_no_comes_back_as_one_and_is_no_unless_said(address):
    found = stored(address, activity(Event, approximate=True), Event)
    assert (found.approximate, found.internal) == (True, False)


def test_a_position_comes_back_to_the_last_digit(address):
    found = stored(address, city("busan", latitude=35.179554123456789, longitude=-0.1), City)
    assert (found.latitude, found.longitude) == (35.179554123456789, -0.1)


def test_what_hangs_on_a_record_is_never_read_unasked(address):
    with writing(address, ADDING) as session:
        session.add(agreement())
    with reading_models(address) as session, pytest.raises(InvalidRequestError, match="lazy='raise'"):
        session.scalars(select(Agreement)).one().parties  # noqa: B018
