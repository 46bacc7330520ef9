"""Statements for Wikidata, in the commands of QuickStatements (version 1): a line a statement, tabs between its parts.

`Q16520 P190 Q1297` says that two bodies are twinned; each tie is stated of both. P580 is when it began, P582 when it
ended, S854 the web address of a source. A date is said as exactly as it is known, and a doubtful one or a mere bound is
not said at all.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Status
from twinning.errors import InputError
from twinning.exchange.exports.chosen import Chosen, sources_of, wanted
from twinning.exchange.foreign_files import open_regular
from twinning.queries.lookup.agreements import Tie

Pair = tuple[str, str]
"""Two Wikidata ids: of whom a statement is, and what it says."""

_FORMS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "{}", 11),
    (re.compile(r"\d{4}-\d\d"), "{}-00", 10),
    (re.compile(r"\d{4}"), "{}-00-00", 9),
    (re.compile(r"\d{3}X"), "{}-00-00", 8),
)
_LARGEST = 1 << 30  # bytes
_ITEM = re.compile(r"\bQ[1-9][0-9]*\b")
_SAFE_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Statements:
    """The lines, the keys of cities that have ties and no Wikidata id, and how many statements were known there."""

    lines: tuple[str, ...]
    without_id: tuple[str, ...]
    known: int


def state(connection: Connection, chosen: Chosen, known: Collection[Pair], *, internal: bool) -> Statements:
    """Return the statements of all signed ties between cities with a Wikidata id, but for those that are known."""
    addresses = {
        agreement: [each.address for each in sources if each.address]
        for agreement, sources in sources_of(connection, wanted(internal=internal)).items()
    }
    lines: list[str] = []
    passed = 0
    for pair, ties in sorted(_pairs(chosen).items()):
        if pair in known:
            passed += 1
        else:
            lines.append(_line(pair, ties, addresses, chosen))
    return Statements(tuple(lines), _without_id(chosen), passed)


def _pairs(chosen: Chosen) -> dict[Pair, list[Tie]]:
    pairs: dict[Pair, list[Tie]] = {}
    for tie in chosen.signed:
        items = [chosen.cities[party.id].wikidata_id for party in tie.parties]
        named = [item for item in items if item]
        for pair in ((one, other) for one in named for other in named if one != other):
            pairs.setdefault(pair, []).append(tie)
    return pairs


def _line(pair: Pair, ties: list[Tie], addresses: dict[int, list[str]], chosen: Chosen) -> str:
    ids = [next(party.id for tie in ties for party in tie.parties if _item(chosen, party.id) == item) for item in pair]
    began = min((tie.since for tie in ties if tie.since), key=lambda day: day.sort_key, default=None)
    over = all(tie.status(chosen.as_of, *ids) is Status.ENDED for tie in ties)
    ends = [end for tie in ties if over and (end := _end(tie)) is not None]
    cited = sorted({address for tie in ties for address in addresses.get(tie.id, [])})
    parts = [pair[0], "P190", pair[1], *_when("P580", began)]
    parts += _when("P582", max(ends, key=lambda day: day.sort_key, default=None))
    for number, address in enumerate(cited):
        parts += [f"{'!' if number else ''}S854", f'"{quote(address, safe=_SAFE_IN_ADDRESS)}"']
    return "\t".join(parts) + "\n"


def _item(chosen: Chosen, city: int) -> str | None:
    return chosen.cities[city].wikidata_id


def _end(tie: Tie) -> EdtfDate | None:
    ends = [act for act in tie.facts.acts if act.rule.leads_to is Status.ENDED]
    return max(ends, key=lambda act: act.order).on if ends else None


def _when(word: str, day: EdtfDate | None) -> Iterator[str]:
    """Give a date as Wikidata writes it, with how exact it is: 11 a day, 10 a month, 9 a year, 8 a decade."""
    for form, written, exactness in _FORMS:
        if day is not None and form.fullmatch(day.text):
            yield word
            yield f"+{written.format(day.text.replace('X', '0'))}T00:00:00Z/{exactness}"


def _without_id(chosen: Chosen) -> tuple[str, ...]:
    cities = (party for tie in chosen.signed for party in tie.parties)
    return tuple(sorted({party.key for party in cities if _item(chosen, party.id) is None}))


def read_known_file(path: Path) -> set[Pair]:
    """Return the pairs of an export of Wikidata in a file. Raises InputError where it has none or cannot be read."""
    try:
        with open_regular(path.resolve(), _LARGEST) as stream:
            return read_known(stream.read().decode("utf-8-sig", errors="replace"))
    except FileNotFoundError:
        raise InputError(f"there is no file {path}") from None
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.hint) from error


def read_known(text: str) -> set[Pair]:
    """Return the pairs that an export of Wikidata has: SPARQL results in JSON, or lines with two ids (CSV, TSV).

    Raises InputError for a text without any.
    """
    found = (_ITEM.findall(piece) for piece in _pieces(text))
    known = {(ids[0], ids[1]) for ids in found if len(ids) > 1}
    if not known:
        raise InputError("no line of it has two Wikidata ids", "give a list of Q16520 Q1297, or SPARQL results")
    return known


def _pieces(text: str) -> list[str]:
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return text.splitlines()
    try:
        results = json.loads(text.lstrip("\ufeff"))
        names = results["head"]["vars"]
        return [" ".join(row[name]["value"] for name in names if name in row) for row in results["results"]["bindings"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("it begins as JSON and holds no SPARQL results") from error
