"""What migrations make in an SQLite file, so that what somebody else put there is known."""

import tempfile
from pathlib import Path

from twinning.db.engine import create
from twinning.db.migrations.migrate import create_schema
from twinning.db.migrations.strangers import objects_of
from twinning.db.storage.address import Address

_HEAD = '''"""What migrations make in an SQLite file: written by `python docs/generate.py`, and not edited."""

from typing import Final

OBJECTS: Final[dict[tuple[str, str], int | None]] = {
'''
_TAIL = '''}
"""Each table, index, view and trigger: its kind, its name, and the CRC-32 of its SQL where that runs or is read."""
'''


def schema_objects_module() -> str:
    """Return the module that lists what a new register holds of its own."""
    with tempfile.TemporaryDirectory() as folder:
        address = Address.of_file(Path(folder) / "register.db")
        create_schema(address)
        with create(address).connect() as connection:
            objects = objects_of(connection)
    lines = (f'    ("{kind}", "{name}"): {digest},\n' for (kind, name), digest in sorted(objects.items()))
    return f"{_HEAD}{''.join(lines)}{_TAIL}"
