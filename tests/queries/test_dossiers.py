import pytest

from queries.making import make_activity, make_agreement, make_citation, make_city, make_commitment, make_source
from twinning.db.models import ActivityPerson, ActPerson, KeyAlias, Person
from twinning.domain.vocabulary import ActPersonRole, Basis, CommitmentState
from twinning.errors import AmbiguousError, NotFoundError
from twinning.queries.dossiers.show import show
from twinning.queries.site.evidence import Citations

TODAY = "2025-01-01"


def facts(dossier):
    return {fact.name: fact.value for fact in dossier.facts}


def section(dossier, name):
    (found,) = (each for each in dossier.sections if each.name == name)
    return list(found.rows)


@pytest.mark.parametrize("text", ["Busan", "busan-kr", "city:busan-kr", "city:busan-kr/name-4", "Q16520"])
def test_a_city_is_shown_by_any_reference_to_it(articles, text):
    assert facts(show(articles, text, TODAY))["key"] == "busan-kr"


@pytest.mark.parametrize(
    "text",
    [
        "moscow-ru--seoul-kr--2",
        "agreement:moscow-ru--seoul-kr--2",
        "agreement:moscow-ru--seoul-kr--2/act-1",
        " moscow-ru--seoul-kr--2 ",
    ],
)
def test_an_agreement_is_shown_by_any_reference_to_it(articles, text):
    assert facts(show(articles, text, TODAY))["key"] == "moscow-ru--seoul-kr--2"


@pytest.mark.parametrize(
    "text", ["nowhere-xx", "agreement:nowhere-xx", "agreement:busan-kr", "city:moscow-ru--seoul-kr"]
)
def test_what_names_nothing_is_not_found(articles, text):
    with pytest.raises(NotFoundError):
        show(articles, text, TODAY)


def test_a_slash_may_belong_to_a_name(session, connection):
    make_city(session, "biel-ch", "Biel/Bienne")
    assert show(connection, "Biel/Bienne", TODAY).title == "Biel/Bienne"


def test_a_key_that_was_given_up_still_shows_its_agreement(session, connection):
    agreement = make_agreement(session, make_city(session, "busan-kr"), make_city(session, "chicago-us"))
    session.add(KeyAlias(record_table="agreement", alias="old-tie", key=agreement.key))
    session.flush()
    assert facts(show(connection, "old-tie", TODAY))["key"] == agreement.key


def test_an_ambiguous_name_is_not_shown(session, connection):
    make_city(session, "victoria-au")
    make_city(session, "victoria-ca")
    with pytest.raises(AmbiguousError):
        show(connection, "Victoria", TODAY)


def test_the_dossier_of_a_city_says_what_and_where_it_is(articles):
    known = facts(show(articles, "Kalmykia", TODAY))
    assert (known["kind"], known["country"], known["latitude"], known["geonames_id"]) == (
        "republic",
        "Russia",
        46.5667,
        None,
    )
    assert known["as_of"] == TODAY


def test_the_dossier_of_a_city_holds_its_names_in_order(articles):
    names = [(row.name, row.language, row.kind) for row in section(show(articles, "Busan", TODAY), "names")]
    assert names[0] == ("부산광역시", "ko", "official")
    assert ("Pusan", "ko-Latn", "romanisation") in names


def test_the_dossier_of_a_city_holds_what_is_claimed_about_it_and_by_whom(articles):
    claims = {row.measure: row for row in section(show(articles, "Busan", TODAY), "claims")}
    assert claims.keys() == {"partner_cities", "partner_countries", "population", "foreign_residents"}
    assert (claims["population"].value, claims["population"].approximate) == (3_500_000, True)
    assert str(claims["partner_cities"].sources) == "Global Busan: Expanding Networks For International Cooperation"


def test_the_dossier_of_a_city_holds_its_ties_as_it_sees_them(both_packs):
    ties = {row.key: row for row in section(show(both_packs, "Fukuoka", TODAY), "agreements")}
    assert [(str(row.partners), row.kind, row.status) for row in ties.values()] == [
        ("Busan", "sister_city", "active"),
        ("Busan", "cooperation", "superseded"),
    ]
    assert len(section(show(both_packs, "Fukuoka", "1995-01-01"), "agreements")) == 1


def test_the_dossier_of_a_city_tells_where_sources_contradict_its_agreements(both_packs):
    (found,) = section(show(both_packs, "Los Angeles", TODAY), "contradictions")
    assert (found.recorded, found.stated) == ("1967-12-18", "1971-04-05")


def test_promises_stand_in_the_order_in_which_they_fall_due(articles):
    promises = section(show(articles, "Seoul", TODAY), "commitments")
    assert promises[0].due == "[2005?-04,2005?-05]"
    assert {row.due for row in promises[1:]} == {None}
    assert {row.state for row in promises} == {"open"}


