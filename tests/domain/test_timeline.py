from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.test_status import AGREEMENTS, DAYS, act, between
from twinning.domain.agreements.status import is_known_by, status_of
from twinning.domain.agreements.timeline import status_spans
from twinning.domain.dates import EdtfDate

REPEATABLE = settings(max_examples=200)


def spans(agreement):
    return [
        (span.status, span.since and span.since.earliest, span.until and span.until.latest)
        for span in status_spans(agreement)
    ]


def written(agreement):
    return [(str(span.since), str(span.until)) for span in status_spans(agreement)]


def after(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def test_a_tie_that_was_suspended_and_renewed_has_three_spans_and_what_lies_in_doubt_between_them():
    acts = (act("signed", "1992-05-25"), act("suspended", "1995-05"), act("renewed", "2001-05-24"))
    assert spans(between(*acts)) == [
        ("active", "1992-05-25", "1995-04-30"),
        ("unknown", "1995-05-01", "1995-05-30"),
        ("suspended", "1995-05-31", "2001-05-23"),
        ("active", "2001-05-24", None),
    ]


def test_a_term_ends_on_its_last_day():
    acts = (act("signed", "1997-04-01", until="2002-04-30"),)
    assert spans(between(*acts)) == [("active", "1997-04-01", "2002-04-30"), ("expired", "2002-05-01", None)]


def test_what_was_there_by_a_day_has_no_beginning():
    assert spans(between(act("signed", "[..1992-06-01]"))) == [
        ("unknown", None, "1992-05-31"),
        ("active", "1992-06-01", None),
    ]


@pytest.mark.parametrize(
    ("on", "spans_written"),
    [
        ("2004?-11-04", [("2004?-11-04", "None")]),
        ("1994?", [("1994?-01-01", "1994?-12-30"), ("1994?-12-31", "None")]),
        ("[..2004?-11-03]", [("None", "2004?-11-02"), ("2004?-11-03", "None")]),
        ("2023-?06-15", [("2023-06-15?", "None")]),
        ("2004-11-04", [("2004-11-04", "None")]),
    ],
)
def test_a_day_is_as_doubtful_as_the_act_that_it_is_worked_out_from(on, spans_written):
    assert written(between(act("signed", on))) == spans_written


def test_only_the_days_worked_out_from_a_doubtful_act_are_doubtful():
    acts = (act("signed", "1990-05-01"), act("suspended", "1995?-06-01"), act("renewed", "2001-05-24"))
    assert written(between(*acts)) == [
        ("1990-05-01", "1995?-05-31"),
        ("1995?-06-01", "2001-05-23"),
        ("2001-05-24", "None"),
    ]


def test_the_end_of_a_term_in_doubt_is_in_doubt():
    assert written(between(act("signed", "1997-04-01", until="2002?-04-30"))) == [
        ("1997-04-01", "2002?-04-30"),
        ("2002?-05-01", "None"),
    ]


@REPEATABLE
@given(AGREEMENTS)
def test_every_bound_is_one_day_in_edtf(agreement):
    for span in status_spans(agreement):
        for bound in filter(None, (span.since, span.until)):
            assert EdtfDate.parse(bound.text) == bound
            assert bound.earliest == bound.latest


def test_an_agreement_without_acts_is_unknown_at_any_time():
    assert spans(between()) == [("unknown", None, None)]


def test_a_term_to_the_last_day_that_there_is_never_ends():
    assert spans(between(act("signed", "1990-05-01", until="9999-12-31"))) == [("active", "1990-05-01", None)]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_is_are_spans_too(on):
    assert spans(between(act("signed", on)))[-1][2] is None


@REPEATABLE
@given(AGREEMENTS)
def test_spans_follow_one_another_without_gap_or_overlap_and_differ(agreement):
    for before, following in pairwise(spans(agreement)):
        assert after(before[2]) == following[1]
        assert before[0] != following[0]


@REPEATABLE
@given(AGREEMENTS, DAYS | st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat))
def test_the_span_of_a_day_has_the_status_as_of_that_day(agreement, day):
    of_day = [span for span in spans(agreement) if (span[1] or "") <= day <= (span[2] or "~")]
    assert [span[0] for span in of_day] == ([status_of(agreement, day)] if is_known_by(agreement, day) else [])
