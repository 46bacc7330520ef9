"""Two records of one agreement, or of one person, become one: what led to the one leads to the other."""

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from queries.making import make_activity, make_agreement, make_citation, make_city, make_commitment, make_source
from twinning.actions.merging.agreements import merge_agreement
from twinning.actions.merging.people import merge_person
from twinning.db.models import (
    Activity,
    ActivityPerson,
    ActPerson,
    Agreement,
    AgreementAct,
    AgreementField,
    Citation,
    Contact,
    Expense,
    Person,
    PersonName,
    PersonPost,
)
from twinning.domain.agreements.acts import ActKind
from twinning.domain.names import fold
from twinning.domain.vocabulary import (
    ActivityPersonRole,
    ActMode,
    ActPersonRole,
    AgreementKind,
    Field,
    Instrument,
    PersonNameKind,
)
from twinning.errors import ConflictError, InputError
from twinning.queries.evidence.citations import load_citations
from twinning.queries.evidence.contradictions import both_sides
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.lookup.records import find_in
from twinning.queries.lookup.referrers import list_referrers
from twinning.rows.dossiers import MergedValueRow

ONE, OTHER = "busan-kr--taipei-tw", "busan-kr--taipei-tw--2"


@pytest.fixture
def busan(session: Session) -> FoundCity:
    return make_city(session, "busan-kr")


@pytest.fixture
def taipei(session: Session) -> FoundCity:
    return make_city(session, "taipei-tw")


def make_person(session: Session, key: str, name: str, *names: str) -> Person:
    others = [
        PersonName(seq=seq, name=other, folded=fold(other), kind=PersonNameKind.OFFICIAL)
        for seq, other in enumerate(names, 1)
    ]
    person = Person(key=key, name=name, folded=fold(name), names=others)
    session.add(person)
    session.flush()
    return person


def acts_of(session: Session, agreement: Agreement) -> list[tuple[int, str, str | None]]:
    acts = select(AgreementAct).where(AgreementAct.agreement_id == agreement.id).order_by(AgreementAct.seq)
    return [(act.seq, act.kind.value, act.on.text if act.on else None) for act in session.scalars(acts)]


def first_act(session: Session, agreement: Agreement) -> AgreementAct:
    acts = select(AgreementAct).where(AgreementAct.agreement_id == agreement.id, AgreementAct.seq == 1)
    return session.scalars(acts).one()


def test_nothing_refers_to_the_agreement_that_is_given_up(
    session: Session, connection: Connection, busan: FoundCity, taipei: FoundCity
) -> None:
    kept = make_agreement(session, busan, taipei, acts=[("signed", "1968")])
    gone = make_agreement(session, busan, taipei, key=OTHER, acts=[("signed", "1968-03-23"), ("renewed", "1990")])
    make_agreement(session, busan, taipei, key="old", acts=[("superseded", "1968", {"successor_id": gone.id})])
    make_activity(session, "visit", busan, taipei, agreement_id=gone.id)
    for agreement in (kept, gone):
        make_commitment(session, agreement, busan, text=f"A tree of {agreement.key}")
        session.add(AgreementField(agreement_id=agreement.id, field=Field.CULTURE))
    session.add(Expense(agreement_id=gone.id, seq=1, amount="5", currency="KRW"))
    make_citation(session, make_source(session), agreement_id=gone.id)
    assert merge_agreement(session, OTHER, ONE).given_up == (MergedValueRow("signed", "1968-03-23", "1968"),)
    assert list_referrers(connection, "agreement", [gone.id]) == []
    assert session.get(Agreement, gone.id) is None
    assert acts_of(session, kept) == [(1, "signed", "1968-03-23"), (2, "renewed", "1990")]
    assert session.scalars(select(Activity.agreement_id)).all() == [kept.id]
    assert len(session.scalars(select(AgreementField)).all()) == 1
    assert find_agreement(connection, OTHER).key == ONE