def test_the_dossier_of_an_agreement_has_its_paper_and_its_parties(articles):
    dossier = show(articles, "kalmykia-ru--seoul-kr", TODAY)
    known = facts(dossier)
    assert dossier.title == "Kalmykia and Seoul"
    assert (known["kind"], known["instrument"], known["place_signed"], known["status"]) == (
        "cooperation",
        "agreement",
        "Moscow",
        "active",
    )
    assert [(row.party, row.status) for row in section(dossier, "parties")] == [
        ("Kalmykia", "active"),
        ("Seoul", "active"),
    ]


def test_the_dossier_of_an_agreement_has_every_value_that_a_source_states_with_its_place(session, connection):
    cities = [make_city(session, key) for key in ("busan-kr", "cairo-eg")]
    tie = make_agreement(session, *cities, acts=[("signed", "1967-12-18")])
    session.refresh(tie, ["acts"])
    for seq, value in enumerate(["1967-12-18", "1971-04-05"], 1):
        said = {"agreement_act_id": tie.acts[0].id, "field": "on", "value": value}
        make_citation(session, make_source(session, f"paper-{seq}"), locator=f"p. {seq}", **said)
    stated = section(show(connection, tie.key, TODAY), "stated")
    assert [(row.record, row.field, row.stated, row.source, row.place) for row in stated] == [
        ("agreement:busan-kr--cairo-eg/act-1", "on", "1967-12-18", "Paper-1", "p. 1"),
        ("agreement:busan-kr--cairo-eg/act-1", "on", "1971-04-05", "Paper-2", "p. 2"),
    ]


def test_the_signatories_of_an_act_stand_with_their_posts(articles):
    (act,) = section(show(articles, "kalmykia-ru--seoul-kr", TODAY), "acts")
    assert str(act.signatories) == (
        "Kalmykia: Kirsan Nikolayevich Ilyumzhinov, President of the Republic of Kalmykia; "
        "Seoul: Lee Myung-bak, Mayor of Seoul"
    )


def test_organizations_of_an_agreement_stand_with_their_roles(articles):
    organizations = facts(show(articles, "moscow-ru--seoul-kr--2", TODAY))["organizations"]
    assert str(organizations) == "e-Moscow JSC (implementer); Samsung Corp. (implementer)"


def test_acts_stand_in_the_order_in_which_they_happened(session, connection):
    cities = make_city(session, "busan-kr"), make_city(session, "chicago-us")
    acts = [("renewed", "2000"), ("signed", "1990"), ("amended", None)]
    dossier = show(connection, make_agreement(session, *cities, acts=acts).key, TODAY)
    assert [row.act for row in section(dossier, "acts")] == ["amended", "signed", "renewed"]


def test_an_act_says_who_did_it_why_and_what_took_its_place(both_packs):
    superseded = section(show(both_packs, "busan-kr--fukuoka-jp--2", TODAY), "acts")[1]
    assert (superseded.mode, superseded.ground, superseded.successor) == ("joint", "upgrade", "busan-kr--fukuoka-jp")


def test_one_that_left_has_ended_what_goes_on_for_the_others(session, connection):
    cities = [make_city(session, key) for key in ("busan-kr", "chicago-us", "osaka-jp")]
    left = ("left", "2000", {"mode": "party", "city_id": cities[2].id})
    dossier = show(connection, make_agreement(session, *cities, acts=[("signed", "1990"), left]).key, TODAY)
    assert {row.party: row.status for row in section(dossier, "parties")} == {
        "Busan": "active",
        "Chicago": "active",
        "Osaka": "ended",
    }
    assert section(dossier, "acts")[1].by == "Osaka"


def test_activities_that_an_agreement_led_to_stand_with_their_places(session, connection):
    cities = [make_city(session, key) for key in ("busan-kr", "chicago-us")]
    agreement = make_agreement(session, *cities)
    make_activity(session, "undated", agreement_id=agreement.id)
    make_activity(session, "show", *cities, start="1995", agreement_id=agreement.id)
    rows = section(show(connection, agreement.key, TODAY), "activities")
    assert [(row.key, str(row.places)) for row in rows] == [
        ("show", "Busan (participant); Chicago (participant)"),
        ("undated", ""),
    ]


def test_a_promise_says_what_kept_it(session, connection):
    cities = [make_city(session, key) for key in ("busan-kr", "chicago-us")]
    agreement, tree = make_agreement(session, *cities), make_activity(session, "planting")
    make_commitment(session, agreement, cities[0], state=CommitmentState.KEPT, kept_by_id=tree.id)
    (promise,) = section(show(connection, agreement.key, TODAY), "commitments")
    assert (promise.debtor, promise.creditor, promise.state, promise.kept_by) == ("Busan", None, "kept", "Planting")


