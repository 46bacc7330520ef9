"""Rows that belong to a record: names, acts, places, posts, contacts, expenses, claims, citations."""

from dataclasses import dataclass
from typing import ClassVar

from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import (
    ActivityOrganizationRole,
    ActivityPersonRole,
    ActMode,
    ActPersonRole,
    AgreementKind,
    AgreementOrganizationRole,
    Basis,
    Field,
    Ground,
    Measure,
    NameKind,
    PersonNameKind,
    PlaceRole,
)
from twinning.errors import InputError, UsageError
from twinning.inputs.declaring import UNSET, ChildInput, Maybe, one, several
from twinning.inputs.kinds import (
    AMOUNT_AND_CURRENCY,
    CURRENCY,
    EMAIL,
    IDENTIFIER,
    NAME_AND_LANGUAGE,
    SIGNATORY,
    AgreementReference,
    CityOrCountry,
    CityOrOrganization,
    CityReference,
    Moment,
    OrganizationReference,
    PersonReference,
    Prose,
    SourceReference,
)

CITED = "A source's key or a web address, and what it supports"
SIGNED_BY = "Who signed, as `Busan: Name, Post`; with role=, who proposed, was present, or witnessed it"


@dataclass(frozen=True, slots=True)
class CitationInput(ChildInput):
    """A source, and what it supports: a record, or a field of it with the value that the source states."""

    table: ClassVar[str] = "citation"
    called: ClassVar[str] = "citation"

    source: Maybe[SourceReference] = one("The source", required=True)
    field: Maybe[str | None] = one("The field of the record that it speaks of")
    value: Maybe[Prose | None] = one("What it states for that field")
    locator: Maybe[str | None] = one("The place in it: a page, a paragraph, a row")
    basis: Maybe[Basis] = one("Whether the source states it, or it is inferred", default=Basis.STATED)
    because: Maybe[Prose | None] = one("Why it is inferred, or preferred")
    preferred: Maybe[bool] = one("Whether an editor prefers it; `prefer` says so", word="")
    unlisted_on: Maybe[Moment | None] = one("The day of the newer edition of the source that no longer has this")


@dataclass(frozen=True, slots=True)
class CityNameInput(ChildInput):
    """Another name of a city. `language` is BCP 47; the name was in use `since` one day and `until` another."""

    table: ClassVar[str] = "city_name"
    called: ClassVar[str] = "name"
    numbered: ClassVar[bool] = True

    name: Maybe[str] = one(
        "A name, with its language before it if that is known: `ko: 부산`", kind=NAME_AND_LANGUAGE, required=True
    )
    language: Maybe[str | None] = one("Its language, before a colon", word="")
    kind: Maybe[NameKind] = one("What sort of name", default=NameKind.SHORT)
    since: Maybe[EdtfDate | None] = one("Since when")
    until: Maybe[EdtfDate | None] = one("Until when")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class PersonNameInput(ChildInput):
    """Another name of a person. `language` is BCP 47; the name was in use `since` one day and `until` another."""

    table: ClassVar[str] = "person_name"
    called: ClassVar[str] = "name"
    numbered: ClassVar[bool] = True

    name: Maybe[str] = one(
        "A name, with its language before it if that is known: `ko: 허남식`", kind=NAME_AND_LANGUAGE, required=True
    )
    language: Maybe[str | None] = one("Its language, before a colon", word="")
    kind: Maybe[PersonNameKind] = one("What sort of name", default=PersonNameKind.SHORT)
    since: Maybe[EdtfDate | None] = one("Since when")
    until: Maybe[EdtfDate | None] = one("Until when")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class CityIdentifierInput(ChildInput):
    """What a city is called in another scheme, a word such as postcode, municipal_key or gnd."""

    table: ClassVar[str] = "city_identifier"
    called: ClassVar[str] = "identifier"

    scheme: Maybe[str] = one("`postcode: 48000`", word="identifier", kind=IDENTIFIER, required=True)
    value: Maybe[str] = one("The id, behind a colon", word="", required=True)


