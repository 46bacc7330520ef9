from typing import Any, cast

import pytest
from sqlalchemy import select

from queries.making import make_city, make_source
from twinning.actions.recording import records
from twinning.db.models import ActPerson, Agreement, AgreementAct, Citation, Person
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind, Field
from twinning.errors import AmbiguousError, ConflictError, InputError, NotFoundError, TwinningError, UsageError
from twinning.inputs import AgreementInput, SignatoryInput
from twinning.inputs.declaring import children_of
from twinning.inputs.reading import read_row, read_sources
from twinning.queries.lists.agreements import AgreementFilter, list_agreements

SIGNATORIES = next(each for each in children_of(AgreementInput) if each.row is SignatoryInput)
SISTER = AgreementKind.SISTER_CITY
DAY = EdtfDate.parse("1966-06-30")


@pytest.fixture(autouse=True)
def cities(session):
    return [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp", "victoria-au", "victoria-ca")]


def add(session, *cities, kind=SISTER, signatories=(), sources=(), **columns):
    columns = {"signed": DAY} | columns
    signed = tuple(read_row(SIGNATORIES, text) for text in signatories)
    new = AgreementInput(
        cities or ("Busan", "Chicago"), kind, signatories=cast("Any", signed), sources=read_sources(sources), **columns
    )
    return session.get_one(Agreement, records.add(session, new).id)


def acts(session, agreement):
    rows = session.scalars(
        select(AgreementAct).where(AgreementAct.agreement_id == agreement.id).order_by(AgreementAct.seq)
    )
    return [(act.seq, act.kind.value, str(act.on), act.until and str(act.until)) for act in rows]


def test_an_agreement_is_recorded_with_its_signing(session):
    agreement = add(session, until=EdtfDate.parse("1970"), title=" On  friendship ")
    assert (agreement.key, agreement.title) == ("busan-kr--chicago-us", "On  friendship")
    assert acts(session, agreement) == [(1, "signed", "1966-06-30", "1970")]


def test_it_can_be_proposed_and_then_signed(session):
    agreement = add(session, proposed=EdtfDate.parse("1965"))
    assert acts(session, agreement) == [(1, "proposed", "1965", None), (2, "signed", "1966-06-30", None)]


def test_it_can_be_only_proposed(session):
    assert acts(session, add(session, signed=None, proposed=DAY)) == [(1, "proposed", "1966-06-30", None)]


def test_the_order_of_the_parties_does_not_matter_to_its_key(session):
    assert add(session, "Osaka", "Chicago", "Busan").key == "busan-kr--chicago-us--osaka-jp"


def test_fields_are_kept_once(session, connection):
    add(session, fields=(Field.SPORT, Field.CULTURE, Field.SPORT))
    (row,) = list_agreements(connection, AgreementFilter("2025-01-01")).rows
    assert str(row.fields) == "culture; sport"


def test_a_second_agreement_of_the_same_parties_gets_the_next_number(session):
    add(session)
    assert add(session, "Chicago", "Busan", kind=AgreementKind.CONTACT).key == "busan-kr--chicago-us--2"
    assert add(session, signed=EdtfDate.parse("1967")).key == "busan-kr--chicago-us--3"


@pytest.mark.parametrize("date", ["1966-06-30", " 1966-06-30 ", "[1966-06-30..1966-06-30]"])
def test_the_same_parties_kind_and_date_are_a_duplicate_however_they_are_written(session, date):
    add(session)
    with pytest.raises(ConflictError, match="recorded already: busan-kr--chicago-us"):
        add(session, "city:chicago-us", "BUSAN", signed=EdtfDate.parse(date))


def test_a_year_is_not_the_same_date_as_a_day_in_it(session):
    add(session)
    assert add(session, signed=EdtfDate.parse("1966")).key == "busan-kr--chicago-us--2"


def test_two_of_three_parties_are_other_parties(session):
    add(session, "Busan", "Chicago", "Osaka")
    assert add(session).key == "busan-kr--chicago-us"


@pytest.mark.parametrize(
    ("named", "columns", "error"),
    [
        (("Busan",), {}, UsageError),
        ((), {"signed": None}, UsageError),
        ((), {"signed": None, "proposed": DAY, "until": DAY}, UsageError),
        (("Busan", "busan-kr"), {}, UsageError),
        (("Busan", "Chicago", "Busan"), {}, UsageError),
        (("Busan", "Atlantis"), {}, NotFoundError),
        (("Busan", "Victoria"), {}, AmbiguousError),
        ((), {"title": "\u200b"}, InputError),
        ((), {"title": "x" * 1001}, InputError),
        ((), {"place_signed": "a\nb"}, InputError),
        ((), {"summary": "a\0b"}, InputError),
        ((), {"signatories": ("Busan: ",)}, InputError),
        ((), {"signatories": ("Kim",)}, InputError),
        ((), {"signatories": ("Osaka: Kim",)}, InputError),
        ((), {"signatories": ("Atlantis: Kim",)}, NotFoundError),
        ((), {"sources": ("nothing",)}, NotFoundError),
    ],
)
def test_what_cannot_be_is_refused(session, named, columns, error):
    with pytest.raises(TwinningError) as caught:
        add(session, *named, **columns)
    assert type(caught.value) is error


def test_signatories_are_people_with_the_posts_that_they_held(session):
    add(session, signatories=("Busan: Kim Hyun-ok, Mayor, acting", "chicago-us: Richard J. Daley"))
    signed = session.execute(select(Person.name, ActPerson.post).join(Person, Person.id == ActPerson.person_id)).all()
    assert sorted(map(tuple, signed)) == [("Kim Hyun-ok", "Mayor, acting"), ("Richard J. Daley", None)]


def test_signatories_sign_and_do_not_propose(session):
    agreement = add(session, proposed=EdtfDate.parse("1965"), signatories=("Busan: Kim",))
    (kind,) = session.scalars(select(AgreementAct.kind).join(ActPerson, ActPerson.act_id == AgreementAct.id)).all()
    assert (kind, agreement.key) == ("signed", "busan-kr--chicago-us")


def test_sources_are_cited_for_the_kind_and_for_each_act(session):
    make_source(session)
    add(session, proposed=EdtfDate.parse("1965"), sources=("a-paper", "https://example.org/x"))
    cited = session.execute(
        select(Citation.seq, Citation.field, Citation.value).order_by(Citation.source_id, Citation.seq)
    )
    one = [(1, "kind", "sister_city"), (2, "on", "1965"), (3, "on", "1966-06-30")]
    assert [tuple(row) for row in cited] == one + one
