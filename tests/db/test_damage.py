"""A damaged register is told, or it answers; it never ends in an error that nobody foresaw."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.db.tables import table_named, table_names
from twinning.errors import DatabaseError

PAGE = 4096


@pytest.fixture(scope="module")
def whole(sqlite_registers, tmp_path_factory) -> bytes:
    """The bytes of a register that is not damaged."""
    with sqlite_registers.copy("seeded", tmp_path_factory.mktemp("whole")) as address:
        return address.path.read_bytes()


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Address:
    return Address.of_file(tmp_path_factory.mktemp("damaged") / "register.db")


def read_everything(address):
    """Read all tables; being told that the register is damaged is well, any other error is not."""
    with contextlib.suppress(DatabaseError), reading(address) as connection:
        for name in table_names():
            connection.execute(select(table_named(name))).all()


@given(st.data())
@settings(max_examples=100)
def test_a_byte_that_changed(whole, address, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    address.path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
    read_everything(address)


@given(st.data())
@settings(max_examples=20)
def test_a_page_that_was_lost(whole, address, data):
    at = PAGE * data.draw(st.integers(0, len(whole) // PAGE - 1))
    address.path.write_bytes(whole[:at] + bytes(PAGE) + whole[at + PAGE :])
    read_everything(address)


@given(st.data())
@settings(max_examples=20)
def test_a_file_that_was_cut_short(whole, address, data):
    address.path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    read_everything(address)
