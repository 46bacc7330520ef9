"""Migrations: the only module that knows Alembic. Each change of schema is one transaction, all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from twinning import _resources
from twinning.db.engine import WRITES, create
from twinning.db.failures import explained
from twinning.db.log import digests
from twinning.db.migrations.identity import check_revision, read_revision
from twinning.db.migrations.revision import APPLICATION_ID, HEAD, REVISIONS
from twinning.db.migrations.strangers import check_no_trigger
from twinning.db.migrations.views import drop_views, make_views
from twinning.db.search import index as search_index
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError


def create_schema(address: Address, fill: Callable[[Connection], None] | None = None) -> None:
    """Make the schema in a new SQLite file, or in an empty PostgreSQL database; `fill` it in the same transaction.

    Raises DatabaseError.
    """
    with _changing_schema(address, create_file=True) as connection:
        if _has_tables(connection):
            raise DatabaseError(f"{address} already holds tables", "name another database with --db")
        _upgrade(connection, HEAD)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        if fill is not None:
            fill(connection)


def upgrade(address: Address, revision: str = HEAD) -> str:
    """Bring a register's schema to a revision; return the one it had. Raises DatabaseError."""
    with _changing_schema(address) as connection:
        before = read_revision(connection, address)
        if address.path is not None:
            check_no_trigger(connection, address)
        _upgrade(connection, revision)
        if revision == HEAD != before:
            digests.renew_all(connection)
    return before


def reindex(address: Address) -> None:
    """Write anew all that searches rest on, with the index itself. Raises DatabaseError."""
    with _changing_schema(address) as connection:
        check_revision(connection, address)
        digests.renew_texts(connection)
        search_index.make_index(connection)


def current(address: Address) -> str:
    """Return a register's revision. Raises DatabaseError for no register, and for one of a newer program."""
    with explained(address), create(address).connect() as connection:
        return read_revision(connection, address)


def downgrade(address: Address, revision: str) -> None:
    """Take a register's schema back to a revision, or to `base`. For tests and for developers of migrations."""
    with _changing_schema(address) as connection:
        drop_views(connection)
        command.downgrade(configuration(connection), revision)


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; its environment runs on `connection`, in the transaction that it is in."""
    config = Config()
    config.set_main_option("script_location", str(_resources.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str) -> None:
    drop_views(connection)
    command.upgrade(configuration(connection), revision)
    if revision == REVISIONS[-1]:
        make_views(connection)


@contextmanager
def _changing_schema(address: Address, *, create_file: bool = False) -> Iterator[Connection]:
    """Give a connection in one transaction that ends with whole foreign keys, or as if it had never begun.

    SQLite's foreign keys are off meanwhile: rebuilding a parent table with them on deletes its children. The pragma
    is ignored inside a transaction, hence before it.
    """
    engine = create(address, create_file=create_file).execution_options(**{WRITES: True})
    with explained(address), engine.connect() as connection:
        if address.path is not None:
            _without_foreign_keys(connection)
        with connection.begin():
            yield connection
            _check_foreign_keys(connection, address)


def _without_foreign_keys(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute("PRAGMA foreign_keys = OFF")


def _check_foreign_keys(connection: Connection, address: Address) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise DatabaseError(f"the change would leave {address} with a broken reference in {broken[0]}")


def _has_tables(connection: Connection) -> bool:
    if connection.dialect.name == "sqlite":
        query = "SELECT count(*) FROM sqlite_master"
    else:
        query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
    return bool(connection.execute(text(query)).scalar_one())
