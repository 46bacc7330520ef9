"""What Wikidata says as a list of ties: each statement is the word of the item it is about."""

from collections.abc import Mapping

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Status
from twinning.exchange.lists.cities.places import KnownOfPlace, PlaceText
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.tie_list import Reject, SourceText, TieList
from twinning.exchange.lists.wikidata.facts import Reference, Statement, WikidataFacts
from twinning.exchange.lists.wikidata.labels import names_of, shown_name

ADDRESS = "https://www.wikidata.org/wiki/"
HEADER = ("subject", "object", "start", "end", "ended")


def gather(
    facts: WikidataFacts, name: str, sha256: str, labels: Mapping[str, str], listed_on: EdtfDate | None = None
) -> TieList:
    """Return the ties that statements say, and what is known of their places.

    `labels` are names for items that have none, `listed_on` is the day of the statements, if somebody says it.
    """
    gatherer = _Gatherer(facts, TieList(name, sha256, HEADER, sources=[SourceText("Wikidata")]), labels, listed_on)
    for number, stated in enumerate(facts.statements, 1):
        gatherer.take(stated.line or number, stated)
    return gatherer.found


class _Gatherer:
    """Numbers places and sources in the order in which they are met."""

    def __init__(
        self, facts: WikidataFacts, found: TieList, labels: Mapping[str, str], listed_on: EdtfDate | None
    ) -> None:
        self.found = found
        self._listed_on = listed_on
        self._facts = facts
        self._labels = labels
        self._places: dict[str, int] = {}
        self._speakers: dict[str, int] = {}
        self._sources: dict[SourceText, int] = {}
        self._told: set[str] = set()

    def take(self, line: int, stated: Statement) -> None:
        """Take a statement, as a tie or as a reject."""
        start, end = stated.given if stated.problem else (str(day or "") for day in (stated.start, stated.end))
        cells = (stated.subject, stated.object, start, end, "yes" if stated.has_ended and not end else "")
        self.found.keep(line, cells)
        if stated.problem is not None:
            self.found.rejects.append(Reject(line, None, stated.problem.message, stated.problem.hint, cells))
            return
        source = self._speaker(stated.subject)
        self._known(stated.object, source)
        self.found.ties.append(
            StatedTie(
                line=line,
                parties=(self._place(stated.subject), self._place(stated.object)),
                source=source,
                locator=f"P190 {stated.object}",
                kind=None,
                on=stated.start,
                ended=stated.end,
                status=Status.ENDED if stated.has_ended and stated.end is None else None,
                references=tuple(self._reference(each) for each in stated.references),
            )
        )

    def _place(self, number: str) -> int:
        if number not in self._places:
            self._places[number] = len(self.found.places)
            item = self._facts.item(number)
            latitude, longitude = item.position or (None, None)
            name = shown_name(item) or self._labels.get(number, number)
            place = PlaceText(name, item.country, latitude=latitude, longitude=longitude, wikidata=number)
            self.found.places.append(place)
        return self._places[number]

    def _speaker(self, number: str) -> int:
        """Return the number of the source that an item's own statements are."""
        if number not in self._speakers:
            self._speakers[number] = len(self.found.sources)
            place = self._place(number)
            title = f"Wikidata: {self.found.places[place].name} ({number})"
            self.found.sources.append(SourceText(title, f"{ADDRESS}{number}"))
            self.found.speakers[self._speakers[number]] = place
            if number not in self._facts.whole:
                self.found.in_part.add(self._speakers[number])
            elif (day := self._day(number)) is not None:
                self.found.days[self._speakers[number]] = day
            self._known(number, self._speakers[number])
        return self._speakers[number]

    def _day(self, number: str) -> EdtfDate | None:
        """Return the day as of which an item is stated: the one that was said, or its last change if that is later."""
        days = (day for day in (self._facts.item(number).modified, self._listed_on) if day is not None)
        return max(days, key=lambda day: day.sort_key, default=None)

    def _known(self, number: str, named_by: int) -> None:
        """Note what is known of a place, once, on the word of its own page.

        A page whose statements were not asked for speaks for nobody: then it is that of the item that names the place.
        """
        item = self._facts.item(number)
        if number in self._told or not (item.labels or item.position or item.country):
            return
        self._told.add(number)
        has_own = self._facts.is_both_ways or number in self._facts.whole
        source = self._speaker(number) if has_own else named_by
        self.found.known.append(
            KnownOfPlace(
                self._place(number), source, number, tuple(names_of(item)), item.country, item.position, item.geonames
            )
        )

    def _reference(self, reference: Reference) -> tuple[int, str | None]:
        source = self._source_of(reference)
        if source not in self._sources:
            self._sources[source] = len(self.found.sources)
            self.found.sources.append(source)
        where = f"retrieved {reference.retrieved}" if reference.retrieved else None
        return self._sources[source], where

    def _source_of(self, reference: Reference) -> SourceText:
        """Return the page that a reference names, by the name of the work that it stands in where that has one."""
        if reference.stated_in is None:
            return SourceText(reference.address or "")
        name = reference.stated_in_name or shown_name(self._facts.item(reference.stated_in))
        name = name or self._labels.get(reference.stated_in, reference.stated_in)
        return SourceText(name, reference.address or f"{ADDRESS}{reference.stated_in}")
