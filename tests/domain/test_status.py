from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.domain.agreements.acts import ActKind
from twinning.domain.agreements.status import (
    Act,
    AgreementFacts,
    Claim,
    disputing,
    first_signed,
    is_known_by,
    status_of,
    was_signed_by,
)
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Renewal, Status

KOCHI, SURABAYA, THIRD = 1, 2, 3
REPEATABLE = settings(max_examples=200, derandomize=True, deadline=None)

DAYS = st.dates(date(1990, 1, 1), date(1993, 12, 31)).map(date.isoformat)
DATES = DAYS | st.sampled_from(
    ["1991", "1991-06", "199X", "1992~", "1991?-03-04", "[..1992-06-01]", "[1991-03-01..]", "[1991-01-05..1992-02-03]"]
)
ACTS = st.builds(
    Act,
    kind=st.sampled_from(ActKind),
    on=st.none() | DATES.map(EdtfDate.parse),
    seq=st.integers(1, 9),
    until=st.none() | DATES.map(EdtfDate.parse),
    city=st.sampled_from([None, KOCHI, SURABAYA, THIRD]),
)
CLAIMS = st.builds(Claim, city=st.sampled_from([KOCHI, SURABAYA]), published=DATES.map(EdtfDate.parse))
AGREEMENTS = st.builds(
    AgreementFacts,
    parties=st.sampled_from([frozenset({KOCHI, SURABAYA}), frozenset({KOCHI, SURABAYA, THIRD})]),
    acts=st.lists(ACTS, max_size=6).map(tuple),
    renewal=st.none() | st.sampled_from(Renewal),
    claims=st.lists(CLAIMS, max_size=2).map(tuple),
)


def act(kind, on, *, until=None, city=None, seq=1):
    return Act(ActKind(kind), on and EdtfDate.parse(on), seq=seq, until=until and EdtfDate.parse(until), city=city)


def between(*acts, parties=(KOCHI, SURABAYA), renewal=None, claims=()):
    return AgreementFacts(frozenset(parties), acts, renewal, claims)


def spans(agreement, *days):
    return [status_of(agreement, day).value for day in days]


SIGNED = act("signed", "1990-05-01")


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("proposed", "active"),
        ("signed", "active"),
        ("renewed", "active"),
        ("resumed", "active"),
        ("amended", "active"),
        ("withdrawal_notified", "active"),
        ("suspended", "suspended"),
        ("ended", "ended"),
        ("superseded", "superseded"),
        ("abandoned", "abandoned"),
    ],
)
def test_the_last_decisive_act_after_a_signing_gives_the_status(kind, status):
    assert status_of(between(SIGNED, act(kind, "1995-01-01")), "2000-01-01") == status


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("amended", "unknown"),
        ("withdrawal_notified", "unknown"),
        ("proposed", "proposed"),
        ("abandoned", "abandoned"),
        ("signed", "active"),
        ("renewed", "active"),
        ("resumed", "active"),
        ("suspended", "suspended"),
        ("ended", "ended"),
        ("superseded", "superseded"),
    ],
)
def test_an_act_alone_gives_its_status(kind, status):
    assert status_of(between(act(kind, "1995-01-01")), "2000-01-01") == status


def test_without_acts_the_status_is_unknown():
    assert status_of(between(), "2000-01-01") is Status.UNKNOWN


@pytest.mark.parametrize("kind", ["amended", "withdrawal_notified"])
def test_an_act_that_does_not_decide_leaves_what_was_before(kind):
    agreement = between(SIGNED, act("suspended", "1992-01-01"), act(kind, "1993-01-01"))
    assert status_of(agreement, "2000-01-01") is Status.SUSPENDED


def test_an_act_counts_from_its_own_day():
    assert spans(between(SIGNED), "1990-04-30", "1990-05-01") == ["unknown", "active"]


def test_a_proposal_that_is_signed_is_active_from_the_signing():
    agreement = between(act("proposed", "1989-01-01"), SIGNED)
    assert spans(agreement, "1988-12-31", "1989-06-01", "1990-05-01") == ["unknown", "proposed", "active"]


