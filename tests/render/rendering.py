"""Rows to render, texts that try to break out of a cell, and a run through every format."""

import io
import unicodedata
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from twinning.render import Document, Options, write
from twinning.rows import Dossier, Fact, Listing, Section, column

TEXT_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "html")
"""The formats that are text and that every document can have."""

HOSTILE = (
    *(
        "[/nope]",
        "[link=x]y[/link]",
        "[bold red]",
        ":smile:",
        "\x1b[31m",
        "\x1b]0;title\x07",
        "\x9b2J",
        "\x7f",
    ),
    *("\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff", "\u2028", "\x85", "\r\n", "\n", "\t", "\r"),
    *(
        "=1+1",
        "＝1",
        "+",
        "-12.5",
        "@",
        "'",
        "''=",
        '"',
        ",",
        ";",
        "|",
        "\\",
        "`",
        "**",
        "_",
        "<b>",
        "]",
        "](x)",
    ),
    *("\ufffe", "\uffff", "![x](y)", "&amp;", "~~", "# ", "---", "釜山", "부산", "é", "e\u0301", "🙂", " "),
)

BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=6).map("".join)
"""Texts that UTF-8 can hold."""

any_texts = texts | st.text(st.characters(exclude_categories=()))
"""Any `str` at all, lone surrogates too."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """A row with a text, a number, a truth value and a column that no table shows."""

    city: str
    last_activity: str | None
    events: int | None
    one_sided: bool | None
    tie_id: int = column(keep=0)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of one cell."""

    text: str | None


BUSAN = TieRow("Busan", "1966-06-30", 12, True, 1)
CHICAGO = TieRow("Chicago", None, None, False, 2)


def listing(*rows: TieRow, **changes: Any) -> Listing[TieRow]:
    return Listing(TieRow, (Section("ties", TieRow, rows),), **changes)


def cells(*values: str | None) -> Listing[TextRow]:
    """Give a listing of one column, one value a row."""
    return Listing(TextRow, (Section("texts", TextRow, [TextRow(value) for value in values]),))


def dossier() -> Dossier:
    facts = (Fact("name", "Busan"), Fact("first_tie", "1966"), Fact("ended", None), Fact("member", True))
    ties = Section("ties", TieRow, [BUSAN], "Sister cities")
    return Dossier("Busan", facts, (ties, Section("open_promises", TextRow, [])))


NO_XML = {"\ufffe", "\uffff"}


def dangers(text: str) -> set[str]:
    """Give the characters of a text that may not reach a screen."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in BIDI_CONTROLS | NO_XML}


def rendered(document: Document, format: str, options: Options | None = None) -> str:
    stream = io.StringIO(newline="")
    write(document, format, stream, options or Options())
    return stream.getvalue()


def in_every_format(document: Document) -> dict[str, str]:
    return {format: rendered(document, format) for format in TEXT_FORMATS}


def written(document: Document, format: str, options: Options | None = None) -> bytes:
    """Give what is written in a format that is no text."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    write(document, format, stream, options or Options())
    stream.flush()
    return stream.buffer.getvalue()
