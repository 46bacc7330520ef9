"""What a report is asked for from Python: the same as its command, by the names of its options."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from twinning.domain.names import quote
from twinning.errors import UsageError
from twinning.library.words import day, edtf
from twinning.queries.lists.wanted import WantedRecords
from twinning.queries.lookup.cities import find_city
from twinning.queries.reports import Report
from twinning.rows import Listing

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ASKED_BY = {"scope": ("city",), "span": ("since", "until")}
"""The arguments that stand for each parameter of a report's function; any other has its own name."""


def made_report(connection: "Connection", report: Report, given: Mapping[str, Any]) -> Listing[Any]:
    """Return the listing of a report that is asked for what is given; None is what was not said.

    Raises UsageError for what it does not take, and for the city that it needs; NotFoundError and AmbiguousError for
    the city.
    """
    outline = report.outline
    taken = {each for name in outline.parameters for each in _ASKED_BY.get(name, (name,))}
    said = {name: value for name, value in given.items() if value is not None}
    if unknown := sorted(said.keys() - taken):
        listed = ", ".join(sorted(taken)) or "nothing"
        raise UsageError(
            f"the report {quote(outline.name)} is not asked for {', '.join(unknown)}", f"it takes {listed}"
        )
    if "city" in outline.parameters and "city" not in said:
        raise UsageError(f"the report {quote(outline.name)} is on one city, and none is named", "give city=…")
    numbers = {name: said[name] for name in ("every", "years") if name in said}
    if any(number < 1 for number in numbers.values()):
        raise UsageError("every and years are numbers of years, 1 or more", "leave it out for the usual number")
    found = {name: _found(connection, name, said) for name in outline.parameters if name not in ("every", "years")}
    return report.made(connection, **found, **numbers)


def _found(connection: "Connection", name: str, said: Mapping[str, Any]) -> Any:
    """Return the argument for a parameter of a report's function."""
    if name == "as_of":
        return day(said.get("as_of"))
    if name == "span":
        wanted = WantedRecords(since=edtf(said.get("since")), until=edtf(said.get("until")))
        return wanted.find(connection)["span"]
    return find_city(connection, said["city"]) if "city" in said else None
