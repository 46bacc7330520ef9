import pytest

from queries.making import make_source
from twinning.actions.evidence.sources import find_or_add_source
from twinning.db.models import Source
from twinning.errors import InputError, NotFoundError


@pytest.mark.parametrize("text", ["a-paper", "source:a-paper", "https://example.org/paper"])
def test_a_source_is_found_by_its_key_or_address(session, text):
    source = make_source(session, address="https://example.org/paper")
    assert find_or_add_source(session, text) == source.id


def test_of_two_sources_of_one_address_the_first_is_meant(session):
    first, _ = (make_source(session, key, address="https://example.org/paper") for key in ("z-paper", "a-paper"))
    assert find_or_add_source(session, "https://example.org/paper") == first.id


def test_a_new_address_becomes_a_website(session):
    found = find_or_add_source(session, "https://example.org/ties/?page=2")
    source = session.get_one(Source, found)
    assert (source.kind, source.title, source.address) == (
        "website",
        "example.org/ties",
        "https://example.org/ties/?page=2",
    )
    assert find_or_add_source(session, "https://example.org/ties/?page=2") == found


def test_two_addresses_of_one_title_get_two_keys(session):
    sources = [find_or_add_source(session, f"https://example.org/ties?page={page}") for page in (1, 2)]
    assert [session.get_one(Source, each).key for each in sources] == ["example-org-ties", "example-org-ties--2"]


@pytest.mark.parametrize("text", ["a-papre", "example.org", "ftp://example.org/x", "javascript:alert(1)"])
def test_what_is_neither_a_key_nor_an_address_is_not_found(session, text):
    make_source(session)
    with pytest.raises(NotFoundError, match="there is no source"):
        find_or_add_source(session, text)


def test_a_slip_is_answered_with_the_nearest_key(session):
    make_source(session)
    with pytest.raises(NotFoundError) as caught:
        find_or_add_source(session, "a-papr")
    assert "a-paper" in caught.value.hint


def test_nothing_names_no_source(session):
    with pytest.raises(InputError, match="empty"):
        find_or_add_source(session, "")


@pytest.mark.parametrize("address", ["https://example.org/\u202e", "https://example.org/" + "x" * 2000, "https://a\nb"])
def test_an_address_that_cannot_be_stored_is_refused(session, address):
    with pytest.raises(InputError, match=r"the source (cannot|has)"):
        find_or_add_source(session, address)
