"""What people say of a record, read into the attributes of its model."""

import hashlib
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from twinning.actions.people import find_or_add_person
from twinning.actions.sources import find_or_add_source
from twinning.db.limits import LARGEST_INTEGER
from twinning.db.session import connection_of
from twinning.domain.countries import find_country_code
from twinning.domain.dates import EdtfDate
from twinning.domain.names import LONGEST_NAME, LONGEST_PROSE, clean_text, quote
from twinning.domain.vocabulary import parse_word
from twinning.errors import InputError, NotFoundError, TwinningError, UsageError
from twinning.forms import Holds, Rows, Value
from twinning.queries.lookup.agreements import find_agreement
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.records import find_in

Attributes = dict[str, Any]

_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_NEXT_VALUE = re.compile(r",\s+(?=[a-z][a-z0-9-]*=)")  # the blank keeps a web address's own commas together


class Answers:
    """Reads values in a session. With `adding`, a person or a web address that is new becomes a record."""

    def __init__(self, session: Session | Connection, *, adding: bool) -> None:
        self._session = session
        self.adding = adding

    @property
    def session(self) -> Session:
        """The session that is written in. Raises TypeError where there is only a connection to read."""
        if isinstance(self._session, Connection):
            raise TypeError("nothing can be added through a connection that reads")
        return self._session

    @property
    def connection(self) -> Connection:
        """The connection to look records up in."""
        return self._session if isinstance(self._session, Connection) else connection_of(self._session)

    def read(self, value: Value, text: str) -> Attributes:
        """Return the attributes that one value's text stands for.

        Raises InputError or UsageError, which name the value; NotFoundError and AmbiguousError for what it names.
        """
        try:
            if isinstance(value.holds, Holds):
                return _READERS[value.holds](self, value, text)
            return {value.attribute: parse_word(value.holds, text)}
        except (InputError, UsageError) as error:
            raise type(error)(f"{value.word}: {error.message}", error.hint) from error

    def read_row(self, rows: Rows, text: str) -> Attributes:
        """Return the attributes of a row, `FIRST, word=…, word=…`; the first may have its word as well.

        Raises what `read` raises, and UsageError for a word that such rows lack, or that is said twice.
        """
        values = {value.word: value for value in rows.values}
        attributes: Attributes = {}
        for word, said in _parts(rows, text):
            value = values.pop(word, None)
            if value is None:
                listed = ", ".join(each.word for each in rows.values)
                raise UsageError(f"{quote(word)} is no word of a {rows.word}, or said twice", f"one has {listed}")
            attributes |= self.read(value, said)
        if self.adding and rows.needs_first and rows.values[0].word in values:
            raise UsageError(f"a {rows.word} needs {rows.values[0].word}", "write it first, before the comma")
        return attributes

    def text(self, value: Value, text: str) -> Attributes:
        """Read a line of text."""
        return {value.attribute: clean_text(text, "the text")}

    def prose(self, value: Value, text: str) -> Attributes:
        """Read text that may have paragraphs."""
        return {value.attribute: clean_text(text, "the text", longest=LONGEST_PROSE, multiline=True)}

    def integer(self, value: Value, text: str) -> Attributes:
        """Read a whole number that is not negative."""
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= LARGEST_INTEGER):
            raise InputError(f"{quote(text)} is not a whole number of up to {LARGEST_INTEGER}")
        return {value.attribute: int(digits)}

    def number(self, value: Value, text: str) -> Attributes:
        """Read a number."""
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise InputError(f"{quote(text)} is not a number")
        return {value.attribute: number + 0.0}  # SQLite has no -0.0

    def flag(self, value: Value, text: str) -> Attributes:
        """Read a yes or no."""
        if (word := text.strip().casefold()) not in _YES:
            raise InputError(f"{quote(text)} is neither yes nor no")
        return {value.attribute: _YES[word]}

    def moment(self, value: Value, text: str) -> Attributes:
        """Read an EDTF date that is no span."""
        return {value.attribute: EdtfDate.parse_moment(text)}

    def date(self, value: Value, text: str) -> Attributes:
        """Read an EDTF date."""
        return {value.attribute: EdtfDate.parse(text)}

    def country(self, value: Value, text: str) -> Attributes:
        """Read a country's name or code."""
        return {value.attribute: find_country_code(text)}

    def city(self, value: Value, text: str) -> Attributes:
        """Find a city."""
        return {value.attribute: find_city(self.connection, text).id}

    def agreement(self, value: Value, text: str) -> Attributes:
        """Find an agreement."""
        return {value.attribute: find_agreement(self.connection, text).id}

    def activity(self, value: Value, text: str) -> Attributes:
        """Find an activity."""
        return {value.attribute: find_in(self.connection, ("activity",), text).id}

    def organization(self, value: Value, text: str) -> Attributes:
        """Find an organization."""
        return {value.attribute: find_in(self.connection, ("organization",), text).id}

    def person(self, value: Value, text: str) -> Attributes:
        """Find a person, or add one."""
        if self.adding:
            return {value.attribute: find_or_add_person(self.session, text).id}
        return {value.attribute: find_in(self.connection, ("person",), text).id}

    def source(self, value: Value, text: str) -> Attributes:
        """Find a source, or add a web address as one."""
        if self.adding:
            return {f"{value.attribute}_id": find_or_add_source(self.session, text)}
        return {f"{value.attribute}_id": find_in(self.connection, ("source",), text).id}

    def city_or_country(self, _value: Value, text: str) -> Attributes:
        """Find a city, or else a country."""
        try:
            return {"city_id": find_city(self.connection, text).id, "country_code": None}
        except NotFoundError as error:
            try:
                return {"city_id": None, "country_code": find_country_code(text)}
            except TwinningError:
                raise error from None

    def city_or_organization(self, value: Value, text: str) -> Attributes:
        """Find a city, or else an organization."""
        city, organization = f"{value.column}city_id", f"{value.column}organization_id"
        try:
            return {city: find_city(self.connection, text).id, organization: None}
        except NotFoundError:
            pass
        try:
            return {city: None, organization: find_in(self.connection, ("organization",), text).id}
        except NotFoundError as error:
            raise NotFoundError(f"there is no city or organization {quote(text)} in the register", error.hint) from None

    def agreement_or_activity(self, _value: Value, text: str) -> Attributes:
        """Find an agreement or an activity."""
        found = find_in(self.connection, ("agreement", "activity"), text)
        return {f"{table}_id": found.id if found.table == table else None for table in ("agreement", "activity")}

    def name_and_language(self, _value: Value, text: str) -> Attributes:
        """Read `ko: 부산`, or a bare name."""
        language, colon, name = text.partition(":")
        name = clean_text(name if colon else text, "a name", LONGEST_NAME)
        spoken = {"language": clean_text(language, "a name's language", longest=35)} if colon else {}
        return {"name": name} | spoken

    def amount_and_currency(self, _value: Value, text: str) -> Attributes:
        """Read `1000 KRW` or `12.50 EUR`: an exact decimal and a currency of ISO 4217."""
        from pycountry import currencies  # noqa: PLC0415 - takes long to load, and few commands name a sum

        match = re.fullmatch(r"([0-9]{1,30}(?:\.[0-9]{1,10})?)\s+([A-Za-z]{3})", text.strip())
        if match is None or currencies.get(alpha_3=match[2].upper()) is None:
            raise InputError(f"{quote(text)} is no sum of money", "write it as 1000 KRW or 12.50 EUR (ISO 4217)")
        return {"amount": match[1], "currency": match[2].upper()}

    def file(self, _value: Value, text: str) -> Attributes:
        """Read a file's name and the SHA-256 of what is in it."""
        path = Path(text).expanduser()
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
        return {"file_name": clean_text(path.name, "the file's name"), "sha256": digest}


def _parts(rows: Rows, text: str) -> Iterator[tuple[str, str]]:
    """Give the words of a row with what is said for each."""
    first, *rest = _NEXT_VALUE.split(text.strip())
    if run_on := re.search(rf",({'|'.join(value.word for value in rows.values)})=", first):
        raise UsageError(f"a blank is missing after the comma before {run_on[1]}=", 'write it as "…, word=…"')
    word, equals, said = first.partition("=")
    if equals and word in {value.word for value in rows.values}:
        yield word, said.strip()
    else:
        yield rows.values[0].word, first
    for part in rest:
        word, _, said = part.partition("=")
        yield word, said.strip()


_READERS: dict[Holds, Callable[[Answers, Value, str], Attributes]] = {
    holds: getattr(Answers, holds.name.lower()) for holds in Holds
}
