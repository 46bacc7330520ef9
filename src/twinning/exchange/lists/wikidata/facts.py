"""What Wikidata says, however it was read: items with their names, and statements that two are twinned."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_NAME, clean_text
from twinning.domain.values import LARGEST_INTEGER
from twinning.errors import InputError
from twinning.exchange.lists.wikidata.times import Time, check_days

Value = TypeVar("Value")

_DECIMALS = 6  # of degrees: a hand's breadth
_LONGEST_ADDRESS = 2000
_DIGITS = 12  # more than a GeoNames id has
_ITEM = re.compile("(?:.*/)?(Q[1-9][0-9]{0,14})")


def item_of(text: str) -> str | None:
    """Return the id of an item, which may stand behind an address; None for what is none, as an unknown value is."""
    found = _ITEM.fullmatch(text.strip())
    return found[1] if found else None


def _only(values: Collection[Value]) -> Value | None:
    return next(iter(values)) if len(values) == 1 else None


def address_of(text: str | None) -> str | None:
    """Return the web address that a text is; None for what is none, or what no source can hold."""
    found = cleaned(text, _LONGEST_ADDRESS)
    return found if found is not None and found.startswith(("https://", "http://")) else None


def cleaned(text: str | None, longest: int = LONGEST_NAME) -> str | None:
    """Return a text as it can be stored; None where there is none, or it cannot be."""
    try:
        return clean_text(text, "the text", longest) if text else None
    except InputError:
        return None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a statement refers to: an address (P854), an item that states it (P248) with its name, a day (P813)."""

    address: str | None = None
    stated_in: str | None = None
    stated_in_name: str | None = None
    retrieved: str | None = None


@dataclass(slots=True)
class Statement:
    """That one item is twinned with another (P190). `has_ended` is also where the day of the end is not known.

    `problem` is why it cannot be understood, and then it has no days but what was `given` for its start and its end.
    `has_several` is whether it has more than one start or end. `line` is where it stands in its file, 0 for its place
    among all.
    """

    subject: str
    object: str
    start: EdtfDate | None = None
    end: EdtfDate | None = None
    has_ended: bool = False
    references: list[Reference] = field(default_factory=list)
    problem: InputError | None = None
    given: tuple[str, str] = "", ""
    has_several: bool = False
    line: int = 0

    def take_days(self, starts: Collection[Time], ends: Collection[Time], *, allow_early: bool) -> None:
        """Take the earliest of its starts and the latest of its ends; note why they cannot be those of a tie."""
        start, end = min(starts, default=None), max(ends, default=None)
        self.has_several = len({*starts}) > 1 or len({*ends}) > 1
        try:
            self.start, self.end = start.read() if start else None, end.read() if end else None
            check_days(self.start, self.end, allow_early=allow_early)
        except InputError as error:
            self.problem, self.start, self.end = error, None, None
            self.given = start.told if start else "", end.told if end else ""

    @property
    def order(self) -> tuple[int, int, str]:
        """Where it stands among others of items: by their numbers, and by its start."""
        return int(self.subject[1:]), int(self.object[1:]), str(self.start or "")


@dataclass(slots=True)
class Item:
    """An item: names by their languages as Wikidata has them, where it is by its word, and when it was changed last."""

    labels: dict[str, str] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    positions: set[tuple[float, float]] = field(default_factory=set)
    geonames_ids: set[int] = field(default_factory=set)
    modified: EdtfDate | None = None

    def add_position(self, north: float, east: float) -> None:
        """Note degrees; not those that are none."""
        if abs(north) <= 90 and abs(east) <= 180:
            self.positions.add((round(north, _DECIMALS), round(east, _DECIMALS)))

    def add_geonames(self, text: str) -> None:
        """Note a GeoNames id; not what is none."""
        if text.isascii() and text.isdecimal() and int(text[:_DIGITS]) <= LARGEST_INTEGER:
            self.geonames_ids.add(int(text[:_DIGITS]))

    def take_modified(self, text: str) -> None:
        """Take the day of a time at which the item was changed last; not of what is none."""
        with suppress(InputError):
            self.modified = Time(text).read()

    @property
    def country(self) -> str | None:
        """The code of the country; None where it has none or several."""
        return _only(self.countries)

    @property
    def position(self) -> tuple[float, float] | None:
        """Degrees north and east; None where it has no position or several."""
        return _only(self.positions)

    @property
    def geonames(self) -> int | None:
        """The GeoNames id; None where it has none or several."""
        return _only(self.geonames_ids)


@dataclass(slots=True)
class WikidataFacts:
    """Everything that was read. `whole` are the items all of whose statements are here.

    `is_both_ways` is whether what others say of the items that were asked for is here too. `passed_over` counts what
    is no statement to take, by why; `seen` are the ids of statements that came in.
    """

    items: dict[str, Item] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    is_both_ways: bool = False
    passed_over: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    @property
    def digest(self) -> str:
        """The SHA-256 of what is stated: the same for the same statements, in whichever order they came."""
        stated = sorted(f"{each.subject} {each.object} {each.start} {each.end}" for each in self.statements)
        return hashlib.sha256("\n".join(stated).encode()).hexdigest()

    @property
    def last_change(self) -> EdtfDate | None:
        """The day of the last change of an item that states ties; None where it is not known of each."""
        days = [self.item(each.subject).modified for each in self.statements]
        known = [day for day in days if day is not None]
        return max(known, key=lambda day: day.sort_key, default=None) if len(known) == len(days) else None

    @property
    def stated(self) -> set[str]:
        """The items that have ties."""
        return {item for each in self.statements for item in (each.subject, each.object)}

    def item(self, number: str) -> Item:
        """Return an item, a new one where nothing was read of it."""
        return self.items.setdefault(number, Item())

    def pass_over(self, *, is_deprecated: bool) -> None:
        """Count a statement that is not taken: it is deprecated, or does not say with whom."""
        self.passed_over["deprecated" if is_deprecated else "they name no place"] += 1

    def told(self) -> Iterator[str]:
        """Give what was passed over, and what was chosen of several, in words."""
        for why, count in sorted(self.passed_over.items()):
            yield f"statements left out as {why}: {count}"
        if several := sum(each.has_several for each in self.statements):
            yield f"statements with several starts or ends, of which the first start and the last end count: {several}"
