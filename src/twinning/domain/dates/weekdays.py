"""Names of days of the week, which say nothing more of a date that has its day and month."""

import re
from collections.abc import Sequence
from functools import cache

from twinning.domain.names import fold

_BEFORE_A_DATE = re.compile(
    r"(?:(?<!\w)(?P<long>[^\W\d_]{3,})|(?:^|(?<=[-–—~〜～])|(?<=[-–—~〜～]\s))(?P<short>[^\W\d_]{2}))\.?,?\s+(?=\w)"
)
"""Names of two letters only where a date begins: `to` and `do` stand between two as well."""


def without_weekdays(text: str, languages: Sequence[str]) -> str:
    """Return a text without the names of days of the week that stand before something: `Mi, 2.10.2019`.

    `languages` are those whose names count (CLDR). What is the name of a month as well stays.
    """

    def bare(found: re.Match[str]) -> str:
        return "" if fold(found["long"] or found["short"]) in _weekdays(tuple(languages)) else found[0]

    return _BEFORE_A_DATE.sub(bare, text)


@cache
def _weekdays(languages: tuple[str, ...]) -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - it takes long to load, and few cells need it

    found: dict[str, set[str]] = {"days": set(), "months": set()}
    for language in languages:
        locale = Locale.parse(language)
        for part in ("days", "months"):
            for widths in getattr(locale, part).values():
                found[part] |= {fold(name) for width in ("wide", "abbreviated") for name in widths[width].values()}
    return frozenset(found["days"] - found["months"])
