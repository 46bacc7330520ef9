"""Write the next revision, from what the models have and a register made by the revisions has not.

`make revision m="add a column"` runs this. The file is numbered, known to `db/migrations/revision.py`, and passes the
formatter and the linter as it is. Alembic finds tables, columns, indexes and references; the CHECKs are compared here,
which it does not do. Read the file: what rows that are there become, only a person knows.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from alembic import command
from alembic.util import CommandError
from sqlalchemy import CheckConstraint, Connection, Constraint, Table, inspect

from twinning import _resources
from twinning.db.engine import create
from twinning.db.migrations import migrate, revision
from twinning.db.migrations.conditions import normalised
from twinning.db.models import Base
from twinning.db.storage.address import Address

_BATCH = re.compile(r"op\.batch_alter_table\(\s*['\"](\w+)['\"], schema=None\s*\)")
_BATCHES = re.compile(r"    with altered_table\(\"(?P<table>\w+)\"\).*\n(?:        .*\n?)+")
_DROPPED = re.compile(r"drop_column\(['\"](\w+)['\"]")
_DOCSTRING_ENDS = re.compile(r'(?<="""\n)(?=    )')

Checks = dict[tuple[str, str], str]
"""Conditions by table and name."""


def write(message: str) -> Path:
    """Write the next revision; return its file. Raises CommandError where Alembic cannot."""
    number = f"{int(revision.HEAD) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        register = Address.of_file(Path(folder) / "register.db")
        migrate.create_schema(register)
        with create(register).begin() as connection:
            path = _generate(connection, number, message)
            recorded, wanted = _recorded(connection), _wanted(connection)
    path.write_text(_with_checks(_with_helper(path.read_text("utf-8")), recorded, wanted), "utf-8")
    _tell_of(number)
    _tidy(path)
    return path


def _generate(connection: Connection, number: str, message: str) -> Path:
    config = migrate.configuration(connection)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    made = command.revision(config, message, autogenerate=True, rev_id=number)
    if made is None or isinstance(made, list):
        raise CommandError("one revision was to be made")
    return Path(made.path)


def _recorded(connection: Connection) -> Checks:
    found = inspect(connection)
    checks = ((table, each) for table in found.get_table_names() for each in found.get_check_constraints(table))
    return {(table, str(check["name"])): _on_one_line(check["sqltext"]) for table, check in checks}


def _wanted(connection: Connection) -> Checks:
    """Return the CHECKs of the models, save those of tables that are new as a whole."""
    there = inspect(connection).get_table_names()
    tables = (table for table in Base.metadata.tables.values() if table.name in there)
    checks = ((table, each) for table in tables for each in _constraints(table) if isinstance(each, CheckConstraint))
    return {(table.name, str(check.name)): _on_one_line(str(check.sqltext)) for table, check in checks}


def _on_one_line(condition: str) -> str:
    return " ".join(condition.replace('"', "").split())


def _constraints(table: Table) -> Iterator[Constraint]:
    yield from table.constraints
    for column in table.columns:
        yield from column.constraints


def _with_helper(text: str) -> str:
    """Let the tables be altered by the helper that keeps what SQLite would lose."""
    plain = "".join(line for line in text.splitlines(keepends=True) if "# ###" not in line)
    return _BATCH.sub(r'altered_table("\1")', plain)


def _with_checks(text: str, recorded: Checks, wanted: Checks) -> str:
    """Write the CHECKs that changed into both directions."""
    head, upgrade, downgrade = _DOCSTRING_ENDS.split(text)
    body, end, rest = upgrade.partition("\n\n\ndef downgrade")
    back = _refusals(downgrade, wanted, recorded) + _direction(downgrade, wanted, recorded)
    return head + _direction(body, recorded, wanted) + end + rest + back


def _refusals(body: str, before: Checks, after: Checks) -> str:
    """Refuse to go back where columns that go hold something, or rows would break a condition as it was."""
    columns = [(batch["table"], name) for batch in _BATCHES.finditer(body) for name in _DROPPED.findall(batch[0])]
    stricter = sorted(key for key in before.keys() & after.keys() if normalised(before[key]) != normalised(after[key]))
    lines = [f'refuse_to_lose("{table}.{name}", "{table}", "{name} IS NOT NULL")' for table, name in columns]
    lines += [
        f'refuse_to_lose("what {name} allows", "{table}", "NOT ({after[table, name]})")' for table, name in stricter
    ]
    lines += [f'drop_from_history("{table}", "{name}")' for table, name in columns]
    return "".join(f"    {line}\n" for line in lines)


def _direction(body: str, before: Checks, after: Checks) -> str:
    """Take CHECKs away before the columns that they speak of, and make new ones once their columns are there."""
    gone = {key: [_drop(key[1])] for key in before.keys() - after.keys()}
    new = {key: [_create(key[1], after[key])] for key in after.keys() - before.keys()}
    changed = {key: [_drop(key[1]), _create(key[1], after[key])] for key in before.keys() & after.keys()}
    changed = {key: calls for key, calls in changed.items() if normalised(before[key]) != normalised(after[key])}
    return _blocks(gone) + body.rstrip() + "\n" + _blocks(new | changed)


def _blocks(calls: Mapping[tuple[str, str], list[str]]) -> str:
    tables = sorted({table for table, _ in calls})
    return "".join(
        f'    with altered_table("{table}") as batch_op:\n'
        + "".join(f"        batch_op.{call}\n" for key in sorted(calls) if key[0] == table for call in calls[key])
        for table in tables
    )


def _drop(name: str) -> str:
    return f'drop_constraint(op.f("{name}"), type_="check")'


def _create(name: str, condition: str) -> str:
    return f'create_check_constraint(op.f("{name}"), "{condition}")'


def _tell_of(number: str) -> None:
    """Add the revision to those that the program knows."""
    path = Path(str(revision.__file__))
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^(REVISIONS = \(.*?),?\)$", rf'\1, "{number}")', text, flags=re.MULTILINE), "utf-8")


def _tidy(path: Path) -> None:
    """Format the file, and take out the imports that it does not need."""
    for arguments in (["check", "--quiet", "--fix"], ["format", "--quiet"]):
        command_line = [sys.executable, "-m", "ruff", *arguments, str(path)]
        subprocess.run(command_line, cwd=_resources.migrations(), check=True)  # noqa: S603 - its own words


if __name__ == "__main__":
    sys.stdout.write(f"{write(' '.join(sys.argv[1:]))}\n")
