"""Sums of money as offices write them: an amount with its currency beside it, or in the column's name.

| what is written | examples |
| --- | --- |
| the currency, by its code, sign or name | `USD 3,000`, `12 000 €`, `₩1,200,000`, `3 500,00 zł`, `120 Franken` |
| thousands parted by blanks or apostrophes | `1 200 000 원`, `CHF 1'200.50` |
| points and commas: the last of both is the decimal mark | `€12,000.50`, `12.000,50 EUR` |
| one mark several times parts thousands | `1.200.000 VND`, `₩1,200,000` |
| one mark before three figures parts thousands, as nobody writes thousandths | `1.200 €`, `1,200 USD` |
| no cents | `1'200.–`, `950,- Kč`, `12.000,-- €` |
| thousands, ten thousands, millions | `12 T€`, `1,200천원`, `3.5万円`, `120만원`, `1,5 Mio. Euro` |
| all that in the name of the column | `Cost (EUR)`, `Kosten in Tsd. €`, `비용(원)`, `費用（千円）` |

What could be two sums is rejected: `1.200` where the column alone says the currency, as a spreadsheet writes what it
computes so, unless other cells of that column show what a point is there (`1.200,50`, `1.200.000`, `950,50`); one mark
before three figures where the unit is thousands or millions (but for a comma in currencies without decimals:
`1,200천원`), or the currency has thousandths; a sign of several currencies (`$`, `¥`, `元`, `kr`) where no column says
which is meant; and a currency that is another than that of the column. A sum without any currency is rejected, and one
that nobody knows (`-`, `n/a`, `미정`) is left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from twinning.domain.dates.printed_dates import says_nothing
from twinning.domain.names import fold, quote
from twinning.errors import InputError
from twinning.inputs.kinds import read_currency

CURRENCY_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "EUR": ("€", "euro", "euros", "eura", "евро", "євро", "ευρώ", "유로", "ユーロ", "欧元", "歐元"),
        "USD": ("$", "US$", "US dollar", "US dollars", "미국달러", "미달러", "米ドル", "美元", "美金"),
        "KRW": ("₩", "원", "won", "한화", "ウォン", "韩元", "韓元"),
        "JPY": ("¥", "円", "엔", "yen", "日元", "日圓"),
        "CNY": ("¥", "元", "圆", "RMB", "yuan", "위안", "人民币", "人民幣", "人民元"),
        "TWD": ("$", "元", "圓", "NT$", "新台币", "新台幣", "新臺幣", "台幣"),
        "HKD": ("$", "元", "圓", "HK$", "港元", "港币", "港幣"),
        "GBP": ("£", "pounds", "pounds sterling", "sterling"),
        "CHF": ("SFr.", "Fr.", "Franken", "francs", "Schweizer Franken", "francs suisses"),
        "FRF": ("Fr.", "FF", "francs"),
        "XAF": ("Fr.", "francs", "FCFA"),
        "XOF": ("Fr.", "francs", "FCFA"),
        "DEM": ("DM",),
        "PLN": ("zł", "złoty", "złotych", "złote"),
        "CZK": ("Kč", "korun"),
        "HUF": ("Ft", "forint"),
        "RON": ("lei",),
        "MDL": ("lei",),
        "BGN": ("лв.", "лева"),
        "RSD": ("дин.", "din."),
        "DKK": ("kr.", "kroner", "DKr."),
        "NOK": ("kr.", "kroner", "NKr."),
        "SEK": ("kr.", "kronor", "SKr."),
        "ISK": ("kr.", "ÍKr."),
        "RUB": ("₽", "руб.", "р.", "рублей"),
        "UAH": ("₴", "грн.", "гривень"),
        "KZT": ("₸", "тенге"),
        "MNT": ("₮",),
        "TRY": ("₺", "TL"),
        "ILS": ("₪",),
        "INR": ("₹",),
        "THB": ("฿", "baht", "บาท"),
        "VND": ("₫", "đồng"),
        "PHP": ("₱", "pesos"),
        "IDR": ("Rp.",),
        "MYR": ("RM",),
        "BRL": ("R$", "reais"),
        "MXN": ("$", "MX$", "pesos"),
        "CAD": ("$", "CA$", "C$"),
        "AUD": ("$", "AU$", "A$"),
        "NZD": ("$", "NZ$"),
        "SGD": ("$", "S$"),
    }
)
"""What currencies are called, by their codes (ISO 4217). Of a sign of several it has to be said which is meant."""

_TENFOLD: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType(
    {
        3: (
            *("1000", "1,000", "'000", "T", "k", "Tsd.", "Tausend", "thousand", "milliers", "tys.", "tis.", "тыс."),
            *("千", "仟", "천"),
        ),
        4: ("만", "万", "萬"),
        6: (
            *("m", "Mio.", "million", "millions", "Million", "Millionen", "millones", "milioni", "mln", "млн", "백만"),
            *("百万", "百萬"),
        ),
        8: ("억", "億", "亿"),
    }
)
"""How many noughts a word before a currency stands for."""

_SUM = re.compile(
    r"(?P<before>[^0-9]*)(?P<number>[0-9](?:[0-9.,' ]*[0-9])?)(?P<cents>[.,]\s?[-–—]{1,2})?(?P<after>[^0-9]*)"
)
_APOSTROPHES = str.maketrans("’‘ʼ′´`", "''''''")
_GROUPS = re.compile(r"[0-9]{1,3}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_DECIMALS = re.compile(r"(?P<whole>.+)(?P<mark>[.,])(?P<decimals>[0-9]+)")
_POINTS_PART = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|(?:[0-9]+|[0-9]{1,3}(?:[.' ][0-9]{3})+),[0-9]{1,2}")
_POINTS_ARE_DECIMAL = re.compile(
    r"[0-9,' ]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9]+(?:,[0-9]{3})+(?:,[0-9]{3}|\.[0-9]+)|0\.[0-9]+"
)
_OF = re.compile(r"^(?:de|di|d|of)(?=..)")
_HEADINGS = (
    re.compile(
        r"(?P<base>.+?)\s*[(\[]\s*(?:(?:in|en|w|v|em|в|unit|단위|単位|单位|單位)\s*[:：]?\s+|(?:단위|単位|单位|單位)\s*[:：]?)?"
        r"(?P<unit>[^()\[\]]+?)\s*[)\]]",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<base>.+?)[\s_]+(?:in|en|w|v|em|в)[\s_]+(?P<unit>.+)", re.IGNORECASE),
    re.compile(r"(?P<base>.+?)[\s_,/:–-]+(?P<unit>[^\s_]+)"),
)
_LONGEST = 120  # characters of a sum or a heading with its currency
_BESIDE = "write its code beside it, as in 1200 EUR; or say it for all rows: --set expense_currency=EUR"
_PLAIN = "write it as 1200 EUR or 12.50 EUR, with nothing between thousands"
_ALONE = "write the sum and its currency alone; what else there is to say goes into a column `expense_note`"


class _Unit(NamedTuple):
    """What is said of a sum beside its number: which currencies that can be, all if nothing is, and the noughts."""

    text: str = ""
    currencies: frozenset[str] | None = None
    noughts: int | None = None


def read_printed_sum(text: str, *of_column: str, has_points: bool = False) -> str | None:
    """Return a sum as `AMOUNT CURRENCY`, an exact decimal with a code of ISO 4217; None for one that is not known.

    What the column says of its unit counts for a number without any; with `has_points` its other cells show that points
    part thousands there. Raises InputError for what is no sum, has no currency, or could be several.
    """
    tidy = _tidy(text)
    if says_nothing(tidy) and not re.search("[0-9]", tidy):
        return None
    if len(tidy) > _LONGEST or (found := _SUM.fullmatch(tidy)) is None:
        raise InputError(f"{quote(text)} is no sum of money", _PLAIN)
    column = _joined([_unit(each) for each in of_column if each.strip()])
    cell = _joined([_unit_in(found[side], text) for side in ("before", "after") if found[side].strip()])
    unit = _of_both(cell, column, text)
    is_clear = has_points or bool(found["cents"]) or cell.currencies is not None
    amount = _number(found["number"], unit, text, is_clear=is_clear)
    return f"{_times(amount, unit.noughts or 0)} {_currency(unit, text)}"


def has_points_for_thousands(texts: Iterable[str]) -> bool:
    """Say whether points part thousands in a column: some of its sums can only be read so, and none otherwise."""
    found = (_SUM.fullmatch(_tidy(text)) for text in texts if len(text) <= _LONGEST)
    numbers = {each["number"] + (",0" if each["cents"] else "") for each in found if each is not None}
    return any(map(_POINTS_PART.fullmatch, numbers)) and not any(map(_POINTS_ARE_DECIMAL.fullmatch, numbers))


def unit_of_heading(heading: str) -> tuple[str, str] | None:
    """Return the rest of a column's name and the currency that it names: `Cost (EUR)`; None where it names none."""
    tidy = _tidy(heading)
    for form in _HEADINGS if len(tidy) <= _LONGEST else ():
        if (found := form.fullmatch(tidy)) and _is_unit_of_heading(found["unit"]):
            return found["base"].strip(), found["unit"].strip()
    return None


