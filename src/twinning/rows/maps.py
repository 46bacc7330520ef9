"""What a map shows: cities where they lie, and what ties each two of them; and the same as rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from twinning.rows import Listing, Meaning, column


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A city on a map: degrees north and east, None where no coordinates are recorded."""

    name: str
    key: str
    latitude: float | None
    longitude: float | None
    country: str | None = None
    country_code: str | None = None

    @property
    def position(self) -> tuple[float, float] | None:
        """Degrees east and north."""
        return None if self.longitude is None or self.latitude is None else (self.longitude, self.latitude)


@dataclass(frozen=True, slots=True)
class MapTie:
    """What ties two cities: the rank, the status, and since when (EDTF), each as rows have them."""

    one: MapPoint
    other: MapPoint
    kind: str | None
    status: str
    since: str | None


@dataclass(frozen=True, slots=True)
class CityMap:
    """A map of the world as of a day (ISO): the ties that are drawn, and the city whose meridian is in the middle.

    Without such a city it is a map of the whole register. `width` is how wide it is drawn, in pixels.
    """

    title: str
    as_of: str
    ties: tuple[MapTie, ...]
    city: MapPoint | None = None
    width: int = 1200

    @property
    def points(self) -> Iterator[MapPoint]:
        """Every city once: the one in the middle first, then in the order of the ties."""
        each = (point for tie in self.ties for point in (tie.one, tie.other))
        found = {point.key: point for point in ((self.city,) if self.city else ())}
        for point in each:
            found.setdefault(point.key, point)
        return iter(found.values())


def drawn_wide(listing: Listing[Any], width: int) -> Listing[Any]:
    """Return a listing whose map is drawn in a width, in pixels."""
    return replace(listing, world_map=replace(listing.world_map, width=width)) if listing.world_map else listing


@dataclass(frozen=True, slots=True)
class MappedPartnerRow:
    """A partner on the map of a city: where it lies in degrees, and of what rank and status the tie is.

    Of several agreements the one that ranks first counts; `since` is when that one was signed, EDTF. `through` is the
    key of the city, since succeeded by the one asked for, whose partner it is; empty for its own.
    """

    partner: str = column(1, means=Meaning.CITY)
    country: str | None = column(4, means=Meaning.COUNTRY, narrow="country_code")
    country_code: str | None = column(0)
    kind: str | None = column(5, means=Meaning.WORD)
    status: str = column(2, means=Meaning.WORD)
    since: str | None = column(3, means=Meaning.DATE)
    latitude: float | None = column(7)
    longitude: float | None = column(8)
    key: str = column(6)
    through: str | None = column(0)


@dataclass(frozen=True, slots=True)
class MappedTieRow:
    """Two cities on the map of the register: where they lie in degrees, and the rank and status of what ties them.

    Several agreements of two cities are one row: of the highest rank, and `since` is the first signing that is known.
    """

    city: str = column(1, means=Meaning.CITY)
    partner: str = column(2, means=Meaning.CITY)
    kind: str | None = column(5, means=Meaning.WORD)
    status: str = column(3, means=Meaning.WORD)
    since: str | None = column(4, means=Meaning.DATE)
    latitude: float | None = column(8)
    longitude: float | None = column(9)
    partner_latitude: float | None = column(10)
    partner_longitude: float | None = column(11)
    key: str = column(6)
    partner_key: str = column(7)
