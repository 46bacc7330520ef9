"""What a public site is made of: one page a record, with the sources of each statement."""

from collections.abc import Mapping
from dataclasses import dataclass

from twinning.rows import Dossier, Meaning, column
from twinning.rows.calendar import CalendarDay
from twinning.rows.dossiers import SourceRow

Marks = Mapping[str, tuple[int, ...]]
"""The numbers of the sources (from 1) that support a statement. It is named after a fact (`title`), a section
(`places`) or a row of a section by its number (`acts/2`); what supports the record as a whole has the empty name."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The page of a record: `folder` and `key` are its address, `names` all that it is called, for the search."""

    folder: str
    key: str
    dossier: Dossier
    sources: tuple[SourceRow, ...]
    marks: Marks
    names: tuple[str, ...]
    days: tuple[CalendarDay, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An organization that has a part in an agreement or an activity, and which city it acts for."""

    name: str
    short_name: str | None
    acts_for: str | None
    acts_for_key: str | None
    founded: str | None
    website: str | None
    summary: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The address of a record that answers to another key now."""

    folder: str
    alias: str
    key: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report of a site: its heading, what it tells, and where its page is."""

    title: str = column(means=Meaning.TEXT)
    about: str = column(means=Meaning.TEXT)
    stem: str = column(0)


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner as the home page shows it (see PartnerRow)."""

    partner: str = column(means=Meaning.CITY)
    country: str | None = column(means=Meaning.COUNTRY)
    kind: str | None = column(means=Meaning.WORD)
    status: str = column(means=Meaning.WORD)
    since: str | None = column(means=Meaning.DATE)
    key: str = column(0)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party to an agreement (see PartyRow)."""

    party: str = column(means=Meaning.CITY)
    country: str | None = column(means=Meaning.COUNTRY)
    succeeded_by: str | None = column(means=Meaning.CITY)
    status: str = column(means=Meaning.WORD)
    key: str = column(0)