def _is_unit_of_heading(text: str) -> bool:
    """Say whether a heading means a currency by a word: `all` and `top` are none there, and `EUR` is."""
    unit = _known_unit(text)
    if unit is None or unit.currencies is None:
        return False
    return len(unit.currencies) > 1 or not text.isascii() or not text.islower() or unit.currencies <= {*CURRENCY_WORDS}


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).split())


def _unit_in(part: str, text: str) -> _Unit:
    """Return the unit beside a number. Raises InputError for what is none."""
    unit = _known_unit(part)
    if unit is None:
        raise InputError(f"{quote(text)} is no sum alone: {quote(part.strip())} is no currency", _ALONE)
    return unit


def _unit(text: str) -> _Unit:
    """Return the unit that a column says. Raises InputError for what is none."""
    unit = _known_unit(text)
    if unit is None:
        raise InputError(f"{quote(text)} is no currency", "write its code, such as EUR (ISO 4217)")
    return unit


def _known_unit(text: str) -> _Unit | None:
    folded = fold(_tidy(text))
    if (codes := _currencies(folded)) is not None:
        return _Unit(text, codes)
    for word, noughts in _scales().items():
        rest = _OF.sub("", folded.removeprefix(word))
        if rest != folded and (codes := _currencies(rest) if rest else frozenset()) is not None:
            return _Unit(text, codes or None, noughts)
    return None


