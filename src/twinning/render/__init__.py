"""Documents to files: the one place that knows every format. It knows rows, never the database."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TextIO, cast

from twinning.errors import UsageError
from twinning.render.options import Document, Options

__all__ = ["BINARY", "DATA", "FORMATS", "SUFFIXES", "Document", "Options", "notes_of", "write"]

Writer = Callable[[Document, Any, Options], None]


@dataclass(frozen=True, slots=True)
class _Format:
    module: str
    function: str
    suffixes: tuple[str, ...]
    is_binary: bool = False
    is_data: bool = False

    def load(self) -> Writer:
        return cast("Writer", getattr(import_module(f"{__name__}.{self.module}"), self.function))


# Writers are named, not imported: a command that prints JSON must not pay for Rich.
_REGISTRY = {
    "table": _Format("terminal.table", "write_table", (".txt",)),
    "csv": _Format("documents.delimited", "write_csv", (".csv",), is_data=True),
    "tsv": _Format("documents.delimited", "write_tsv", (".tsv", ".tab"), is_data=True),
    "json": _Format("documents.structured", "write_json", (".json",), is_data=True),
    "jsonl": _Format("documents.structured", "write_jsonl", (".jsonl", ".ndjson"), is_data=True),
    "md": _Format("documents.markdown", "write_markdown", (".md", ".markdown")),
    "html": _Format("documents.page", "write_page", (".html", ".htm")),
    "xlsx": _Format("documents.workbook", "write_xlsx", (".xlsx",), is_binary=True, is_data=True),
    "docx": _Format("documents.text_document", "write_docx", (".docx",), is_binary=True),
    "svg": _Format("drawings.picture", "write_picture", (".svg",)),
    "png": _Format("drawings.raster", "write_png", (".png",), is_binary=True),
    "ics": _Format("documents.calendar", "write_calendar", (".ics",)),
}

_LEFT_OUT = {
    "ics": ("documents.calendar", "left_out"),
    "png": ("drawings.raster", "left_out"),
    "docx": ("drawings.raster", "map_left_out"),
}
"""What tells of a document what the format leaves out."""

FORMATS = tuple(_REGISTRY)
"""The names of the formats, the default first."""

BINARY = tuple(name for name, entry in _REGISTRY.items() if entry.is_binary)
"""The formats that are no text: for a file or a pipe, not for a screen."""

DATA = tuple(name for name, entry in _REGISTRY.items() if entry.is_data)
"""The formats that are for programs, and the same in every language."""

SUFFIXES = {suffix: name for name, entry in _REGISTRY.items() for suffix in entry.suffixes}
"""The format that a file's suffix stands for; suffixes are lower case and begin with a dot."""


def write(document: Document, format: str, stream: TextIO, options: Options) -> None:
    """Write a document to a text stream in one of FORMATS; what is no text goes to the bytes behind it (`buffer`).

    The stream must be open with `newline=""`, so that the line ends of CSV reach the file as they are. Raises
    UsageError for a format that is not one of FORMATS, or that has no place for such a document.
    """
    if format not in _REGISTRY:
        raise UsageError(f"there is no format {format!r}", f"one of: {', '.join(FORMATS)}")
    entry = _REGISTRY[format]
    if entry.is_binary:
        stream.flush()
    entry.load()(document, stream.buffer if entry.is_binary else stream, options)


def notes_of(document: Document, format: str) -> tuple[str, ...]:
    """Return what is to be known of a document in a format: its own notes, and what the format leaves out."""
    if format not in _LEFT_OUT:
        return document.notes
    module, name = _LEFT_OUT[format]
    left_out = getattr(import_module(f"{__name__}.{module}"), name)
    return document.notes + cast("tuple[str, ...]", left_out(document))
