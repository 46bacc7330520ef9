"""Where a database is, and that no password gets out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.db.storage.address import Address
from twinning.errors import UsageError

PASSWORDS = st.text("abc@:/?#%&=+[]\\ ü", min_size=4, max_size=12).map(lambda text: f"sEcret{text}sEcret")


def test_a_plain_text_is_a_path():
    assert Address.parse("registers/busan.db").path == Path("registers/busan.db")


def test_a_tilde_is_the_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/kim")
    assert Address.parse("~/busan.db").path == Path("/home/kim/busan.db")


@pytest.mark.parametrize("name", ["a b.db", "a%20b.db", "50%.db", "?mode=ro.db", "#1.db", "부산.db", "mailto:x.db"])
def test_a_path_is_taken_as_it_is_written(name):
    assert Address.parse(name).path == Path(name)


@pytest.mark.parametrize(
    ("url", "path"), [("sqlite:///busan.db", "busan.db"), ("sqlite:////data/busan.db", "/data/busan.db")]
)
def test_an_sqlite_url_names_a_file(url, path):
    assert Address.parse(url).path == Path(path)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_a_server_is_reached_with_one_driver_however_the_url_says_it(scheme):
    address = Address.parse(f"{scheme}://kim@db.example/register")
    assert (address.url.drivername, address.path) == ("postgresql+psycopg", None)


@pytest.mark.parametrize(
    "text",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///busan.db?mode=ro",
        "mysql://kim@db.example/register",
        "://",
        "postgresql://kim@db.example:port/register",
        "postgresql://kim@[::1/register",
        "busan\0.db",
    ],
)
def test_what_names_no_database_is_refused(text):
    with pytest.raises(UsageError):
        Address.parse(text)


@pytest.mark.parametrize("name", ["./kim:secret@db.db", "/srv/a:b@c.db", "~/a:b@c.db", "../a:b@c.db", "a@b.db"])
def test_a_path_that_looks_like_a_servers_address_can_be_given_as_a_path(name):
    assert Address.parse(name).path == Path(name).expanduser()


def test_an_at_sign_in_a_user_or_password_is_to_be_escaped():
    with pytest.raises(UsageError, match="more than one @") as refusal:
        Address.parse("postgresql://kim:se@cret@db.example/register")
    assert "%40" in str(refusal.value.hint)
    assert Address.parse("postgresql://kim:se%40cret@db.example/register").url.password == "se@cret"


def test_a_server_is_named_by_database_and_host():
    assert str(Address.parse("postgresql://kim:secret@db.example/register")) == "register on db.example"


def test_the_servers_defaults_are_named_as_such():
    assert str(Address.parse("postgresql://")) == "the default database on the local server"


@settings(max_examples=500)
@given(PASSWORDS, st.sampled_from(["postgresql", "mysql", "post gresql"]))
def test_no_part_of_a_password_is_ever_shown(password, scheme):
    for text in (
        f"{scheme}://kim:{password}@db.example/register",
        f"{scheme}://db.example/register?user=kim&password={password}",
        f"{scheme}://kim:{password}@db.example:port/register",
        f"{scheme}:/kim:{password}@db.example/register",
        f"{scheme}//kim:{password}@db.example/register",
        f"kim:{password}@db.example/register",
        f"//kim:{password}@db.example/register",
        f"host=db.example password={password}",
        f"{scheme}://host=db.example password={password}",
        f"{scheme}://db.example/register;password={password}",
        f"{scheme}://kim/s:{password}@db.example/register",
        f"{scheme}://kim:x@y/{password}@db.example/register",
    ):
        try:
            shown = str(Address.parse(text))
        except UsageError as error:
            shown = f"{error.message} {error.hint}"
        assert "sEcret" not in shown
