"""The kinds of record that a command of their own adds."""

from dataclasses import dataclass
from typing import ClassVar

from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import (
    ActivityStatus,
    AgreementKind,
    CityKind,
    CommitmentState,
    Field,
    Instrument,
    Renewal,
    SourceKind,
)
from twinning.errors import UsageError
from twinning.inputs.children import (
    CITED,
    SIGNED_BY,
    ActInput,
    ActivityFieldInput,
    ActivityOrganizationInput,
    ActivityPersonInput,
    AgreementFieldInput,
    AgreementOrganizationInput,
    CitationInput,
    CityIdentifierInput,
    CityNameInput,
    ContactInput,
    ExpenseInput,
    PartyInput,
    PersonNameInput,
    PlaceInput,
    PostInput,
    ReportedCountInput,
    SignatoryInput,
)
from twinning.inputs.declaring import Maybe, RecordInput, one, several
from twinning.inputs.kinds import (
    DURATION,
    FILE,
    WEB_ADDRESS,
    WIKIDATA_ID,
    ActivityReference,
    AgreementOrActivity,
    AgreementReference,
    CityReference,
    CountryCode,
    Moment,
    Prose,
)


@dataclass(frozen=True, slots=True)
class CityInput(RecordInput):
    """A city: anything below a state that can sign. Coordinates are degrees, WGS 84; a disputed country is None."""

    table: ClassVar[str] = "city"
    called: ClassVar[str] = "city"
    argument: ClassVar[str] = "name"

    name: Maybe[str] = one("The name to show", question="Name")
    country_code: Maybe[CountryCode | None] = one("A name or an ISO 3166-1 code", word="country", question="Country")
    kind: Maybe[CityKind] = one("What sort of place it is", default=CityKind.CITY)
    admin1: Maybe[str | None] = one("Its state, province or prefecture")
    latitude: Maybe[float | None] = one("Degrees north, WGS 84")
    longitude: Maybe[float | None] = one("Degrees east, WGS 84")
    wikidata_id: Maybe[str | None] = one("Its Wikidata id, such as Q16520", word="wikidata", kind=WIKIDATA_ID)
    geonames_id: Maybe[int | None] = one("Its GeoNames id, such as 1838524", word="geonames")
    population: Maybe[int | None] = one("How many people live there")
    population_year: Maybe[int | None] = one("The year of that number")
    names: tuple[CityNameInput, ...] = several(CityNameInput, "Another name", word="name")
    identifiers: tuple[CityIdentifierInput, ...] = several(
        CityIdentifierInput, "Its id in another scheme", word="identifier"
    )
    contacts: tuple[ContactInput, ...] = several(ContactInput, "Whom to reach there, never published", word="contact")
    claims: tuple[ReportedCountInput, ...] = several(ReportedCountInput, "A number that a source claims", word="claim")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class AgreementInput(RecordInput):
    """An agreement between two or more cities.

    A new one was `signed`, or only `proposed`, or first one and then the other; `until` is the last day of its first
    term. `acts` are what happened after.
    """

    table: ClassVar[str] = "agreement"
    called: ClassVar[str] = "agreement"
    argument: ClassVar[str] = "parties"

    parties: tuple[CityReference | PartyInput, ...] = several(PartyInput, "A party", word="party")
    kind: Maybe[AgreementKind] = one("The rank of the tie", question="Kind of tie")
    signed: Maybe[Moment] = one("When it was signed, EDTF: 1966-06-30, 1989-10, 1990~", begins=True)
    proposed: Maybe[Moment] = one("When it was proposed", begins=True)
    until: Maybe[Moment] = one("The last day of its first term", begins=True)
    instrument: Maybe[Instrument] = one("The paper that it stands on", default=Instrument.UNKNOWN)
    title: Maybe[str | None] = one("Its title, as signed")
    place_signed: Maybe[str | None] = one("Where it was signed", word="place")
    renewal: Maybe[Renewal | None] = one("What happens at the end of a term")
    term_months: Maybe[int | None] = one("How many months a term has")
    notice_months: Maybe[int | None] = one("How many months before its end notice has to be given")
    council_approval: Maybe[str | None] = one("The council's decision: its number or name")
    council_approved: Maybe[Moment | None] = one("When the council approved")
    fields: tuple[Field | AgreementFieldInput, ...] = several(
        AgreementFieldInput, "A field of cooperation", word="field"
    )
    organizations: tuple[AgreementOrganizationInput, ...] = several(
        AgreementOrganizationInput, "An organization that it names, and its role", word="organization"
    )
    acts: tuple[ActInput, ...] = several(ActInput, "What happened to it", word="act")
    signatories: tuple[SignatoryInput, ...] = several(SignatoryInput, SIGNED_BY, word="signatory")
    expenses: tuple[ExpenseInput, ...] = several(ExpenseInput, "What it cost", word="expense")
    summary: Maybe[Prose | None] = one("What it says, in your own words")
    internal: Maybe[bool] = one("Whether it is left out of what is published", default=False)
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")

    def check_parties(self) -> None:
        """Raise UsageError where it names less than the two parties that a new agreement needs."""
        if len(self.parties) < 2:
            told = "an agreement has two or more parties"
            raise UsageError(told, "name each city: twinning add-agreement Busan Chicago")


