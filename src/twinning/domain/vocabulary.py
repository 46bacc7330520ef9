"""Every word from a list, shared by the database, the commands and the documentation. Standard library only.

The database stores the word itself (never a number) and checks it. Add a word by adding a member here and a
migration that widens the CHECK; a test compares the two. The kinds of acts stand with their rules in
`domain.agreements.acts`.
"""

from enum import StrEnum
from typing import TypeVar

from twinning.errors import UsageError

POSTCODE = "postcode"
"""The scheme of identifiers under which a city's postcodes are recorded."""


class CityKind(StrEnum):
    """What sort of sub-national government a city is."""

    CITY = "city"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    STATE = "state"
    REPUBLIC = "republic"
    REGION = "region"
    OTHER = "other"


class NameKind(StrEnum):
    """Why a city has a name: by law, by its government, by a script's transcription, abroad, or once."""

    OFFICIAL = "official"
    GOVERNMENT = "government"
    ROMANISATION = "romanisation"
    EXONYM = "exonym"
    FORMER = "former"
    SHORT = "short"


class PersonNameKind(StrEnum):
    """Why a person has another name."""

    OFFICIAL = "official"
    ROMANISATION = "romanisation"
    FORMER = "former"
    SHORT = "short"
    PSEUDONYM = "pseudonym"


class AgreementKind(StrEnum):
    """The rank of a tie, highest first."""

    SISTER_CITY = "sister_city"
    FRIENDSHIP_CITY = "friendship_city"
    COOPERATION = "cooperation"
    CONTACT = "contact"
    OTHER = "other"


class Instrument(StrEnum):
    """The paper on which a tie stands."""

    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    LETTER_OF_INTENT = "letter_of_intent"
    DECLARATION = "declaration"
    PROTOCOL = "protocol"
    UNKNOWN = "unknown"


class Field(StrEnum):
    """Fields of cooperation, after the exchange types of the Korean register of local governments' ties."""

    ADMINISTRATION = "administration"
    PEOPLE = "people"
    CULTURE = "culture"
    SPORT = "sport"
    ECONOMY = "economy"
    TOURISM = "tourism"
    YOUTH_AND_EDUCATION = "youth_and_education"
    ENVIRONMENT = "environment"
    HEALTH = "health"
    URBAN_PLANNING = "urban_planning"
    TRANSPORT = "transport"
    AGRICULTURE_AND_FISHERY = "agriculture_and_fishery"
    DISASTER_AND_SAFETY = "disaster_and_safety"
    SCIENCE_AND_TECHNOLOGY = "science_and_technology"
    OTHER = "other"


class Renewal(StrEnum):
    """What happens at the end of a term."""

    NONE = "none"
    BY_AGREEMENT = "by_agreement"
    AUTOMATIC = "automatic"


class ActMode(StrEnum):
    """Who did an act: the parties together, one of them, circumstance (a merger of municipalities), or unknown."""

    JOINT = "joint"
    PARTY = "party"
    CIRCUMSTANCE = "circumstance"
    UNKNOWN = "unknown"


class ActPersonRole(StrEnum):
    """What a person did in an act. Only a signatory signed."""

    SIGNATORY = "signatory"
    PROPOSER = "proposer"
    PRESENT = "present"
    WITNESS = "witness"


class Ground(StrEnum):
    """Why an agreement was suspended, left or ended."""

    ARMED_CONFLICT = "armed_conflict"
    HUMAN_RIGHTS = "human_rights"
    HISTORY_DISPUTE = "history_dispute"
    FOREIGN_POLICY = "foreign_policy"
    MUNICIPAL_MERGER = "municipal_merger"
    INACTIVITY = "inactivity"
    BUDGET = "budget"
    LAW = "law"
    TERM_ENDED = "term_ended"
    UPGRADE = "upgrade"
    OTHER = "other"


