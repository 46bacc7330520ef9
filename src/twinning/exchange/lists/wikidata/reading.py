"""Reading a file of Wikidata's, whichever of its forms it has: told from how it begins."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from twinning.domain.dates import EdtfDate
from twinning.exchange.lists.reading.encodings import find_encoding
from twinning.exchange.lists.reading.files import digest_of, opened_file
from twinning.exchange.lists.reading.tables import name_of, refused
from twinning.exchange.lists.tie_list import TieList
from twinning.exchange.lists.wikidata.entities import add_entity
from twinning.exchange.lists.wikidata.facts import WikidataFacts
from twinning.exchange.lists.wikidata.gathering import gather
from twinning.exchange.lists.wikidata.pairs import add_pairs, read_labels
from twinning.exchange.lists.wikidata.results import add_results, is_header, rows_of_json, rows_of_text

_LARGEST = 1 << 28  # bytes of one document, which is read as a whole
_HEAD = 4096


def read_wikidata(
    path: Path, labels: Path | None, listed_on: EdtfDate | None = None, *, allow_early: bool = False
) -> tuple[TieList, WikidataFacts]:
    """Return the ties of a file, and all that it says. Raises InputError for a file that cannot be read.

    `labels` is a file of ids and names, for items without one, `listed_on` the day of the statements, if one is said.
    """
    names = read_labels(labels) if labels else {}
    with opened_file(path) as stream, ExitStack() as opened:
        name, sha256 = name_of(path), digest_of(stream)
        is_json = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        stream.seek(0)
        facts = WikidataFacts()
        if not is_json:
            _add_rows(facts, stream, name, allow_early=allow_early)
        for line, document in _documents(opened, stream, name) if is_json else ():
            _add(facts, document, name, line, allow_early=allow_early)
    check_stated(facts, name)
    return gather(facts, name, sha256, names, listed_on), facts


def check_stated(facts: WikidataFacts, name: str) -> None:
    """Raise InputError where nothing states a tie."""
    if not facts.statements and not facts.passed_over:
        raise refused(name, "nothing in it states that places are twinned (P190)")


def _add_rows(facts: WikidataFacts, stream: BinaryIO, name: str, *, allow_early: bool) -> None:
    """Add what the rows of a table say: the results of the query, or pairs of ids."""
    text = io.TextIOWrapper(stream, find_encoding(stream, name, None), newline="")
    try:
        has_header = is_header(text.readline(_HEAD))
        text.seek(0)
        if has_header:
            add_results(facts, rows_of_text(text, name), allow_early=allow_early)
        else:
            add_pairs(facts, text, name)
    finally:
        text.detach()  # what opened the file closes it


def _documents(opened: ExitStack, stream: BinaryIO, name: str) -> Iterator[tuple[int, Any]]:
    """Give the JSON of a file: one document, or one a line, as in a dump, whose lines stand in an array."""
    encoding = find_encoding(stream, name, None)
    text = opened.enter_context(io.TextIOWrapper(stream, encoding))
    first = text.readline(_LARGEST).strip().lstrip("\ufeff")
    second = text.readline(_LARGEST).strip()
    text.seek(0)
    if first == "[" or (second.startswith("{") and first.endswith("}")):
        for number, line in enumerate(iter(lambda: text.readline(_LARGEST), ""), 1):
            if (entity := line.strip().lstrip("\ufeff").rstrip(",")) not in ("", "[", "]"):
                yield number, _parsed(entity, name, number)
        return
    whole = text.read(_LARGEST + 1)
    if len(whole) > _LARGEST:
        raise refused(name, f"it has more than the {_LARGEST} bytes that are read of JSON", hint="one entity a line")
    yield 0, _parsed(whole.lstrip("\ufeff"), name, 0)


def _parsed(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise refused(name, "it is nested too deeply", line or None) from None
    except json.JSONDecodeError as error:
        hint = "the file may have been cut off: fetch it again"
        raise refused(name, f"it is no JSON: {error.msg}", line or error.lineno, str(error.colno), hint) from error


def _add(facts: WikidataFacts, document: Any, name: str, line: int, *, allow_early: bool) -> None:
    if isinstance(document, dict) and "head" in document:
        add_results(facts, rows_of_json(document, name), allow_early=allow_early)
        return
    try:
        for entity in _entities(document):
            add_entity(facts, entity, allow_early=allow_early)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        what = f"it is no entity as Wikidata serves it: {type(error).__name__} {error}"
        raise refused(name, what, line or None, hint="`twinning help wikidata` says what is read") from error


def _entities(document: Any) -> list[Any]:
    """Return the entities of a document: those under `entities`, of a list, or the one that it is."""
    if isinstance(document, list):
        return document
    if "entities" not in document:
        return [document]
    entities = document["entities"]
    return list(entities.values()) if isinstance(entities, Mapping) else list(entities)
