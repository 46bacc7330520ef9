"""Every column of every record: what is given to a command comes back from the others, and is taken back.

No column is named here: `inputs.samples` works out what to give from what the fields of the inputs hold, and
`inputs/test_columns.py` sees to it that every column has a field.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from cli.commands import RunCli, done, exported, recorded_rows
from db.registers import Registers
from inputs.samples import Sample, Sampler, make_world
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.db.tables import table_named
from twinning.domain.countries import country_name
from twinning.exchange.package.files import digest
from twinning.inputs import RECORD_INPUTS, UNSET, Input, RecordInput
from twinning.inputs.declaring import InputField, fields_of, given_children
from twinning.inputs.kinds import COUNTRY
from twinning.inputs.reading import read_input
from twinning.queries.lookup.references import full_name, names_of

_COMMANDS = {"programme": "program"}


@pytest.fixture
def world(sqlite_address: Address) -> Address:
    make_world(sqlite_address)
    return sqlite_address


@pytest.mark.scenario
@pytest.mark.parametrize("input_class", RECORD_INPUTS, ids=lambda each: each.called)
def test_what_is_given_is_shown_exported_imported_merged_edited_and_taken_back(
    input_class: type[RecordInput], world: Address, sqlite_registers: Registers, run_cli: RunCli, tmp_path: Path
) -> None:
    sampler = Sampler(tmp_path)
    with sampler.on(world):
        samples, least = list(sampler.records(input_class)), sampler.least(input_class)
    for number, sample in enumerate(samples):
        folder = tmp_path / str(number)
        folder.mkdir()
        with taken_back_after(run_cli, world):
            key = added(run_cli, world, input_class, sample)
            seen = shown(run_cli, world, key)
            assert missing(world, input_class, sample, seen) == [], sample
            done(run_cli("export", str(folder / "package"), address=world))
            with sqlite_registers.copy("empty", folder) as other:
                done(run_cli("import", str(folder / "package"), address=other))
                assert exported(other) == digest(folder / "package")
                assert shown(run_cli, other, key) == seen
            with taken_back_after(run_cli, world):
                assert_merged(run_cli, world, input_class, sample, key)
    key = added(run_cli, world, input_class, least)
    record = last_record(world, input_class)
    with sampler.on(world):
        several = [sampler.changes(record, sample) for sample in samples]
    for changes in several:
        with taken_back_after(run_cli, world):
            done(run_cli("edit", record, *edit_options(changes), address=world))
            assert missing(world, input_class, changes, shown(run_cli, world, key)) == []


@contextmanager
def taken_back_after(run_cli: RunCli, address: Address) -> Iterator[None]:
    """Take back what is done meanwhile, and see that everything is recorded as before."""
    before = recorded_rows(address)
    yield
    done(run_cli("undo", "--yes", address=address))
    assert recorded_rows(address) == before


def assert_merged(run_cli: RunCli, address: Address, input_class: type[RecordInput], sample: Sample, key: str) -> None:
    """Merge a city that a record refers to into another one, and see that all is said of that one."""
    merged = done(run_cli("merge-city", "alpha-kr", "epsilon-kr", "--yes", "--json", address=address))
    after = Sample(
        {word: of_other_city(text) for word, text in sample.values.items()},
        {word: [of_other_city(text) for text in texts] for word, texts in sample.rows.items()},
    )
    assert missing(address, input_class, after, [json.loads(merged.out), *shown(run_cli, address, key)]) == []


def of_other_city(text: str) -> str:
    return re.sub("(?<!-)alpha-kr(?!-)", "epsilon-kr", text).replace("Alpha:", "Epsilon:")


def last_record(address: Address, input_class: type[RecordInput]) -> str:
    """Return the reference in full of the newest record of a table."""
    with reading(address) as connection:
        table = table_named(input_class.table)
        newest = connection.execute(select(func.max(table.c.id))).scalar_one()
        return full_name(input_class.table, names_of(connection, input_class.table, [newest])[newest])


def edit_options(changes: Sample) -> list[str]:
    values = [text for word, said in changes.values.items() for text in (f"--{word}", said)]
    rows = [text for word, several in changes.rows.items() for row in several for text in (f"--add-{word}", row)]
    return [*values, *rows]


def added(run_cli: RunCli, address: Address, input_class: type[RecordInput], sample: Sample) -> str:
    """Add a record by its command; return the key of what `show` has it in."""
    command = f"add-{_COMMANDS.get(input_class.called, input_class.called)}"
    argument = next((each.word for each in fields_of(input_class) if each.name == input_class.argument), "party")
    arguments = [sample.values[argument]] if argument in sample.values else sample.rows[argument]
    options = [text for word, said in sample.values.items() if word != argument for text in (f"--{word}", said)]
    rows = [
        text
        for word, several in sample.rows.items()
        if word != argument or argument in sample.values
        for row in several
        for text in (f"--{word}", row)
    ]
    answer = done(run_cli(command, *arguments, *options, *rows, "--json", address=address))
    return str(json.loads(answer.out)["key"])


def shown(run_cli: RunCli, address: Address, key: str) -> list[Any]:
    """Return what `show` has of a record and of each source that is cited for it."""
    whole = json.loads(done(run_cli("show", key, "--as-of", "2026-01-01", "--json", address=address)).out)
    sources = [f"source:{row['key']}" for row in whole.get("sources", ())]
    return [whole, *(json.loads(done(run_cli("show", each, "--json", address=address)).out) for each in sources)]


def missing(address: Address, input_class: type[RecordInput], sample: Sample, seen: list[Any]) -> list[str]:
    """Return the fields of what was given that are not in what was seen."""
    text = json.dumps(seen, ensure_ascii=False)
    given = read_input(input_class, sample.values, sample.rows)
    with reading(address) as connection:
        return [name for name, ways in ways_to_tell(connection, given) if not any(way in text for way in ways)]


def ways_to_tell(connection: Connection, given: Input) -> Iterator[tuple[str, list[str]]]:
    """Give each field that was given, and the texts of which one tells it."""
    for field in fields_of(type(given)):
        if (value := getattr(given, field.name)) is not UNSET:
            yield f"{type(given).__name__}.{field.name}", list(map(str, ways(connection, field, value)))
    for _, row in given_children(given):
        yield from ways_to_tell(connection, row)


def ways(connection: Connection, field: InputField, value: Any) -> list[str]:
    if isinstance(value, bool):
        return [f'"{name}": {str(value).lower()}' for name in (field.cited_as, field.name, field.word)]
    if field.kind is COUNTRY or "country" in field.kind.targets:
        return [value, str(country_name(value)), *names(connection, field, value)]
    return [value, *names(connection, field, value)]


def names(connection: Connection, field: InputField, key: str) -> list[str]:
    """Return what a record is called that a key names: its name or its title."""
    found: list[Any] = []
    for target in field.kind.targets:
        if target != "country":
            table = table_named(target)
            column = next(table.c[name] for name in ("name", "title") if name in table.c)
            found += connection.execute(select(column).where(table.c.key == key)).scalars().all()
    return [each for each in found if each]