def test_two_days_of_one_signing_are_two_words_for_it_with_their_sources_and_people(
    session: Session, connection: Connection, busan: FoundCity, taipei: FoundCity
) -> None:
    kept = make_agreement(session, busan, taipei, acts=[("signed", "1967")])
    gone = make_agreement(session, busan, taipei, key=OTHER, acts=[("signed", "1971")])
    signed, other = first_act(session, kept), first_act(session, gone)
    make_citation(session, make_source(session), agreement_act_id=signed.id, field="on", value="1967")
    make_citation(session, make_source(session, "b-paper"), agreement_act_id=other.id, field="on", value="1971")
    signer = make_person(session, "kim", "Kim")
    session.add(ActPerson(act_id=other.id, person_id=signer.id, city_id=busan.id, role=ActPersonRole.SIGNATORY))
    session.flush()
    merge_agreement(session, OTHER, ONE)
    assert acts_of(session, kept) == [(1, "signed", "1967")]
    assert session.scalars(select(ActPerson.act_id)).all() == [signed.id]
    citations = load_citations(connection, {"agreement_act": select(AgreementAct.id)})
    sections = {section.name: section.rows for section in both_sides(connection, citations)}
    (contradiction,) = sections["contradictions"]
    assert {contradiction.stated, contradiction.recorded} == {"1967", "1971"}


@pytest.mark.parametrize(
    ("kept", "gone", "stays"),
    [("1967", "1967-12-18", "1967-12-18"), ("[..2026]", "1967", "1967"), ("1967-12", "1967", "1967-12")],
)
def test_a_day_gives_way_to_a_more_exact_one_within_it_unless_somebody_decided_for_it(
    session: Session, busan: FoundCity, taipei: FoundCity, kept: str, gone: str, stays: str
) -> None:
    agreement = make_agreement(session, busan, taipei, acts=[("signed", kept)])
    make_agreement(session, busan, taipei, key=OTHER, acts=[("signed", gone)])
    make_agreement(session, busan, taipei, key="third", acts=[("signed", "1967-12-18")])
    given_up = gone if stays == kept else kept
    assert merge_agreement(session, OTHER, ONE).given_up == (MergedValueRow("signed", stays, given_up),)
    assert acts_of(session, agreement) == [(1, "signed", stays)]
    act, source = first_act(session, agreement), make_source(session)
    make_citation(session, source, agreement_act_id=act.id, field="on", value=stays, preferred=True, because="so")
    merge_agreement(session, "third", ONE)
    assert acts_of(session, agreement) == [(1, "signed", stays)]


@pytest.mark.parametrize(("kept", "gone"), [("1967", None), (None, "1967"), (None, None)])
def test_a_day_that_only_one_of_two_has_is_the_day_of_both(
    session: Session, busan: FoundCity, taipei: FoundCity, kept: str | None, gone: str | None
) -> None:
    agreement = make_agreement(session, busan, taipei, acts=[("signed", kept)])
    make_agreement(session, busan, taipei, key=OTHER, acts=[("signed", gone)])
    assert merge_agreement(session, OTHER, ONE).given_up == ()
    assert acts_of(session, agreement) == [(1, "signed", kept or gone)]


