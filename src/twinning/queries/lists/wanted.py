"""What somebody wants to see in a list, by names and days, made into a filter for commands and library."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.spans import Span
from twinning.domain.vocabulary import Field
from twinning.errors import UsageError
from twinning.queries.lists.filters import sought
from twinning.queries.lookup.cities import FoundCity, check_partners, find_city

_RECORDS = ("person", "organization", "agreement", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRecords:
    """Records by the names that people give them, a country by its ISO code, days as EDTF; None is any.

    `year` is a span of its own. With `certain`, only what surely lies in the span, on a day that is not doubtful.
    """

    city: str | None = None
    partner: str | None = None
    country: str | None = None
    field: Field | None = None
    year: EdtfDate | None = None
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    certain: bool = False
    person: str | None = None
    organization: str | None = None
    agreement: str | None = None
    source: str | None = None
    text: str | None = None

    def find(self, connection: Connection) -> dict[str, Any]:
        """Return what is asked for, as the fields of `queries.lists.filters.Filter`.

        Raises NotFoundError, AmbiguousError, InputError for a text without anything visible, and UsageError for filters
        that do not go together.
        """
        return {
            "country_code": self.country,
            "field": self.field,
            "text": self.text if self.text is None else sought(self.text),
            "span": self._span(),
            "cities": tuple(city.id for city in self._cities(connection)),
            **dict(self._found(connection)),
        }

    def _cities(self, connection: Connection) -> list[FoundCity]:
        if self.partner is not None and self.city is None:
            raise UsageError("--partner needs --city: what both have to do with is wanted", "add --city CITY")
        found = [find_city(connection, name) for name in (self.city, self.partner) if name is not None]
        check_partners(found)
        return found

    def _found(self, connection: Connection) -> Iterator[tuple[str, int]]:
        from twinning.queries.lookup.records import find_in  # noqa: PLC0415 - seldom asked for, and long to load

        for name in _RECORDS:
            if (text := getattr(self, name)) is not None:
                yield name, find_in(connection, (name,), text).id

    def _span(self) -> Span:
        since, until = self.since, self.until
        if self.year and (since or until):
            raise UsageError("--year is a span of its own", "leave out --year, or --from and --to")
        if since and until and until.is_before(since):
            raise UsageError(f"--from {since} comes after --to {until}", f"--from {until} --to {since}")
        return Span(since or self.year, until or self.year, self.certain)
