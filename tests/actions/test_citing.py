import pytest
from sqlalchemy import select

from queries.making import make_agreement, make_city, make_source
from twinning.actions.checking.remarks import take_remarks
from twinning.actions.evidence.citing import cite
from twinning.actions.recording.records import edit
from twinning.db.models import AgreementAct, Citation
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError, NotFoundError, UsageError
from twinning.inputs import ActInput, CitationInput
from twinning.inputs.reading import read_sources


@pytest.fixture
def busan(session):
    make_source(session)
    return make_city(session, "busan-kr")


def stated(session):
    rows = session.execute(
        select(Citation.seq, Citation.field, Citation.value, Citation.locator).order_by(Citation.seq)
    )
    return [tuple(row) for row in rows]


def cited(text: str) -> CitationInput:
    (citation,) = read_sources([text])
    return citation


def test_citations_of_a_source_are_numbered(session, busan):
    cite(session, cited("a-paper"), "city", busan.id)
    cite(session, cited("a-paper, locator=p. 3"), "city", busan.id, field="name", value="Busan")
    assert stated(session) == [(1, None, None, None), (2, "name", "Busan", "p. 3")]


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("field=kind, value=Municipality", "kind", "municipality"),
        ("field=country, value=South Korea", "country_code", "KR"),
        ("field=country-code, value=KR", "country_code", "KR"),
        ("field=wikidata, value=Q16520", "wikidata_id", "Q16520"),
        ("field=wikidata_id, value=Q16520", "wikidata_id", "Q16520"),
        ("field=latitude, value=35.10", "latitude", "35.1"),
        ("field=name, value=Pusan: the port", "name", "Pusan: the port"),
        ("field=admin1, value=the far south", "admin1", "the far south"),
    ],
)
def test_a_value_is_kept_as_the_record_would_have_it_or_in_the_source_s_own_words(session, busan, said, field, value):
    cite(session, cited(f"a-paper, {said}"), "city", busan.id)
    assert stated(session) == [(1, field, value, None)]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("field=on, value=April 5, 1971", "write 1971-04-05"),
        ("field=on, value=1996-11-06 (planned)", "write 1996-11-06"),
        ("field=on, value=2007년 5월 7일 (예정)", "write 2007-05-07"),
        ("field=on, value=1971/1972", "write that day, or [1971..1972] for one day of the span"),
        ("field=on, value=1971/..", "write that day, or [1971..] for one day of the span"),
        ("field=on, value=in the spring", "write it as EDTF"),
        ("field=kind, value=sgined", "did you mean signed"),
    ],
)
def test_a_value_that_its_field_cannot_hold_is_refused_with_what_to_type(session, busan, said, hint):
    tie = make_agreement(session, busan, make_city(session, "cairo-eg"), acts=[("signed", "1967-12-18")])
    session.refresh(tie, ["acts"])
    with pytest.raises(InputError) as refused:
        cite(session, cited(f"a-paper, {said}"), "agreement_act", tie.acts[0].id)
    assert hint in refused.value.hint
    assert stated(session) == []


@pytest.mark.parametrize(
    "said", ["field=kind, value=a big one", "field=latitude, value=north", "field=geonames, value=?"]
)
def test_a_word_or_number_that_its_field_cannot_hold_is_refused_too(session, busan, said):
    with pytest.raises(InputError, match="what a source states for"):
        cite(session, cited(f"a-paper, {said}"), "city", busan.id)


def test_what_is_said_of_a_field_takes_the_place_of_what_is_meant_else(session, busan):
    tie = make_agreement(session, busan, make_city(session, "cairo-eg"))
    cite(
        session,
        cited("a-paper, field=status, value=Active"),
        "agreement",
        tie.id,
        field="kind",
        value="contact",
    )
    assert stated(session) == [(1, "status", "active", None)]


@pytest.mark.parametrize("field", ["knid", "status", "venue"])
def test_a_field_that_such_records_lack_is_refused(session, busan, field):
    with pytest.raises(UsageError, match="no field of this record"):
        cite(session, cited(f"a-paper, field={field}, value=x"), "city", busan.id)


def test_a_source_that_is_none_is_not_found(session, busan):
    with pytest.raises(NotFoundError):
        cite(session, cited("a-papre"), "city", busan.id)


def test_a_day_that_is_told_more_exactly_leaves_no_source_behind(session, busan):
    tie = make_agreement(session, busan, make_city(session, "osaka-jp"), acts=[("signed", "2016")])
    act = session.scalars(select(AgreementAct)).one()
    cite(session, cited("a-paper, field=on, value=2016"), "agreement_act", act.id)
    edit(session, f"{tie.key}/act-1", ActInput(on=EdtfDate.parse("2016-02")))
    assert take_remarks(session) == ()
    act.on = EdtfDate.parse("2016")
    session.flush()
    edit(session, f"{tie.key}/act-1", ActInput(on=EdtfDate.parse("2017")))
    assert [each.text for each in take_remarks(session)] == [
        "on: A-Paper goes on stating 2016; --mistyped corrects its word too"
    ]
