"""One row a record: what the lists and the search give."""

from dataclasses import dataclass

from twinning.rows import Meaning, column


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of the register. `agreements` is how many it is or was a party to."""

    city: str = column(1)
    country: str | None = column(2, means=Meaning.COUNTRY)
    country_code: str | None = column(0)
    kind: str = column(4)
    agreements: int = column(5, means=Meaning.COUNT)
    latitude: float | None = column(0)
    longitude: float | None = column(0)
    wikidata_id: str | None = column(6)
    geonames_id: int | None = column(0)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement. `parties` and `fields` are joined with semicolons; `since` is the first signing, EDTF."""

    parties: str = column(1)
    kind: str = column(2)
    status: str = column(3)
    since: str | None = column(4, means=Meaning.DATE)
    instrument: str = column(6)
    fields: str | None = column(8)
    title: str | None = column(7)
    key: str = column(5)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A delegation, an event or an exchange programme. `start` and `end` are EDTF, `duration` ISO 8601.

    `people` is a delegation's size, an event's attendance or a programme's participants; `places` and `fields` are
    joined with semicolons, each place with its role; `part_of` and `agreement` are keys.
    """

    activity: str = column(1)
    kind: str = column(6)
    status: str = column(7)
    start: str | None = column(2, means=Meaning.DATE)
    end: str | None = column(4, means=Meaning.DATE)
    duration: str | None = column(11)
    people: int | None = column(8, means=Meaning.COUNT)
    approximate: bool = column(9)
    places: str | None = column(3)
    fields: str | None = column(10)
    part_of: str | None = column(0)
    agreement: str | None = column(0)
    key: str = column(5)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise: who owes it to whom, by when (EDTF), and what became of it."""

    commitment: str
    debtor: str
    creditor: str | None
    due: str | None = column(means=Meaning.DATE)
    state: str = column()
    kept_by: str | None = column()
    key: str = column()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person: the posts held, joined with semicolons, and how many acts and activities they had a part in."""

    person: str = column(1)
    posts: str | None = column(2)
    signed: int = column(4, means=Meaning.COUNT)
    activities: int = column(5, means=Meaning.COUNT)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization, the city that it acts for, and how many activities and agreements it has a part in."""

    organization: str = column(1)
    short_name: str | None = column(4)
    acts_for: str | None = column(2)
    founded: str | None = column(5, means=Meaning.DATE)
    activities: int = column(6, means=Meaning.COUNT)
    agreements: int = column(7, means=Meaning.COUNT)
    website: str | None = column(8)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to reach at a city's or an organization's office, and until when that holds (EDTF).

    `standing` is valid, stale or unknown: stale once the last possible day is past, unknown without a day or with a
    doubtful one.
    """

    at: str = column(1)
    person: str | None = column(5)
    office: str | None = column(4)
    email: str | None = column(6)
    telephone: str | None = column(7)
    valid_until: str | None = column(3, means=Meaning.DATE)
    standing: str = column(2)
    key: str = column(8)


@dataclass(frozen=True, slots=True)
class SourceListRow:
    """A source: who published it when (EDTF), the city that it speaks for, and how many citations rest on it."""

    source: str = column(1)
    kind: str = column(2)
    publisher: str | None = column(6)
    published: str | None = column(4, means=Meaning.DATE)
    speaks_for: str | None = column(5)
    citations: int = column(7, means=Meaning.COUNT)
    address: str | None = column(8)
    key: str = column(3)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A place where a searched text stands: the record, which of its fields, and what the field says."""

    record: str
    field: str
    text: str
