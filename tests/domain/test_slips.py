"""Which of many names are a slip apart: the same pairs as comparing each with each, without doing so."""

from itertools import combinations

from twinning.domain.names import may_be_same
from twinning.domain.slips import names_a_slip_apart


def test_one_letter_more_less_another_or_two_in_the_wrong_order_are_a_slip() -> None:
    names = ["zamosc", "zamoscz", "zamost", "zmaosc", "zaosc", "zamosczz", "lublin", "부산광역시", "부산광력시"]
    found = names_a_slip_apart(names)
    assert found == [pair for pair in combinations(sorted(names), 2) if may_be_same(*pair)]
    assert ("zamosc", "zmaosc") in found
    assert ("zamosc", "zamosczz") not in found


def test_short_names_differ_by_more_than_a_slip() -> None:
    assert names_a_slip_apart(["lund", "lun", "lynd", "bergen"]) == []
