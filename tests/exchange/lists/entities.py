"""Entities of Wikidata as it serves them, made up: Alpha in Germany is twinned with Beta, in many forms."""

import json
from pathlib import Path
from typing import Any

from twinning.domain.dates import EdtfDate
from twinning.exchange.lists.tie_list import TieList
from twinning.exchange.lists.wikidata.reading import read_wikidata

GREGORIAN, JULIAN = "Q1985727", "Q1985786"


def snak(of: str, value: Any, kind: str = "value") -> dict[str, Any]:
    """Return a snak; of a `kind` other than `value` it has none."""
    return {"snaktype": kind, "property": of} | ({"datavalue": {"value": value}} if kind == "value" else {})


def item(number: str) -> dict[str, str]:
    return {"entity-type": "item", "id": number}


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, Any]:
    return {"time": text, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}


def claim(of: str, value: Any, rank: str = "normal", kind: str = "value", **parts: Any) -> dict[str, Any]:
    """Return a claim; `parts` are its qualifiers, by property, and its references."""
    references = [{"snaks": snaks} for snaks in parts.pop("references", [])]
    said = {"mainsnak": snak(of, value, kind), "rank": rank, "type": "statement"}
    return said | {"qualifiers": {name: [given] for name, given in parts.items()}, "references": references}


def twinned(other: str = "Q2", rank: str = "normal", kind: str = "value", /, **parts: Any) -> dict[str, Any]:
    return claim("P190", item(other), rank, kind, **parts)


def entity(number: str, *claims: dict[str, Any], **labels: str) -> dict[str, Any]:
    """Return an entity with names by their languages, `_` for a hyphen."""
    named = {each.replace("_", "-"): name for each, name in labels.items()}
    of: dict[str, list[Any]] = {}
    for each in claims:
        of.setdefault(each["mainsnak"]["property"], []).append(each)
    written = {code: {"language": code, "value": name} for code, name in named.items()}
    return {"type": "item", "id": number, "labels": written, "aliases": [], "claims": of}


def read(folder: Path, *entities: dict[str, Any], listed_on: str | None = None) -> TieList:
    """Return what a file with these entities says."""
    path = folder / "entities.json"
    path.write_text(json.dumps({"entities": {each["id"]: each for each in entities}}))
    return read_wikidata(path, None, EdtfDate.parse(listed_on) if listed_on else None)[0]
