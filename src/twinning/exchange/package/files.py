"""The files of a data package: one CSV a table, and a Frictionless `datapackage.json` with a SHA-256 for each.

The CSV is plain: UTF-8, LF, cells as they are, rows sorted by what names them in code-point order. Written as a whole
or not at all. What is read may be a stranger's: regular files of the folder itself and nothing else, row by row. They
may be of any size that there is room for, since what this program writes has to be read again: what is held is bounded.
"""

import csv
import hashlib
import io
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any, BinaryIO, TextIO
from weakref import finalize

from twinning.db.storage.files import PRIVATE_FOLDER, open_new, unwritable
from twinning.db.storage.scratch import scratch_beside, swap
from twinning.domain.names import quote
from twinning.domain.progress import stage
from twinning.errors import InputError
from twinning.exchange.foreign_files import RowReader, examine, open_regular
from twinning.exchange.package import older
from twinning.exchange.package.layout import ColumnKind, FileColumn, FileLayout, layouts

DESCRIPTOR = "datapackage.json"
FORMAT = 1
_TYPES = {ColumnKind.INTEGER: "integer", ColumnKind.NUMBER: "number", ColumnKind.BOOLEAN: "boolean"}
_LONGEST_CELL = 1_000_000  # characters
_LARGEST_DESCRIPTOR = 1 << 20  # bytes
_LONGEST_ROW = 1 << 23  # characters; what a register takes into one has a tenth of it
_HELD = 1 << 20  # bytes of a file that are copied to memory, and not to the disk
_ROOM = "set TMPDIR to a folder with room for it"
_ROWS_AT_ONCE = 5000
_CHARACTERS_AT_ONCE = 1 << 21

Rows = Sequence[Sequence[object]]
"""Some rows of a file: of each the cells in the order of its columns."""


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Rows of a file that follow one another: the cells of each of its columns, and the line where each row ends."""

    file: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.lines)

    def cells(self, column: str) -> Sequence[str]:
        """Return the cells of a column: empty ones where the file does not have it."""
        return self.columns.get(column) or [""] * len(self)

    def place(self, row: int) -> str:
        """Return where a row stands, for error messages."""
        return f"{self.file}, line {self.lines[row]}"

    def picked(self, rows: Sequence[int]) -> "FileBatch":
        """Return some of the rows."""
        if len(rows) == len(self):
            return self
        columns = {name: [cells[row] for row in rows] for name, cells in self.columns.items()}
        return FileBatch(self.file, [self.lines[row] for row in rows], columns)

    def rows(self) -> Iterator[dict[str, str]]:
        """Give the cells of each row by their columns."""
        return (dict(zip(self.columns, cells, strict=True)) for cells in zip(*self.columns.values(), strict=True))


class FileTable:
    """The rows of a file, read anew each time that they are gone through; one reader at a time.

    They are those of a copy without a name, which nobody else can change and which is gone with this object.
    """

    def __init__(self, stream: BinaryIO, path: Path, layout: FileLayout) -> None:
        """Copy a file, small ones in memory. Raises InputError, OSError."""
        self._copy = SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed when the rows are not wanted any more
        finalize(self, self._copy.close)
        self._path, self._layout = path, layout
        self._count = 0
        self._fill(stream)

    def _fill(self, stream: BinaryIO) -> None:
        """Copy a file as long as it is now; refuse a NUL, which Python's reader takes, and of which gaps consist."""
        left, line = os.fstat(stream.fileno()).st_size, 1
        while chunk := stream.read(min(left, _HELD)):
            if (at := chunk.find(b"\0")) >= 0:
                line += chunk.count(b"\n", 0, at)
                raise InputError(f"{self._path.name}, line {line}: there is a NUL in it")
            self._copy.write(chunk)
            left -= len(chunk)
            line += chunk.count(b"\n")

    def digest(self) -> str:
        """Return the file's SHA-256. Raises InputError for one that is not UTF-8."""
        self._copy.seek(0)
        return f"sha256:{examine(self._copy, self._path)}"

    def check(self) -> None:
        """Read and count the rows. Raises InputError, which names the line."""
        with stage(f"reading {self._path.name}") as advance:
            for batch in self.batches():
                self._count += len(batch)
                advance(len(batch))

    def batches(self) -> Iterator[FileBatch]:
        """Give the rows in the order of the file, some thousand at a time."""
        self._copy.seek(0)
        lines = io.TextIOWrapper(self._copy, "utf-8-sig", newline="")
        try:
            yield from _batches(self._path, lines, self._layout)
        finally:
            if not self._copy.closed:
                lines.detach()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count


