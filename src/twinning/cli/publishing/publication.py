"""What is published: a register that has nothing internal in it, as a site of one city or of all."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import Parameter, signature
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from twinning.errors import UsageError
from twinning.queries.reports import load_report
from twinning.render import Document
from twinning.render.drawings.projection import ATLANTIC
from twinning.render.site.addresses import Addresses
from twinning.render.site.frame import Site
from twinning.rows.phrases import phrase
from twinning.rows.site import RecordPage

AnyDocument = TypeVar("AnyDocument", bound=Document)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.queries.lookup.cities import FoundCity

NAVIGATION = (
    ("index.html", phrase("Home")),
    ("cities.html", phrase("Cities")),
    ("agreements.html", phrase("Agreements")),
    ("activities.html", phrase("Activities")),
    ("timeline.html", phrase("Timeline")),
    ("anniversaries.html", phrase("Anniversaries")),
    ("questions.html", phrase("Open questions")),
    ("reports.html", phrase("Reports")),
    ("downloads.html", phrase("Downloads")),
)


@dataclass(frozen=True)
class Publication:
    """What is published: a register that has nothing internal in it, of a city or as a whole, as of a day (ISO)."""

    connection: "Connection"
    city: "FoundCity | None"
    as_of: str
    language: str
    base_url: str | None
    city_names: Mapping[str, str]

    @cached_property
    def known(self) -> Any:
        """What the pages have in common."""
        from twinning.queries.site.known import PublishedRecords

        return PublishedRecords(self.connection, self.as_of)

    @property
    def pages(self) -> Iterator[RecordPage]:
        """The pages of all records, each made when it is asked for: there may be more than there is room for."""
        from twinning.queries.site.activities import activity_pages
        from twinning.queries.site.agreements import agreement_pages
        from twinning.queries.site.cities import city_pages

        yield from chain(city_pages(self.known), agreement_pages(self.known), activity_pages(self.known))

    @cached_property
    def site(self) -> Site:
        """What all pages share."""
        title = (
            phrase("Partner cities of {city}", city=self.city.name)
            if self.city
            else phrase("Register of partner cities")
        )
        shared = (NAVIGATION, Addresses(), self.city_names, self._meridian)
        site = Site(title, self.as_of, self.language, self.base_url, *shared)
        for folder, key, name in self.known.titles:
            site.addresses.add(folder, key, site.city(name) if folder == "cities" else site.translated(name))
        return site

    @property
    def _meridian(self) -> float:
        """The meridian in the middle of small maps: that of the site's city where it is known."""
        own = self.known.cities[self.city.id].longitude if self.city else None
        return ATLANTIC if own is None else float(own)

    def report(self, name: str) -> Document | None:
        """Return a report as far as it can be made of the city or of the whole register; None where it cannot."""
        report = load_report(name)
        asked: dict[str, Any] = {"scope": self.city, "as_of": self.as_of, "year": int(self.as_of[:4]) - 1}
        if self.city is not None:
            asked["city"] = self.city
        parameters = [*signature(report.query).parameters.values()][1:]
        if any(each.default is Parameter.empty and each.name not in asked for each in parameters):
            return None
        with suppress(UsageError):  # what measures networks may not be installed
            made = report.made(self.connection, **_of(asked, parameters))
            return None if made.is_empty else self.dated(made)
        return None

    def dated(self, document: AnyDocument) -> AnyDocument:
        """Return a document as one of the day of this site."""
        return replace(document, as_of=self.as_of)


def _of(asked: dict[str, Any], parameters: Iterable[Parameter]) -> dict[str, Any]:
    return {each.name: asked[each.name] for each in parameters if each.name in asked}
