"""Write `registers/NNNN.json` of the newest schema, for the tests of the revisions after it: `make register`.

It is made anew as long as its revision is not released, and never again after that.
"""

import contextlib
import json
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from cli.running import run_in_process
from db.raw import raw_connection
from twinning.db.migrations.revision import HEAD
from twinning.db.models import Base
from twinning.db.storage.address import Address
from twinning.exchange.seeding import create_register

_HERE = Path(__file__).parent


def commands() -> Iterator[list[str]]:
    """Yield the commands of the story, each as its words."""
    for line in (_HERE / "story.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield [*shlex.split(line), "--yes"]


def tell(address: Address) -> None:
    """Carry out the commands on a new register. Raises SystemExit with the message of one that is refused."""
    create_register(address, "archivist", empty=True)
    for words in commands():
        with contextlib.chdir(_HERE):  # its files are named in the log as the story names them
            ended = run_in_process(*words, address=address, env={"TWINNING_ACTOR": "archivist"})
        if ended.code:
            raise SystemExit(f"{shlex.join(words)}\n{ended.err}")


def rows_of(address: Address) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table, by its name, in the order of their primary keys."""
    with raw_connection(address) as connection:
        return {
            table.name: [
                dict(row) for row in connection.execute(text(f'SELECT * FROM "{table.name}" ORDER BY 1, 2')).mappings()
            ]
            for table in sorted(Base.metadata.sorted_tables, key=lambda each: each.name)
        }


def as_json(tables: dict[str, list[dict[str, object]]]) -> str:
    """Return the file's text: a row a line, so that a change of it can be read."""
    parts = []
    for name, rows in tables.items():
        lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
        parts.append(f"  {json.dumps(name)}: [\n{lines}\n  ]" if rows else f"  {json.dumps(name)}: []")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Make the register, write its file, and name the tables without a row. Raises SystemExit where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        address = Address.of_file(Path(folder) / "register.db")
        tell(address)
        tables = rows_of(address)
    (_HERE / f"registers/{HEAD}.json").write_text(as_json(tables), "utf-8")
    if bare := [name for name, rows in tables.items() if not rows]:
        raise SystemExit(f"no row in {', '.join(bare)}: add a command to {_HERE / 'story.txt'}")


if __name__ == "__main__":
    main()
