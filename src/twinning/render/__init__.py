"""Documents to text: the one place that knows every format. It knows rows, never the database."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO, cast

from twinning.errors import UsageError
from twinning.render.options import Document, Options

__all__ = ["FORMATS", "SUFFIXES", "Document", "Options", "write"]

Writer = Callable[[Document, TextIO, Options], None]


@dataclass(frozen=True, slots=True)
class _Format:
    module: str
    function: str
    suffixes: tuple[str, ...]

    def load(self) -> Writer:
        return cast("Writer", getattr(import_module(f"{__name__}.{self.module}"), self.function))


# Writers are named, not imported: a command that prints JSON must not pay for Rich.
_REGISTRY = {
    "table": _Format("table", "write_table", (".txt",)),
    "csv": _Format("delimited", "write_csv", (".csv",)),
    "tsv": _Format("delimited", "write_tsv", (".tsv", ".tab")),
    "json": _Format("structured", "write_json", (".json",)),
    "jsonl": _Format("structured", "write_jsonl", (".jsonl", ".ndjson")),
    "md": _Format("markdown", "write_markdown", (".md", ".markdown")),
}

FORMATS = tuple(_REGISTRY)
"""The names of the formats, the default first."""

SUFFIXES = {suffix: name for name, entry in _REGISTRY.items() for suffix in entry.suffixes}
"""The format that a file's suffix stands for; suffixes are lower case and begin with a dot."""


def write(document: Document, format: str, stream: TextIO, options: Options) -> None:
    """Write a document to a text stream in one of FORMATS.

    The stream must be open with `newline=""`, so that the line ends of CSV reach the file as they are. Raises
    UsageError for a format that is not one of FORMATS.
    """
    if format not in _REGISTRY:
        raise UsageError(f"there is no format {format!r}", f"one of: {', '.join(FORMATS)}")
    _REGISTRY[format].load()(document, stream, options)
