"""Dates as registers and spreadsheets print them, each to EDTF (ISO 8601-2): a list of forms, and no guess.

What is read, besides EDTF itself; months are named in the languages of `MONTH_LANGUAGES`, in full or short:

| form | examples |
| --- | --- |
| year, month, day | `2010.12.02`, `1995. 2.27`, `2001/05/24`, `2001-5-24` |
| day first, with points | `27.04.1997` |
| day or month first, with `/` or `-` | `27/04/1997`; `03/04/1997` only where the order is said |
| month and year | `5/1990`, `05.1990` |
| a month's name | `Jun.30.1966`, `April 5, 1971`, `9 February 1986`, `24 maja 2002`, `25 de octubre de 1983` |
| the same with `-` or `/` | `2-May-1990`, `May-1990` |
| the year behind or before it | `1981.`, `5 maja 1995 r.`, `12 мая 1992 г.`, `1990. május 5.` |
| a month in Roman figures | `10.II.1999`, `3 XII 2001` |
| Chinese, Japanese, Korean | `2010年10月15日`, `2007년 5월 7일`, `1991년 7월`, `2007. 7월` |
| the same in Chinese numerals | `二〇〇七年五月七日`, `昭和四十年十月一日`, `民國五十年` |
| a short year, in this form alone | `'76年10月11日` is 1976 |
| Japanese eras, the Republic of China | `平成25(2013)年3月4日`, `1979年(昭和54年)3月14日`, `令和元年`, `民國50年` |
| a Japanese era with points | `昭和51.10.11`, `昭51.10.11`, `S51.10.11` |
| founded, and ended | `Established 1957`, `est. 1957, revoked 2018` |
| the Buddhist Era, with a Thai month or where it is said | `7 มิถุนายน 2542`, `พ.ศ. 2532`, `พ.ศ. 26/05/2536` |
| Vietnamese | `ngày 28 tháng 9 năm 2004`, `tháng 9 năm 2004` |
| about | `ca. 1990`, `um 1990`, `1990年頃` become `1990~` |
| a decade | `1990s`, `1990年代` become `199X` |

Digits of full width, Arabic, Persian, Indian and Thai ones are digits, `le 2 mai 1990` is `2 mai 1990`, and midnight
behind a day says nothing. Neither does a day of the week before it or in brackets (`Mittwoch, 2. Oktober 2019`,
`2019. 7. 1.(월)`, `10月15日(金)`), the mark of a footnote (`1990 [2]`), or what some programs write behind the number
of a year (`1990.0`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from twinning.domain.dates import EdtfDate
from twinning.domain.dates.edtf_bounds import is_plain_day
from twinning.domain.dates.weekdays import without_weekdays
from twinning.domain.names import fold, quote
from twinning.errors import InputError

MONTH_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sv", "da", "nb", "fi"),
    *("et", "lv", "lt", "tr", "ru", "uk", "bg", "el", "ca", "sr", "he", "ar", "id"),
)
"""The languages whose names of months are read (CLDR, through babel)."""

_ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_ERA_LETTERS |= {era[0]: era for era in _ERA_LETTERS.values()}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= dict.fromkeys(("民國", "民国", "中華民國", "中華民国", "中华民国"), 1911)
"""The year before the first of each era."""

_OF_AN_ERA = rf"(?P<era>{'|'.join(_ERAS)})?\s*(?P<year>[0-9]{{1,4}}|元)"

_CJK = re.compile(
    rf"(?:{_OF_AN_ERA}|'(?P<short>[0-9]{{2}}))\s*(?:[年년]|\.(?=\s*[0-9]{{1,2}}\s*[月월]))"
    r"(?:\s*(?P<month>[0-9]{1,2})\s*[月월](?:\s*(?P<day>[0-9]{1,2})\s*[日일])?)?"
)
_BOTH_YEARS = re.compile(
    r"(?P<one>{year})\s*年?\s*[（(]\s*(?P<two>{year})\s*年?\s*[)）]\s*年?".format(year=r"\w{0,4}?(?:[0-9]{1,4}|元)")
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})\s*(?P<mark>[./-])\s*(?P<month>[0-9]{1,2})(?:\s*(?P=mark)\s*(?P<day>[0-9]{1,2}))?\.?"
)
_YEAR_LAST = re.compile(
    r"(?P<one>[0-9]{1,2})\s*(?P<mark>[./-])\s*(?P<two>[0-9]{1,2})\s*(?P=mark)\s*(?P<year>[0-9]{4})\.?"
)
_MONTH_AND_YEAR = re.compile(r"(?P<month>[0-9]{1,2})(?:/|\.\s?)(?P<year>[0-9]{4})")
_ERA_WITH_POINTS = re.compile(
    r"(?P<era>[MTSHR明大昭平令]|{eras})\s*(?P<year>[0-9]{{1,2}}|元)[./-](?P<month>[0-9]{{1,2}})[./-](?P<day>[0-9]{{1,2}})".format(
        eras="|".join(_ERAS)
    )
)
_DECADE = re.compile(r"(?P<decade>[0-9]{3})0(?:'?s|er(?:[ -]?jahre)?|年代)", re.IGNORECASE)
_WORD = r"(?P<name>[^\W\d_]{3,}?)"
_OF = r"(?:de|del|d'|of)?"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er)?[.\s]\s*{_OF}\s*{_WORD}\.?,?\s*{_OF}\s*(?P<year>[0-9]{{4}})\.?",
        rf"{_WORD}[.\s]\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[.,\s]\s*(?P<year>[0-9]{{4}})\.?",
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[-/]){_WORD}\.?(?P=mark)(?P<year>[0-9]{{4}})",
        rf"{_WORD}\.?(?:,?\s+{_OF}\s*|[-/])(?P<year>[0-9]{{4}})\.?",
        rf"(?P<year>[0-9]{{4}})[.,]?\s+{_WORD}\.?(?:\s+(?P<day>[0-9]{{1,2}})\.?)?",
    )
)
_ROMAN = re.compile(r"(?P<day>[0-9]{1,2})[./\s-]\s*(?P<month>[IVX]+)[./\s-]\s*(?P<year>[0-9]{4})\.?")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_WORD_FOR_YEAR = re.compile(r"(?<=[0-9]{4})\.?\s*(?:|r|roku|г|года|р|року|aasta|(?<=[. ])a)\.?$")
_ABOUT = re.compile(
    r"(?:(?:ca\.?|c\.|circa|about|around|um|etwa|vers|hacia|około|kolem)\s*(?P<one>.+)|(?P<two>.+?)\s*(?:頃|ごろ|경))",
    re.I,
)
_BEGAN = re.compile(
    r"(?:established|est\.?|founded|since|signed|seit|desde|depuis|od|gegründet)\s*:?\s*(?P<date>.+)", re.I
)
_ENDED = re.compile(
    r"(?P<began>.+?)\s*[,;(]\s*(?:revoked|ended|terminated|dissolved|beendet|until|bis)\s*:?\s*(?P<ended>[^)]+)\)?",
    re.I,
)
_MISSING = re.compile(
    r"[\s0\-–—.?]*|n/?a|n/k|k\.\s?a\.|없음|해당\s?없음|なし|無し|n\.\s?d\.?|o\.\s?j\.?|s\.\s?d\.?|s/[df]|s\.\s?f\.|b\.\s?d\.|tb[ad]|unknown|unbekannt|inconnue?|desconocid[oa]|미상|미정"
    r"|brak danych|non communiquée?|n\.\s?c\.|keine angaben?"
    "|sans date|sin fecha|sem data|senza data|bez daty|bez data|без даты|без дати|ohne datum|不明|不詳|未詳|未定",
    re.I,
)
_ZEROS = "０٠۰०০๐"  # of full width, Arabic, Persian, Hindi, Bengali, Thai
_DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_AS_ASCII = _DIGITS | str.maketrans("．／－\u3000", "./- ")
_NUMERALS = "〇一二三四五六七八九"
_NUMERAL_DIGITS = str.maketrans(_NUMERALS + "零", "01234567890")
_NUMERAL = f"[{_NUMERALS}零十百廿卅]"
_COUNTED = re.compile(rf"(?<!{_NUMERAL}){_NUMERAL}{{1,6}}(?=\s?[年月日])")
_TENS = re.compile(
    rf"(?:(?P<hundreds>[{_NUMERALS[1:]}]?)百[〇零]?)?(?:(?P<tens>[{_NUMERALS[1:]}]?)十)?(?P<ones>[{_NUMERALS[1:]}]?)"
)
_WEEKDAY = re.compile(r"\s?[(（][月火水木金土日월화수목금토일](?:曜日?|요일)?[)）]")
_FOOTNOTE_OR_POINT = re.compile(r"(?<=[0-9])\s*\[[0-9a-z]{1,3}\]$|(?<=^[0-9]{4})\.0$")
_VIETNAMESE = re.compile(r"(?:ngày (?P<day>[0-9]{1,2}) )?tháng (?P<month>[0-9]{1,2}),? năm (?P<year>[0-9]{4})", re.I)
_BUDDHIST_ERA = re.compile(r"พ\.?\s?ศ\.?\s*")
_THAI = re.compile(r"(?:(?:วันที่\s*)?(?P<day>[0-9]{1,2})\s*)?(?P<name>[ก-๎.]{4,}?)\s*(?P<year>[0-9]{4})")
_BEFORE_BUDDHIST = 543
_ON = re.compile(r"^(?:on|in|en|le|am|den|el|il|em|dnia|dne|w|v|в|у)\s+(?=[0-9])", re.I)
_MIDNIGHT = re.compile(r"(?<=[0-9])[ T]0?0:00(?::00(?:\.0+)?)?(?:Z|[+]00:?00)?$")
_TIMED = re.compile(r"(?P<day>.*[0-9][.일日]?)\s(?P<hour>[0-9]{1,2}):(?P<rest>[0-9]{2})(?P<second>:[0-9]{2})?(?:\.0+)?")
_BETWEEN_NUMBERS = re.compile(r"[-–—~〜～./,\s'’]+")
_MOST_NUMBERS = 6  # of a span
_SHORT_NUMBER = re.compile("[0-9]{1,2}[年月日년월일]?")
_FISCAL = re.compile(r"[0-9元]年度|\bFY\s?'?[0-9]{2}", re.IGNORECASE)
_SERIAL = re.compile("[1-6][0-9]{4}(?:[.,][0-9]+)?")
_SHOW_AS_DAYS = "show the column in the spreadsheet as yyyy-mm-dd, and save the file again"

WHICH_IS_THE_DAY: Final = "say which number is the day: --date-order day-first or month-first"
"""The hint where two numbers before a year may be either."""


class DateOrder(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """What a cell says: when a tie began, and when it ended where the cell says that too. None is not said."""

    began: EdtfDate | None
    ended: EdtfDate | None = None


def says_nothing(text: str) -> bool:
    """Say whether a cell says that nothing is known: by a dash, `n/a`, `unknown`."""
    return _MISSING.fullmatch(tidy(text)) is not None


def read_printed(text: str, order: DateOrder | None = None) -> PrintedDate:
    """Return what a cell with a date says; nothing for one that is blank, `0`, a dash, or says that nobody knows.

    `order` says how `03/04/1997` is meant. Raises InputError for what is no date, and for what could be two.
    """
    if is_plain_day(text):  # as nearly all are, and in no form of the table but the first
        return PrintedDate(EdtfDate.parse(text))
    text = tidy(text)
    if says_nothing(text):
        return PrintedDate(None)
    if ended := _ENDED.fullmatch(text):
        return PrintedDate(_read(ended["began"], order), _read(ended["ended"], order))
    return PrintedDate(_read(text, order))


def read_printed_date(text: str, order: DateOrder | None = None) -> EdtfDate:
    """Return the one date that a text writes in any of the forms. Raises InputError."""
    return _read(tidy(text), order)


def tidy(text: str) -> str:
    """Return a text with digits as ASCII has them and single blanks, and without days of the week in brackets."""
    return _WEEKDAY.sub("", _COUNTED.sub(_in_digits, " ".join(text.translate(_AS_ASCII).split())))


def _in_digits(numeral: re.Match[str]) -> str:
    """Return a Chinese numeral in digits: `五十` and `五〇` are 50. One that is none stays."""
    text = numeral[0].replace("廿", "二十").replace("卅", "三十")
    if not {"十", "百"} & {*text}:
        return text.translate(_NUMERAL_DIGITS)
    if (found := _TENS.fullmatch(text)) is None:
        return numeral[0]
    hundreds, tens, ones = found.groups()
    return str(100 * _value(hundreds, 1) + 10 * _value(tens, 1) + _value(ones, 0))


def _value(digit: str | None, alone: int) -> int:
    """Return the value of a Chinese digit, of none in its place, or of none before what it counts."""
    return 0 if digit is None else int(digit.translate(_NUMERAL_DIGITS) or alone)


def _read(text: str, order: DateOrder | None) -> EdtfDate:
    text = _MIDNIGHT.sub("", _ON.sub("", _WORD_FOR_YEAR.sub("", _FOOTNOTE_OR_POINT.sub("", text))))
    if began := _BEGAN.fullmatch(text):
        text = began["date"]
    if about := _ABOUT.fullmatch(text):
        return EdtfDate.parse(f"{_read(about['one'] or about['two'], order)}~")
    if timed := _TIMED.fullmatch(text):
        return EdtfDate.parse(
            f"{_read(timed['day'], order)}T{timed['hour']:0>2}:{timed['rest']}{timed['second'] or ':00'}"
        )
    if (form := read_form(text, order)) is None and (bare := without_weekdays(text, MONTH_LANGUAGES)) != text:
        return _read(bare, order)
    if form is None:
        _check_year(text)
    return EdtfDate.parse(form or text)


def _check_year(text: str) -> None:
    """Raise InputError for a date whose year is short, left out or fiscal, and for a number that counts days."""
    if _FISCAL.search(text):
        hint = "write the year, or its months where it is not known which day: [2019-04..2020-03]"
        raise InputError(f"{quote(text)} is a fiscal year, which many countries begin in another month", hint)
    parts = list(filter(None, _BETWEEN_NUMBERS.split(text)))
    names = [part for part in parts if not _SHORT_NUMBER.fullmatch(part)]
    if len(names) < len(parts) <= _MOST_NUMBERS and len(names) <= 2 and all(fold(name) in _months() for name in names):
        hint = f"write it with four; where a spreadsheet shows its dates so, {_SHOW_AS_DAYS}"
        raise InputError(f"{quote(text)} has no year of four figures", hint)
    if _SERIAL.fullmatch(text):
        raise InputError(
            f"{quote(text)} is a number, and no date", f"if it is how a spreadsheet counts days, {_SHOW_AS_DAYS}"
        )


def read_form(text: str, order: DateOrder | None = None) -> str | None:
    """Return the EDTF text of one date in a form of the table; None for a text in none, EDTF itself included."""
    return next((found for form in _FORMS if (found := form(text, order)) is not None), None)


def form_meant(text: str) -> str | None:
    """Return the EDTF text that one date stands for, to offer it to who typed it; None for a text in no form.

    What `read_form` leaves to its callers is read as well: `est. 1957` and `ca. 1990`.
    """
    text = _WORD_FOR_YEAR.sub("", tidy(text))
    if began := _BEGAN.fullmatch(text):
        return read_form(began["date"]) or began["date"]
    if about := _ABOUT.fullmatch(text):
        date = about["one"] or about["two"]
        return f"{read_form(date) or date}~"
    return read_form(text)


def _year_first(text: str, _order: DateOrder | None) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    return found and _edtf(found["year"], found["month"], found["day"])


def _year_last(text: str, order: DateOrder | None) -> str | None:
    """Points stand behind ordinals, so the day is first; with other marks only a number above 12 tells which is."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    one, two = found["one"], found["two"]
    if found["mark"] == "." or order is DateOrder.DAY_FIRST or int(one) > 12 or one == two:
        return _edtf(found["year"], two, one)
    if order is DateOrder.MONTH_FIRST or int(two) > 12:
        return _edtf(found["year"], one, two)
    either = f"{_edtf(found['year'], two, one)} or {_edtf(found['year'], one, two)}"
    raise InputError(f"{quote(text)} could be {either}", WHICH_IS_THE_DAY)