def test_a_proposal_after_the_end_of_a_signed_agreement_changes_nothing():
    agreement = between(SIGNED, act("ended", "1992-01-01"), act("proposed", "1993-01-01"))
    assert status_of(agreement, "2000-01-01") is Status.ENDED


@pytest.mark.parametrize(
    ("day", "status"), [("1989-12-31", "unknown"), ("1990-06-01", "unknown"), ("1990-12-31", "active")]
)
def test_two_readings_that_differ_give_unknown(day, status):
    assert status_of(between(act("signed", "1990")), day) == status


def test_two_readings_that_agree_give_their_status():
    agreement = between(SIGNED, act("renewed", "1995"))
    assert status_of(agreement, "1995-06-01") is Status.ACTIVE


def test_a_doubtful_end_leaves_a_renewal_that_surely_followed():
    agreement = between(SIGNED, act("suspended", "1995"), act("resumed", "1996-02-01", seq=3))
    assert spans(agreement, "1995-06-01", "1995-12-31", "1996-02-01") == ["unknown", "suspended", "active"]


def test_an_act_without_a_day_may_have_happened_at_any_time():
    assert status_of(between(act("signed", None)), "2000-01-01") is Status.UNKNOWN


def test_a_tie_known_to_exist_by_a_day_is_unknown_before_and_active_from_then():
    agreement = between(act("signed", "[..2019-12-13]"))
    assert spans(agreement, "1900-01-01", "2019-12-12", "2019-12-13") == ["unknown", "unknown", "active"]


@pytest.mark.parametrize("began", ["1990", "[..2026-01-01]"])
def test_an_end_by_a_day_ends_what_began_before_it(began):
    agreement = between(act("signed", began), act("ended", "[..2026-01-01]", seq=2))
    assert spans(agreement, "2025-12-31", "2026-01-01") == ["unknown", "ended"]


def test_nobody_knows_whether_an_end_without_a_day_has_come():
    agreement = between(SIGNED, act("renewed", "2000", seq=2), act("ended", None, seq=3))
    assert status_of(agreement, "2026-01-01") is Status.UNKNOWN


def test_acts_of_one_day_happen_in_the_order_of_their_numbers():
    ended_first = between(act("ended", "1990-05-01", seq=1), act("signed", "1990-05-01", seq=2))
    signed_first = between(act("ended", "1990-05-01", seq=2), act("signed", "1990-05-01", seq=1))
    assert [status_of(each, "1990-05-01") for each in (ended_first, signed_first)] == ["active", "ended"]


KOCHI_AND_SURABAYA = act("signed", "1997-04-17", until="2002-04-16")


def test_a_term_expires_on_the_day_after_its_last():
    assert spans(between(KOCHI_AND_SURABAYA), "2002-04-16", "2002-04-17", "2003-01-01") == [
        "active",
        "expired",
        "expired",
    ]


def test_an_expired_term_that_is_extended_is_active_again():
    agreement = between(KOCHI_AND_SURABAYA, act("renewed", "2003-05-01", until="2008-04-30", seq=2))
    assert spans(agreement, "2003-01-01", "2003-05-01", "2008-05-01") == ["expired", "active", "expired"]


def test_a_renewal_without_a_term_runs_on():
    agreement = between(KOCHI_AND_SURABAYA, act("renewed", "2002-04-01", seq=2))
    assert status_of(agreement, "2050-01-01") is Status.ACTIVE


@pytest.mark.parametrize(
    ("renewal", "status"),
    [(Renewal.AUTOMATIC, "active"), (Renewal.BY_AGREEMENT, "expired"), (Renewal.NONE, "expired"), (None, "expired")],
)
def test_only_an_automatic_renewal_outlives_its_term(renewal, status):
    assert status_of(between(KOCHI_AND_SURABAYA, renewal=renewal), "2003-01-01") == status


