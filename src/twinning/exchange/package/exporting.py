"""The database as a data package, without its history."""

from pathlib import Path

from sqlalchemy import Connection

from twinning.exchange.package import files as package_files
from twinning.exchange.package.cells import NameOf, encode
from twinning.exchange.package.layout import FileLayout, layouts
from twinning.exchange.package.recorded import Columns
from twinning.exchange.package.selecting import file_rows
from twinning.queries.lookup.references import names_of


def export_package(connection: Connection, folder: Path) -> dict[str, int]:
    """Write the whole database but its history to a folder; return how many rows each table has.

    The same register gives the same bytes on every database. Raises InputError for a folder it cannot take.
    """
    return package_files.write(folder, ((layout, file_rows(connection, layout)) for layout in layouts()))


class Names:
    """The names of the records that others refer to, each table read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, dict[int, str]] = {}

    def __call__(self, table_name: str, record: int) -> str:
        """Return the name of a table's record, by its id. Raises KeyError for one that is not there."""
        if table_name not in self._names:
            self._names[table_name] = names_of(self._connection, table_name)
        return self._names[table_name][record]


def encode_row(layout: FileLayout, record: Columns, names: NameOf) -> dict[str, str]:
    """Return a row's cells by column. `names` gives the names of the records that it refers to."""
    return {column.name: encode(column, record, names) for column in layout.columns}
