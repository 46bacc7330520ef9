"""Names of cities as cells have them: without what stands beside them and is no name, and in two scripts."""

import re
from typing import Final

from twinning.domain.dates.printed_dates import says_nothing
from twinning.domain.names import quote
from twinning.errors import InputError
from twinning.exchange.lists.columns.words import is_kind, is_status, without_date
from twinning.exchange.lists.reading.above import AS_ABOVE

BRACKETS: Final = re.compile(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)\s*")
BEHIND: Final = re.compile(r"(?P<name>.+?)(?:\s*/\s*|\s+[-–—]\s+)(?P<inside>[^/–—-]+)")
"""A name with something behind a slash or a dash."""

BETWEEN_NAMES: Final = re.compile("[;；、]")
"""What stands between several names in a cell, and in no known name."""

_FOOTNOTE = re.compile(
    r"(?:\s*(?:[*†‡]+|※[0-9]*|\[[0-9a-z]{1,3}\]|\([0-9]{1,2}\)|[¹²³⁰⁴-⁹]+[)⁾]?))+$|(?<=[^\W\d_])\s?[0-9]{1,2}\)$"
)
_QUOTED = re.compile(r"""\s*["'“”„‘’«»「『](?P<name>[^"“”„«»「」『』]+)["'“”‘’«»」』]\s*""")
_AS_TYPED = str.maketrans("（）", "()", "\u200b\u2060\ufeff\u00ad")
_JOINERS = " \t\n\u200c\u200d\u00a0"
_WITH_BRACKETS_EACH = re.compile(r"\)\s*[,/].*\(")
_WITH_DASH = re.compile(r"(?P<name>.+?)\s+[-–—]\s+(?P<inside>[^-–—]+)")
_YEAR = re.compile(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])")
_NO_NAME = re.compile(r"\s*(?:[-–—*†‡※•§▪►▶◆■□●○①-⑳]|\(?[0-9]{1,3}[.)]\s)|.*(?:[:：](?:\s|$)|://|@|www\.)", re.DOTALL)

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_ONE_SCRIPT = rf"[{_LATIN}][{_LATIN}\s.'’-]*", rf"[^\W\d_{_LATIN}][^\d_{_LATIN}/,]*"
_TWO_SCRIPTS = tuple(
    re.compile(rf"(?P<one>{one}?)(?:\s*/\s*|\s+)(?P<two>{two})") for one, two in (_ONE_SCRIPT, _ONE_SCRIPT[::-1])
)
_KINDS_OF_PLACES = frozenset(
    (
        *("city", "town", "prefecture", "province", "county", "district", "state", "region", "oblast", "canton"),
        *("municipality", "metropolis", "metropolitancity", "island", "stadt", "gemeinde", "kreis", "landkreis"),
        *("kanton", "provinz", "bezirk", "insel", "ville", "commune", "département", "région", "область", "город"),
        *("місто", "광역시", "특별시", "특별자치시", "특별자치도", "자치구", "자치주", "시티"),
        *("직할시", "시청", "도청", "주정부"),
        *("特别市", "特別市", "自治区", "自治區", *"시군구도주성현市県縣县区區省州町村郡府都道"),
    )
)


def is_kind_of_place(text: str) -> bool:
    """Say whether a text says what a place is, and is no name of it."""
    return text.strip().replace(" ", "").casefold() in _KINDS_OF_PLACES


def without_footnotes(name: str) -> str:
    """Return a name without the marks of footnotes behind it, and quotes around it, with brackets as ASCII has them."""
    if not name.isascii():  # else it stays the same text, of which there may be a million
        name = name.translate(_AS_TYPED)
    name = _FOOTNOTE.sub("", name.strip(_JOINERS))
    return quoted["name"] if (quoted := _QUOTED.fullmatch(name)) else name


def check_names_one(name: str) -> None:
    """Raise InputError for a cell that names several cities, or none."""
    lines = [line for line in name.splitlines() if line.strip()]
    if BETWEEN_NAMES.search(name) or (len(lines) > 1 and not in_two_scripts(name)) or _WITH_BRACKETS_EACH.search(name):
        way_out = "write a row for each; in a list of ties, those of one agreement can stand in a column `parties`"
        more = "; where the lines are one name, write it on one line" if len(lines) > 1 else ""
        raise InputError(f"city: {quote(name)} names several cities", way_out + more)
    if name.strip() in AS_ABOVE:
        raise InputError(f"city: {quote(name)} stands for the cell above, which is empty", "write out its name")
    if name.strip() and says_nothing(name):
        raise InputError(f"city: {quote(name)} is no name", "write one, or leave the line out")
    if _NO_NAME.match(name):
        raise InputError(
            f"city: {quote(name)} is no name alone", "write the name alone; if it is a note, leave the line out"
        )


def check_beside(name: str) -> None:
    """Raise InputError where what stands beside a name is a state or a kind of the tie, or a date."""
    found = BRACKETS.fullmatch(name) or _WITH_DASH.fullmatch(name)
    for inside in [found["inside"]] if found else in_two_scripts(name):
        if is_status(without_date(inside)):
            what, column = "a state of an agreement", "status"
        elif is_kind(inside):
            what, column = "a kind of tie", "kind"
        elif _YEAR.search(inside):
            what, column = "a date", "date"
        else:
            continue
        raise InputError(
            f"city: {quote(inside)} is {what}, and no part of a name",
            f"write it into a column of its own, called {column}",
        )


def in_two_scripts(name: str) -> tuple[str, ...]:
    """Return both names of a city whose cell has them side by side (`Osaka 大阪`, `上海/Shanghai`); else none.

    Of a word that only says what the place is (`Busan 광역시`) it is not known whether it belongs to the name.
    """
    if name.isascii():
        return ()
    found = next(filter(None, (form.fullmatch(name.strip()) for form in _TWO_SCRIPTS)), None)
    names = tuple(each.strip() for each in found.groups()) if found else ()
    return () if any(map(is_kind_of_place, names)) else names
