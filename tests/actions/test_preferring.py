"""Two sources disagree; an editor prefers one word, and the other stays: cases from the world."""

import pytest
from sqlalchemy import select

from queries.making import make_activity, make_agreement, make_citation, make_city, make_source
from twinning.actions.evidence.preferring import prefer
from twinning.db.models import Citation, City
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityKind, ActMode, Basis, Status
from twinning.errors import InputError, NotFoundError, UsageError
from twinning.queries.dossiers.show import show
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import find_city

TODAY = "2026-01-01"


@pytest.fixture
def osaka(session):
    """Osaka ended its tie with San Francisco; a later list of San Francisco still has it."""
    san_francisco, osaka = make_city(session, "san-francisco-us", "San Francisco"), make_city(session, "osaka-jp")
    ended = ("ended", "2018-10-02", {"mode": ActMode.PARTY, "city_id": osaka.id})
    agreement = make_agreement(session, osaka, san_francisco, acts=[("signed", "1957-10-07"), ended])
    session.refresh(agreement, ["acts"])
    letter = make_source(
        session, "letter", title="Open letter", speaks_for_id=osaka.id, published=EdtfDate.parse("2018-10-02")
    )
    cities = make_source(
        session, "list", title="Our sister cities", speaks_for_id=san_francisco.id, published=EdtfDate.parse("2020-05")
    )
    make_citation(session, letter, agreement_act_id=agreement.acts[1].id, field="on", value="2018-10-02")
    make_citation(session, letter, seq=2, agreement_id=agreement.id, field="status", value="ended")
    make_citation(session, cities, agreement_id=agreement.id, field="status", value="active")
    return agreement


@pytest.fixture
def tokyo(session):
    """Tokyo calls the tie with Seoul a friendship, Seoul calls it a sister city; it is one paper."""
    tokyo, seoul = make_city(session, "tokyo-jp"), make_city(session, "seoul-kr")
    agreement = make_agreement(session, tokyo, seoul, acts=[("signed", "1988-09-03")])
    for city, kind in ((tokyo, "friendship_city"), (seoul, "sister_city")):
        source = make_source(session, f"list-of-{city.key[:5]}", title=f"{city.name}'s list", speaks_for_id=city.id)
        make_citation(session, source, agreement_id=agreement.id, field="kind", value=kind)
    return agreement


def sections(connection, key):
    dossier = show(connection, key, TODAY)
    return {section.name: section.rows for section in dossier.sections}


def status(connection):
    tie = find_agreement(connection, "osaka-jp--san-francisco-us")
    partners = [find_city(connection, name).id for name in ("Osaka", "San Francisco")]
    return {tie.status(TODAY), tie.status(TODAY, *partners), *(tie.status(TODAY, city) for city in partners)}


def test_a_decision_on_one_field_leaves_that_on_another(session, tokyo):
    source = make_source(session, "paper")
    make_citation(session, source, agreement_id=tokyo.id, field="title", value="Our bond")
    for citation in ("source:paper/citation-1", "source:list-of-seoul/citation-1", "source:list-of-tokyo/citation-1"):
        prefer(session, citation, "The paper")
    preferred = select(Citation.field, Citation.value).where(Citation.preferred == 1).order_by(Citation.field)
    assert session.execute(preferred).all() == [("kind", "friendship_city"), ("title", "Our bond")]


def test_both_sides_of_a_dispute_stand_side_by_side(connection, osaka):
    assert status(connection) == {Status.DISPUTED}
    (row,) = sections(connection, osaka.key)["contradictions"]
    assert (row.record, row.field, row.recorded, row.stated) == (osaka.key, "status", "ended", "active")
    assert str(row.recorded_by) == "Open letter (for Osaka)"
    assert str(row.stated_by) == "Our sister cities (for San Francisco)"
    assert row.citation == "source:list/citation-1"


@pytest.mark.parametrize("city", ["San Francisco", "Osaka"])
def test_each_city_shows_the_dispute(connection, osaka, city):
    assert [row.field for row in sections(connection, city)["contradictions"]] == ["status"]


