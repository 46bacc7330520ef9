"""EDTF dates as people read them: `[..2019-12-13]` is "by 2019-12-13". What is plain already stays as it is."""

import re

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])")
_ABOUT = re.compile(r"([0-9-]+)~")
_DOUBTFULLY_ABOUT = re.compile(r"([0-9-]+)%")
_DECADE = re.compile(r"([0-9]{3})X")
_CENTURY = re.compile(r"([0-9]{2})XX")


def date_words(text: str) -> str:
    """Return an EDTF date in words, exact days in ISO form; a doubtful part keeps its question mark.

    Sets are of ISO 8601-2: `[a,b]` one of two, `[a..b]` one within, `[..a]` at the latest, `[a..]` at the earliest.
    """
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text[1:-1])
    if "/" in text:
        return _interval(*text.split("/", 1))
    return _plain(text)


def _one_of(members: str) -> str:
    return " or ".join(_range(member) for member in members.split(","))


def _range(member: str) -> str:
    first, dots, last = member.partition("..")
    if not dots:
        return _plain(member)
    if not first:
        return f"by {_plain(last)}"
    return f"between {_plain(first)} and {_plain(last)}" if last else f"{_plain(first)} or later"


def _interval(start: str, end: str) -> str:
    if start in ("", ".."):
        return f"until {_plain(end)}"
    if end in ("", ".."):
        return f"from {_plain(start)}"
    return f"{_plain(start)} to {_plain(end)}"


def _plain(text: str) -> str:
    if season := _SEASON.fullmatch(text):
        return f"{_SEASONS[season[2]]} {season[1]}"
    if about := _ABOUT.fullmatch(text):
        return f"about {about[1]}"
    if doubtful := _DOUBTFULLY_ABOUT.fullmatch(text):
        return f"about {doubtful[1]}?"
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1]}0s"
    if century := _CENTURY.fullmatch(text):
        return f"{century[1]}00s"
    return text
