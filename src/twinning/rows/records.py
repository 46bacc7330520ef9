"""One row a record: what the lists and the search give."""

from collections.abc import Iterator
from dataclasses import dataclass

from twinning.domain.vocabulary import ActivityStatus
from twinning.rows import Meaning, Several, column
from twinning.rows.calendar import CalendarDay
from twinning.rows.phrases import named_places


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of the register: how many agreements it is or was a party to, and how many live there, in which year.

    `inferred` names the columns that no source states and an editor read from one.
    """

    city: str = column(1, means=Meaning.CITY)
    country: str | None = column(3, means=Meaning.COUNTRY, narrow="country_code")
    country_code: str | None = column(0)
    region: str | None = column(8)
    kind: str = column(4, means=Meaning.WORD)
    agreements: int = column(6, means=Meaning.COUNT)
    latitude: float | None = column(0)
    longitude: float | None = column(0)
    wikidata_id: str | None = column(7)
    geonames_id: int | None = column(0)
    population: int | None = column(0)
    population_year: int | None = column(0)
    inferred: Several = column(5, means=Meaning.FIELD)
    key: str = column(2)


@dataclass(slots=True)  # not frozen, which makes a row several times as dear to make; there can be a million
class AgreementRow:
    """An agreement. `since` is the first signing, EDTF; `party_keys` are the keys of the parties, in their order.

    `inferred` names the columns that no source states and an editor read from one.
    """

    parties: Several = column(1, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(5, means=Meaning.WORD)
    status: str = column(4, means=Meaning.WORD)
    since: str | None = column(3, means=Meaning.DATE)
    instrument: str = column(7, means=Meaning.WORD)
    fields: Several = column(9, means=Meaning.WORD)
    title: str | None = column(8)
    inferred: Several = column(6, means=Meaning.FIELD)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A delegation, an event or an exchange programme. `start` and `end` are EDTF, `duration` ISO 8601.

    `people` is a delegation's size, an event's attendance or a programme's participants; `places` have their role in
    brackets, and `place_keys` are the keys of the cities among them; `part_of` and `agreement` are keys. `approximate`
    is whether there were about so many people, and empty where no number is known. `inferred` names the columns that
    hold what no source states and an editor read from one.
    """

    activity: str = column(1)
    kind: str = column(7, means=Meaning.WORD)
    status: str = column(6, means=Meaning.WORD)
    start: str | None = column(3, means=Meaning.DATE)
    end: str | None = column(5, means=Meaning.DATE)
    duration: str | None = column(12, means=Meaning.DURATION)
    people: int | None = column(9, means=Meaning.COUNT, sense="how many")
    approximate: bool | None = column(10)
    places: Several = column(4, means=Meaning.CITY)
    place_keys: Several = column(0)
    fields: Several = column(11, means=Meaning.WORD)
    part_of: str | None = column(0)
    agreement: str | None = column(0)
    inferred: Several = column(8, means=Meaning.FIELD)
    key: str = column(2)

    def days(self) -> Iterator[CalendarDay]:
        """Give its days: those that are known, whatever came of it."""
        yield activity_day(self.key, self.activity, self.status, self.start, self.end, self.places)


def activity_day(key: str, title: str, status: str, start: str | None, end: str | None, places: Several) -> CalendarDay:
    """Return what a calendar shows of an activity, with its places and their roles."""
    is_called_off, is_open = status == ActivityStatus.CANCELLED, status == ActivityStatus.POSTPONED
    return CalendarDay(f"activity-{key}", title, start, end, named_places(places), is_called_off, is_open)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise: who owes it to whom, by when (EDTF), and what became of it.

    `inferred` names the columns that no source states and an editor read from one.
    """

    commitment: str = column(1)
    debtor: str = column(4, means=Meaning.CITY)
    debtor_key: str = column(0)
    creditor: str | None = column(5, means=Meaning.CITY)
    creditor_key: str | None = column(0)
    due: str | None = column(3, means=Meaning.DATE)
    state: str = column(6, means=Meaning.WORD)
    kept_by: str | None = column(8)
    inferred: Several = column(7, means=Meaning.FIELD)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person: the posts held, and how many acts they signed and activities they were in."""

    person: str = column(1)
    posts: Several = column(3)
    signed: int = column(4, means=Meaning.COUNT)
    activities: int = column(5, means=Meaning.COUNT)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization, the city that it acts for, and how many activities and agreements it has a part in.

    `inferred` names the columns that no source states and an editor read from one.
    """

    organization: str = column(1)
    short_name: str | None = column(4)
    acts_for: str | None = column(3, means=Meaning.CITY)
    acts_for_key: str | None = column(0)
    founded: str | None = column(6, means=Meaning.DATE)
    activities: int = column(7, means=Meaning.COUNT)
    agreements: int = column(8, means=Meaning.COUNT)
    website: str | None = column(9)
    inferred: Several = column(5, means=Meaning.FIELD)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to reach at a city's or an organization's office, and until when that holds (EDTF).

    `standing` is valid, stale or unknown: stale once the last possible day is past, unknown without a day or with a
    doubtful one.
    """

    at: str = column(1)
    person: str | None = column(6)
    office: str | None = column(5)
    email: str | None = column(7)
    telephone: str | None = column(8)
    valid_until: str | None = column(4, means=Meaning.DATE)
    standing: str = column(3, means=Meaning.WORD)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class SourceListRow:
    """A source: who published it when (EDTF), the city that it speaks for, and how many citations rest on it."""

    source: str = column(1)
    kind: str = column(3, means=Meaning.WORD)
    publisher: str | None = column(6)
    published: str | None = column(4, means=Meaning.DATE)
    speaks_for: str | None = column(5, means=Meaning.CITY)
    speaks_for_key: str | None = column(0)
    citations: int = column(7, means=Meaning.COUNT)
    address: str | None = column(8)
    key: str = column(2)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A place where a searched text stands: the record, which of its fields, and what the field says."""

    record: str
    field: str = column(means=Meaning.FIELD, sense="of a record")
    text: str = column()
