"""Every table of a database as it is, whatever its schema: the backup before a server's schema changes.

Unlike `twinning export` it follows the database, not this program's models, and so can write an older schema, with ids
and history. It is read back with the database's own tools.
"""

import csv
from pathlib import Path

from sqlalchemy import MetaData, select

from twinning.db.engine import create
from twinning.db.failures import explained
from twinning.db.storage.address import Address
from twinning.db.storage.files import PRIVATE_FOLDER, open_new
from twinning.db.storage.scratch import scratch_beside
from twinning.errors import InputError


def dump_tables(address: Address, folder: Path) -> None:
    """Write one CSV a table to a new folder, nulls as empty cells. Raises InputError, DatabaseError."""
    if folder.exists():
        raise InputError(f"{folder} exists already", "name another folder")
    try:
        with scratch_beside(folder) as scratch:
            written = scratch / "tables"
            written.mkdir(PRIVATE_FOLDER)
            _dump(address, written)
            written.rename(folder)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error


def _dump(address: Address, folder: Path) -> None:
    metadata = MetaData()
    with explained(address), create(address).connect() as connection:
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            with open_new(folder / f"{table.name}.csv") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(table.columns.keys())
                writer.writerows(connection.execute(select(table).order_by(*table.primary_key)))
