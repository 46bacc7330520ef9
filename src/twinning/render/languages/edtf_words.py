"""EDTF dates as people read them: `[..2019-12-13]` is "by 2019-12-13". What is plain already stays as it is."""

import re

from twinning.rows.phrases import Phrase, phrase

_SEASONS = {
    "21": phrase("spring"),
    "22": phrase("summer"),
    "23": phrase("autumn"),
    "24": phrase("winter"),
}
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])")
_QUALIFIED = re.compile(r"([^?~%]+)([?~%])")
_DECADE = re.compile(r"([0-9]{3})X")
_CENTURY = re.compile(r"([0-9]{2})XX")


def date_words(text: str) -> str:
    """Return an EDTF date in words, exact days in ISO form; a doubtful part keeps its question mark.

    Sets are of ISO 8601-2: `[a,b]` one of two, `[a..b]` one within, `[..a]` at the latest, `[a..]` at the earliest.
    """
    return str(date_phrase(text))


def date_phrase(text: str) -> str:
    """Return the words of `date_words` as a phrase, with the exact dates that stand in it; a plain date as it is."""
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text[1:-1])
    if "/" in text:
        return _interval(*text.split("/", 1))
    return _plain(text)


def _one_of(members: str) -> str:
    *others, last = map(_range, members.split(","))
    said = last
    for other in reversed(others):
        said = phrase("{first} or {last}", first=other, last=said)
    return said


def _range(member: str) -> str:
    first, dots, last = member.partition("..")
    if not dots:
        return _plain(member)
    if not first:
        return phrase("by {day}", day=_plain(last))
    if not last:
        return phrase("{day} or later", day=_plain(first))
    return phrase("between {first} and {last}", first=_plain(first), last=_plain(last))


def _interval(start: str, end: str) -> str:
    if start in ("", ".."):
        return phrase("until {day}", day=_plain(end))
    if end in ("", ".."):
        return phrase("from {day}", day=_plain(start))
    return phrase("{first} to {last}", first=_plain(start), last=_plain(end))


def _plain(text: str) -> str:
    if season := _SEASON.fullmatch(text):
        return phrase("{season} {year}", season=_SEASONS[season[2]], year=season[1])
    if qualified := _QUALIFIED.fullmatch(text):
        return _doubtful(_plain(qualified[1]), qualified[2])
    if decade := _DECADE.fullmatch(text):
        return phrase("{decade}s", decade=f"{decade[1]}0")
    if century := _CENTURY.fullmatch(text):
        return phrase("{century}s", century=f"{century[1]}00")
    return text


def _doubtful(day: str, qualifier: str) -> Phrase:
    if qualifier == "?":
        return phrase("{day}?", day=day)
    return phrase("about {day}", day=day) if qualifier == "~" else phrase("about {day}?", day=day)
