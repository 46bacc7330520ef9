"""Tables of GitHub Flavored Markdown, in which no data is read as markup.

Every column is there, under its own name as in the other formats. Line breaks in data become spaces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from twinning.render.columns import column_label, column_words, fact_words, heading
from twinning.render.languages.saying import label, translated
from twinning.render.options import Document, Options
from twinning.render.text import visible
from twinning.rows import Dossier, Listing, Row, is_unknown

# A backslash takes the meaning from any ASCII punctuation (CommonMark 2.4); $ begins a formula on GitHub.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#!$])")


def write_markdown(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as Markdown: headings, facts as a list, rows as tables; what is empty is left out."""
    language = options.language
    blocks = _dossier(document, language) if isinstance(document, Dossier) else _listing(document, language)
    for number, block in enumerate(blocks):
        stream.write("\n" if number else "")
        stream.writelines(f"{line}\n" for line in block)


def _listing(document: Listing[Any], language: str | None) -> Iterator[Iterable[str]]:
    filled = [section for section in document.sections if section.rows]
    if document.title:
        yield [f"# {_escaped(translated(document.title, language))}"]
    if not filled:
        yield [_escaped(translated(document.empty, language))]
    for section in filled:
        if section.title:
            yield [f"## {_escaped(translated(section.title, language))}"]
        yield _table(section.row_class, section.rows, language)


def _dossier(document: Dossier, language: str | None) -> Iterator[Iterable[str]]:
    yield [f"# {_escaped(translated(document.title, language))}"]
    known = [fact for fact in document.facts if not is_unknown(fact.value)]
    if known:
        names = [label(fact.name, language) if language else fact.name for fact in known]
        yield [f"- **{name}**: {_escaped(fact_words(fact, language))}" for name, fact in zip(names, known, strict=True)]
    for section in document.sections:
        if section.rows:
            yield [f"## {_escaped(heading(section, language))}"]
            yield _table(section.row_class, section.rows, language)


def _table(row_class: type[Row], rows: Sequence[Row], language: str | None) -> Iterator[str]:
    """Give the lines of a table, headed as in data or, in a language, for people."""
    columns = column_words(row_class, language)
    yield _line(_escaped(column_label(row_class, name, language)) if language else name for name in columns)
    yield _line("---" for _ in columns)
    for row in rows:
        yield _line(_escaped(write(getattr(row, name))) for name, write in columns.items())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text))