def _month_and_year(text: str, _order: DateOrder | None) -> str | None:
    found = _MONTH_AND_YEAR.fullmatch(text)
    return found and _edtf(found["year"], found["month"], None)


def _decade(text: str, _order: DateOrder | None) -> str | None:
    found = _DECADE.fullmatch(text)
    return found and f"{found['decade']}X"


def _era_with_points(text: str, _order: DateOrder | None) -> str | None:
    found = _ERA_WITH_POINTS.fullmatch(text)
    if found is None:
        return None
    return _edtf(f"{_year_of_era(found)}", found["month"], found["day"])


def _year_of_era(found: re.Match[str]) -> int:
    year = 1 if found["year"] == "元" else int(found["year"])
    return _ERAS.get(_ERA_LETTERS.get(found["era"], found["era"] or ""), 0) + year


def _named(text: str, _order: DateOrder | None) -> str | None:
    for form in _NAMED:
        if (found := form.fullmatch(text)) is not None:
            parts = found.groupdict()
            month = _months().get(fold(parts["name"]))
            return None if month is None else _edtf(parts["year"], str(month), parts.get("day"))
    return None


def _roman(text: str, _order: DateOrder | None) -> str | None:
    found = _ROMAN.fullmatch(text)
    if found is None or found["month"] not in _ROMAN_MONTHS:
        return None
    return _edtf(found["year"], str(_ROMAN_MONTHS.index(found["month"]) + 1), found["day"])