@dataclass(frozen=True, slots=True)
class SuccessionInput(ChildInput):
    """What became of a city in a merger or a split of municipalities."""

    table: ClassVar[str] = "city_succession"
    called: ClassVar[str] = "succession"

    new_city: Maybe[CityReference] = one("The city that came after; `succeed-city` says which", word="")
    on: Maybe[Moment | None] = one("When")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class PartyInput(ChildInput):
    """A party to an agreement."""

    table: ClassVar[str] = "agreement_party"
    called: ClassVar[str] = "party"

    city: Maybe[CityReference] = one("The city", required=True)


@dataclass(frozen=True, slots=True)
class AgreementFieldInput(ChildInput):
    """A field of cooperation that an agreement names."""

    table: ClassVar[str] = "agreement_field"
    called: ClassVar[str] = "field"

    field: Maybe[Field] = one("The field", required=True)


@dataclass(frozen=True, slots=True)
class AgreementOrganizationInput(ChildInput):
    """An organization that an agreement names."""

    table: ClassVar[str] = "agreement_organization"
    called: ClassVar[str] = "organization"

    organization: Maybe[OrganizationReference] = one("Which", required=True)
    role: Maybe[AgreementOrganizationRole] = one("What it is to the agreement", required=True)


@dataclass(frozen=True, slots=True)
class SignatoryInput(ChildInput):
    """Who signed an act: for which city, in the post held on that day."""

    table: ClassVar[str] = "act_person"
    called: ClassVar[str] = "signatory"

    city: Maybe[CityReference | None] = one(
        "`Busan: Name, Post`", word="signatory", kind=SIGNATORY, column="city_id", required=True
    )
    person: Maybe[PersonReference] = one("Who", word="", required=True)
    post: Maybe[str | None] = one("The post held on that day", word="")
    role: Maybe[ActPersonRole] = one("What they did: who is named with a proposal proposed, others signed")

    def check(self) -> None:
        """Raise InputError for a signatory without the city for which they signed."""
        if UNSET in (self.city, self.person):
            raise InputError(
                "a signatory is written `City: Name, Post`", 'as in --signatory "Seoul: Oh Se-hoon, Mayor"'
            )


@dataclass(frozen=True, slots=True)
class ActInput(ChildInput):
    """What happened to an agreement. `by` is the party that acted alone; without it `mode` or the ground says who did.

    `until` is the last day of the term that the act sets; `successor` the agreement that takes its place.
    """

    table: ClassVar[str] = "agreement_act"
    called: ClassVar[str] = "act"
    numbered: ClassVar[bool] = True

    kind: Maybe[ActKind] = one("What happened", required=True)
    on: Maybe[Moment | None] = one("When, EDTF: 2018-10-02, 1995-05, 2001~", required=True)
    by: Maybe[CityReference | None] = one("The party that acted alone", column="city_id")
    mode: Maybe[ActMode] = one("Whether it was done jointly, by one party or by circumstance")
    until: Maybe[Moment | None] = one("The last day of the term that it sets")
    ground: Maybe[Ground | None] = one("Why")
    successor: Maybe[AgreementReference | None] = one("The agreement that takes its place")
    note: Maybe[Prose | None] = one("A remark")
    signatories: tuple[SignatoryInput, ...] = several(SignatoryInput, SIGNED_BY, word="signatory")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")

    def check(self) -> None:
        """Raise UsageError where one party is said to have done what was not done by one party."""
        if self.by not in (UNSET, None) and self.mode not in (UNSET, ActMode.PARTY):
            raise UsageError(f"what {self.by} did is not {self.mode.value}", "give --by or --mode, not both")


@dataclass(frozen=True, slots=True)
class PlaceInput(ChildInput):
    """A city or a country in an activity."""

    table: ClassVar[str] = "activity_place"
    called: ClassVar[str] = "place"

    place: Maybe[CityOrCountry] = one("Where", required=True)
    role: Maybe[PlaceRole] = one("What it was", required=True)
    on: Maybe[EdtfDate | None] = one("When")


