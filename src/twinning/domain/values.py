"""What can be stored: what both databases hold, and what must hold of a row that no constraint of theirs can say."""

import re
from collections.abc import Iterator, Mapping

from twinning.domain.names import LONGEST_NAME, quote

_DURATION = re.compile("P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?")

LARGEST_INTEGER = 2**31 - 1
"""PostgreSQL's integer. SQLite's is larger, but each database takes what the other gives."""

_WIKIDATA_ID = re.compile("Q[1-9][0-9]{0,14}")


def written(value: object) -> str:
    """Return a value as packages and citations write it: yes as `true`, a date as it was given."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def wrong_values(values: Mapping[str, object]) -> Iterator[str]:
    """Give what is wrong with a row's values by the names of their columns."""
    name, code = values.get("name"), values.get("country_code")
    if "folded" in values and isinstance(name, str) and len(name) > LONGEST_NAME:
        yield f"its name has {len(name)} characters, and a name may have {LONGEST_NAME}"
    if "amount" in values and (wrong := wrong_amount(str(values["amount"]), str(values["currency"]))):
        yield wrong
    if isinstance(email := values.get("email"), str) and not is_email(email):
        yield f"{quote(email)} is no e-mail address"
    if isinstance(code, str) and not _is_country(code):
        yield f"{quote(code)} is no country's code (ISO 3166-1)"


def wrong_amount(amount: str, currency: str) -> str | None:
    """Say of a sum that it has more decimals than its currency (CLDR): `1.000 KRW` is a thousand to many."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - takes long to load, and few rows are sums

    decimals = len(amount.partition(".")[2])
    if decimals > (known := get_currency_precision(currency)):
        return f"{amount} {currency} has {decimals} decimals, and {currency} has {known}"
    return None


def is_email(text: str) -> bool:
    """Say whether a text has the shape of an e-mail address, of which nothing else is looked at (RFC 5321)."""
    return re.fullmatch(r"[^\s@<>,;:]+@[^\s@<>,;]+", text) is not None


def is_wikidata_id(text: str) -> bool:
    """Say whether a text is written as the id of a Wikidata item: `Q16520`."""
    return _WIKIDATA_ID.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """Say whether a text is a duration as ISO 8601 writes it, in the order of its units."""
    return _DURATION.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Say whether a text begins as the address of a web page does."""
    return text.startswith(("https://", "http://"))


def _is_country(code: str) -> bool:
    from twinning.domain.countries import is_country_code  # noqa: PLC0415 - takes long to load

    return is_country_code(code)
