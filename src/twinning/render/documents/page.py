"""One page of HTML that holds all that it needs: no script, and nothing is fetched when it is opened.

Data is text everywhere. The page's own policy allows its one style sheet, known by its digest, and nothing else. As at
a terminal, columns that only programs need (`country_code`, `keys`) are left out, and those that are empty.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import Field, dataclass, fields
from functools import cache
from typing import Any, TextIO

from twinning.render.columns import column_label, column_words, fact_words, heading
from twinning.render.drawings.bars import charts_of_section, draw_bars
from twinning.render.drawings.picture import pictures_of_whole
from twinning.render.drawings.svg import TEMPLATES
from twinning.render.languages.saying import Words, label, translated, words
from twinning.render.options import Document, Options
from twinning.rows import Dossier, Fact, Listing, Meaning, Row, Section, Several, is_unknown
from twinning.rows.phrases import Phrase, phrase

_CLASSES = {Meaning.DATE: "date", Meaning.COUNT: "number", Meaning.AMOUNT: "number", Meaning.WORD: "word"}
_REFERENCES = ("key", "record")
_LONG = ("place", "recorded_places", "stated_places", "address", "website")
"""Columns with addresses, which break anywhere."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as people see it."""

    name: str
    label: str
    class_name: str
    write: Words
    means: Meaning | None = None

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which stand at the right."""
        return self.class_name == "number"

    @property
    def is_reference(self) -> bool:
        """Whether it names records, which only some readers need."""
        return self.class_name == "key"


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its heading, each row as pairs of a column and what stands in it."""

    heading: str | None
    columns: Sequence[Column]
    rows: Sequence[Sequence[tuple[Column, str]]]
    pictures: Sequence[str] = ()


def write_page(document: Document, stream: TextIO, options: Options) -> None:
    """Write a document as a page."""
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in ("picture.css", "page.css"))
    language = options.language
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            language=language or "en",
            policy=f"default-src 'none'; style-src 'sha256-{_digest(style)}'",
            style=_safe(style),
            title=title_of(document, language),
            as_of=document.as_of,
            as_of_said=_as_of(document, language),
            facts=list(facts_of(document, language)),
            pictures=_pictures(document, language),
            empty=translated(document.empty, language) if isinstance(document, Listing) and document.is_empty else "",
            parts=list(parts_of(document, language)),
            notes=[translated(note, language) for note in document.notes],
        )
    )
    stream.write(page + "\n")


def title_of(document: Document, language: str | None) -> str:
    """Return the heading of a document."""
    return translated(document.title or phrase("Report"), language)


def as_of_day(day: str) -> Phrase:
    """Return what is said of the day of a document."""
    return phrase("As of {day}", day=day)


def _as_of(document: Document, language: str | None) -> tuple[str, str, str] | None:
    """Return what is said of the day of a document: before the day, the day, and after it; None without one."""
    if not document.as_of:
        return None
    return translated(as_of_day(document.as_of), language).partition(words(Meaning.DATE, language)(document.as_of))


def _pictures(document: Document, language: str | None) -> list[Any]:
    """Return the pictures of the document as a whole: those of a section stand with it."""
    return [_safe(each) for each in pictures_of_whole(document, language)]


def facts_of(document: Document, language: str | None) -> Iterator[tuple[str, str]]:
    """Give the facts of a dossier that are known, as people read them, but for the day that stands above them."""
    facts: tuple[Fact, ...] = document.facts if isinstance(document, Dossier) else ()
    above = "as_of" if document.as_of else None
    known = (fact for fact in facts if not is_unknown(fact.value) and fact.name != above)
    return ((label(fact.name, language), fact_words(fact, language)) for fact in known)


def parts_of(document: Document, language: str | None) -> Iterator[Part]:
    """Give the tables of a document, those without rows left out."""
    for section in document.sections:
        if section.rows:
            title = (
                heading(section, language)
                if isinstance(document, Dossier)
                else translated(section.title or "", language)
            )
            yield _part(title or None, section, language)


def _part(title: str | None, section: Section[Any], language: str | None) -> Part:
    columns = columns_for_people(section.row_class, section.rows, language)
    rows = [[(column, column.write(getattr(row, column.name))) for column in columns] for row in section.rows]
    pictures = [_safe(draw_bars(bars, language)) for bars in charts_of_section(section)]
    return Part(title, columns, rows, pictures)


def columns_for_people(row_class: type[Row], rows: Sequence[Row], language: str | None) -> list[Column]:
    """Return the columns that people read, in order: those that a table may show, and that say anything."""
    columns = _columns(row_class, language)
    return [each for each in columns if not all(is_unknown(getattr(row, each.name)) for row in rows)]


@cache
def _columns(row_class: type[Row], language: str | None) -> tuple[Column, ...]:
    """Return the columns of a class that a table may show: a site has a hundred thousand tables of a few classes."""
    written = column_words(row_class, language)
    shown = [each for each in fields(row_class) if each.metadata.get("keep") != 0]
    looks = {each.name: _class_name(each) for each in shown}
    means = {each.name: each.metadata.get("means") for each in shown}
    labels = {each.name: column_label(row_class, each.name, language) for each in shown}
    return tuple(Column(name, labels[name], look, written[name], means[name]) for name, look in looks.items())


def _class_name(column: Field[Any]) -> str:
    """Return the look of a column; several words break between them, a single one does not."""
    name, meaning = column.name, column.metadata.get("means")
    if meaning is Meaning.WORD and column.type is Several:
        return ""
    if meaning is Meaning.CITY and column.type is Several:
        return "cities"
    if name in _REFERENCES:
        return "key"
    return "places-in" if name in _LONG else _CLASSES.get(meaning, "") if meaning else ""


@cache
def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - for pages alone

    load = FunctionLoader(lambda name: (TEMPLATES / name).read_text("utf-8"))
    return Environment(loader=load, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=False)


def _safe(own: str) -> Any:
    """Return what this program wrote itself, which is not escaped again."""
    from markupsafe import Markup  # noqa: PLC0415 - as above

    return Markup(own)  # noqa: S704 - never data


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
