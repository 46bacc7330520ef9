"""What no constraint of a database can say of a row, and must hold of it."""

import pytest

from twinning.domain.names import LONGEST_NAME
from twinning.domain.values import is_web_address, wrong_values


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "x" * LONGEST_NAME, "folded": "x"}, None),
        ({"name": "x" * (LONGEST_NAME + 1), "folded": "x"}, "201 characters"),
        ({"name": "x" * 300}, None),
        ({"amount": "1000", "currency": "KRW"}, None),
        ({"amount": "1000.5", "currency": "KRW"}, "has 1 decimals, and KRW has 0"),
        ({"amount": "0.55", "currency": "EUR"}, None),
        ({"amount": "0.555", "currency": "EUR"}, "has 3 decimals"),
        ({"email": "kim@busan.example"}, None),
        ({"email": "kim busan.example"}, "no e-mail address"),
        ({"email": None, "country_code": None}, None),
        ({"country_code": "KR"}, None),
        ({"country_code": "ZZ"}, "no country's code"),
    ],
)
def test_what_cannot_be_stored_of_a_row_is_said(values: dict[str, object], wrong: str | None) -> None:
    found = [*wrong_values(values)]
    assert len(found) == (wrong is not None)
    assert (wrong or "") in "".join(found)


@pytest.mark.parametrize(("text", "is_one"), [("https://a.example", True), ("http://a", True), ("ftp://a", False)])
def test_an_address_of_the_web_begins_as_one(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one