@dataclass(frozen=True, slots=True)
class ActivityInput(RecordInput):
    """What a delegation, an event and an exchange programme have in common.

    Without a status, what surely began by today was held, and what surely did not is planned. `duration` is ISO 8601.
    """

    table: ClassVar[str] = "activity"
    argument: ClassVar[str] = "title"

    title: Maybe[str] = one("What it is called", question="Title")
    status: Maybe[ActivityStatus] = one("Whether it was held; if not said, its day decides between held and planned")
    start: Maybe[Moment | None] = one("When, or its first day")
    end: Maybe[Moment | None] = one("Its last day")
    duration: Maybe[str | None] = one("How long, ISO 8601 (P5D), where only that is known", kind=DURATION)
    approximate: Maybe[bool] = one("Whether the number is approximate", default=False)
    count_text: Maybe[str | None] = one("The number in the source's own words")
    places: tuple[PlaceInput, ...] = several(PlaceInput, "A city or a country, and its role", word="place")
    fields: tuple[Field | ActivityFieldInput, ...] = several(ActivityFieldInput, "A field of cooperation", word="field")
    people: tuple[ActivityPersonInput, ...] = several(
        ActivityPersonInput, "Who took part, in which role and post", word="person"
    )
    organizations: tuple[ActivityOrganizationInput, ...] = several(
        ActivityOrganizationInput, "An organization, and its role", word="organization"
    )
    part_of: Maybe[ActivityReference | None] = one("The activity that it is a part of")
    agreement: Maybe[AgreementReference | None] = one("The agreement that led to it")
    expenses: tuple[ExpenseInput, ...] = several(ExpenseInput, "What it cost", word="expense")
    claims: tuple[ReportedCountInput, ...] = several(ReportedCountInput, "A number that a source claims", word="claim")
    summary: Maybe[Prose | None] = one("What was done, in your own words")
    internal: Maybe[bool] = one("Whether it is left out of what is published", default=False)
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class DelegationInput(ActivityInput):
    """A visit of people who act for a city."""

    called: ClassVar[str] = "delegation"

    purpose: Maybe[Prose | None] = one("Why they travelled", after="duration")
    size: Maybe[int | None] = one("How many people", after="purpose")


@dataclass(frozen=True, slots=True)
class EventInput(ActivityInput):
    """Something that took place: an exhibition, a meeting, a declared day."""

    called: ClassVar[str] = "event"

    venue: Maybe[str | None] = one("Where it was held", after="duration")
    shown: Maybe[Prose | None] = one("What was to be seen", after="venue")
    attendance: Maybe[int | None] = one("How many people came", after="shown")


