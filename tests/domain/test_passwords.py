"""Passwords are found in whatever somebody typed, and taken out of whatever is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.domain.privacy.passwords import looks_like_a_server, passwords_in, without_passwords

PASSWORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="&'\\"), min_size=4, max_size=20)


@given(PASSWORDS)
def test_a_password_is_found_wherever_it_stands(password: str) -> None:
    for text in (
        f"postgresql://kim:{password}@host/register",
        f"postgresql:/kim:{password}@host/register",
        f"kim:{password}@host",
        f"postgresql://host/register?password={password}",
        f"host=x password={password}",
        f"password='{password}' host=x",
    ):
        assert password not in without_passwords(f"could not reach {text}: bad {password!r}", passwords_in([text]))


@pytest.mark.parametrize("password", ["top\\sEcret", "top\tsEcret", "top\u202esEcret"])
def test_a_password_is_taken_out_as_a_message_escapes_it_too(password: str) -> None:
    assert "sEcret" not in without_passwords(f"bad {password!r}, not {password}", {password})


@pytest.mark.parametrize(
    "text", ["Busan", "city:busan-kr", "--signatory", "Seoul: Kim Minji, Mayor", "https://a.example/b"]
)
def test_ordinary_words_hold_no_password(text: str) -> None:
    assert passwords_in([text]) == set()


@pytest.mark.parametrize("text", ["register.db", "C:\\kim@home\\register.db", "/srv/a:b@c", "a@b.db", "mailto:x.db"])
def test_a_path_is_no_server(text: str) -> None:
    assert not looks_like_a_server(text)