@dataclass(frozen=True, slots=True)
class ActivityFieldInput(ChildInput):
    """A field of cooperation that an activity served."""

    table: ClassVar[str] = "activity_field"
    called: ClassVar[str] = "field"

    field: Maybe[Field] = one("The field", required=True)


@dataclass(frozen=True, slots=True)
class ActivityPersonInput(ChildInput):
    """Who took part in an activity."""

    table: ClassVar[str] = "activity_person"
    called: ClassVar[str] = "person"

    person: Maybe[PersonReference] = one("Who", required=True)
    role: Maybe[ActivityPersonRole] = one("In what role", required=True)
    post: Maybe[str | None] = one("The post held on that day")


@dataclass(frozen=True, slots=True)
class ActivityOrganizationInput(ChildInput):
    """An organization in an activity."""

    table: ClassVar[str] = "activity_organization"
    called: ClassVar[str] = "organization"

    organization: Maybe[OrganizationReference] = one("Which", required=True)
    role: Maybe[ActivityOrganizationRole] = one("In what role", required=True)


@dataclass(frozen=True, slots=True)
class PostInput(ChildInput):
    """A post that a person held, at a city's government or an organization, for some time."""

    table: ClassVar[str] = "person_post"
    called: ClassVar[str] = "post"
    numbered: ClassVar[bool] = True

    title: Maybe[str] = one("The post", required=True)
    at: Maybe[CityOrOrganization | None] = one("Where")
    start: Maybe[EdtfDate | None] = one("Since when")
    end: Maybe[EdtfDate | None] = one("Until when")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class ContactInput(ChildInput):
    """Whom to reach at a city's or an organization's office, and until when that holds."""

    table: ClassVar[str] = "contact"
    called: ClassVar[str] = "contact"
    numbered: ClassVar[bool] = True

    office: Maybe[str | None] = one("The office")
    person: Maybe[PersonReference | None] = one("Who")
    email: Maybe[str | None] = one("The e-mail address", kind=EMAIL)
    telephone: Maybe[str | None] = one("The telephone number")
    valid_until: Maybe[EdtfDate | None] = one("The day until which this holds", word="until")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class ExpenseInput(ChildInput):
    """What an activity or an agreement cost. `amount` is an exact decimal as text, `currency` is ISO 4217."""

    table: ClassVar[str] = "expense"
    called: ClassVar[str] = "expense"
    numbered: ClassVar[bool] = True

    amount: Maybe[str] = one("How much of which currency: 1000 KRW", kind=AMOUNT_AND_CURRENCY, required=True)
    currency: Maybe[str] = one("Its currency, behind the amount", word="", kind=CURRENCY, required=True)
    year: Maybe[int | None] = one("When")
    funder: Maybe[CityOrOrganization | None] = one("Who paid", column="funder_")
    note: Maybe[Prose | None] = one("A remark")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")


@dataclass(frozen=True, slots=True)
class CountedKindInput(ChildInput):
    """A kind of agreement that a reported count covers."""

    table: ClassVar[str] = "reported_count_kind"
    called: ClassVar[str] = "covered kind"

    kind: Maybe[AgreementKind] = one("A kind of agreement that it covers", required=True)


@dataclass(frozen=True, slots=True)
class ReportedCountInput(ChildInput):
    """A number that a source claims about a city, an organization or an activity."""

    table: ClassVar[str] = "reported_count"
    called: ClassVar[str] = "claim"
    numbered: ClassVar[bool] = True

    measure: Maybe[Measure] = one("What was counted", required=True)
    value: Maybe[int] = one("How many", required=True)
    approximate: Maybe[bool] = one("Whether the number is approximate", default=False)
    on: Maybe[EdtfDate | None] = one("When")
    note: Maybe[Prose | None] = one("A remark")
    covers: tuple[AgreementKind, ...] = several(CountedKindInput, "A kind of agreement that it covers", word="covers")
    sources: tuple[CitationInput, ...] = several(CitationInput, CITED, word="source")
