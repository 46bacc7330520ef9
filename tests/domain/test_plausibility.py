import pytest

from twinning.domain.agreements.acts import ActKind
from twinning.domain.agreements.status import Act
from twinning.domain.dates import EdtfDate
from twinning.domain.plausibility import is_early, is_far_ahead, odd_acts

TODAY = "2025-06-01"


def odd(*acts):
    made = [
        Act(ActKind(kind), EdtfDate.parse(on) if on else None, seq, None, city[0] if city else None)
        for seq, (kind, on, *city) in enumerate(acts, 1)
    ]
    return [(oddity.seq, oddity.impossible) for oddity in odd_acts(made, TODAY)]


@pytest.mark.parametrize(
    "acts",
    [
        [("signed", "2010"), ("ended", "2015")],
        [("signed", "2010"), ("ended", "2010")],
        [("signed", "[..2019-12-13]"), ("ended", "2005")],
        [("proposed", "1990"), ("signed", "1995"), ("renewed", "2000"), ("ended", "2005"), ("signed", "2010")],
        [("proposed", "2000"), ("abandoned", "2001"), ("signed", "2010"), ("left", "2011", 1)],
        [("signed", "2000"), ("left", "2005", 1), ("left", "2006", 2)],
        [("signed", "2000"), ("left", "2005", 1), ("renewed", "2006"), ("left", "2007", 1)],
        [("signed", "2000"), ("ended", "2005"), ("resumed", "2006"), ("amended", "2007")],
        [("signed", "2000"), ("ended", None), ("amended", "2007")],
        [("signed", "2000"), ("suspended", "2005"), ("resumed", "2006"), ("suspended", "2010")],
        [("signed", "2000"), ("suspended", "2005", 1), ("suspended", "2006", 2)],
        [("signed", "2000"), ("left", "2005", 1), ("resumed", "2006")],
        [("signed", "2000"), ("resumed", None), ("suspended", "[2001..]")],
        [("proposed", "2000"), ("abandoned", "2001"), ("proposed", "2002"), ("abandoned", "2003")],
        [("signed", "2000"), ("proposed", "2005"), ("renewed", "2006")],
    ],
)
def test_acts_in_an_order_that_can_be_are_not_odd(acts):
    assert odd(*acts) == []


@pytest.mark.parametrize("kind", ["ended", "renewed", "amended", "suspended", "left", "superseded"])
def test_what_surely_lies_before_the_signing_cannot_be(kind):
    assert odd(("signed", "2010"), (kind, "2005", 1)) == [(2, True)]


def test_a_proposal_cannot_be_abandoned_before_it_was_made():
    assert odd(("proposed", "2022"), ("abandoned", "2015")) == [(2, True)]
    assert odd(("abandoned", "2015")) == []


def test_what_is_in_force_is_not_resumed():
    assert odd(("signed", "2000"), ("resumed", "2010")) == [(2, False)]
    assert odd(("signed", "2000"), ("suspended", "2001"), ("renewed", "2005"), ("resumed", "2010")) == [(4, False)]


def test_what_was_signed_is_ended_and_not_abandoned():
    assert odd(("proposed", "1999"), ("signed", "2000"), ("abandoned", "2010")) == [(3, False)]


def test_what_somebody_suspended_is_not_suspended_again_by_them():
    assert odd(("signed", "2000"), ("suspended", "2005", 1), ("suspended", "2006", 1)) == [(3, False)]


def test_a_party_cannot_leave_twice():
    assert odd(("signed", "2000"), ("left", "2005", 1), ("left", "2006", 1)) == [(3, True)]


def test_what_follows_an_end_can_be_and_is_odd():
    assert odd(("signed", "2000"), ("ended", "2005"), ("ended", "2006", 1)) == [(3, False)]
    assert odd(("signed", "2000"), ("ended", "2005"), ("amended", "2006")) == [(3, False)]


def test_what_follows_the_first_of_several_ends_is_odd_though_it_may_come_before_the_last():
    acts = [("signed", "2000"), ("ended", "2005"), ("superseded", "2006"), ("amended", "2006")]
    assert odd(*acts) == [(3, False), (4, False)]


def test_a_day_decades_ahead_is_odd():
    assert odd(("signed", "2052")) == [(1, False)]
    assert odd(("signed", "2026")) == []


@pytest.mark.parametrize(("text", "early"), [("0199-05-06", True), ("17XX", True), ("1800", False), ("1XXX", False)])
def test_only_a_day_that_surely_lies_before_1800_is_early(text, early):
    assert is_early(EdtfDate.parse(text)) is early


def test_a_day_without_a_beginning_is_not_ahead():
    assert not is_far_ahead(EdtfDate.parse("[..2090-01-01]"), TODAY)
    assert is_far_ahead(EdtfDate.parse("2090-01-01"), TODAY)
