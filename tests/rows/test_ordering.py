from dataclasses import dataclass

import pytest

from twinning.errors import InputError
from twinning.rows import Several
from twinning.rows.arranging import ordering
from twinning.rows.arranging.ordering import in_order
from twinning.rows.arranging.streaming import Stream
from twinning.rows.phrases import Phrase, phrase
from twinning.rows.tracing import Counted


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    text: str | None = None
    several: Several | None = None


@pytest.fixture
def few_in_memory(monkeypatch):
    monkeypatch.setattr(ordering, "IN_MEMORY", 7)
    monkeypatch.setattr(ordering, "_AT_ONCE", 2)


def pairs(numbers):
    return ((number % 5, Row(number)) for number in numbers)


def test_few_rows_are_a_list_in_order():
    assert in_order(pairs([9, 3, 4, 8])) == [Row(3), Row(8), Row(9), Row(4)]


@pytest.mark.usefixtures("few_in_memory")
@pytest.mark.parametrize("count", [7, 8, 14, 15, 100])
def test_many_rows_come_in_the_order_of_few_and_of_equals_the_first_first(count):
    found = in_order(pairs(range(count)))
    assert isinstance(found, Stream) is (count > 7)
    assert [*found] == sorted(map(Row, range(count)), key=lambda row: row.number % 5)
    assert len(found) == count
    assert found[:2] == [Row(0), Row(5)]


@pytest.mark.usefixtures("few_in_memory")
def test_many_rows_can_be_gone_through_twice_at_once():
    found = in_order(pairs(range(20)))
    assert all(one == other for one, other in zip(found, found, strict=True))


@pytest.mark.usefixtures("few_in_memory")
def test_phrases_and_counts_come_back_as_they_were():
    text, count = phrase("{city}: nothing", city="Busan"), Counted(["b", "a"])
    (row, *_) = in_order((number, Row(count, text, Several(["a"]))) for number in range(20))
    assert isinstance(row.text, Phrase)
    assert isinstance(row.number, Counted)
    assert (row.text.arguments, row.number.keys, row.several) == ({"city": "Busan"}, ("a", "b"), Several(["a"]))


@pytest.mark.usefixtures("few_in_memory")
def test_a_folder_without_room_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(ordering.tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(InputError, match="has no room"):
        in_order(pairs(range(20)))
