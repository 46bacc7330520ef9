"""What a field can hold, and how the text for it is read: no database is asked, so a text is read once and for all.

Records are named as people name them; an action looks them up.
"""

import hashlib
import math
import re
import sys
from collections.abc import Mapping
from typing import Annotated

from twinning.domain.dates import EdtfDate
from twinning.domain.files.paths import path_of
from twinning.domain.names import LONGEST_NAME, LONGEST_PROSE, clean_text, quote
from twinning.domain.values import LARGEST_INTEGER, is_duration, is_email, is_web_address, is_wikidata_id
from twinning.errors import InputError
from twinning.inputs.declaring import TextKind, plain_kind

_SUM = "write it as 1000 KRW or 12.50 EUR (ISO 4217), with nothing between thousands"
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def read_line(text: str) -> str:
    """Return a line of text as it is stored. Raises InputError."""
    return clean_text(text, "the text")


def read_prose(text: str) -> str:
    """Return text that may have paragraphs as it is stored. Raises InputError."""
    return clean_text(text, "the text", longest=LONGEST_PROSE, multiline=True)


def read_whole_number(text: str) -> int:
    """Return a whole number that is not negative. Raises InputError."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= LARGEST_INTEGER):
        what = f"{quote(text)} is not a whole number of up to {LARGEST_INTEGER}"
        grouped = re.fullmatch(r"[0-9]{1,3}([ ., '’\u00a0\u202f][0-9]{3}){1,2}", digits, re.ASCII)
        raise InputError(what, f"write it in digits alone, such as {re.sub('[^0-9]', '', digits) if grouped else 12}")
    return int(digits)


def read_number(text: str) -> float:
    """Return a number. Raises InputError."""
    is_written_so = re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?", text.strip(), re.IGNORECASE)
    number = float(text) if is_written_so else math.nan  # Python alone takes 1_0, and digits of every script
    if not math.isfinite(number):
        has_comma = re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text.strip(), re.ASCII)
        hint = f"write it with a point: {text.strip().replace(',', '.')}" if has_comma else None
        raise InputError(f"{quote(text)} is not a number", hint)
    return number + 0.0  # SQLite has no -0.0


def read_flag(text: str) -> bool:
    """Return a yes or no. Raises InputError."""
    if (word := text.strip().casefold()) not in _YES:
        raise InputError(f"{quote(text)} is neither yes nor no")
    return _YES[word]


def read_country(text: str) -> str:
    """Return the ISO 3166-1 code of a country. Raises InputError."""
    from twinning.domain.countries import find_country_code  # noqa: PLC0415 - takes long to load

    return find_country_code(text)


def read_name(text: str) -> Mapping[str, str]:
    """Return name and language of `ko: 부산`; of a bare name, the name alone. Raises InputError."""
    language, colon, name = text.partition(":")
    name = clean_text(name if colon else text, "a name", LONGEST_NAME)
    spoken = {"language": clean_text(language, "a name's language", longest=35)} if colon else {}
    return {"name": name} | spoken


def read_identifier(text: str) -> Mapping[str, str]:
    """Return scheme and value of `postcode: 48000`; the scheme is a lower-case word. Raises InputError."""
    scheme, _, value = text.partition(":")
    scheme = scheme.strip().casefold().replace("-", "_").replace(" ", "_")
    if not re.fullmatch("[a-z0-9_]+", scheme) or not value.strip():
        raise InputError(
            f"{quote(text)} is no id in a scheme", "write it as `postcode: 48000`, `municipal_key: …` or `gnd: …`"
        )
    return {"scheme": scheme, "value": clean_text(value, "an id")}


def read_email(text: str) -> str:
    """Return an e-mail address, of which only the shape is looked at. Raises InputError."""
    if not is_email(text.strip()):
        raise InputError(f"{quote(text)} is no e-mail address", "write one, such as office@example.org")
    return clean_text(text, "the address")


def read_duration(text: str) -> str:
    """Return a duration as ISO 8601 writes it. Raises InputError."""
    if not is_duration(text.strip()):
        raise InputError(f"{quote(text)} is no duration", "write it as ISO 8601 does: P5D, P3W, P1Y6M")
    return text.strip()


def read_wikidata_id(text: str) -> str:
    """Return the number of an item in Wikidata. Raises InputError."""
    if not is_wikidata_id(text.strip()):
        raise InputError(f"{quote(text)} is no Wikidata id", "one is written Q16520")
    return text.strip()


def read_web_address(text: str) -> str:
    """Return the address of a web page. Raises InputError for any other text."""
    if not is_web_address(text.strip()):
        raise InputError(f"{quote(text)} is no web address", "one begins with https://")
    return read_line(text)


def read_sum(text: str) -> Mapping[str, str]:
    """Return amount and currency of `1000 KRW` or `12.50 EUR`: an exact decimal, and ISO 4217. Raises InputError."""
    amount, _, currency = text.strip().rpartition(" ")
    try:
        return {"amount": read_amount(amount), "currency": read_currency(currency)}
    except InputError as error:
        raise InputError(f"{quote(text)} is no sum of money", error.hint) from error


def read_amount(text: str) -> str:
    """Return an exact decimal as it is stored. Raises InputError."""
    if not re.fullmatch(r"[0-9]{1,30}(?:\.[0-9]{1,10})?", text.strip()):
        raise InputError(f"{quote(text)} is no amount", _SUM)
    return text.strip()


def read_currency(text: str) -> str:
    """Return a currency of ISO 4217, of today or, as DEM, of former days. Raises InputError."""
    code = text.strip().upper()
    if not re.fullmatch("[A-Z]{3}", code) or not _is_currency(code):
        raise InputError(f"{quote(text)} is no currency", _SUM)
    return code


def _is_currency(code: str) -> bool:
    from babel import Locale  # noqa: PLC0415 - as below
    from pycountry import currencies  # noqa: PLC0415 - takes long to load, and few commands name a sum

    return currencies.get(alpha_3=code) is not None or code in Locale.parse("en").currencies


_LONGEST_SHOWN = 255


def read_file(text: str) -> Mapping[str, str]:
    """Return a file's name and the SHA-256 of what is in it; `-` is standard input, of which nothing else is known.

    Raises InputError.
    """
    if text == "-":
        found = hashlib.sha256()
        while part := sys.stdin.buffer.read(1 << 20):
            found.update(part)
        return {"file_name": "standard input", "sha256": found.hexdigest()}
    path = path_of(text)
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may have no end
            raise InputError(f"{path} is not a file")
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        whole = str(path)  # which file is meant has to be seen, unless a terminal would not show it as it is
        told = whole if whole.isprintable() and len(whole) <= _LONGEST_SHOWN else quote(whole)
        raise InputError(f"{told} cannot be read: {error.strerror}") from error
    return {"file_name": clean_text(path.name, "the file's name"), "sha256": digest}


def read_signatory(text: str) -> Mapping[str, str]:
    """Return city, person and post of `Busan: Kim Min-ji, Deputy Mayor`, without what is not said."""
    city, _, rest = text.rpartition(":") if ":" not in text else text.partition(":")
    person, _, post = rest.partition(",")
    parts = {"city": city.strip(), "person": person.strip(), "post": post.strip()}
    return {name: part for name, part in parts.items() if part}


def accept_moment(date: EdtfDate) -> EdtfDate:
    """Return a date that is no span. Raises InputError."""
    return EdtfDate.parse_moment(date.text)


LINE = plain_kind(str, TextKind("TEXT", read_line, read_line))
WHOLE_NUMBER = plain_kind(int, TextKind("NUMBER", read_whole_number, lambda held: read_whole_number(str(held))))
NUMBER = plain_kind(float, TextKind("NUMBER", read_number, lambda held: read_number(str(held))))
FLAG = plain_kind(bool, TextKind("YES|NO", read_flag))
DATE = plain_kind(EdtfDate, TextKind("DATE", EdtfDate.parse))
MOMENT = TextKind("DATE", EdtfDate.parse_moment, accept_moment)
PROSE = TextKind("TEXT", read_prose, read_prose)
COUNTRY = TextKind("COUNTRY", read_country, read_country)
NAME_AND_LANGUAGE = TextKind("NAME", read_name, read_line, fills=("name", "language"))
IDENTIFIER = TextKind("SCHEME: ID", read_identifier, read_line, fills=("scheme", "value"))
EMAIL = TextKind("ADDRESS", read_email, read_email)
WEB_ADDRESS = TextKind("URL", read_web_address, read_web_address)
DURATION = TextKind("TEXT", read_duration, read_duration)
WIKIDATA_ID = TextKind("TEXT", read_wikidata_id, read_wikidata_id)
AMOUNT_AND_CURRENCY = TextKind("AMOUNT CURRENCY", read_sum, read_amount, fills=("amount", "currency"))
CURRENCY = TextKind("CURRENCY", read_currency, read_currency)
FILE = TextKind("FILE", read_file, read_line, fills=("file_name", "sha256"))
SIGNATORY = TextKind("TEXT", read_signatory, targets=("city",), fills=("city", "person", "post"))
CITY = TextKind("CITY", targets=("city",))
AGREEMENT = TextKind("KEY", targets=("agreement",))
ACTIVITY = TextKind("KEY", targets=("activity",))
PERSON = TextKind("PERSON", targets=("person",))
ORGANIZATION = TextKind("ORGANIZATION", targets=("organization",))
SOURCE = TextKind("SOURCE", targets=("source",))
CITY_OR_COUNTRY = TextKind("CITY|COUNTRY", targets=("city", "country"))
CITY_OR_ORGANIZATION = TextKind("CITY|ORGANIZATION", targets=("city", "organization"))
AGREEMENT_OR_ACTIVITY = TextKind("KEY", targets=("agreement", "activity"))

Moment = Annotated[EdtfDate, MOMENT]
"""The day of an act or an activity: a date, but no span of days."""

Prose = Annotated[str, PROSE]
"""Text that may have paragraphs."""

CountryCode = Annotated[str, COUNTRY]
"""ISO 3166-1 alpha-2."""

CityReference = Annotated[str, CITY]
"""A city as people name it: a name, a name with its country, a key, a Wikidata id. So with the other references."""

AgreementReference = Annotated[str, AGREEMENT]
ActivityReference = Annotated[str, ACTIVITY]
PersonReference = Annotated[str, PERSON]
"""A person's key or name; a name that is new becomes a person."""

OrganizationReference = Annotated[str, ORGANIZATION]
SourceReference = Annotated[str, SOURCE]
"""A source's key or web address; an address that is new becomes a source."""

CityOrCountry = Annotated[str, CITY_OR_COUNTRY]
CityOrOrganization = Annotated[str, CITY_OR_ORGANIZATION]
AgreementOrActivity = Annotated[str, AGREEMENT_OR_ACTIVITY]