@pytest.mark.parametrize(
    ("citation", "decided", "other"),
    [
        ("source:list/citation-1", Status.ACTIVE, "ended, Open letter (for Osaka)"),
        ("source:letter/citation-2", Status.ENDED, "active, Our sister cities (for San Francisco)"),
    ],
)
def test_a_dispute_is_decided_either_way_and_the_other_word_is_kept(
    session, connection, osaka, citation, decided, other
):
    (row,) = prefer(session, citation, "the council confirmed it").rows
    assert (row.preferred, row.because, str(row.kept)) == (decided, "the council confirmed it", other)
    assert status(connection) == {decided}
    shown = sections(connection, osaka.key)
    assert shown["contradictions"] == []
    assert shown["decided"] == [row]


def test_the_last_decision_is_the_one_that_stands(session, connection, osaka):
    prefer(session, "source:list/citation-1", "first")
    prefer(session, "source:letter/citation-2", "on second thought")
    assert status(connection) == {Status.ENDED}
    assert [row.because for row in sections(connection, osaka.key)["decided"]] == ["on second thought"]
    assert session.scalars(select(Citation.because).order_by(Citation.id)).all() == [None, "on second thought", None]


def test_a_list_from_before_the_end_decides_nothing_about_it(session, connection, osaka):
    early = make_source(session, "early", published=EdtfDate.parse("2010"))
    make_citation(session, early, agreement_id=osaka.id, field="status", value="active")
    prefer(session, "source:early/citation-1", "as it was then")
    assert status(connection) == {Status.DISPUTED}
    (row,) = sections(connection, osaka.key)["contradictions"]
    assert str(row.stated_by) == "Our sister cities (for San Francisco)"


def test_a_preferred_status_that_no_act_leads_to_is_noted(session, connection, osaka):
    later = make_source(session, "later", published=EdtfDate.parse("2022"))
    make_citation(session, later, agreement_id=osaka.id, field="status", value="suspended")
    (note,) = prefer(session, "source:later/citation-1", "the mayor said so").notes
    assert note.startswith("the status stays disputed: it follows from what happened; `twinning record-act ")
    assert prefer(session, "source:list/citation-1", "its council").notes == ()


def test_a_word_for_the_status_is_one_from_the_list(session, osaka):
    source = make_source(session, "press")
    make_citation(session, source, agreement_id=osaka.id, field="status", value="cooled down")
    with pytest.raises(UsageError, match="cooled down"):
        prefer(session, "source:press/citation-1", "it says so")


def test_tokyo_and_seoul_name_one_paper_differently(connection, tokyo):
    (row,) = sections(connection, tokyo.key)["contradictions"]
    assert (row.field, row.recorded, str(row.recorded_by)) == ("kind", "sister_city", "Seoul's list (for Seoul)")
    assert (row.stated, str(row.stated_by)) == ("friendship_city", "Tokyo's list (for Tokyo)")
    assert row.citation == "source:list-of-tokyo/citation-1"


def test_the_record_takes_the_preferred_word(session, connection, tokyo):
    decided = prefer(session, "source:list-of-tokyo/citation-1", "the paper says friendship")
    assert decided.notes == ()
    assert find_agreement(connection, tokyo.key).kind == "friendship_city"
    shown = sections(connection, tokyo.key)
    assert shown["contradictions"] == []
    assert [str(row.kept) for row in shown["decided"]] == ["sister_city, Seoul's list (for Seoul)"]


def test_what_no_source_states_any_more_is_noted(session, tokyo):
    tokyo.kind = "cooperation"
    session.flush()
    decided = prefer(session, "source:list-of-tokyo/citation-1", "the paper says friendship")
    assert decided.notes == ("no source states 'cooperation', which was recorded until now: the log keeps it",)


def test_a_record_that_was_changed_after_a_decision_contradicts_it_openly(session, connection, tokyo):
    prefer(session, "source:list-of-tokyo/citation-1", "the paper says friendship")
    tokyo.kind = "contact"
    session.flush()
    assert [row.stated for row in sections(connection, tokyo.key)["contradictions"]] == ["friendship_city"]


@pytest.fixture
def said(session):
    """Let a source state a value of a field."""

    def cite(field, value, **columns):
        return make_citation(session, make_source(session, "paper"), field=field, value=value, **columns)

    return cite


