"""Small data packages, written by hand as a colleague's other program would, and registers as bytes."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.commands import unchanged
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.errors import InputError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.importing import ImportResult, import_package
from twinning.exchange.package.layout import layouts
from twinning.exchange.package.selecting import file_rows

Row = Mapping[str, str]


def write_package(folder: Path, **tables: Sequence[Row] | str) -> Path:
    """Write a package of these tables: rows, or the text of the file. A row's missing cells are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        text = rows if isinstance(rows, str) else _csv(rows)
        (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    describe(folder, *tables)
    return folder


def _csv(rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def describe(folder: Path, *tables: str) -> None:
    """Write the descriptor of these tables' files, with their digests."""
    resources = [
        {"path": f"{table}.csv", "hash": f"sha256:{hashlib.sha256((folder / f'{table}.csv').read_bytes()).hexdigest()}"}
        for table in tables
    ]
    write_descriptor(folder, {"twinning": {"format": 1}, "resources": resources})


def write_descriptor(folder: Path, descriptor: object) -> None:
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def city(key: str, **cells: str) -> Row:
    return {"key": key, "name": key.rpartition("-")[0].title(), "kind": "city"} | cells


def tie(key: str, *cities: str, on: str = "1990", kind: str = "sister_city", **cells: str) -> dict[str, list[Row]]:
    """Give the rows of an agreement, by table."""
    return {
        "agreement": [{"key": key, "kind": kind, "instrument": "unknown", "internal": "false"} | cells],
        "agreement_party": [{"agreement": key, "city": each} for each in cities],
        "agreement_act": [{"agreement": key, "seq": "1", "kind": "signed", "on": on, "mode": "joint"}],
    }


def together(*packages: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """Put the rows of several agreements into one package."""
    tables: dict[str, list[Row]] = {}
    for package in packages:
        for table, rows in package.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def take(address: Address, folder: Path, *, changed: bool = False) -> ImportResult:
    """Import a package for good."""
    package = package_files.read(folder, changed=changed)
    with writing(address, NewOperation("tester", "import")) as session:
        return import_package(session, package)


def contents(address: Address, folder: Path, *tables: str) -> dict[str, bytes]:
    """Export a register, or some of its tables alone; return the bytes of every file."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted = [layout for layout in layouts() if layout.table in tables or not tables]
    with reading(address) as connection:
        package_files.write(folder, ((layout, file_rows(connection, layout)) for layout in wanted))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(address: Address, folder: Path, table: str) -> list[Row]:
    """Return a register's rows of a table, as the package has them."""
    text = contents(address, folder, table)[f"{table}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@contextmanager
def refused(address: Address, *words: str) -> Iterator[None]:
    """Check that what is done within is refused with these words, and that the register stays as it is."""
    with unchanged(address), pytest.raises(InputError) as caught:
        yield
    for word in words:
        assert word in caught.value.message, caught.value.message