@dataclass(frozen=True, slots=True)
class ExchangeProgramInput(ActivityInput):
    """Something that runs for a while: training, internships, expeditions, camps."""

    called: ClassVar[str] = "programme"

    participants: Maybe[int | None] = one("How many people took part", after="duration")


@dataclass(frozen=True, slots=True)
class PersonInput(RecordInput):
    """Somebody who signs, travels, speaks or shows. A namesake needs a summary, which tells the two apart."""

    table: ClassVar[str] = "person"
    called: ClassVar[str] = "person"
    argument: ClassVar[str] = "name"

    name: Maybe[str] = one("The name to show", question="Name")
    summary: Maybe[Prose | None] = one("Who it is")
    names: tuple[PersonNameInput, ...] = several(PersonNameInput, "Another name", word="name")
    posts: tuple[PostInput, ...] = several(PostInput, "A post held", word="post")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class OrganizationInput(RecordInput):
    """A body that is not itself a city: a foundation, an agency, a company, a museum."""

    table: ClassVar[str] = "organization"
    called: ClassVar[str] = "organization"
    argument: ClassVar[str] = "name"

    name: Maybe[str] = one("The name to show", question="Name")
    short_name: Maybe[str | None] = one("A short name or an acronym")
    acts_for: Maybe[CityReference | None] = one("The city that it acts for")
    founded: Maybe[Moment | None] = one("When it was founded")
    website: Maybe[str | None] = one("Its web address")
    summary: Maybe[Prose | None] = one("What it is")
    contacts: tuple[ContactInput, ...] = several(ContactInput, "Whom to reach there, never published", word="contact")
    claims: tuple[ReportedCountInput, ...] = several(ReportedCountInput, "A number that a source claims", word="claim")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class CommitmentInput(RecordInput):
    """A promise made in an agreement or at an activity: who owes it to whom, by when, and which activity kept it."""

    table: ClassVar[str] = "commitment"
    called: ClassVar[str] = "commitment"
    argument: ClassVar[str] = "text"

    text: Maybe[Prose] = one("What is promised", question="What is promised")
    made_in: Maybe[AgreementOrActivity] = one(
        "The agreement or activity in which it was made", question="Made in which agreement or activity (its key)"
    )
    debtor: Maybe[CityReference] = one("Who owes it", question="Who owes it")
    creditor: Maybe[CityReference | None] = one("To whom it is owed")
    due: Maybe[EdtfDate | None] = one("By when")
    state: Maybe[CommitmentState] = one("What became of it")
    kept_by: Maybe[ActivityReference | None] = one("The activity that kept it")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class SourceInput(RecordInput):
    """A document: an article, a register, a page, or the paper itself."""

    table: ClassVar[str] = "source"
    called: ClassVar[str] = "source"
    argument: ClassVar[str] = "title"

    title: Maybe[str] = one("Its title", question="Title")
    kind: Maybe[SourceKind] = one("What sort of document", question="What sort of document")
    publisher: Maybe[str | None] = one("Who published it")
    published: Maybe[EdtfDate | None] = one("When it was published")
    address: Maybe[str | None] = one("Its web address", kind=WEB_ADDRESS)
    speaks_for: Maybe[CityReference | None] = one("The city that speaks in it")
    languages: Maybe[str | None] = one("The languages of the originals, BCP 47: ko, ru")
    shelf_mark: Maybe[str | None] = one("Where the paper lies")
    file_name: Maybe[str | None] = one(
        "Its file: the name and a checksum (SHA-256) are kept, not the file itself (`-`: standard input)",
        word="attach",
        kind=FILE,
    )
    sha256: Maybe[str | None] = one("The digest of its file", word="")
    note: Maybe[Prose | None] = one("A remark")
