"""What a report is asked for from Python: the same as its command, by the names of its options."""

from collections.abc import Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any

from twinning.domain.names import quote
from twinning.errors import UsageError
from twinning.library.words import day, edtf
from twinning.queries.lists.wanted import WantedRecords
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.records import find_in
from twinning.queries.reports import Report
from twinning.rows import Dossier, Listing

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SOURCES = ("earlier", "later")
_NUMBERS = ("every", "years", "year")
_ASKED_BY = {"scope": ("city",), "span": ("since", "until")}
"""The arguments that stand for each parameter of a report's function; any other has its own name."""


def made_report(connection: "Connection", report: Report, given: Mapping[str, Any]) -> Listing[Any] | Dossier:
    """Return the listing or dossier of a report with these options; None means not given.

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
    for name in ("city", "partner", "year", *_SOURCES):
        if name in outline.parameters and name not in said:
            raise UsageError(f"the report {quote(outline.name)} is on one {name}, and none is named", f"give {name}=…")
    numbers = {name: said[name] for name in _NUMBERS if name in said}
    if any(not isinstance(number, Integral) or number < 1 for number in numbers.values()):
        raise UsageError(
            "year is a year, every and years are numbers of years: 1 or more", "leave it out for the usual number"
        )
    found = {name: _found(connection, name, said) for name in outline.parameters if name not in _NUMBERS}
    return report.made(connection, **found, **{name: int(number) for name, number in numbers.items()})


def _found(connection: "Connection", name: str, said: Mapping[str, Any]) -> Any:
    """Return the argument for a parameter of a report's function."""
    if name == "as_of":
        return day(said.get("as_of"))
    if name == "span":
        wanted = WantedRecords(since=edtf(said.get("since")), until=edtf(said.get("until")))
        return wanted.find(connection)["span"]
    if name in _SOURCES:
        return find_in(connection, ("source",), said[name])
    named = "partner" if name == "partner" else "city"
    return find_city(connection, said[named]) if named in said else None