def test_a_date_is_read_as_a_date(session, osaka, said):
    said("on", "1957-10", agreement_act_id=osaka.acts[0].id)
    prefer(session, "source:paper/citation-1", "no day is on it")
    session.refresh(osaka.acts[0])
    assert osaka.acts[0].on == EdtfDate.parse("1957-10")


def test_a_name_brings_its_look_up_key(session, connection, osaka, said):
    said("name", "Ōsaka", city_id=find_city(connection, "Osaka").id)
    prefer(session, "source:paper/citation-1", "as its government writes it")
    assert find_city(connection, "ōsaka").name == "Ōsaka"


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [("latitude", "34.7", 34.7), ("geonames_id", "1853909", 1853909), ("wikidata_id", "Q35765", "Q35765")],
)
def test_a_value_is_read_as_its_column_holds_it(session, connection, osaka, said, field, value, attribute):
    city = session.get_one(City, find_city(connection, "Osaka").id)
    city.latitude, city.longitude = 34.0, 135.5
    session.flush()
    said(field, value, city_id=city.id)
    prefer(session, "source:paper/citation-1", "measured")
    assert getattr(city, field) == attribute


@pytest.mark.parametrize(
    ("field", "value"),
    [("latitude", "north"), ("latitude", "91"), ("kind", "hamlet"), ("geonames_id", "-1"), ("wikidata_id", "35765")],
)
def test_a_value_that_the_field_cannot_hold_is_refused(session, connection, osaka, said, field, value):
    said(field, value, city_id=find_city(connection, "Osaka").id)
    with pytest.raises((InputError, UsageError), match=f"(?i){field.replace('_', '.')}"):
        prefer(session, "source:paper/citation-1", "it says so")
    session.rollback()


def test_a_span_of_days_is_no_day_of_an_act(session, osaka, said):
    said("on", "1957-10-07/1957-10-09", agreement_act_id=osaka.acts[0].id)
    with pytest.raises(InputError, match=r"on: .* is a span of days"):
        prefer(session, "source:paper/citation-1", "it says so")


def test_a_yes_or_no_is_read_as_packages_write_it(session, said):
    activity = make_activity(session, "visit", make_city(session, "osaka-jp"))
    said("approximate", "true", activity_id=activity.id)
    prefer(session, "source:paper/citation-1", "it counted")
    assert activity.approximate is True


@pytest.mark.parametrize("field", ["size", "party", "operation_id", "key", "start_text"])
def test_a_field_that_the_record_does_not_store_is_marked_and_no_more(session, said, field):
    activity = make_activity(session, "visit", make_city(session, "osaka-jp"), kind=ActivityKind.EVENT)
    said(field, "12", activity_id=activity.id)
    decided = prefer(session, "source:paper/citation-1", "it counted")
    assert [row.preferred for row in decided.rows] == ["12"]
    assert decided.notes == (f"the record itself is as it was: {field} is no single value of it",)


def test_a_reason_of_an_inference_gives_way_and_is_noted(session, osaka, said):
    said("kind", "sister_city", agreement_id=osaka.id, basis=Basis.INFERRED, because="listed among sister cities")
    assert prefer(session, "source:paper/citation-1", "the paper itself").notes == (
        "the log keeps why this was inferred: 'listed among sister cities'",
    )


def test_a_citation_that_states_nothing_cannot_be_preferred(session, osaka, said):
    said("kind", None, agreement_id=osaka.id)
    with pytest.raises(UsageError, match="states no value"):
        prefer(session, "source:paper/citation-1", "it says so")


@pytest.mark.parametrize(
    "text", ["source:list/citation-9", "source:nothing/citation-1", "Osaka", "osaka-jp/citation-1"]
)
def test_no_such_citation_is_not_found(session, osaka, text):
    with pytest.raises(NotFoundError):
        prefer(session, text, "it says so")


@pytest.mark.parametrize("because", ["", "  ", "\u200b"])
def test_a_decision_needs_a_reason(session, osaka, because):
    with pytest.raises(InputError, match="the reason is empty"):
        prefer(session, "source:list/citation-1", because)