def test_a_term_that_ends_in_a_month_or_year_is_unknown_within_it():
    agreement = between(act("signed", "1997-04", until="2002-04"))
    assert spans(agreement, "2002-03-31", "2002-04-15", "2002-04-30", "2002-05-01") == [
        "active",
        "unknown",
        "unknown",
        "expired",
    ]


def test_a_term_without_a_last_bound_never_surely_expires():
    agreement = between(act("signed", "1997-04-17", until="[2002-04-16..]"))
    assert spans(agreement, "2002-04-16", "2050-01-01") == ["active", "unknown"]


def test_resuming_goes_on_with_the_term_that_was_suspended():
    agreement = between(KOCHI_AND_SURABAYA, act("suspended", "1999-01-01"), act("resumed", "2000-01-01"))
    assert spans(agreement, "1999-06-01", "2001-01-01", "2002-04-17") == ["suspended", "active", "expired"]


def test_resuming_with_a_term_of_its_own_sets_it():
    resumed = act("resumed", "2000-01-01", until="2010-01-01")
    assert status_of(between(KOCHI_AND_SURABAYA, act("suspended", "1999-01-01"), resumed), "2005-01-01") == "active"


def test_a_merger_suspends_and_a_renewal_makes_a_third_span():
    agreement = between(SIGNED, act("suspended", "2005-10-01"), act("renewed", "2007-02-01"))
    assert spans(agreement, "2000-01-01", "2006-01-01", "2008-01-01") == ["active", "suspended", "active"]


LEFT = act("left", "1995-01-01", city=THIRD)
OF_THREE = between(SIGNED, LEFT, parties=(KOCHI, SURABAYA, THIRD))


@pytest.mark.parametrize(
    ("among", "status"),
    [
        (None, "active"),
        ({KOCHI}, "active"),
        ({KOCHI, SURABAYA}, "active"),
        ({THIRD}, "ended"),
        ({KOCHI, THIRD}, "ended"),
    ],
)
def test_one_of_three_that_leaves_ends_it_for_itself_alone(among, status):
    assert status_of(OF_THREE, "2000-01-01", among and frozenset(among)) == status


def test_before_it_left_it_was_a_party_like_the_others():
    assert status_of(OF_THREE, "1994-12-31", frozenset({KOCHI, THIRD})) is Status.ACTIVE


def test_what_happens_after_one_left_happens_to_those_who_stayed():
    agreement = between(SIGNED, LEFT, act("suspended", "1996-01-01"), parties=(KOCHI, SURABAYA, THIRD))
    assert [status_of(agreement, "2000-01-01", frozenset({city})) for city in (KOCHI, THIRD)] == ["suspended", "ended"]


def test_an_agreement_with_one_party_remaining_has_ended():
    agreement = between(SIGNED, LEFT, act("left", "1996-01-01", city=SURABAYA), parties=(KOCHI, SURABAYA, THIRD))
    assert spans(agreement, "1995-12-31", "1996-01-01") == ["active", "ended"]
    assert status_of(agreement, "2000-01-01", frozenset({KOCHI})) is Status.ENDED


def claim(city, published):
    return Claim(city, EdtfDate.parse(published))


