"""Parts of countries by ISO 3166-2, and what stands behind the comma of a city's name: a country, or a part of one."""

from collections.abc import Iterator
from functools import cache

from twinning.domain.countries import COUNTRIES_OF_THEIR_OWN, get_country_code
from twinning.domain.names import fold

Reading = tuple[str, str | None]
"""The code of a country, and the name of a part of it, or of none."""

_WITH_POSTAL_CODES = ("CA", "US")
"""Those whose parts are named by their codes, which the posts use as well, wherever an address is written."""

_LONGEST_CODE = 3


def find_region(code: str, text: str) -> str | None:
    """Return the part of a country in ISO 3166-2 that a text names, as it does: `Alabama` of US; None for none.

    A code of the post, `AL` of US, gives the part's name.
    """
    if fold(text) in _names(code):
        return text
    return _codes(code).get(text.strip().upper()) if code in _WITH_POSTAL_CODES else None


@cache
def readings(text: str) -> tuple[Reading, ...]:
    """Return the country that a text names, and behind it the parts of others that are called so; of no country none.

    `Georgia` is GE and a state of the US, `IL` is Israel and Illinois.
    """
    if (country := get_country_code(text)) is None:
        return ()
    return (country, None), *_parts_of_others(text.strip(), country)


def _parts_of_others(text: str, country: str) -> Iterator[Reading]:
    others = _WITH_POSTAL_CODES if len(text) <= _LONGEST_CODE else _countries_with_parts()
    for code in others:
        is_itself = code == country or country in COUNTRIES_OF_THEIR_OWN.get(code, ())
        if not is_itself and (part := find_region(code, text)) is not None:
            yield code, part


@cache
def _countries_with_parts() -> tuple[str, ...]:
    return tuple(sorted({part.partition("-")[0] for part, _ in _parts()}))


@cache
def _names(code: str) -> frozenset[str]:
    return frozenset(map(fold, _codes(code).values()))


@cache
def _codes(code: str) -> dict[str, str]:
    """Return the names of the parts of a country by their codes."""
    return {part.partition("-")[2]: name for part, name in _parts() if part.partition("-")[0] == code}


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    """Return the codes and the names of all parts."""
    from pycountry import subdivisions  # noqa: PLC0415 - only names in brackets or behind a comma need it

    return tuple((each.code, each.name) for each in subdivisions)
