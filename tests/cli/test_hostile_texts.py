"""Hostile texts in every argument and option of every command, and from a stranger's register in every format.

The commands, their parameters, the columns and the formats are found, not listed: a new one meets the texts by itself.
"""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.commands import RunCli, assert_refused, harmless
from hostile import TEXTS
from twinning.cli.application import application
from twinning.cli.registry import COMMANDS
from twinning.db.storage.address import Address
from twinning.domain.files.spreadsheet import neutralise, restore
from twinning.inputs import RECORD_INPUTS
from twinning.inputs.declaring import children_of, said_fields
from twinning.inputs.kinds import LINE, PROSE
from twinning.render import FORMATS

_FILLED = {"KIND": "amended", "NUMBER": "1", "YEAR": "2004", "TEXT": "Busan", "AGREEMENT": "busan-kr--shanghai-cn"}
"""What the other arguments of a command say, by their names in help; of the rest, a city."""


@cache
def commands() -> dict[str, Any]:
    """Return every command by its words."""
    return dict(_commands(typer.main.get_command(application(*COMMANDS)), ""))


def _commands(group: Any, words: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{words}{name} ")
        else:
            yield f"{words}{name}", command


def arguments_of(command: Any) -> list[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    return [_FILLED.get(str(each.metavar or each.name.upper()), "busan-kr") for each in arguments]


def options_of(command: Any) -> list[str]:
    """Return the options that take a value."""
    options = [each for each in command.params if each.param_type_name == "option" and not each.is_flag]
    return [each.opts[0] for each in options if each.opts[0] != "--install-completion"]


def lines(words: str, texts: Iterator[str]) -> Iterator[list[str]]:
    """Give a line of a command for each place where a text can stand, with the next text in it."""
    command = commands()[words]
    trial = ["--dry-run"] if any("--dry-run" in each.opts for each in command.params) else []
    filled = arguments_of(command)
    for number in range(len(filled)):
        yield [*words.split(), *trial, "--", *filled[:number], next(texts), *filled[number + 1 :]]
    for option in options_of(command):
        yield [*words.split(), *trial, f"{option}={next(texts)}", "--", *filled]


@pytest.mark.parametrize("words", commands())
def test_a_hostile_text_in_any_place_is_taken_as_text_or_refused_in_one_message(
    run_cli: RunCli, sqlite_seeded: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in lines(words, _texts_from(words)):
        answer = run_cli(*line, address=sqlite_seeded)
        assert answer.code in (0, 2, 3, 4, 5, 6), (line, answer.err)
        assert harmless(answer.out + answer.err), line
        if answer.code:
            assert_refused(answer, answer.code)
    assert not (tmp_path / "ran").exists()


def _texts_from(words: str) -> Iterator[str]:
    """Give the texts that a shell can give, round and round, from another one on for each command."""
    texts = [text for text in TEXTS.values() if "\0" not in text]
    return islice(cycle(texts), sum(map(ord, words)) % len(texts), None)


@pytest.fixture(scope="module")
def hostile(sqlite_registers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A stranger's register: every column of lines or prose holds hostile texts, past every rule."""
    with sqlite_registers.copy("seeded", tmp_path_factory.mktemp("hostile")) as address:
        storable = cycle(text for text in TEXTS.values() if "\udcff" not in text)
        with closing(sqlite3.connect(str(address.path))) as connection:
            connection.execute("PRAGMA ignore_check_constraints = 1")
            for table, column in sorted(_text_columns()):
                for (number,) in connection.execute(f"SELECT id FROM {table}").fetchall():
                    statement = f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} IS NOT NULL"
                    connection.execute(statement, (next(storable), number))
            connection.commit()
        yield address


def _text_columns() -> set[tuple[str, str]]:
    inputs = [*RECORD_INPUTS, *(child.row for each in RECORD_INPUTS for child in children_of(each))]
    return {
        (each.table, field.attributes[0])
        for each in inputs
        for field in said_fields(each)
        if field.kind in (LINE, PROSE) and len(field.attributes) == 1
    }


def formats_in_turn() -> Iterator[tuple[str, list[str]]]:
    """Give each command that writes, and a few formats: other ones than the command before, as all write alike."""
    formats = cycle(FORMATS)
    for words, command in commands().items():
        if "--format" in options_of(command):
            yield words, list(islice(formats, 3))


@pytest.mark.parametrize(("words", "formats"), list(formats_in_turn()))
def test_what_a_stranger_wrote_only_prints_in_every_format(
    run_cli: RunCli,
    hostile: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    formats: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = arguments_of(commands()[words])
    for format in formats:
        line = [*words.split(), f"--format={format}", "-oanswer", "--", *arguments]
        answer = run_cli(*line, address=hostile)
        assert answer.code in (0, 2, 3, 4, 5, 6), (line, answer.err)
        assert harmless(answer.err), line
        if Path("answer").exists():
            assert_only_prints(format, Path("answer").read_bytes())
            Path("answer").unlink()


def assert_only_prints(format: str, held: bytes) -> None:
    """Check that a file of a format drives no screen, runs in no browser and computes in no spreadsheet."""
    for text in _texts_in(held):
        if format in ("csv", "tsv"):
            assert_computes_nothing(text, "," if format == "csv" else "\t")
        elif format in ("json", "jsonl"):
            for each in text.splitlines() if format == "jsonl" else [text]:
                json.loads(each)
            assert harmless(text)
        else:
            assert harmless(text.replace("\r", "")), format
            assert format == "table" or not re.search(r"(?<!\\)(?:<script>alert|<img src=x)", text), format
            assert format != "md" or not re.search(r"(?<!\\)\]\(javascript:", text), "a link, where brackets make one"
            assert not re.search(r"<f>|<c:f>", text), "a formula"


def assert_computes_nothing(text: str, separator: str) -> None:
    """Check every cell as a program sees it that splits at the separator, and the parts that it may split into."""
    quoted = separator == ","
    for row in csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    ):
        for cell in row:
            assert neutralise(restore(cell)) == cell
            for part in re.split("[;\t\r\n]", cell):
                assert not re.match(r"[\s\u200b\"]*[=+@＝]", part), cell


def _texts_in(held: bytes) -> list[str]:
    """Return the texts of a file, or of the files within one that is packed; a picture of dots has none."""
    if held.startswith(b"\x89PNG"):
        return []
    if not zipfile.is_zipfile(io.BytesIO(held)):
        return [held.decode()]
    with zipfile.ZipFile(io.BytesIO(held)) as packed:
        return [packed.read(name).decode(errors="ignore") for name in packed.namelist() if name.endswith(".xml")]
