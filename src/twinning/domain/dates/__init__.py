"""Dates as sources give them: EDTF texts with the first and the last day that they may stand for.

EDTF is ISO 8601-2; `edtf_bounds` says how much of it is read. The bounds are strict: `?`, `~` and `%` never
widen them, they make a date doubtful. Nothing here turns `1990` into the first of January.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from twinning.domain.dates.edtf_bounds import BEYOND, day_bounds, in_order, quoted
from twinning.errors import InputError

_BLANKS = " \t\r\n\u00a0\u3000"  # the last two are what spreadsheets and East Asian keyboards leave

_QUALIFIERS = frozenset("?~%")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as written, and what it bounds. Made by `parse`; equal when the texts are.

    `earliest` and `latest` are the first and last possible day, ISO YYYY-MM-DD, None where there is no bound.
    `doubtful` is whether a qualifier (`?` uncertain, `~` approximate, `%` both) stands anywhere in `text`.
    """

    text: str
    earliest: str | None
    latest: str | None
    doubtful: bool

    @classmethod
    def parse(cls, text: str) -> "EdtfDate":
        """Return the date that `text` writes, blanks around it dropped; raises InputError for no date."""
        return _parse(text.strip(_BLANKS))

    @classmethod
    def parse_moment(cls, text: str) -> "EdtfDate":
        """Return the date of an act, which is done on one day, known or not; raises InputError for a span."""
        moment = cls.parse(text)
        if moment.is_interval:
            raise InputError(
                f"{quoted(moment.text)} is a span of days, and an act is done on one",
                f"write that day, or [{moment.text.replace('..', '').replace('/', '..')}] for one day of the span",
            )
        return moment

    @property
    def is_interval(self) -> bool:
        """Whether this is a span of days, `start/end`."""
        return "/" in self.text

    @property
    def sort_key(self) -> tuple[str, str]:
        """Orders by earliest, then latest: without a first bound first, without a last bound last."""
        return self.earliest or "", self.latest or BEYOND

    @property
    def year(self) -> int | None:
        """The year in which this surely lies; None where it may lie in several."""
        return int(self.earliest[:4]) if self._agrees_for(len("2007")) and self.earliest else None

    @property
    def decade(self) -> str | None:
        """The decade in which this surely lies, `1990s`; None where it may lie in several."""
        return f"{self.earliest[:3]}0s" if self._agrees_for(len("200")) and self.earliest else None

    def _agrees_for(self, digits: int) -> bool:
        """Return whether both bounds begin with the same digits."""
        return self.latest is not None and self.earliest is not None and self.earliest[:digits] == self.latest[:digits]

    def may_be(self, other: "EdtfDate") -> bool:
        """Return whether both could be the same day: whether their bounds overlap."""
        return in_order(self.earliest, other.latest) and in_order(other.earliest, self.latest)

    def is_before(self, other: "EdtfDate") -> bool:
        """Return whether this surely came before the other."""
        return not in_order(other.earliest, self.latest)

    def says_more_than(self, other: "EdtfDate") -> bool:
        """Return whether this lies within the other's bounds, says more, and is no more in doubt."""
        inside = (other.earliest or "") <= (self.earliest or "") and (self.latest or BEYOND) <= (other.latest or BEYOND)
        same = (self.earliest, self.latest) == (other.earliest, other.latest)
        return inside and not same and self.doubtful <= other.doubtful

    def happened_by(self, day: str) -> bool | None:
        """Return whether this was over by `day` (ISO YYYY-MM-DD); None where it may or may not have been."""
        if self.latest is not None and self.latest <= day:
            return True
        if self.earliest is not None and self.earliest > day:
            return False
        return None

    def __str__(self) -> str:
        return self.text


def parse_day(text: str) -> str:
    """Return the day, ISO, of a text YYYY-MM-DD or `today`. Raises InputError for anything else."""
    if text.strip(_BLANKS) == "today":
        return today()
    parsed = EdtfDate.parse(text)
    if not parsed.text == parsed.earliest == parsed.latest:
        raise InputError(f"{quoted(parsed.text)} is not one day", "write it as YYYY-MM-DD, or as today")
    return parsed.text


def text_of(date: EdtfDate | None) -> str | None:
    """Return a date as it was written, for a row; None where there is no date."""
    return date.text if date is not None else None


def today() -> str:
    """Return the local day, ISO YYYY-MM-DD."""
    return date.today().isoformat()


@lru_cache(maxsize=16_384)  # an import meets the same few thousand dates a million times
def _parse(text: str) -> EdtfDate:
    earliest, latest = day_bounds(text)
    return EdtfDate(text, earliest, latest, doubtful=not _QUALIFIERS.isdisjoint(text))