@pytest.mark.parametrize(
    ("ended_by", "claims", "status"),
    [
        (KOCHI, (claim(SURABAYA, "1996-01-01"),), "disputed"),
        (None, (claim(SURABAYA, "1996-01-01"),), "disputed"),
        (KOCHI, (claim(KOCHI, "1996-01-01"),), "ended"),
        (KOCHI, (claim(SURABAYA, "1995-01-01"),), "ended"),
        (KOCHI, (claim(SURABAYA, "1994-06-01"),), "ended"),
        (KOCHI, (claim(SURABAYA, "1995"),), "ended"),
        (KOCHI, (claim(THIRD, "1996-01-01"),), "ended"),
        (KOCHI, (), "ended"),
    ],
)
def test_only_a_later_source_that_speaks_for_another_party_disputes_an_end(ended_by, claims, status):
    agreement = between(SIGNED, act("ended", "1995-01-01", city=ended_by), claims=claims)
    assert status_of(agreement, "2000-01-01") == status


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ((Claim(SURABAYA, EdtfDate.parse("1996-01-01"), "active", preferred=True),), "active"),
        ((claim(SURABAYA, "1996-01-01"), Claim(KOCHI, EdtfDate.parse("1995"), "ended", preferred=True)), "ended"),
        ((claim(SURABAYA, "1996-01-01"), Claim(None, None, "ended", preferred=True)), "ended"),
        ((Claim(None, EdtfDate.parse("1996-01-01"), "active", preferred=True),), "active"),
        ((Claim(None, EdtfDate.parse("1996-01-01"), "active"),), "ended"),
        (
            (claim(SURABAYA, "1996-01-01"), Claim(SURABAYA, EdtfDate.parse("1990"), "active", preferred=True)),
            "disputed",
        ),
        ((claim(SURABAYA, "1996-01-01"), Claim(KOCHI, None, "active", preferred=True)), "disputed"),
        ((Claim(SURABAYA, EdtfDate.parse("1996-01-01"), "suspended"),), "ended"),
    ],
)
def test_an_editors_word_decides_a_dispute_if_it_was_said_after_the_end(claims, status):
    agreement = between(SIGNED, act("ended", "1995-01-01", city=KOCHI), claims=claims)
    assert status_of(agreement, "2000-01-01") == status


def test_an_end_that_may_have_been_any_time_before_is_disputed_by_those_who_said_otherwise_after_it():
    """The end stands before the signing where acts are ordered by their first possible day, and is after it."""
    claims = (claim(KOCHI, "1993"), claim(SURABAYA, "1993"), claim(THIRD, "1996"))
    ended = act("ended", "[..1995-01-01]", city=KOCHI)
    agreement = between(SIGNED, ended, claims=claims, parties=(KOCHI, SURABAYA, THIRD))
    assert status_of(agreement, "2000-01-01") is Status.DISPUTED
    assert disputing(agreement, "2000-01-01") == {THIRD}


def test_an_end_without_a_known_day_is_not_disputed_by_its_date():
    agreement = between(act("ended", "[1995-01-01..]"), claims=(claim(SURABAYA, "2010-01-01"),))
    assert status_of(agreement, "2020-01-01") is Status.UNKNOWN


def test_the_first_signing_counts_and_not_a_proposal_or_renewal():
    agreement = between(
        act("renewed", "1980-01-01"), act("signed", "1991-01-01", seq=3), act("proposed", "1970"), act("signed", "1990")
    )
    assert first_signed(agreement) == EdtfDate.parse("1990")


def test_an_agreement_never_signed_has_no_first_signing():
    assert first_signed(between(act("proposed", "1990"))) is None


def test_nothing_is_known_of_an_agreement_before_its_first_act_can_have_happened():
    agreement = between(act("proposed", "1989"), act("signed", "1990"))
    assert [is_known_by(agreement, day) for day in ("1988-12-31", "1989-01-01")] == [False, True]
    assert [was_signed_by(agreement, day) for day in ("1989-12-31", "1990-01-01")] == [False, True]


def test_an_agreement_without_acts_is_known_at_any_time():
    assert is_known_by(between(), "1066-10-14")


@REPEATABLE
@given(AGREEMENTS, DAYS)
def test_every_agreement_has_a_status_on_every_day(agreement, day):
    assert status_of(agreement, day) in set(Status) - {Status.NONE_RECORDED}


@REPEATABLE
@given(AGREEMENTS, DAYS, st.data())
def test_every_party_has_a_status_on_every_day(agreement, day, data):
    among = data.draw(st.sets(st.sampled_from(sorted(agreement.parties)), min_size=1).map(frozenset))
    assert isinstance(status_of(agreement, day, among), Status)


