"""The pages of lists and reports, long ones in parts; the home page; what can be downloaded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from twinning.render.drawings.bars import charts_of_section, draw_bars
from twinning.render.drawings.picture import timeline_of
from twinning.render.languages.saying import translated, words
from twinning.render.options import Document
from twinning.render.site.cells import Linked, PageTable, Shown, city_link, web_link
from twinning.render.site.elements import safe
from twinning.render.site.frame import File, Site
from twinning.render.site.linked_data import data_of_organizations
from twinning.render.text import visible
from twinning.rows import Dossier, Listing, Meaning, Section, is_unknown
from twinning.rows.phrases import phrase
from twinning.rows.site import OrganizationEntry

_ROWS_ON_A_PAGE = 500
_MOST_DRAWN = 400  # rows of a timeline, which has a line for each partner


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list: its heading, a sentence, where it belongs, and what can be done with it."""

    title: str
    intro: str = ""
    trail: tuple[str, str] | None = None
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number on the home page, and the list that has what it counts."""

    number: int
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take along, its format, and its size in bytes."""

    address: str
    label: str
    kind: str
    bytes: int
    about: str

    def said(self, language: str | None) -> dict[str, str]:
        """Return what a page says of it."""
        texts = {name: translated(getattr(self, name), language) for name in ("label", "kind", "about")}
        return {"address": self.address, "size": self._size(language), **texts}

    def _size(self, language: str | None) -> str:
        thousands = -(-self.bytes // 1000)
        if thousands < 1000:
            return f"{thousands} kB"
        return f"{words(Meaning.AMOUNT, language)(f'{thousands / 1000:.1f}')} MB"


def document_pages(site: Site, stem: str, document: Document, heading: Heading) -> Iterator[File]:
    """Give the pages of a listing or a dossier: one, or as many as its rows need."""
    document = site.named(document)
    parts = list(_in_parts(document.sections))
    addresses = [f"{stem}.html" if number == 0 else f"{stem}-{number + 1}.html" for number in range(len(parts))]
    for number, (address, sections) in enumerate(zip(addresses, parts, strict=True)):
        first = number == 0
        yield site.page(
            address,
            "document",
            heading.title,
            intro=site.translated(heading.intro) if first else "",
            trail=heading.trail and (heading.trail[0], site.translated(heading.trail[1])),
            actions=[(address, site.translated(label)) for address, label in heading.actions] if first else (),
            facts=_facts(site, document) if first else (),
            pictures=list(_pictures(site, document)) if first else (),
            tables=[_table(site, document, section) for section in sections],
            empty=site.translated(document.empty) if isinstance(document, Listing) else "",
            pages=addresses,
            notes=[site.translated(note) for note in document.notes] if first else (),
        )


def _in_parts(sections: Iterable[Section[Any]]) -> Iterator[list[Section[Any]]]:
    """Give the sections of each page: a page ends where it has rows enough, in the midst of a section too."""
    page: list[Section[Any]] = []
    room = _ROWS_ON_A_PAGE
    for section in sections:
        rows = list(section.rows)
        while rows:
            page.append(replace(section, rows=rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if not room:
                yield page
                page, room = [], _ROWS_ON_A_PAGE
    if page or room == _ROWS_ON_A_PAGE:
        yield page


def _table(site: Site, document: Document, section: Section[Any]) -> PageTable:
    table = site.linking.table(section, {})
    return table if isinstance(document, Dossier) or section.title else replace(table, heading="")


def _facts(site: Site, document: Document) -> list[Shown]:
    facts = document.facts if isinstance(document, Dossier) else ()
    return [site.linking.fact(fact, ()) for fact in facts if not is_unknown(fact.value) and fact.name != "key"]


def _pictures(site: Site, document: Document) -> Iterator[Any]:
    if isinstance(document, Listing) and sum(1 for _ in document.rows) <= _MOST_DRAWN:
        drawn = timeline_of(document, site.language)
        if drawn:
            yield safe(drawn)
    for section in document.sections:
        yield from (safe(draw_bars(bars, site.language)) for bars in charts_of_section(section))


def home_page(site: Site, intro: str, counts: Sequence[Count], shown: Dossier, drawn: Iterable[str]) -> File:
    """Return the home page, with the sections of a dossier."""
    tables = [site.linking.table(section, {}) for section in site.named(shown).sections if section.rows]
    address = site.address("index.html")
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": site.translated(site.title)}
    data |= {"url": address} if address else {}
    values = {
        "intro": site.translated(intro),
        "counts": counts,
        "tables": tables,
        "pictures": list(map(safe, drawn)),
    }
    return site.page("index.html", "home", site.title, data, **values)


def downloads_page(site: Site, files: Sequence[Download]) -> File:
    """Return the page of what can be downloaded."""
    intro = phrase("What this site tells, for spreadsheets, maps and programs. It says the same as the pages.")
    return site.page(
        "downloads.html",
        "downloads",
        phrase("Downloads"),
        intro=site.translated(intro),
        files=[each.said(site.language) for each in files],
    )


def _acting_for(site: Site, entry: OrganizationEntry) -> Linked | None:
    return city_link(site.city(entry.acts_for), entry.acts_for_key) if entry.acts_for and entry.acts_for_key else None


def organizations_page(site: Site, entries: Sequence[OrganizationEntry]) -> File:
    """Return the page of organizations."""
    organizations = [
        {
            "key": each.key,
            "name": visible(each.name),
            "about": visible(each.short_name or ""),
            "city": _acting_for(site, each),
            "website": web_link(each.website) if each.website else None,
            "summary": visible(each.summary or ""),
        }
        for each in entries
    ]
    data = data_of_organizations(entries) if entries else None
    return site.page("organizations.html", "organizations", phrase("Organizations"), data, organizations=organizations)
