"""The files of a site, in the order in which they are made."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from twinning.cli.publishing.downloads import calendar, downloads
from twinning.cli.publishing.lists import activity_lists, city_list, home, question_list, report_lists, tie_lists
from twinning.cli.publishing.publication import Publication
from twinning.domain.progress import followed, stage
from twinning.exchange.site_folder import SiteFolder
from twinning.queries.site.lists import list_moved, list_organizations
from twinning.render.languages.cities import page_with_city_names
from twinning.render.languages.saying import comma, translated, words
from twinning.render.site.documents import downloads_page, organizations_page
from twinning.render.site.frame import File, assets
from twinning.render.site.records import moved_page, record_page, sources_page
from twinning.render.site.searching import index_entry, write_index
from twinning.rows.site import RecordPage

if TYPE_CHECKING:
    from twinning.rows.dossiers import SourceRow


def fill(folder: SiteFolder, publication: Publication) -> None:
    """Write all files of a site into its folder. Raises OSError."""
    for path, content in _files(publication, folder.scratch):
        folder.write(path, content)


def _files(publication: Publication, scratch: Path) -> Iterator[File]:
    with stage("reading the register"):
        site, noted = publication.site, _Noted()
    for recorded in followed("writing pages", publication.pages, len(site.addresses)):
        page = page_with_city_names(recorded, site.city_names)
        yield record_page(site, page)
        noted.note(page, site.language)
    yield from filter(None, (moved_page(site, moved) for moved in list_moved(publication.connection)))
    parts = (city_list, tie_lists, activity_lists, question_list, report_lists)
    for lists in followed("writing lists and reports", parts, len(parts)):
        yield from lists(publication)
    yield organizations_page(site, list_organizations(publication.connection))
    yield sources_page(site, noted.sources)
    yield home(publication)
    yield from assets(site)
    yield "search.json", write_index(noted.entries).encode()
    yield calendar(publication)
    made = list(followed("making downloads", downloads(publication, scratch)))
    yield from ((each.address, content) for each, content in made)
    yield downloads_page(site, [each for each, _ in made])
    if site.base_url:
        addresses = map(site.address, ("index.html", *site.addresses))
        yield "sitemap.txt", "".join(f"{each}\n" for each in addresses).encode()


class _Noted:
    """What is remembered of each page after it was written."""

    def __init__(self) -> None:
        self.sources: dict[str, SourceRow] = {}
        self.entries: list[str] = []

    def note(self, page: RecordPage, language: str | None) -> None:
        self.sources |= {source.key: source for source in page.sources}
        self.entries.append(index_entry(page, translated(page.dossier.title, language), _about(page, language)))


def _about(page: RecordPage, language: str | None) -> str:
    """Return what the search says of a page beside its title: what it is, and where or since when."""
    facts = {fact.name: fact for fact in page.dossier.facts}
    told = (facts[name] for name in ("kind", "country", "since", "start") if name in facts)
    return comma(language).join(words(fact.means, language)(fact.value) for fact in told if fact.value)