class Status(StrEnum):
    """What the acts of an agreement say as of a day; never stored.

    The order is that in which a partner's agreements rank. `none_recorded` is said of a city that was
    met through activities: nobody says that there is none.
    """

    ACTIVE = "active"
    DISPUTED = "disputed"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    UNKNOWN = "unknown"
    PROPOSED = "proposed"
    ABANDONED = "abandoned"
    NONE_RECORDED = "none_recorded"


class ActivityKind(StrEnum):
    """A visit, something that took place, or something that runs for a while."""

    DELEGATION = "delegation"
    EVENT = "event"
    EXCHANGE_PROGRAM = "exchange_program"


class ActivityStatus(StrEnum):
    """How far an activity came."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class PlaceRole(StrEnum):
    """What a city or country was in an activity."""

    HOST = "host"
    SENDER = "sender"
    GUEST = "guest"
    PARTICIPANT = "participant"
    STOP = "stop"


class ActivityPersonRole(StrEnum):
    """What a person was in an activity."""

    HEAD = "head"
    MEMBER = "member"
    HOST = "host"
    GUEST = "guest"
    SPEAKER = "speaker"
    EXHIBITOR = "exhibitor"
    PERFORMER = "performer"
    PARTICIPANT = "participant"


class ActivityOrganizationRole(StrEnum):
    """What an organization was in an activity."""

    ORGANISER = "organiser"
    FUNDER = "funder"
    IMPLEMENTER = "implementer"
    BENEFICIARY = "beneficiary"
    EXHIBITOR = "exhibitor"


class AgreementOrganizationRole(StrEnum):
    """What an organization is to an agreement."""

    SIGNATORY = "signatory"
    IMPLEMENTER = "implementer"
    COORDINATOR = "coordinator"
    BENEFICIARY = "beneficiary"


class CommitmentState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class Measure(StrEnum):
    """What a source counted or ranked."""

    PARTNER_CITIES = "partner_cities"
    PARTNER_COUNTRIES = "partner_countries"
    PARTNER_RANK = "partner_rank"
    POPULATION = "population"
    FOREIGN_RESIDENTS = "foreign_residents"
    PARTICIPANTS = "participants"
    TEAMS = "teams"
    EXHIBITORS = "exhibitors"
    EXHIBITS = "exhibits"
    THEMES = "themes"
    EDITIONS = "editions"
    LANGUAGES = "languages"
    SERVICE_AREAS = "service_areas"
    MEMBERS = "members"
    YEARS = "years"


class SourceKind(StrEnum):
    """What sort of document a source is; `instrument` is the paper itself."""

    ARTICLE = "article"
    REGISTER = "register"
    PRESS = "press"
    WEBSITE = "website"
    INSTRUMENT = "instrument"


class Basis(StrEnum):
    """Whether a source says a thing, or it follows from what the source says."""

    STATED = "stated"
    INFERRED = "inferred"


class ChangeKind(StrEnum):
    """What an operation did to a record."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


Words = TypeVar("Words", bound=StrEnum)


def parse_word(words: type[Words], text: str) -> Words:
    """Return the word of a list that a text is; a hyphen or a blank does for an underscore.

    What a word of several parts begins with does for it where no other begins so: `sister` for `sister_city`. Raises
    UsageError with the nearest one.
    """
    spelt = text.strip().casefold().replace("-", "_").replace(" ", "_")
    begun = [word for word in words if word.value == spelt] or [w for w in words if w.value.startswith(f"{spelt}_")]
    if len(begun) != 1:
        raise _unknown(text, words)
    return begun[0]


def _unknown(text: str, words: type[StrEnum]) -> UsageError:
    from twinning.domain.names import nearest, quote  # noqa: PLC0415 - only a word that is none needs them

    listed = [word.value for word in words]
    near = nearest(text, listed, limit=1)
    hint = f"did you mean {near[0]}? It is one of {', '.join(listed)}" if near else f"one of {', '.join(listed)}"
    return UsageError(f"{quote(text)} is not on the list", hint)
