from dataclasses import dataclass, field

import pytest

from twinning.errors import UsageError
from twinning.rows import Meaning
from twinning.rows.arranging.sorting import sort_rows


@dataclass(frozen=True)
class Place:
    place: str | None = None
    since: str | None = field(default=None, metadata={"means": Meaning.DATE})
    last_activity: str | None = field(default=None, metadata={"means": Meaning.DATE})
    agreements: int | None = None


def ordered(column, *values, descending=False):
    rows = sort_rows([Place(**{column: value}) for value in values], Place, column, descending=descending)
    return [getattr(row, column) for row in rows]


def test_text_sorts_as_it_folds():
    assert ordered("place", "Zagreb", "Århus", "busan", "Busan 2") == ["Århus", "busan", "Busan 2", "Zagreb"]


def test_numbers_sort_by_value():
    assert ordered("agreements", 10, 9, 2) == [2, 9, 10]


def test_dates_sort_by_what_they_bound_and_not_by_their_text():
    dates = ["[..2019-12-13]", "199X", "1990", "1990-05", "2004?-11-03"]
    expected = ["[..2019-12-13]", "1990", "199X", "1990-05", "2004?-11-03"]
    assert ordered("since", *dates) == ordered("since", *reversed(dates)) == expected


@pytest.mark.parametrize(("column", "value"), [("place", "a"), ("since", "1990"), ("agreements", 0)])
def test_what_is_unknown_comes_last(column, value):
    assert ordered(column, None, value) == [value, None]
    assert ordered(column, None, value, descending=True) == [value, None]


def test_descending_turns_the_known_around():
    assert ordered("agreements", 9, None, 10, 2, descending=True) == [10, 9, 2, None]


@pytest.mark.parametrize("descending", [False, True])
def test_equal_rows_keep_their_order(descending):
    rows = [Place("b", "1990"), Place("a", "1990")]
    assert sort_rows(rows, Place, "since", descending=descending) == rows


def test_a_hyphen_does_for_an_underscore():
    rows = [Place(last_activity="2000"), Place(last_activity="1999")]
    assert list(sort_rows(rows, Place, "last-activity")) == list(reversed(rows))
    assert list(sort_rows(rows, Place, "Last activity")) == list(reversed(rows)), "the heading that tables show"


def test_a_column_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(UsageError) as caught:
        sort_rows([], Place, "mayor")
    assert caught.value.hint == "one of place, since, last_activity, agreements"


def test_the_nearest_column_is_offered():
    with pytest.raises(UsageError, match="there is no column 'agrements'") as caught:
        sort_rows([], Place, "agrements")
    assert caught.value.hint.startswith("did you mean agreements? ")
