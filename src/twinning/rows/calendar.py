"""Days for a calendar: what rows that have a day of their own give, by a method `days`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from twinning.domain.dates import EdtfDate


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something on a day, or on each day from `start` to `end` (EDTF, None where unknown).

    `id` is the same whenever the same thing is written again, whatever became of it: by it a calendar knows what it
    has. `is_called_off` says that it does not take place, `is_open` that it may not.
    """

    id: str
    title: str
    start: str | None
    end: str | None = None
    description: str = ""
    is_called_off: bool = False
    is_open: bool = False

    @property
    def known_start(self) -> str | None:
        """The first day (ISO), None where it is not known for certain."""
        return _known(self.start)

    @property
    def known_end(self) -> str | None:
        """The last day (ISO), None where it is not known for certain."""
        return _known(self.end)


class DatedRow(Protocol):
    """A row that has days of its own."""

    def days(self) -> Iterable[CalendarDay]:
        """Give what a calendar shows of it."""
        ...


def _known(text: str | None) -> str | None:
    if text is None:
        return None
    day = EdtfDate.parse(text)
    return day.text if day.text == day.earliest == day.latest else None
