import pytest
from sqlalchemy import select

from queries.making import make_activity, make_agreement, make_citation, make_city, make_source
from twinning.db.tables import table_named
from twinning.domain.vocabulary import Instrument
from twinning.queries.evidence.citations import load_citations
from twinning.queries.evidence.contradictions import list_contradictions


def contradictions(connection, name="agreement_act"):
    return list_contradictions(connection, load_citations(connection, {name: select(table_named(name).c.id)}))


@pytest.fixture
def agreement(session):
    cities = [make_city(session, key) for key in ("busan-kr", "chicago-us")]
    return make_agreement(session, *cities, acts=[("signed", "1967-12-18")])


@pytest.fixture
def said(session, agreement):
    """Let a source give a value for a field of the agreement's act."""
    sources = iter(range(100))

    def cite(field, value, **columns):
        source = make_source(session, f"source-{next(sources)}")
        make_citation(session, source, agreement_act_id=agreement.acts[0].id, field=field, value=value, **columns)

    session.refresh(agreement, ["acts"])
    return cite


def test_los_angeles_says_another_day_than_busan(both_packs):
    found = [row for row in contradictions(both_packs) if "los-angeles" in row.record]
    assert [(row.field, row.recorded, row.stated, row.stated_by) for row in found] == [
        ("on", "1967-12-18", "1971-04-05", ("Los Angeles's page on its sister city Busan (for Los Angeles)",))
    ]


def test_the_packs_contradict_one_another_in_what_their_notes_tell_and_nothing_else(both_packs):
    acts = {(row.record, row.stated) for row in contradictions(both_packs)}
    assert acts == {
        ("agreement:busan-kr--los-angeles-us/act-1", "1971-04-05"),
        ("agreement:busan-kr--surabaya-id/act-1", "1994-11-10"),
    }
    for table_name in ("agreement", "city", "city_name"):
        assert contradictions(both_packs, table_name) == []


def test_the_articles_alone_contradict_nothing_recorded(articles):
    assert contradictions(articles) == contradictions(articles, "agreement") == contradictions(articles, "city") == []


def test_another_day_contradicts(connection, said):
    said("on", "1971-04-05")
    assert [(row.recorded, row.stated, row.stated_by) for row in contradictions(connection)] == [
        ("1967-12-18", "1971-04-05", ("Source-0",))
    ]


@pytest.mark.parametrize("date", ["1967-12-18", "1967-12", "1967", "196X", "1967~", "[..2019-12-13]"])
def test_a_date_that_can_be_the_same_is_no_contradiction(connection, said, date):
    said("on", date)
    assert contradictions(connection) == []


def test_words_that_nobody_can_compare_with_a_date_never_count_as_agreeing_with_it(connection, said):
    said("on", "in the winter of that year")
    said("on", "1971")
    assert [(row.stated, row.recorded_by) for row in contradictions(connection)] == [
        ("in the winter of that year", ()),
        ("1971", ()),
    ]


@pytest.mark.parametrize(("printed", "found"), [("April 5, 1971", ["April 5, 1971"]), ("18 December 1967", [])])
def test_a_date_as_registers_print_it_is_compared_all_the_same(connection, said, printed, found):
    said("on", printed)
    assert [row.stated for row in contradictions(connection)] == found


NOTHING_ELSE = [(None, None), ("kind", None), ("note", "anything"), ("colour", "red"), ("kind", "signed")]


@pytest.mark.parametrize(("field", "value"), NOTHING_ELSE)
def test_what_says_nothing_else_of_a_field_is_no_contradiction(connection, said, field, value):
    said(field, value)
    assert contradictions(connection) == []


@pytest.mark.parametrize(("instrument", "found"), [(Instrument.UNKNOWN, []), (Instrument.PROTOCOL, ["memorandum"])])
def test_what_is_recorded_as_unknown_is_not_contradicted(session, connection, agreement, instrument, found):
    agreement.instrument = instrument
    make_citation(session, make_source(session), agreement_id=agreement.id, field="instrument", value="memorandum")
    assert [row.stated for row in contradictions(connection, "agreement")] == found


def test_a_preferred_word_closes_what_is_open_on_its_field(connection, said):
    said("on", "1971-04-05")
    said("kind", "renewed")
    said("on", "1967-12-18", preferred=True)
    assert [row.field for row in contradictions(connection)] == ["kind"]


def test_each_source_that_differs_is_listed(connection, said):
    said("on", "1971-04-05")
    said("on", "1972")
    assert [row.stated_by for row in contradictions(connection)] == [("Source-0",), ("Source-1",)]


def test_sources_that_state_one_word_are_one_contradiction_of_which_the_first_can_be_preferred(connection, said):
    said("on", "1971-04-05", locator="row 7")
    said("on", "1971-04-05", locator="row 9")
    assert [(row.stated_by, row.stated_places, row.citation) for row in contradictions(connection)] == [
        (("Source-0", "Source-1"), ("row 7", "row 9"), "source:source-0/citation-1")
    ]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("latitude", "35.10", []),
        ("latitude", "35.2", ["35.2"]),
        ("geonames_id", "1838524", []),
        ("latitude", "?", ["?"]),
    ],
)
def test_a_number_is_the_same_however_it_is_written(session, connection, field, value, found):
    city = make_city(session, "busan-kr", latitude=35.1, longitude=129, geonames_id=1838524)
    make_citation(session, make_source(session), city_id=city.id, field=field, value=value)
    assert [row.stated for row in contradictions(connection, "city")] == found


@pytest.mark.parametrize(("value", "found"), [("false", []), ("true", ["true"])])
def test_a_yes_or_no_is_compared_as_packages_write_it(session, connection, busan_day, value, found):
    make_citation(session, make_source(session), activity_id=busan_day.id, field="approximate", value=value)
    assert [(row.recorded, row.stated) for row in contradictions(connection, "activity")] == [
        ("false", said) for said in found
    ]


@pytest.fixture
def busan_day(session):
    return make_activity(session, "busan-day", make_city(session, "busan-kr"))