def _cjk(text: str, _order: DateOrder | None) -> str | None:
    found = _CJK.fullmatch(_BOTH_YEARS.sub(_one_year, text))
    if found is None:
        return None
    year = 1900 + int(found["short"]) if found["short"] else _year_of_era(found)
    return _edtf(f"{year:04}", found["month"], found["day"])


def _one_year(both: re.Match[str]) -> str:
    """Return the year that two ways to say it mean: `昭和54年(1979年)`. Raises InputError where they differ."""
    found = [re.fullmatch(_OF_AN_ERA, both[part]) for part in ("one", "two")]
    years = [_year_of_era(each) for each in found if each]
    if len(years) < len(found):
        return both[0]
    if years[0] != years[1]:
        said = f"{quote(both[0])} says two years, {years[0]} and {years[1]}"
        raise InputError(said, "write the one that is meant")
    return f"{years[0]:04}年"


def _vietnamese(text: str, _order: DateOrder | None) -> str | None:
    found = _VIETNAMESE.fullmatch(text)
    return found and _edtf(found["year"], found["month"], found["day"])


def _buddhist(text: str, order: DateOrder | None) -> str | None:
    """Read a date of the Buddhist Era: one that says so, or has a Thai month with a year that is no other's."""
    whole = _BUDDHIST_ERA.sub("", text)
    is_said = whole != text
    date = _thai(whole)
    if date is None and is_said:
        date = read_form(whole, order) or (whole if whole.isdecimal() else None)
    if date is None or not (is_said or date > "2400"):
        return date
    return f"{int(date[:4]) - _BEFORE_BUDDHIST:04}{date[4:]}"


def _thai(text: str) -> str | None:
    found = _THAI.fullmatch(text)
    month = found and _thai_months().get(found["name"].strip("."))
    return _edtf(found["year"], str(month), found["day"]) if found and month else None


_FORMS: tuple[Callable[[str, DateOrder | None], str | None], ...] = (
    *(_year_first, _year_last, _month_and_year, _decade, _roman, _cjk, _era_with_points, _named),
    *(_vietnamese, _buddhist),
)


def _edtf(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part is not None)])


@cache
def _months() -> dict[str, int]:
    """Return the number of each month's name; a name that means two months in two languages is left out."""
    numbers: dict[str, set[int]] = {}
    for name, number in _month_names():
        numbers.setdefault(fold(name), set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if name and len(found) == 1}


def _month_names() -> Iterator[tuple[str, int]]:
    from babel import Locale  # noqa: PLC0415 - only a month's name needs it, and it takes long to load

    for language in MONTH_LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    yield name.rstrip(".׳"), number
                    if language == "he":  # in March
                        yield f"ב{name.rstrip('.׳')}", number


@cache
def _thai_months() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - as above

    months = Locale.parse("th").months["format"]
    return {name.rstrip("."): number for width in months.values() for number, name in width.items() if len(name) > 1}
