"""The lists and reports of a site, and its home page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from twinning.cli.publishing.publication import Publication
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus
from twinning.queries.lists.agreements import AgreementFilter, list_agreements
from twinning.queries.lists.cities import CityFilter, list_cities
from twinning.queries.lists.partners import PartnerFilter, list_partners
from twinning.queries.maps import map_ties
from twinning.queries.reports import list_outlines
from twinning.queries.reports.anniversaries import report_anniversaries
from twinning.queries.reports.timeline import report_timeline
from twinning.queries.site.lists import site_counts
from twinning.render.drawings.world_map import draw
from twinning.render.languages.saying import label
from twinning.render.site.documents import Count, Heading, document_pages, home_page
from twinning.render.site.frame import File
from twinning.rows import Dossier, Listing, Section, column_names
from twinning.rows.maps import CityMap
from twinning.rows.phrases import phrase
from twinning.rows.records import ActivityRow
from twinning.rows.site import PartnerEntry, ReportEntry

_OF_THEIR_OWN = ("timeline", "anniversaries", "conflicts", "quality", "partners")
"""Reports that have a page of their own in the navigation."""

_MEASURES, _MOST_MEASURED = "Needs the extra `network`", 1000
"""What the help of a report says that measures the network, and up to how many cities a site has such."""

_MOST_MAPPED = 1000  # ties: each is a line of the map, and a kilobyte of the page
_SHOWN_AT_HOME = 8
_AT_HOME = column_names(PartnerEntry)
_ADDRESSES = {
    **dict.fromkeys(("cities", "partners", "countries"), "cities.html"),
    **dict.fromkeys(("delegations", "events", "programs"), "activities.html"),
}
_COUNTED = {
    "partners": phrase("Partners"),
    "cities": phrase("Cities"),
    "countries": phrase("Countries"),
    "agreements": phrase("Agreements"),
    "agreements_in_force": phrase("Agreements in force"),
    "agreements_over": phrase("Agreements that ended"),
    "delegations": phrase("Delegations"),
    "events": phrase("Events"),
    "programs": phrase("Exchange programmes"),
}


def city_list(publication: Publication) -> Iterator[File]:
    """Give the list of a city's partners, or of all cities."""
    connection, city = publication.connection, publication.city
    if city is None:
        document, title = list_cities(connection, CityFilter()), phrase("Cities")
    else:
        document = list_partners(connection, city, PartnerFilter(publication.as_of))
        title = phrase("Partners of {city}", city=city.name)
    yield from document_pages(publication.site, "cities", document, Heading(title))


def tie_lists(publication: Publication) -> Iterator[File]:
    """Give the lists of agreements, of what happened when, and of the next anniversaries."""
    connection, city, site, as_of = publication.connection, publication.city, publication.site, publication.as_of
    agreements = list_agreements(connection, AgreementFilter(as_of=as_of))
    yield from document_pages(site, "agreements", agreements, Heading(phrase("Agreements")))
    timeline = publication.dated(report_timeline(connection, city, as_of))
    yield from document_pages(site, "timeline", timeline, Heading(phrase("Timeline")))
    due = publication.dated(report_anniversaries(connection, city, as_of))
    subscribe = ("anniversaries.ics", phrase("Subscribe to the anniversaries as a calendar (.ics)"))
    intro = phrase("The next anniversary of each agreement. A calendar program that subscribes stays up to date.")
    heading = Heading(phrase("Upcoming anniversaries"), intro, actions=(subscribe,))
    yield from document_pages(site, "anniversaries", due, heading)


def activity_lists(publication: Publication) -> Iterator[File]:
    """Give the list of what was done or is planned, the latest first."""
    rows = list(publication.known.listed)[::-1]
    document = Listing(ActivityRow, (Section("activities", ActivityRow, rows),), empty=phrase("no activities recorded"))
    yield from document_pages(publication.site, "activities", document, Heading(phrase("Activities")))


def question_list(publication: Publication) -> Iterator[File]:
    """Give the page of what sources disagree on, and of what is missing or doubtful."""
    named = (
        (publication.report("conflicts"), phrase("Where sources disagree")),
        (publication.report("quality"), phrase("What is missing or doubtful")),
    )
    sections = [replace(section, title=title) for report, title in named if report for section in report.sections]
    document = Dossier(phrase("Open questions"), (), tuple(sections))
    asking = phrase("What the register does not know for certain. Whoever knows better can help to settle it.")
    intro = asking if sections else phrase("There are none.")
    yield from document_pages(publication.site, "questions", document, Heading(phrase("Open questions"), intro))


def report_lists(publication: Publication) -> Iterator[File]:
    """Give every report that has something to say, and the list of them."""
    site, entries = publication.site, []
    trail = ("reports.html", phrase("Reports"))
    is_large = len(publication.known.cities) > _MOST_MEASURED
    for outline in list_outlines():
        is_left_out = outline.name in _OF_THEIR_OWN or (_MEASURES in outline.help and is_large)
        report = None if is_left_out else publication.report(outline.name)
        if report is not None:
            stem, title = f"reports/{outline.name}", report.title or label(outline.name.replace("-", "_"))
            entries.append(ReportEntry(title, outline.about, stem))
            yield from document_pages(site, stem, report, Heading(title, trail=trail))
    document = Listing(ReportEntry, (Section("reports", ReportEntry, entries),), empty=phrase("no reports"))
    yield from document_pages(site, "reports", document, Heading(phrase("Reports")))


def home(publication: Publication) -> File:
    """Return the home page."""
    city = publication.city
    numbers = site_counts(publication.known, city.id if city else None)
    counts = [
        Count(number, publication.site.translated(_COUNTED[name]), _ADDRESSES.get(name, "agreements.html"))
        for name, number in numbers.items()
        if number
    ]
    of_all = phrase("Agreements, visits, events and exchange programmes, each with the sources that it rests on.")
    of_city = phrase(
        "Agreements, visits, events and exchange programmes of {city}, each with the sources that it rests on.",
        city=city.name if city else None,
    )
    drawn = [draw(each, publication.language, headed=True) for each in _maps(publication)]
    shown = Dossier(publication.site.title, (), tuple(_at_home(publication)))
    return home_page(publication.site, of_city if city else of_all, counts, shown, drawn)


def _maps(publication: Publication) -> Iterator[CityMap]:
    """Give the map of the ties, where there are any and not too many for a page."""
    document = map_ties(publication.connection, publication.city, PartnerFilter(publication.as_of))
    mapped = publication.site.named(document).world_map
    if mapped is not None and 0 < len(mapped.ties) <= _MOST_MAPPED:
        yield mapped


def _at_home(publication: Publication) -> Iterator[Section[Any]]:
    """Give what the home page shows a part of: partners, anniversaries, and the latest activities."""
    connection, city = publication.connection, publication.city
    if city:
        partners = list_partners(connection, city, PartnerFilter(publication.as_of, agreements_only=True))
        rows = [PartnerEntry(**{name: getattr(row, name) for name in _AT_HOME}) for row in partners.sections[0].rows]
        yield Section("partners", PartnerEntry, rows, phrase("Partners"))
    due = report_anniversaries(connection, city, publication.as_of).sections[0]
    yield replace(due, rows=due.rows[:_SHOWN_AT_HOME], title=phrase("Upcoming anniversaries"))
    done = [row for row in publication.known.listed if row.status == ActivityStatus.HELD and row.start]
    latest = [row for row in done if EdtfDate.parse(row.start).earliest][-_SHOWN_AT_HOME:][::-1]
    yield Section("latest", ActivityRow, latest, phrase("Latest activities"))
