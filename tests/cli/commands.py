"""What tests of commands share: what a refusal looks like, and whether a register changed."""

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import FromClause, text

from db.raw import raw_connection
from twinning.db.models.base import Base
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.files import digest

_ON_SCREEN = re.compile("[^\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*")


_LOG = ("operation", "change", "row_digest")


class Answer(Protocol):
    """What a command answered: its exit code and its two streams."""

    @property
    def code(self) -> int: ...
    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


Rows = dict[str, list[tuple[object, ...]]]
RunCli = Callable[..., Answer]
Golden = Callable[[str, str], None]

AS_OF = ("--as-of", "2026-01-01")
"""For golden outputs: what they show depends on the day."""


def done(answer: Answer) -> Answer:
    """Give an answer back, once it is sure that the command succeeded."""
    assert answer.code == 0, answer.err
    return answer


def loaded(text: str) -> Any:
    """Read JSON, each date and each place in it as the text by which the other formats write it."""
    return json.loads(text, object_hook=_as_text)


def row_of(row: Any) -> dict[str, object]:
    """Return a row as `loaded` reads it from JSON."""
    values = ((each.name, getattr(row, each.name)) for each in fields(row))
    return {name: list(map(str, value)) if isinstance(value, tuple) else value for name, value in values}


def _as_text(member: dict[str, Any]) -> Any:
    if member.keys() == {"text", "earliest", "latest", "doubtful"}:
        return member["text"]
    if member.keys() >= {"name", "key", "country_code"} and not member.keys() - {"name", "key", "country_code", "role"}:
        return f"{member['name']} ({member['role']})" if "role" in member else member["name"]
    return member


def assert_refused(answer: Answer, code: int, *words: str) -> None:
    """Check a refusal: nothing but one error with these words, at most one hint, the exit code, and no traceback."""
    assert answer.code == code, answer.err
    assert answer.out == ""
    kinds = [line.partition(": ")[0] for line in answer.err.splitlines()]
    assert kinds in (["error"], ["error", "hint"]), answer.err
    assert harmless(answer.err)
    for word in words:
        assert word in answer.err


def harmless(text: str) -> bool:
    """Return whether text holds nothing but line feeds of what could drive a screen."""
    return _ON_SCREEN.fullmatch(text) is not None


@contextmanager
def unchanged(address: Address) -> Iterator[None]:
    """Check that the register holds the same before and after, its log included."""
    if address.path is None:
        before = stored_rows(address)
        yield
        assert stored_rows(address) == before
        return
    file = address.path.read_bytes()
    yield
    if address.path.read_bytes() != file:  # the same bytes hold the same rows, and are compared in a tenth of the time
        assert stored_rows(address) == _rows_in(file)


def _rows_in(file: bytes) -> Rows:
    """Return the rows of every table of an SQLite file, as they are stored."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "before.db"
        path.write_bytes(file)
        return stored_rows(Address.of_file(path))


def stored_rows(address: Address) -> Rows:
    """Return the rows of every table as they are stored: cheaper than an export, and the log is among them."""
    with reading(address) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(text(_select(table, table.columns.keys())))]
            for table in Base.metadata.sorted_tables
        }


def recorded_rows(address: Address) -> Rows:
    """Return the rows of every table but those of the log, without which operation wrote them last."""
    recorded = [table for table in Base.metadata.sorted_tables if table.name not in _LOG]
    with reading(address) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(text(_select(table, columns)))]
            for table in recorded
            if (columns := [name for name in table.columns.keys() if name != "operation_id"])  # noqa: SIM118
        }


def _select(table: FromClause, columns: Iterable[str]) -> str:
    keys = [column.name for column in table.primary_key]
    return f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY {", ".join(keys)}'


def contents(address: Address) -> tuple[Rows, int]:
    """Return what a register holds, to compare it with what it or a copy held, and how many operations made it."""
    with reading(address) as connection:
        operations = connection.execute(text("SELECT count(*) FROM operation")).scalar_one()
    return recorded_rows(address), operations


def exported(address: Address) -> str:
    """Return the digest of a register's export: what registers have in common whose rows have other ids."""
    with tempfile.TemporaryDirectory() as folder, reading(address) as connection:
        export_package(connection, Path(folder) / "export")
        return digest(Path(folder) / "export")


def execute(address: Address, statement: str, **values: object) -> None:
    """Run SQL past the program and past its history, as somebody with another tool would."""
    with raw_connection(address) as connection:
        connection.execute(text(statement), values)
