"""Which recorded agreement of the same parties a row speaks of, whoever brings the row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.domain.dates import EdtfDate
from twinning.exchange.joining.matching import AgreementIdentity, match_agreements

DATES = st.sampled_from(["1990", "1990-05-01", "199X", "[..1995]", "2000", "2001-02-03"]).map(EdtfDate.parse)
IDENTITIES = st.builds(
    AgreementIdentity,
    key=st.sampled_from("abcdef"),
    kind=st.sampled_from(["sister_city", "contact"]),
    on=st.none() | DATES,
    said=st.booleans(),
)
SEVERAL = st.lists(IDENTITIES, max_size=5, unique_by=lambda each: each.key)


def identity(key: str, on: str | None, kind: str = "contact", *, said: bool = True) -> AgreementIdentity:
    return AgreementIdentity(key, kind, EdtfDate.parse(on) if on else None, said)


@given(st.data(), SEVERAL)
def test_what_comes_back_as_it_was_is_what_it_was(data: st.DataObject, recorded: list[AgreementIdentity]) -> None:
    incoming = data.draw(st.permutations(recorded))
    assert match_agreements(incoming, recorded) == {each.key: each.key for each in recorded}


@given(st.data(), SEVERAL, SEVERAL)
def test_each_is_taken_once_whatever_the_order_in_which_they_are_recorded(
    data: st.DataObject, incoming: list[AgreementIdentity], recorded: list[AgreementIdentity]
) -> None:
    matches = match_agreements(incoming, recorded)
    assert len({*matches.values()}) == len(matches)
    assert match_agreements(incoming, data.draw(st.permutations(recorded))) == matches


@pytest.mark.parametrize(
    ("incoming", "found"),
    [
        (identity("a", "2000"), "a"),
        (identity("x", "2000"), "b"),
        (identity("a", "1990", "sister_city"), "c"),
        (identity("x", "1990", "cooperation", said=False), "a"),
        (identity("x", "2005-07", "cooperation"), "c"),
        (identity("x", "1995-07", "cooperation"), None),
        (identity("x", None, "cooperation"), None),
        (identity("x", "1994"), "a"),
        (identity("x", "1996"), "b"),
    ],
)
def test_its_key_counts_first_then_its_kind_then_its_day(incoming: AgreementIdentity, found: str | None) -> None:
    recorded = [identity("a", "1990"), identity("b", "2000"), identity("c", "2005", "sister_city")]
    assert match_agreements([incoming], recorded) == ({} if found is None else {incoming.key: found})


def test_whoever_does_not_say_the_kind_speaks_of_any_kind() -> None:
    recorded = [identity("a", "1990", "sister_city", said=False), identity("b", "1990", "sister_city")]
    assert match_agreements([identity("x", "2005", "cooperation")], recorded) == {"x": "a"}