def test_a_source_stands_once_with_all_the_places_in_it(session, connection):
    agreement = make_agreement(session, make_city(session, "busan-kr"), make_city(session, "chicago-us"))
    source = make_source(session)
    for seq, locator in enumerate(("2.1", "3.2", "2.1", None), 1):
        make_citation(session, source, seq=seq, agreement_id=agreement.id, locator=locator)
    (row,) = section(show(connection, agreement.key, TODAY), "sources")
    assert (row.key, str(row.places)) == ("a-paper", "2.1; 3.2")


def test_those_involved_stand_by_role_and_name_in_whatever_order_they_were_recorded(session, connection):
    activity = make_activity(session, "visit", make_city(session, "busan-kr"))
    for key, role in (("mina", "member"), ("zoe", "head"), ("ada", "member")):
        person = make_person(session, key)
        session.add(ActivityPerson(activity_id=activity.id, person_id=person.id, role=role))
    session.flush()
    found = section(show(connection, "visit", TODAY), "people")
    assert [(row.role, row.name) for row in found] == [("head", "Zoe"), ("member", "Ada"), ("member", "Mina")]


def test_what_a_person_did_stands_by_day_and_what_has_none_last(session, connection):
    busan, person = make_city(session, "busan-kr"), make_person(session, "kim")
    for other, on in (("a-us", None), ("b-us", "1990"), ("c-us", "[..1980]")):
        agreement = make_agreement(session, busan, make_city(session, other), acts=[("signed", on)])
        session.refresh(agreement, ["acts"])
        session.add(ActPerson(act_id=agreement.acts[0].id, person_id=person.id, role=ActPersonRole.SIGNATORY))
    session.flush()
    assert [row.on for row in section(show(connection, "person:kim", TODAY), "acts")] == ["[..1980]", "1990", None]


def test_who_proposed_a_council_is_not_among_its_signatories(articles):
    proposals = section(show(articles, "seoul-kr--shanghai-cn", TODAY), "acts")
    assert [row.signatories for row in proposals] == [(), ()]
    assert "Shanghai: Han Zheng, Mayor of Shanghai (proposer)" in proposals[0].others
    (act,) = section(show(articles, "han-zheng", TODAY), "acts")
    assert (act.act, act.role) == ("proposed", "proposer")


def make_person(session, key):
    person = Person(key=key, name=key.title(), folded=key)
    session.add(person)
    session.flush()
    return person


def test_what_no_source_states_is_shown_as_inferred_with_the_reason(session, connection):
    agreement = make_agreement(session, make_city(session, "busan-kr"), make_city(session, "chicago-us"))
    session.refresh(agreement, ["acts"])
    paper, other = make_source(session), make_source(session, "another-paper")
    why = {"basis": Basis.INFERRED, "because": "a tie of this rank is made by both"}
    make_citation(session, paper, agreement_act_id=agreement.acts[0].id, field="mode", value="joint", **why)
    make_citation(session, paper, seq=2, agreement_id=agreement.id, field="kind", value="sister_city", **why)
    make_citation(session, paper, seq=3, agreement_id=agreement.id, field="kind", value=None, **why)
    make_citation(session, other, agreement_id=agreement.id, field="kind", value="sister_city")
    (row,) = section(show(connection, agreement.key, TODAY), "inferred")
    assert (row.record, row.field, row.value) == (f"agreement:{agreement.key}/act-1", "mode", "joint")
    assert row.because == "a tie of this rank is made by both"


def test_a_page_of_a_site_infers_nothing_that_a_source_states_though_another_is_silent(session, connection):
    agreement = make_agreement(session, make_city(session, "busan-kr"), make_city(session, "chicago-us"))
    silent, stating = make_source(session), make_source(session, "another-paper")
    why = {"agreement_id": agreement.id, "basis": Basis.INFERRED, "because": "the list has no column for it"}
    make_citation(session, silent, field="kind", value=None, **why)
    make_citation(session, silent, seq=2, field="instrument", value=None, **why)
    make_citation(session, stating, agreement_id=agreement.id, field="kind", value="sister_city")
    inferred = Citations(connection).of("agreement", agreement.id).inferred
    assert [row.field for row in inferred.rows] == ["instrument"]
    assert [row.field for row in section(show(connection, agreement.key, TODAY), "inferred")] == ["instrument"]


def test_what_is_inferred_of_a_post_stands_with_the_person(articles):
    inferred = section(show(articles, "han-zheng", TODAY), "inferred")
    assert [(row.field, row.value) for row in inferred] == [("start", "[..2004?]"), ("end", "[2004?..]")]