def test_an_agreement_takes_over_what_it_lacks_and_what_nobody_knew_of_it(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    kept = make_agreement(session, busan, taipei)
    made = {"title": "A pact", "instrument": Instrument.PROTOCOL, "internal": True, "kind": AgreementKind.COOPERATION}
    make_agreement(session, busan, taipei, key=OTHER, **made)
    assert merge_agreement(session, OTHER, ONE).given_up == (MergedValueRow("kind", "sister_city", "cooperation"),)
    assert (kept.title, kept.instrument, kept.internal) == ("A pact", Instrument.PROTOCOL, True)


def test_what_one_party_did_twice_is_kept_apart_where_the_days_differ(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    ended = {"mode": ActMode.PARTY, "city_id": busan.id}
    kept = make_agreement(session, busan, taipei, acts=[("signed", "1968"), ("suspended", "1970", ended)])
    make_agreement(
        session, busan, taipei, key=OTHER, acts=[("suspended", "1980", ended), ("suspended", "1970-05", ended)]
    )
    given_up = merge_agreement(session, OTHER, ONE).given_up
    assert given_up == (MergedValueRow("suspended", "1970-05", "1970"),)
    assert acts_of(session, kept) == [(1, "signed", "1968"), (2, "suspended", "1970-05"), (3, "suspended", "1980")]


def test_acts_come_to_an_agreement_in_the_order_that_they_had(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    kept = make_agreement(session, busan, taipei, acts=[("signed", "1968")])
    gone = make_agreement(session, busan, taipei, key=OTHER, acts=[("renewed", "1980"), ("suspended", "1980")])
    first_act(session, gone).seq = 3
    session.flush()
    merge_agreement(session, OTHER, ONE)
    assert acts_of(session, kept) == [(1, "signed", "1968"), (2, "suspended", "1980"), (3, "renewed", "1980")]


def test_acts_that_cannot_follow_one_another_are_no_acts_of_one_agreement(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    make_agreement(session, busan, taipei, acts=[("signed", "2000")])
    make_agreement(session, busan, taipei, key=OTHER, acts=[("ended", "1990")])
    with pytest.raises(InputError, match="ended on 1990 lies before the signing on 2000"):
        merge_agreement(session, OTHER, ONE)


def test_a_day_that_an_act_takes_over_has_to_fit_the_other_acts(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    make_agreement(session, busan, taipei, acts=[("signed", None), ("ended", "1990")])
    make_agreement(session, busan, taipei, key=OTHER, acts=[("signed", "2000")])
    with pytest.raises(InputError, match="ended on 1990 lies before the signing on 2000"):
        merge_agreement(session, OTHER, ONE)


def test_agreements_of_other_parties_or_one_after_the_other_are_two(
    session: Session, busan: FoundCity, taipei: FoundCity
) -> None:
    kept = make_agreement(session, busan, taipei)
    gone = make_agreement(session, busan, taipei, key=OTHER)
    make_agreement(session, busan, make_city(session, "cairo-eg"))
    with pytest.raises(ConflictError, match="is one of Busan and Cairo"):
        merge_agreement(session, "busan-kr--cairo-eg", ONE)
    with pytest.raises(ConflictError, match="is that agreement already"):
        merge_agreement(session, ONE, ONE)
    act = AgreementAct(agreement_id=gone.id, seq=2, kind=ActKind.SUPERSEDED, mode=ActMode.JOINT, successor_id=kept.id)
    session.add(act)
    session.flush()
    for pair in ((ONE, OTHER), (OTHER, ONE)):
        with pytest.raises(ConflictError, match=f"{ONE} took the place of {OTHER}"):
            merge_agreement(session, *pair)


def test_a_person_keeps_the_names_and_posts_of_both_and_answers_to_both_keys(
    session: Session, connection: Connection, busan: FoundCity, taipei: FoundCity
) -> None:
    kept, gone = make_person(session, "lee-a", "Lee Myung-bak", "MB"), make_person(session, "lee-b", "이명박", "MB")
    act = first_act(session, make_agreement(session, busan, taipei))
    visit = make_activity(session, "visit", busan)
    for person, post in ((kept, None), (gone, "Mayor")):
        session.add(ActPerson(act_id=act.id, person_id=person.id, role=ActPersonRole.SIGNATORY, post=post))
        session.add(PersonPost(person_id=person.id, seq=1, title=post or "Director", city_id=busan.id))
        role = ActivityPersonRole.SPEAKER if person is kept else ActivityPersonRole.PARTICIPANT
        session.add(ActivityPerson(activity_id=visit.id, person_id=person.id, role=role))
    session.add(Contact(city_id=busan.id, seq=1, person_id=gone.id))
    session.flush()
    named = session.scalars(select(PersonName.id).where(PersonName.person_id == gone.id)).one()
    citation = make_citation(session, make_source(session), person_name_id=named)
    assert merge_person(session, "lee-b", "Lee Myung-bak").given_up == ()
    names = session.scalars(select(PersonName).where(PersonName.person_id == kept.id).order_by(PersonName.seq)).all()
    assert [(name.seq, name.name) for name in names] == [(1, "MB"), (2, "이명박")]
    assert session.get_one(Citation, citation.id).person_name_id == names[0].id
    assert [post.title for post in session.scalars(select(PersonPost).order_by(PersonPost.seq))] == [
        "Director",
        "Mayor",
    ]
    assert session.scalars(select(ActPerson.post)).all() == ["Mayor"]
    assert list_referrers(connection, "person", [gone.id]) == []
    assert find_in(connection, ("person",), "person:lee-b").id == kept.id


def test_who_did_one_act_for_two_cities_are_two_people(session: Session, busan: FoundCity, taipei: FoundCity) -> None:
    act = first_act(session, make_agreement(session, busan, taipei))
    for key, city in (("kim", busan), ("chen", taipei)):
        person = make_person(session, key, key.title())
        session.add(ActPerson(act_id=act.id, person_id=person.id, city_id=city.id, role=ActPersonRole.SIGNATORY))
    session.flush()
    with pytest.raises(ConflictError, match=f"kim and chen did agreement:{ONE}/act-1 for two cities"):
        merge_person(session, "kim", "chen")
    with pytest.raises(ConflictError, match="kim is that person already"):
        merge_person(session, "Kim", "kim")
