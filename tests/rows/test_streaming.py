"""Rows that are read while they are written."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.rows import Listing, Section
from twinning.rows.arranging.arrangement import Arrangement
from twinning.rows.arranging.sorting import undated_apart
from twinning.rows.arranging.streaming import HEAD, Stream, is_read, read_short


@dataclass(frozen=True)
class Tie:
    key: str
    agreements: int | None = None


class Source:
    """So many rows, and how many of them were read."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.read = 0

    def rows(self) -> Stream[Tie]:
        return Stream(self._read)

    def _read(self, most: int | None) -> Iterator[Tie]:
        for number in range(self.count if most is None else min(most, self.count)):
            self.read += 1
            yield Tie(f"tie-{number}")


def listing(rows: Stream[Tie]) -> Listing[Tie]:
    return Listing(Tie, (Section("ties", Tie, rows),))


def test_the_first_rows_are_had_without_reading_the_others() -> None:
    source = Source(1_000_000)
    assert [row.key for row in source.rows()[:2]] == ["tie-0", "tie-1"]
    assert source.rows()[1].key == "tie-1"
    assert source.rows()
    assert source.read == 5


def test_rows_are_counted_without_being_read_where_something_else_can_count_them() -> None:
    source = Source(10)
    assert len(Stream(source._read, lambda: 10)) == 10
    assert source.read == 0
    assert len(source.rows()) == 10
    with pytest.raises(IndexError):
        source.rows()[10]


def test_a_limit_says_how_many_more_there_are() -> None:
    limited = Arrangement(limit=3).of(listing(Source(10).rows()))
    assert [row.key for row in limited.rows] == ["tie-0", "tie-1", "tie-2"]
    assert limited.notes == ("7 more not shown",)


def test_a_short_list_is_read_before_it_is_written_and_a_long_one_while_it_is() -> None:
    assert is_read(read_short(listing(Source(HEAD).rows())))
    source = Source(HEAD + 2)
    assert not is_read(read_short(listing(source.rows())))
    assert source.read == HEAD + 1


def test_rows_are_stamped_while_they_are_read() -> None:
    source = Source(HEAD + 2)
    stamped = Arrangement(unchanged_since=7).of(listing(source.rows()))
    assert (is_read(stamped), source.read) == (False, 0)
    assert [(row.key, row.unchanged_since) for row in stamped.sections[0].rows[:2]] == [("tie-0", 7), ("tie-1", 7)]


def test_columns_are_chosen_and_undated_rows_told_apart_while_they_are_read() -> None:
    rows = Source(3).rows()
    chosen = Arrangement(columns=("agreements",)).of(listing(rows))
    sections = undated_apart("ties", Tie, rows, lambda row: row.key != "tie-1")
    assert not is_read(chosen)
    assert [row.agreements for row in chosen.rows] == [None, None, None]
    assert [[row.key for row in section.rows] for section in sections] == [["tie-0", "tie-2"], ["tie-1"]]


@given(st.lists(st.none() | st.integers(0, 3)), st.booleans(), st.integers(1, 5))
def test_a_stream_is_sorted_and_limited_as_a_list_is(numbers: list[int | None], descending: bool, limit: int) -> None:
    ties = [Tie(str(place), number) for place, number in enumerate(numbers)]
    stream: Stream[Tie] = Stream(lambda most: iter(ties[:most]))
    arrangement = Arrangement("agreements", descending, limit)
    of_list = arrangement.of(Listing(Tie, (Section("ties", Tie, ties),)))
    of_stream = arrangement.of(listing(stream))
    assert list(of_stream.rows) == list(of_list.rows)
    assert of_stream.notes == of_list.notes
