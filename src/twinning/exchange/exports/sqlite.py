"""The register as an SQLite file of its own, for others: its records without its history.

Without what is internal: agreements and activities that are marked so, contacts, commitments and expenses, and what
hangs on any of these. An activity that was part of one stands alone, and an agreement that one superseded has ended.
"""

from pathlib import Path

from sqlalchemy import Connection

from twinning.db.log import digests
from twinning.db.migrations.migrate import create_schema
from twinning.db.storage.address import Address
from twinning.db.storage.backup import check_whole
from twinning.db.storage.files import create_private, put_in_place, unwritable
from twinning.db.storage.scratch import scratch_beside
from twinning.errors import InputError
from twinning.exchange.exports.copying import Copy


def export_sqlite(connection: Connection, target: Path, *, internal: bool) -> int:
    """Write a new file that only its owner may read; return how many rows it has.

    The same register gives the same rows with the same ids. Raises InputError where there is a file already or none
    can be written.
    """
    try:
        with scratch_beside(target) as scratch:
            made = scratch / "register.db"
            create_private(made)
            copied = Copy(connection, internal=internal)
            create_schema(Address.of_file(made, target), lambda target: _fill(copied, target))
            check_whole(made, target)
            put_in_place(made, target)
    except FileExistsError:
        raise InputError(f"{target} exists already", "name another file") from None
    except OSError as error:
        raise unwritable(target, error) from error
    return copied.rows


def _fill(copied: Copy, target: Connection) -> None:
    copied.write(target)
    digests.renew_all(target)