Tables = Mapping[str, FileTable]
"""The rows of a package by their table, to be gone through as often as is needed."""


def digest(folder: Path) -> str:
    """Return the SHA-256 of a package: that of its descriptor, which holds those of its files."""
    return hashlib.sha256(_read_descriptor(folder / DESCRIPTOR)).hexdigest()


def read(folder: Path, *, changed: bool = False) -> dict[str, FileTable]:
    """Return the rows of each table that a package has a file for.

    With `changed`, files may differ from the digests in the descriptor, or have none: they were edited by hand. Raises
    InputError, also for a file that is not a regular one, and for a package that there is no room for.
    """
    hashes = _read_hashes(folder)
    known = {f"{layout.table}.csv": layout for layout in layouts()}
    if unknown := sorted(set(hashes) - set(known)):
        raise InputError(f"{folder / DESCRIPTOR} lists {unknown[0]}, which is no table of the register")
    _check_room(folder, hashes)
    return {
        layout.table: _read_file(folder / name, layout, hashes[name], changed=changed)
        for name, layout in known.items()
        if name in hashes
    }


def _read_hashes(folder: Path) -> dict[str, object]:
    """Return what the descriptor says of each file's digest, None where it says nothing."""
    resources = _read_resources(folder)
    hashes = {resource["path"]: resource.get("hash") for resource in resources}
    if len(hashes) < len(resources):
        raise InputError(f"{folder / DESCRIPTOR} lists a file twice")
    return hashes


def _check_room(folder: Path, names: Iterable[str]) -> None:
    """Refuse what could not be copied, before anything is. Raises InputError."""
    size = sum(path.lstat().st_size for name in names if (path := folder / name).exists())
    if size > (free := shutil.disk_usage(gettempdir()).free):
        raise InputError(f"{folder} has {size} bytes, and {gettempdir()} has room for {free}", _ROOM)


def write(folder: Path, tables: Iterable[tuple[FileLayout, Iterable[Rows]]]) -> dict[str, int]:
    """Write a package to a folder that does not exist, is empty, or holds an earlier package, which it replaces.

    Returns how many rows each table has. Of a row, the cells are in the order of the file's columns; None is empty.

    Raises InputError for a folder that holds anything else, and for one that cannot be written.
    """
    try:
        _check_target(folder)
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with scratch_beside(folder) as scratch:
            written = scratch / "package"
            written.mkdir(mode=PRIVATE_FOLDER)
            if folder.exists():
                written.chmod(stat.S_IMODE(folder.stat().st_mode))  # past the umask, as a report that is replaced
            counts = [(layout, _write_file(written, layout, parts)) for layout, parts in tables]
            _write_descriptor(written, [_resource(written, layout) for layout, _ in counts])
            swap(folder, written, scratch)
            return {layout.table: count for layout, count in counts}
    except OSError as error:
        raise unwritable(folder, error) from error


def _check_target(folder: Path) -> None:
    """Refuse to replace what this program did not write. Raises InputError."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(f"{folder} exists and is not a folder", "name another folder")
    if folder.is_dir():
        ours = {DESCRIPTOR, *(f"{layout.table}.csv" for layout in layouts())}
        found = {path.name for path in folder.iterdir()}
        if strangers := sorted(found - ours):
            raise InputError(f"{folder} holds {strangers[0]}, which is no part of a package", "name another folder")
        if found and DESCRIPTOR not in found:
            raise InputError(
                f"{folder} holds files that are no package: {DESCRIPTOR} is not there", "name another folder"
            )
        if found:
            _read_resources(folder)


def _write_file(folder: Path, layout: FileLayout, parts: Iterable[Rows]) -> int:
    """Write a table's rows as they come, and return how many there were."""
    count = 0
    path = _path(folder, layout)
    with open_new(path) as stream, stage(f"writing {path.name}") as advance:
        path.chmod(_mode_in(folder))
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(column.name for column in layout.columns)
        for rows in parts:
            writer.writerows(rows)
            count += len(rows)
            advance(len(rows))
    return count


