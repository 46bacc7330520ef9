"""The files of a data package: one CSV a table, and a Frictionless `datapackage.json` with a SHA-256 for each.

The CSV is plain: UTF-8, LF, cells as they are, rows sorted by what names them in code-point order. Written as a whole
or not at all.
"""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twinning.errors import InputError
from twinning.exchange.layout import ColumnKind, FileColumn, FileLayout, layouts

DESCRIPTOR = "datapackage.json"
FORMAT = 1
_TYPES = {ColumnKind.INTEGER: "integer", ColumnKind.NUMBER: "number", ColumnKind.BOOLEAN: "boolean"}
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: its cells by column, and where it stands, for error messages."""

    cells: Mapping[str, str]
    place: str


def digest(folder: Path) -> str:
    """Return the SHA-256 of a package: that of its descriptor, which holds those of its files."""
    return hashlib.sha256(_read_bytes(folder / DESCRIPTOR)).hexdigest()


def read(folder: Path, *, changed: bool = False) -> dict[str, list[FileRow]]:
    """Return the rows of each table that a package has a file for.

    With `changed`, files may differ from the digests in the descriptor: they were edited by hand. Raises InputError.
    """
    hashes = {resource["path"]: resource.get("hash") for resource in _read_resources(folder)}
    known = {f"{layout.table}.csv": layout for layout in layouts()}
    if unknown := sorted(set(hashes) - set(known)):
        raise InputError(f"{folder / DESCRIPTOR} lists {unknown[0]}, which is no table of the register")
    return {
        layout.table: list(_read_file(folder / name, layout, None if changed else hashes[name]))
        for name, layout in known.items()
        if name in hashes
    }


def write(folder: Path, tables: Iterable[tuple[FileLayout, Iterable[Mapping[str, str]]]]) -> None:
    """Write a package to a folder that does not exist, is empty, or holds an earlier package, which it replaces.

    Raises InputError for a folder that holds anything else, and for one that cannot be written.
    """
    try:
        _check_target(folder)
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.absolute().parent) as scratch:
            written = Path(scratch) / "package"
            written.mkdir()
            resources = [_write_file(written, layout, rows) for layout, rows in tables]
            _write_descriptor(written, resources)
            _replace(folder, written)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error


def _check_target(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(f"{folder} exists and is not a folder", "name another folder")
    if folder.is_dir():
        ours = {DESCRIPTOR, *(f"{layout.table}.csv" for layout in layouts())}
        strangers = sorted({path.name for path in folder.iterdir()} - ours)
        if strangers:
            raise InputError(f"{folder} holds {strangers[0]}, which is no part of a package", "name another folder")


def _replace(folder: Path, written: Path) -> None:
    """Put the new package in place of the old one with two renames, so that no reader sees a half of either."""
    replaced = written.parent / "replaced"
    if folder.exists():
        folder.rename(replaced)
    try:
        written.rename(folder)
    except BaseException:
        if replaced.exists():
            replaced.rename(folder)
        raise


def _write_file(folder: Path, layout: FileLayout, rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    path = folder / f"{layout.table}.csv"
    names = [column.name for column in layout.columns]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    content = path.read_bytes()
    return {
        "name": layout.table.replace("_", "-"),
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [_describe(column) for column in layout.columns], "missingValues": [""]},
    }


def _describe(column: FileColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.kind, "string")}
    if column.kind is ColumnKind.DATE:
        described["rdfType"] = "http://id.loc.gov/datatypes/edtf"
    if column.required:
        described["constraints"] = {"required": True}
    return described


def _write_descriptor(folder: Path, resources: list[dict[str, Any]]) -> None:
    descriptor = {
        "profile": "tabular-data-package",
        "name": "twinning",
        "title": "A register of sister-city relationships",
        "twinning": {"format": FORMAT},
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="")


def _read_resources(folder: Path) -> list[dict[str, Any]]:
    path = folder / DESCRIPTOR
    try:
        descriptor = json.loads(_read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not JSON") from error
    made_by = descriptor.get("twinning", {}) if isinstance(descriptor, dict) else {}
    if not isinstance(made_by, dict) or made_by.get("format") != FORMAT:
        raise InputError(f"{path} does not describe a package of twinning, format {FORMAT}")
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not all(_is_resource(each) for each in resources):
        raise InputError(f"{path}: its resources are not a list of files")
    return resources


def _is_resource(resource: object) -> bool:
    return isinstance(resource, dict) and isinstance(resource.get("path"), str)


def _read_file(path: Path, layout: FileLayout, expected: str | None) -> Iterator[FileRow]:
    content = _read_bytes(path)
    if expected is not None and expected != f"sha256:{hashlib.sha256(content).hexdigest()}":
        raise InputError(
            f"{path} is not the file that {DESCRIPTOR} describes: it was changed or is incomplete",
            "add --changed to take it as it is",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (at byte {error.start})") from error
    before, nul, _ = text.partition("\0")
    if nul:
        raise InputError(f"{path.name}, line {before.count(chr(10)) + 1}: there is a NUL in it")
    return _rows(path, text, layout)


def _rows(path: Path, text: str, layout: FileLayout) -> Iterator[FileRow]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_header(path, reader.fieldnames or (), layout)
        for cells in reader:
            place = f"{path.name}, line {reader.line_num}"
            if None in cells or None in cells.values():
                raise InputError(f"{place}: the row has not as many cells as the header")
            yield FileRow(cells, place)
    except csv.Error as error:
        raise InputError(f"{path.name}, line {reader.reader.line_num}: {error}") from error


def _check_header(path: Path, names: Iterable[str], layout: FileLayout) -> None:
    given, known = list(names), [column.name for column in layout.columns]
    if len(set(given)) < len(given):
        raise InputError(f"{path.name}: a column stands twice in the header")
    if unknown := [name for name in given if name not in known]:
        raise InputError(f"{path.name}: there is no column {unknown[0]!r}", f"the columns are {', '.join(known)}")
    if missing := [column.name for column in layout.columns if column.required and column.name not in given]:
        raise InputError(f"{path.name}: the column {missing[0]} is missing")


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        hint = "a package is a folder with this file" if path.name == DESCRIPTOR else None
        raise InputError(f"there is no {path}", hint) from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
