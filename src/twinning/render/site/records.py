"""The pages of records: facts and tables, each statement with the numbers of its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twinning.domain.names import fold
from twinning.render.drawings.locator import draw_lines
from twinning.render.languages.saying import comma, word, words
from twinning.render.site.addresses import page_address, web_address
from twinning.render.site.cells import PageTable, Shown
from twinning.render.site.elements import safe
from twinning.render.site.frame import File, Site
from twinning.render.site.linked_data import data_of
from twinning.render.text import visible
from twinning.rows import Fact, Meaning, is_unknown
from twinning.rows.dossiers import SourceRow
from twinning.rows.phrases import phrase
from twinning.rows.site import Marks, Moved, RecordPage

LISTS = {
    "cities": ("cities.html", phrase("Cities")),
    "agreements": ("agreements.html", phrase("Agreements")),
    **dict.fromkeys(("delegations", "events", "programs"), ("activities.html", phrase("Activities"))),
}
"""The list on which the records of a folder stand, and what it is called."""

_LEADS = {
    "cities": ("kind", "admin1", "country"),
    "agreements": ("kind", "status", "since"),
    **dict.fromkeys(("delegations", "events", "programs"), ("kind", "status", "start", "end")),
}
_HEADED = ("name", "title", "summary")


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as a page names it."""

    key: str
    title: str
    published: str
    places: str
    address: str | None


def record_page(site: Site, page: RecordPage) -> File:
    """Return the page of a record."""
    path = page_address(page.folder, page.key)
    facts = {fact.name: shown_fact(site, fact, page.marks) for fact in page.dossier.facts if _is_said(fact)}
    lead = [facts[name] for name in _LEADS[page.folder] if name in facts]
    below = [fact for name, fact in facts.items() if name not in (*_HEADED, *_LEADS[page.folder])]
    list_address, list_label = LISTS[page.folder]
    return site.page(
        path,
        "record",
        page.dossier.title,
        data_of(page, site.address(path)),
        list_address=list_address,
        list_label=site.translated(list_label),
        lead=lead,
        summary=facts.get("summary"),
        facts=[*_own_title(page, facts), *below],
        tables=list(_tables(site, page)),
        locator=_locator(site, page),
        whole=page.marks.get("", ()),
        sources=[_source(site, each) for each in page.sources],
    )


def _locator(site: Site, page: RecordPage) -> Any:
    """Return what lies over the land on the small map of a city; None where there is none."""
    drawn = page.dossier.world_map and draw_lines(page.dossier.world_map, site.meridian, site.language)
    return safe(drawn) if drawn else None


def moved_page(site: Site, moved: Moved) -> File | None:
    """Return the page that leads from a key that was given up to the one that answers for it, if that has a page."""
    to = site.addresses.find(moved.key, (moved.folder,))
    title = site.addresses.title(moved.key)
    return site.page(page_address(moved.folder, moved.alias), "moved", title, to=to) if to else None


def shown_fact(site: Site, fact: Fact, marks: Marks) -> Shown:
    """Return a fact with the numbers of its sources; those of what follows from the acts are the acts' own."""
    found = set(marks.get(fact.name, ()))
    if fact.name in ("since", "status"):
        found.update(number for place, numbers in marks.items() if place.startswith("acts/") for number in numbers)
    return site.linking.fact(fact, tuple(sorted(found)))


def _is_said(fact: Fact) -> bool:
    return fact.name != "key" and not is_unknown(fact.value) and fact.value != "unknown"


def _own_title(page: RecordPage, facts: Mapping[str, Shown]) -> Iterator[Shown]:
    """Give the title of an agreement as signed: its page is headed by its parties."""
    if page.folder == "agreements" and "title" in facts:
        yield facts["title"]


def _tables(site: Site, page: RecordPage) -> Iterator[PageTable]:
    for section in page.dossier.sections:
        if section.rows:
            yield site.linking.table(section, page.marks)


def _source(site: Site, row: SourceRow) -> _Source:
    published = words(Meaning.DATE, site.language)(row.published)
    return _Source(row.key, visible(row.source), published, visible(str(row.places)), web_address(row.address))


def sources_page(site: Site, found: Mapping[str, SourceRow]) -> File:
    """Return the page of all sources, by their keys."""
    ordered = sorted(found.values(), key=lambda row: (fold(row.source), row.key))
    sources = [_entry(site, row) for row in ordered]
    intro = phrase("Every statement of this site names the source that it is taken from. These are all of them.")
    return site.page("sources.html", "sources", phrase("Sources"), intro=site.translated(intro), sources=sources)


def _entry(site: Site, row: SourceRow) -> dict[str, str | None]:
    published = words(Meaning.DATE, site.language)(row.published)
    about = comma(site.language).join(filter(None, (word(row.kind, site.language), published)))
    return {"key": row.key, "title": visible(row.source), "about": about, "address": web_address(row.address)}
