"""Rewrite the seed packs as `twinning export` writes what they hold: `make seed`, after one was edited by hand.

Each pack is read into an empty register and written from it, so that it is in order and has its digests. What differs
between two runs is what was edited: run again, this changes nothing.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from twinning import _resources
from twinning.db.migrations import migrate
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.exchange.package import files
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.importing import import_package


def rewrite(pack: Path) -> list[str]:
    """Rewrite one pack; return the names of the files that changed. Raises InputError, which names file and line."""
    with tempfile.TemporaryDirectory() as scratch:
        register, exported = Address.of_file(Path(scratch) / "register.db"), Path(scratch) / "export"
        migrate.create_schema(register)
        with writing(register, NewOperation("seed", f"import {pack.name}")) as session:
            import_package(session, files.read(pack, changed=True))
        with reading(register) as connection:
            export_package(connection, exported)
        return [written.name for written in sorted(exported.iterdir()) if _put(written, pack / written.name)]


def _put(written: Path, target: Path) -> bool:
    """Put a file in another's place; say whether they differ."""
    if target.is_file() and target.read_bytes() == written.read_bytes():
        return False
    shutil.copyfile(written, target)
    return True


def main() -> int:
    """Rewrite every pack, and say what changed."""
    for name, pack in _resources.seed_packs().items():
        sys.stdout.write(f"{name}: {', '.join(rewrite(pack)) or 'nothing to change'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