def _path(folder: Path, layout: FileLayout) -> Path:
    return folder / f"{layout.table}.csv"


def _resource(folder: Path, layout: FileLayout) -> dict[str, Any]:
    path = _path(folder, layout)
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return {
        "name": layout.table.replace("_", "-"),
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256}",
        "schema": {"fields": [_describe(column) for column in layout.columns], "missingValues": [""]},
    }


def _mode_in(folder: Path) -> int:
    """Return the mode of a file that whoever may look into the folder may read, or write."""
    return stat.S_IMODE(folder.stat().st_mode) & 0o666


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
    with open_new(folder / DESCRIPTOR) as stream:
        (folder / DESCRIPTOR).chmod(_mode_in(folder))
        stream.write(text)


def _read_resources(folder: Path) -> list[dict[str, Any]]:
    path = folder / DESCRIPTOR
    try:
        descriptor = json.loads(_read_descriptor(path))
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


def _read_file(path: Path, layout: FileLayout, expected: object, *, changed: bool) -> FileTable:
    with _open(path) as stream:
        try:
            table = FileTable(stream, path, layout)
        except OSError as error:
            raise InputError(f"{path} cannot be copied to {gettempdir()}: {error.strerror}", _ROOM) from error
    found = table.digest()
    if not changed and expected is None:
        raise InputError(
            f"{DESCRIPTOR} has no digest of {path}: nothing shows that it is whole",
            "add --changed to take it as it is",
        )
    if not changed and expected != found:
        raise InputError(
            f"{path} is not the file that {DESCRIPTOR} describes: it was changed or is incomplete",
            "add --changed to take it as it is",
        )
    table.check()
    return table


def _batches(path: Path, lines: TextIO, layout: FileLayout) -> Iterator[FileBatch]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = RowReader(lines, _LONGEST_ROW)
    try:
        names = next(reader, [])
        _check_header(path, names, layout)
        while batch := _next_batch(path, reader, names):
            yield batch
    except csv.Error as error:
        raise InputError(f"{path.name}, line {reader.line_num}: {error}") from error


def _next_batch(path: Path, reader: RowReader, names: Sequence[str]) -> FileBatch | None:
    """Read on until there are many rows, or much in them. Raises InputError for a row that has not all its cells."""
    rows: list[list[str]] = []
    ends: list[int] = []
    characters = 0
    for values in filter(None, reader):
        if len(values) != len(names):
            raise InputError(f"{path.name}, line {reader.line_num}: the row has not as many cells as the header")
        rows.append(values)
        ends.append(reader.line_num)
        characters += sum(map(len, values))
        if len(rows) == _ROWS_AT_ONCE or characters > _CHARACTERS_AT_ONCE:
            break
    return FileBatch(path.name, ends, dict(zip(names, zip(*rows, strict=True), strict=True))) if rows else None


def _check_header(path: Path, names: Iterable[str], layout: FileLayout) -> None:
    given, known = list(names), [column.name for column in layout.columns]
    if len(set(given)) < len(given):
        raise InputError(f"{path.name}: a column stands twice in the header")
    if unknown := [name for name in given if name not in known]:
        raise InputError(f"{path.name}: there is no column {quote(unknown[0])}", f"the columns are {', '.join(known)}")
    needed = [column.name for column in layout.columns if column.required]
    if missing := [name for name in needed if name not in (*given, *older.ADDED.get(layout.table, ()))]:
        raise InputError(f"{path.name}: the column {missing[0]} is missing")


def _read_descriptor(path: Path) -> bytes:
    with _open(path, _LARGEST_DESCRIPTOR) as stream:
        return stream.read(_LARGEST_DESCRIPTOR)


def _open(path: Path, largest: int | None = None) -> BinaryIO:
    try:
        return open_regular(path, largest)
    except FileNotFoundError as error:
        hint = "a package is a folder with this file" if path.name == DESCRIPTOR else None
        raise InputError(f"there is no {path}", hint) from error