@REPEATABLE
@given(AGREEMENTS, DAYS)
def test_acts_that_surely_lie_after_a_day_never_matter_to_it(agreement, day):
    known = tuple(each for each in agreement.acts if each.happened_by(day) is not False)
    before = AgreementFacts(agreement.parties, known, agreement.renewal, agreement.claims)
    assert status_of(agreement, day) == status_of(before, day)


@REPEATABLE
@given(AGREEMENTS, DAYS, ACTS, st.integers(1, 1000))
def test_adding_an_act_dated_after_a_day_never_changes_the_answer_for_it(agreement, day, late, days_later):
    on = EdtfDate.parse((date.fromisoformat(day) + timedelta(days=days_later)).isoformat())
    later = Act(late.kind, on, late.seq, late.until, late.city)
    longer = AgreementFacts(agreement.parties, (*agreement.acts, later), agreement.renewal, agreement.claims)
    assert status_of(longer, day) == status_of(agreement, day)
    assert is_known_by(longer, day) == (is_known_by(agreement, day) and bool(agreement.acts))


@REPEATABLE
@given(AGREEMENTS, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_acts_are_given_never_matters(agreement, day, random):
    acts = [Act(each.kind, each.on, seq, each.until, each.city) for seq, each in enumerate(agreement.acts)]
    given_so = AgreementFacts(agreement.parties, tuple(acts), agreement.renewal)
    random.shuffle(acts)
    assert status_of(AgreementFacts(agreement.parties, tuple(acts), agreement.renewal), day) == status_of(given_so, day)


PLAIN = ("amended", "withdrawal_notified")
TERMS = ("signed", "renewed", "resumed")
STOPS = ("proposed", "suspended", "ended", "superseded", "abandoned")


def replayed(acts, day, renewal):
    """Go through plain dated acts of two parties one after the other, as a clerk would."""
    status, term, signed = "unknown", None, False
    for each in sorted(acts, key=lambda one: (one.on.text, one.seq)):
        if each.on.text > day or each.kind in PLAIN:
            continue
        if each.kind == "left":
            return "ended"
        if each.kind in TERMS:
            term = each.until.text if each.until else term if each.kind == "resumed" else None
            status, signed = "active", True
        elif each.kind != "proposed" or not signed:
            status = str(each.kind)
    over = status == "active" and term is not None and term < day and renewal is not Renewal.AUTOMATIC
    return "expired" if over else status


@st.composite
def dated_acts(draw):
    kinds = draw(st.lists(st.sampled_from((*PLAIN, *TERMS, *STOPS, "left")), max_size=6))
    return tuple(
        act(
            kind,
            draw(DAYS),
            until=draw(st.none() | DAYS) if kind in TERMS else None,
            city=KOCHI if kind == "left" else None,
            seq=seq,
        )
        for seq, kind in enumerate(kinds)
    )


@REPEATABLE
@given(dated_acts(), DAYS, st.none() | st.sampled_from(Renewal))
def test_on_plain_dated_acts_the_status_is_that_of_a_replay(acts, day, renewal):
    assert status_of(between(*acts, renewal=renewal), day) == replayed(acts, day, renewal)


@pytest.mark.parametrize(("again", "status"), [(THIRD, "active"), (None, "ended")])
def test_a_party_that_left_is_back_once_it_signs_again_itself(again, status):
    acts = (SIGNED, act("left", "1995-01-01", city=THIRD), act("signed", "1999-01-01", city=again))
    agreement = between(*acts, parties=(KOCHI, SURABAYA, THIRD))
    assert status_of(agreement, "1996-01-01", frozenset({THIRD})) == "ended"
    assert status_of(agreement, "2000-01-01", frozenset({THIRD})) == status
    assert status_of(agreement, "2000-01-01") == "active"


@REPEATABLE
@given(AGREEMENTS, DAYS)
def test_the_status_for_all_is_that_among_all_parties(agreement, day):
    without_claims = agreement._replace(claims=())
    for each in (agreement, without_claims):
        assert status_of(each, day) is status_of(each, day, each.parties)
