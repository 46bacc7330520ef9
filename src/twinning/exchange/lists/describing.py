"""What became of a list, for people and programs to read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from twinning.domain.countries import country_name
from twinning.domain.countries.regions import find_region, stands_for_country
from twinning.domain.names import fold, in_shell
from twinning.exchange.lists.cities.candidates import Candidate
from twinning.exchange.lists.cities.places import PlaceText
from twinning.exchange.lists.columns.fields import IGNORED
from twinning.exchange.lists.columns.languages import is_numbering
from twinning.exchange.lists.importing import SHOWN, ImportOutcome
from twinning.exchange.lists.reconciling import Outcome
from twinning.exchange.lists.stated import StatedTie
from twinning.exchange.lists.tie_list import Reject, TieList
from twinning.rows import Dossier, Fact, Section, Several
from twinning.rows.imports import (
    DoubtfulCityRow,
    ImportedRow,
    NewCityRow,
    ReadColumnRow,
    RejectedRow,
    UnknownCountryRow,
    UnlistedRow,
)
from twinning.rows.phrases import phrase

_BETWEEN_NAMES = (
    *("and", "und", "et", "en", "oraz", "och", "og", "ve", "ja", "y", "e", "i", "és", "și", "şi", "ir", "un", "dan"),
    *("và", "и", "і", "та", "και", "및"),
)
_MAY_BE_SEVERAL = re.compile(
    rf"[,/&+]|\s-\s|および|及び|(?<=[一-鿿])と(?=[一-鿿])|\s(?:{'|'.join(_BETWEEN_NAMES)})\s", re.IGNORECASE
)
"""What stands between several names; in some names, too, so that it is told and nothing is split."""

_SHOWN_NAMES = 5
_OF_OUR_LISTS = ("party_keys", "inferred")
_WANTED = ("date", "partner_country", "kind", "status", "summary")
"""What a list mostly says of a tie."""


def describe_import(found: TieList, outcome: ImportOutcome) -> Dossier:
    """Return what became of a list: the four numbers, how it was read, and what is to be looked at."""
    facts = (
        Fact("rows", outcome.read),
        *(Fact(each.value, outcome.counts[each]) for each in Outcome),
        *(Fact(name, count) for name, count in _further(outcome) if count),
    )
    return Dossier(
        phrase("Import of {file}", file=found.name),
        facts,
        (
            Section("columns", ReadColumnRow, list(_columns(found)), phrase("How the file is read")),
            Section("first_rows", ImportedRow, list(_first_rows(found, outcome)), phrase("The first rows")),
            Section("rejects", RejectedRow, [rejected_row(each) for each in outcome.rejects], phrase("Rejected")),
            Section("unknown_countries", UnknownCountryRow, _countries(found)),
            Section("new_cities", NewCityRow, [new_city_row(each) for each in outcome.new_cities]),
            Section("look_at", DoubtfulCityRow, list(_doubtful(outcome)), phrase("Cities to look at")),
            Section(
                "unlisted", UnlistedRow, [UnlistedRow(*each) for each in outcome.unlisted], phrase("No longer listed")
            ),
        ),
    )


def remarks_on_reading(found: TieList) -> Iterator[str]:
    """Say which columns were not read, whether the first side has no country, and which names may be several."""
    yield from remarks_on_columns(found.header, {at: name for name, at in found.placed.items()}, _WANTED)
    own = [found.places[at] for at in found.ties.first_of_two]
    if own and "city" in found.placed and all(each.is_of_no_country for each in own):
        column = found.header[found.placed["city"]]
        what = "--set city_country=CODE says it for all"
        yield f"the cities in {column} have no country, which makes new ones of them: {what}"
    if below := found.headings.without_country:
        shown = _in_short(f"{heading}: {count}" for heading, count in below.items())
        yield f"taken without a country, though one stands in a heading above: {shown}; it needs a column of its own"
    if several := [place.whole_name or place.name for place in found.places if _may_be_several(place)]:
        shown = _in_short(several)
        yield f"taken for one city each, and may be several ({len(several)}): {shown}; those need a row for each"


def remarks_on_outcome(found: TieList, outcome: ImportOutcome) -> Iterator[str]:
    """Say where a list has nothing of what it had before, and where its city is new and one of its name is recorded.

    Another list may be called as it is, and that other city may be meant.
    """
    if outcome.unlisted and not outcome.counts[Outcome.ALREADY_THERE]:
        recorded = f"{found.name} has nothing of the list of its name that is recorded"
        yield f"{recorded}: if it is another list, call the file otherwise"
    if outcome.elsewhere:
        others = "; ".join(f"{each.name}, {each.country_code or '?'} ({each.key})" for each in outcome.elsewhere)
        what = f"if it is meant, name it by its key: --city {outcome.elsewhere[0].key}"
        yield f"{found.city} is added as a new city, and the register has {others}: {what}"


def _in_short(names: Iterable[str]) -> str:
    """Return the first of some names."""
    first = [*islice(names, _SHOWN_NAMES + 1)]
    return "; ".join([*first[:_SHOWN_NAMES], *(["…"] if len(first) > _SHOWN_NAMES else [])])


def remarks_on_columns(header: Sequence[str], fields: Mapping[int, str], wanted: Iterable[str]) -> Iterator[str]:
    """Say which columns were not read, and how to say that one holds a field: the first that is wanted and has none."""
    unread = [name for at, name in enumerate(header) if at not in fields and _may_hold_something(name)]
    if unread:
        missing = next((each for each in wanted if each not in fields.values()), "FIELD")
        yield f"not read: {', '.join(unread)}; if one holds a field, say so: --map {in_shell(f'{missing}={unread[0]}')}"


def _may_be_several(place: PlaceText) -> bool:
    if place.is_named or place.key:
        return False
    return is_like_several(place.name) or _is_called_as_a_region(place)


def is_like_several(name: str) -> bool:
    """Say whether the name of a city has in it what stands between several."""
    return _MAY_BE_SEVERAL.search(name.partition("(")[0]) is not None


def _is_called_as_a_region(place: PlaceText) -> bool:
    """Say whether the name of a city before its region is that of another region: `Osaka, Kyoto` may be both cities."""
    code, region = place.country or "", place.region or ""
    is_behind = "," in (place.whole_name or "") and not stands_for_country(region)
    return is_behind and fold(place.name) != fold(region) and find_region(code, place.name) is not None


def _may_hold_something(name: str) -> bool:
    return bool(name) and name.casefold() not in (*IGNORED, *_OF_OUR_LISTS) and not is_numbering(name)


def _further(outcome: ImportOutcome) -> Iterator[tuple[str, int]]:
    yield "cities_added", len(outcome.new_cities)
    yield "found_in_gazetteer", outcome.filled
    yield "namesakes", len(outcome.namesakes)
    yield "revised", outcome.revised
    yield "no_longer_listed", len(outcome.unlisted)


def _columns(found: TieList) -> Iterator[ReadColumnRow]:
    fields = {number: name for name, number in found.placed.items()}
    named = enumerate(found.header) if fields else ()
    return (ReadColumnRow(name, fields.get(number)) for number, name in named if name)


def _first_rows(found: TieList, outcome: ImportOutcome) -> Iterator[ImportedRow]:
    """Give the first rows of the file, taken or not."""
    taken = {row.line: row for row in found.ties[: SHOWN + len(outcome.rejects)]}
    refused = {each.line: each for each in outcome.rejects}
    for line in sorted({*taken, *refused})[:SHOWN]:
        if (row := taken.get(line)) is not None:
            became = Outcome.REJECTED.value if line in refused else _became(outcome, line)
            yield ImportedRow(line, _tie(found, row), row.kind, row.on.text if row.on else None, became)
        else:
            yield ImportedRow(line, _cells(found, refused[line]), None, None, Outcome.REJECTED.value)


def _cells(found: TieList, reject: Reject) -> str:
    """Return what stands in a row that could not be read, but for what a file of rejects says of it."""
    named = zip_longest(found.header, reject.cells, fillvalue="")
    return "; ".join(cell for name, cell in named if cell and name.casefold() not in IGNORED)


def _became(outcome: ImportOutcome, line: int) -> str:
    return outcome.shown[line][0].value if line in outcome.shown else ""


def _tie(found: TieList, row: StatedTie) -> str:
    return "; ".join(found.places[number].name for number in row.parties)


def rejected_row(reject: Reject) -> RejectedRow:
    """Return a row that was not taken, as it is shown."""
    return RejectedRow(reject.line, reject.column, reject.reason, reject.hint)


def _unknown_countries(found: TieList) -> Iterator[tuple[str, int]]:
    """Give what stands in cells for countries and names none, with how many rows have it, most first."""
    counts: dict[str, int] = {}
    for field_name in ("city_country", "partner_country"):
        if (number := found.placed.get(field_name)) is not None:
            for each in found.rejects:
                if each.column == found.header[number] and "--alias" in (each.hint or ""):
                    counts[each.cells[number]] = counts.get(each.cells[number], 0) + 1
    yield from sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _countries(found: TieList) -> list[UnknownCountryRow]:
    return [
        UnknownCountryRow(text, count, f"--alias {in_shell(f'{text}=CODE')}")
        for text, count in _unknown_countries(found)
    ]


def new_city_row(city: Candidate) -> NewCityRow:
    """Return a row of a city that a list brought."""
    names = Several(sorted(city.other_names))
    return NewCityRow(city.name, country_name(city.country), city.region, city.key or "", names)


def _doubtful(outcome: ImportOutcome) -> Iterator[DoubtfulCityRow]:
    for new, beside in outcome.doubtful:
        yield DoubtfulCityRow(
            new.key or new.name,
            beside.key or beside.name,
            "they may be one",
            f"twinning merge-city {new.key} {beside.key}",
        )
    for new, ids in outcome.questions:
        yield DoubtfulCityRow(
            new.key or new.name,
            ", ".join(f"GeoNames {number}" for number in ids),
            "several have its name",
            f"twinning edit {new.key} --geonames {ids[0]}",
        )
    for second, first in outcome.namesakes:
        yield DoubtfulCityRow(second.key or "", first.key or "", "namesakes with a tie", f"twinning show {second.key}")
