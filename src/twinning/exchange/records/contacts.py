"""Several addresses or numbers in one row of a spreadsheet of contacts: each pair is a contact of the same person."""

import re
from dataclasses import replace
from itertools import zip_longest

from twinning.exchange.records.kinds import RecordKind
from twinning.exchange.records.stating import StatedCells

_BETWEEN_ADDRESSES = re.compile(r"[\s;,/、；]+")
_BETWEEN_NUMBERS = re.compile(r"\s*[;,、；\n]\s*|\s+(?:/|or|und|oder|ou|o|lub|또는)\s+|(?<=[0-9]{4})/(?=\+|0[0-9]{2})")
_LEAST_DIGITS = 6  # of a whole number, and not of an extension


def contacts_of_row(kind: RecordKind, cells: StatedCells) -> list[StatedCells]:
    """Return what a row says of each contact: one, unless it is of contacts and has several addresses or numbers."""
    if not kind.is_of_contacts:
        return [cells]
    addresses = [each for each in _BETWEEN_ADDRESSES.split(cells.get("email")) if each]
    if not all("@" in each for each in addresses[:1]):
        addresses = [cells.get("email")]
    pairs = zip_longest(addresses, _numbers(cells.get("telephone")), fillvalue="")
    both = [replace(cells, cells={**cells.cells, "email": email, "telephone": number}) for email, number in pairs]
    return both or [cells]


def _numbers(text: str) -> list[str]:
    """Return each telephone number of a cell; the whole of one where a part is too short to be one."""
    parts = [each for each in _BETWEEN_NUMBERS.split(text.strip()) if each]
    is_each_whole = all(sum(map(str.isdecimal, each)) >= _LEAST_DIGITS for each in parts)
    return parts if is_each_whole else [text]
