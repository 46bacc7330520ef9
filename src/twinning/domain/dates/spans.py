"""Spans of days that a user asks for, and whether a record's days lie in them."""

from dataclasses import dataclass

from twinning.domain.dates import EdtfDate


@dataclass(frozen=True, slots=True)
class Span:
    """From the first possible day of one date to the last possible one of another; None is open.

    A record is in if its possible days overlap the span; with `certain`, only if they surely lie inside and are not
    doubtful. A record without a day may lie anywhere, and nowhere for certain.
    """

    since: EdtfDate | None = None
    until: EdtfDate | None = None
    certain: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether some time was asked for, and not any."""
        return self.since is not None or self.until is not None

    def holds(self, start: EdtfDate | None, end: EdtfDate | None = None) -> bool:
        """Return whether something that began and ended on these days lies in the span."""
        if not self.is_asked:
            return not self.certain or (start is not None and not _is_doubtful(start, end))
        first = start.earliest if start else None
        ended = end or start
        last = ended.latest if ended else None
        low, high = self.bounds
        if self.certain:
            inside = (first or "") >= low and (last or "~") <= high
            return inside and start is not None and not _is_doubtful(start, end)
        return (last or "~") >= low and (first or "") <= high

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last day, to compare ISO days with; what is open lies before and after them all."""
        low = (self.since.earliest or "") if self.since else ""
        return low, (self.until.latest or "~") if self.until else "~"


ANY_TIME = Span()


def _is_doubtful(start: EdtfDate, end: EdtfDate | None) -> bool:
    return start.doubtful or (end is not None and end.doubtful)