def _currencies(folded: str) -> frozenset[str] | None:
    """Return the codes that a folded word may mean; None for a word that means no currency."""
    if folded in _words():
        return _words()[folded]
    try:
        return frozenset({read_currency(folded)})
    except InputError:
        return None


@cache
def _words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, words in CURRENCY_WORDS.items():
        for word in words:
            found.setdefault(fold(_tidy(word)), set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def _scales() -> Mapping[str, int]:
    """Return the noughts by each folded word, the longest first."""
    words = {fold(word): noughts for noughts, each in _TENFOLD.items() for word in each}
    return dict(sorted(words.items(), key=lambda each: -len(each[0])))


def _joined(units: list[_Unit]) -> _Unit:
    """Return what several words say together. Raises InputError where they contradict one another."""
    codes = [each.currencies for each in units if each.currencies is not None]
    common = frozenset.intersection(*codes) if codes else None
    noughts = {each.noughts for each in units if each.noughts is not None}
    if len(noughts) > 1 or common == frozenset():
        said = " and ".join(quote(each.text.strip()) for each in units)
        raise InputError(f"{said} say one thing and another of the currency", _PLAIN)
    return _Unit(" ".join(each.text.strip() for each in units), common, next(iter(noughts), None))


def _of_both(cell: _Unit, column: _Unit, text: str) -> _Unit:
    """Return the unit of a cell in its column. Raises InputError where the two differ."""
    codes = [each.currencies for each in (cell, column) if each.currencies is not None]
    common = frozenset.intersection(*codes) if codes else None
    is_otherwise = cell.text and column.noughts and cell.noughts != column.noughts
    if common == frozenset() or is_otherwise:
        raise InputError(f"{quote(text)} is in another unit than its column says, {quote(column.text)}", _PLAIN)
    return _Unit(cell.text or column.text, common, cell.noughts or column.noughts)


def _currency(unit: _Unit, text: str) -> str:
    if unit.currencies is None:
        raise InputError(f"{quote(text)} has no currency", _BESIDE)
    if len(unit.currencies) > 1:
        codes = ", ".join(sorted(unit.currencies))
        likely = "USD" if "USD" in unit.currencies else min(unit.currencies)
        raise InputError(f"{quote(unit.text)} stands for several currencies: {codes}", _BESIDE.replace("EUR", likely))
    return next(iter(unit.currencies))


def _number(number: str, unit: _Unit, text: str, *, is_clear: bool) -> str:
    """Return a number as a plain decimal. Raises InputError for what is none, or may be two."""
    if number.isdigit():
        return number
    found = _DECIMALS.fullmatch(number)
    if found is None or found["mark"] in found["whole"]:
        return _whole(number, text)
    if not found["whole"].isdigit():
        return f"{_whole(found['whole'], text)}.{found['decimals']}"
    if len(found["decimals"]) == 3 and _GROUPS.fullmatch(number) and not found["whole"].startswith("0"):
        _check_parts_thousands(found, unit, text, is_clear=is_clear)
        return found["whole"] + found["decimals"]
    return f"{found['whole']}.{found['decimals']}"


def _whole(number: str, text: str) -> str:
    if not number.isdigit() and not _GROUPS.fullmatch(number):
        raise InputError(f"{quote(text)} is no sum of money: {quote(number)} is no number", _PLAIN)
    return re.sub("[^0-9]", "", number)


def _check_parts_thousands(found: re.Match[str], unit: _Unit, text: str, *, is_clear: bool) -> None:
    """Raise InputError where one mark before three figures may be the decimal mark; `is_clear` says what a point is."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - takes long to load, and few files have sums

    decimals = {get_currency_precision(code) for code in unit.currencies or ()}
    if decimals and max(decimals) > 2 or found["mark"] == "." and not is_clear:
        parts_thousands = False
    else:
        parts_thousands = not unit.noughts or found["mark"] == "," and decimals == {0}
    if not parts_thousands:
        either = f"{found['whole']}{found['decimals']} or {found['whole']}.{found['decimals']}"
        raise InputError(f"{quote(text)} could be {either}", f"{_PLAIN}: {found['whole']}{found['decimals']}")


def _times(amount: str, noughts: int) -> str:
    """Return an amount with its noughts, without decimals that are all noughts."""
    whole, _, decimals = amount.partition(".")
    decimals = decimals.ljust(noughts, "0")
    whole, decimals = (whole + decimals[:noughts]).lstrip("0") or "0", decimals[noughts:]
    return f"{whole}.{decimals}" if decimals.strip("0") else whole
