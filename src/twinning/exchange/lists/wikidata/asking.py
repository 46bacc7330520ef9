"""Asking an endpoint for many places, in batches; what was answered is kept, so that a second run goes on from there.

An answer is a file named after the endpoint and the query, in the user's cache. It counts for a day, and goes once what
it says was imported.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twinning.domain.countries import get_country_code
from twinning.domain.names import LONGEST_NAME, clean_text, quote
from twinning.domain.progress import stage
from twinning.errors import AmbiguousError, NotFoundError
from twinning.exchange.lists.wikidata.endpoint import Endpoint, QueryTooLongError
from twinning.exchange.lists.wikidata.facts import WikidataFacts, item_of
from twinning.exchange.lists.wikidata.queries import items_named, items_of_country, ties_of_items
from twinning.exchange.lists.wikidata.results import OF_TIES, Row, add_results, rows_of_json

_AT_ONCE = 20  # items: some hundred ties and a few thousand names, well within what Wikidata answers in its minute
_DAY = 86_400.0  # seconds
_MARK = ".answer.json"


@dataclass(slots=True)
class Answers:
    """What an endpoint answered to queries, in a folder. `used` are the files that this run read or wrote."""

    folder: Path
    endpoint: Endpoint
    used: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in self.folder.glob(f"*{_MARK}"):
            if time.time() - old.stat().st_mtime > _DAY:
                old.unlink(missing_ok=True)

    def ask(self, query: str, needed: Iterable[str] = OF_TIES) -> dict[str, Any]:
        """Return the results of a query, those that are kept if there are any. Raises what `Endpoint.ask` does.

        `needed` are the columns that they have to have.
        """
        path = self._path(query)
        self.used.append(path)
        with suppress(OSError, ValueError):
            kept: dict[str, Any] = json.loads(path.read_bytes())
            return kept
        found = self.endpoint.ask(query)
        rows_of_json(found, self.endpoint.address, needed)  # an answer without results is not kept
        self._keep(path, found)
        return found

    def ask_unless_too_long(self, query: str) -> dict[str, Any] | None:
        """Return the results of a query as `ask` does; None for one that the endpoint gave up, which is kept too."""
        try:
            return self.ask(query) or None
        except QueryTooLongError:
            self._keep(self._path(query), {})
            return None

    def _path(self, query: str) -> Path:
        name = hashlib.sha256(f"{self.endpoint.address}\n{query}".encode()).hexdigest()
        return self.folder / f"{name}{_MARK}"

    def _keep(self, path: Path, found: dict[str, Any]) -> None:
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)

    def forget(self) -> None:
        """Remove what this run used."""
        for path in self.used:
            path.unlink(missing_ok=True)


def find_items(answers: Answers, country: str) -> list[str]:
    """Return the items of a country (its code) that have ties. Raises NotFoundError where there are none."""
    rows = _asked(answers, items_of_country(country))
    items = {item for row in rows if (item := item_of(row.get("asked", "")))}
    if not items:
        raise none_stated(answers, f"a place in {country}")
    return sorted(items, key=lambda item: int(item[1:]))


def none_stated(answers: Answers, of: str) -> NotFoundError:
    """Return the error of what has no ties there; what was answered is asked for again, once somebody states one."""
    answers.forget()
    return NotFoundError(f"Wikidata states no ties of {of}", "https://www.wikidata.org shows what is stated (P190)")


def find_named(answers: Answers, text: str) -> str:
    """Return the item with ties that a name means, with `, COUNTRY` behind it if need be.

    Raises NotFoundError, and AmbiguousError with the ids of all that it could be.
    """
    name, _, place = text.rpartition(",")
    code = get_country_code(place) if name else None
    query = items_named(clean_text(name if code else text, "the city", LONGEST_NAME))
    rows = _asked(answers, query)
    found = [(item, row.get("country", "")) for row in rows if (item := item_of(row.get("asked", "")))]
    chosen = {item: where for item, where in found if code in (None, where)}
    if not chosen:
        what = f"neither the register nor Wikidata has a city {quote(text)} with ties"
        raise NotFoundError(what, "give its Wikidata id, such as Q16520; https://www.wikidata.org finds it")
    if len(chosen) > 1:
        listed = "; ".join(f"{item} ({where or 'no country'})" for item, where in sorted(chosen.items()))
        what = f"{quote(text)} could be {len(chosen)} places of Wikidata: {listed}"
        raise AmbiguousError(what, f"say which by its id, for example {min(chosen)}", tuple(sorted(chosen)))
    return next(iter(chosen))


def _asked(answers: Answers, query: str) -> list[Row]:
    """Return the rows of a query for places."""
    return rows_of_json(answers.ask(query, ("asked",)), answers.endpoint.address, ("asked",))


def ask_for(answers: Answers, items: Sequence[str], *, allow_early: bool = False) -> WikidataFacts:
    """Return what is stated of items, and by them. Raises what `Endpoint.ask` does."""
    facts = WikidataFacts()
    with stage("asking Wikidata", len(items)) as advance:
        for start in range(0, len(items), _AT_ONCE):
            batch = items[start : start + _AT_ONCE]
            for found in _answered(answers, batch):
                add_results(facts, rows_of_json(found, answers.endpoint.address), allow_early=allow_early)
            advance(len(batch))
    return facts


def _answered(answers: Answers, items: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Give the answers for some items: for each half of them where all are too many at once."""
    if len(items) == 1:
        yield answers.ask(ties_of_items(items))
    elif (found := answers.ask_unless_too_long(ties_of_items(items))) is not None:
        yield found
    else:
        half = len(items) // 2
        yield from _answered(answers, items[:half])
        yield from _answered(answers, items[half:])
