"""What search engines read of a page: events, cities and organizations as Schema.org has them (JSON-LD)."""

import json
from collections.abc import Iterable
from typing import Any

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import ActivityStatus
from twinning.render.site.addresses import web_address
from twinning.render.text import visible
from twinning.rows.dossiers import InvolvedRow, PlaceRow
from twinning.rows.site import OrganizationEntry, RecordPage

_EVENT_STATUS = {
    ActivityStatus.CANCELLED: "https://schema.org/EventCancelled",
    ActivityStatus.POSTPONED: "https://schema.org/EventPostponed",
}
_SCHEDULED = "https://schema.org/EventScheduled"
_THERE = ("host", "participant")


def as_script(data: object) -> str:
    """Return data as the content of a script element: nothing in it can end that element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def data_of(page: RecordPage, address: str | None) -> dict[str, Any] | None:
    """Return what is known of a city or an activity; None for an agreement, for which there is no word."""
    if page.folder == "agreements":
        return None
    found = _city(page) if page.folder == "cities" else _event(page)
    return _known({"@context": "https://schema.org", **found, "url": address})


def data_of_organizations(entries: Iterable[OrganizationEntry]) -> dict[str, Any]:
    """Return what is known of organizations."""
    graph = [
        _known(
            {
                "@type": "Organization",
                "name": visible(each.name),
                "alternateName": each.short_name and visible(each.short_name),
                "foundingDate": _day(each.founded),
                "url": web_address(each.website),
                "description": each.summary and visible(each.summary),
            }
        )
        for each in entries
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def _event(page: RecordPage) -> dict[str, Any]:
    facts = {fact.name: fact.value for fact in page.dossier.facts}
    rows = {section.name: section.rows for section in page.dossier.sections}
    return {
        "@type": "Event",
        "name": visible(page.dossier.title),
        "startDate": _day(facts["start"]),
        "endDate": _day(facts["end"]),
        "eventStatus": _EVENT_STATUS.get(ActivityStatus(str(facts["status"])), _SCHEDULED),
        "description": visible(str(facts["summary"])) if facts.get("summary") else None,
        "location": [_place(each) for each in rows["places"] if each.role in _THERE],
        "organizer": [_organization(each) for each in rows["organizations"] if each.role == "organiser"],
    }


def _place(row: PlaceRow) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": row.city, "addressCountry": row.country}
    return _known({"@type": "Place", "name": row.city or row.country, "address": _known(address)})


def _organization(row: InvolvedRow) -> dict[str, Any]:
    return {"@type": "Organization", "name": visible(row.name)}


def _city(page: RecordPage) -> dict[str, Any]:
    facts = {fact.name: fact.value for fact in page.dossier.facts}
    latitude, longitude = facts.get("latitude"), facts.get("longitude")
    country, wikidata = facts.get("country"), facts.get("wikidata_id")
    return {
        "@type": "City" if facts["kind"] == "city" else "AdministrativeArea",
        "name": visible(page.dossier.title),
        "alternateName": sorted({visible(name) for name in page.names if name != page.dossier.title}),
        "containedInPlace": {"@type": "Country", "name": country} if country else None,
        "geo": {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        if latitude is not None and longitude is not None
        else None,
        "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata else None,
    }


def _day(text: object) -> str | None:
    """Return a day, a month or a year that is known for certain; ISO 8601 has no word for doubt."""
    if not text:
        return None
    date = EdtfDate.parse(str(text))
    is_plain = not date.doubtful and date.text.replace("-", "").isdigit()
    return date.text if is_plain else None


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, [], "")}
