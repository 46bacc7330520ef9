"""What stands in the sections of a dossier."""

from dataclasses import dataclass

from twinning.rows import Meaning, Several, column


@dataclass(frozen=True, slots=True)
class NameRow:
    """Another name of a city or a person; `language` is BCP 47, `since` and `until` are EDTF.

    `number` is what its reference and `--remove-name` take.
    """

    number: int = column(99)
    name: str = column()
    language: str | None = column(means=Meaning.LANGUAGE)
    kind: str = column(means=Meaning.WORD)
    since: str | None = column(means=Meaning.DATE, sense="the first day")
    until: str | None = column(means=Meaning.DATE)


@dataclass(frozen=True, slots=True)
class TieRow:
    """An agreement as one of its parties sees it. A succeeded partner has the city that it is now beside it."""

    partners: Several = column(means=Meaning.CITY)
    partner_keys: Several = column(0)
    kind: str = column(means=Meaning.WORD)
    status: str = column(means=Meaning.WORD)
    since: str | None = column(means=Meaning.DATE)
    key: str = column()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party to an agreement, the cities that have taken its place since, and the agreement's status for it."""

    party: str = column(means=Meaning.CITY)
    country_code: str | None = column()
    succeeded_by: str | None = column(means=Meaning.CITY)
    status: str = column(means=Meaning.WORD)
    key: str = column()


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of an agreement. `number` is what its reference takes: `agreement:KEY/act-1`.

    `by` is the party that did it alone; `signatories` who signed, with their posts; `others` who proposed it, was
    present or bore witness, with that in brackets.
    """

    number: int = column(99)
    act: str = column(means=Meaning.WORD)
    on: str | None = column(means=Meaning.DATE)
    until: str | None = column(means=Meaning.DATE)
    mode: str = column(means=Meaning.WORD)
    by: str | None = column(means=Meaning.CITY)
    ground: str | None = column(means=Meaning.WORD)
    successor: str | None = column()
    signatories: Several = column(means=Meaning.TEXT)
    others: Several = column(means=Meaning.TEXT)
    note: str | None = column()


@dataclass(frozen=True, slots=True)
class StatusSpanRow:
    """A span of days in which an agreement's status stayed the same; no beginning or no end where it has none.

    The days are EDTF: `2004?-11-04` where the act that bounds the span is in doubt.
    """

    status: str = column(means=Meaning.WORD)
    since: str | None = column(means=Meaning.DATE, sense="the first day")
    until: str | None = column(means=Meaning.DATE)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city or a country in an activity, its role, and when it came (EDTF). `key` is the city's."""

    city: str | None = column(means=Meaning.CITY)
    country: str | None = column(means=Meaning.COUNTRY)
    role: str = column(means=Meaning.WORD)
    on: str | None = column(means=Meaning.DATE)
    key: str | None = column()


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A person or an organization in an activity, in a role; a person with the post held at the time."""

    name: str
    role: str = column(means=Meaning.WORD)
    post: str | None = column()
    key: str = column()


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """What was spent: an exact decimal in a currency (ISO 4217), in a year, by whom. Unknown is not zero."""

    number: int = column(99)
    amount: str = column(means=Meaning.AMOUNT)
    currency: str = column()
    year: int | None = column()
    funder: str | None = column()
    note: str | None = column()


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that somebody held at a city or an organization, and when (EDTF)."""

    number: int = column(99)
    person: str = column()
    post: str = column()
    at: str | None = column()
    start: str | None = column(means=Meaning.DATE)
    end: str | None = column(means=Meaning.DATE)


@dataclass(frozen=True, slots=True)
class PersonActRow:
    """An act that a person had a part in, for which city, in which post; `key` is the agreement's."""

    act: str = column(means=Meaning.WORD)
    role: str = column(means=Meaning.WORD)
    on: str | None = column(means=Meaning.DATE)
    city: str | None = column(means=Meaning.CITY)
    post: str | None = column()
    key: str = column()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A number or rank that a source claims. `covers` are the kinds of agreements that it counts; all where empty."""

    number: int = column(99)
    measure: str = column(means=Meaning.WORD)
    value: int = column(means=Meaning.COUNT)
    approximate: bool = column()
    on: str | None = column(means=Meaning.DATE)
    covers: Several = column(means=Meaning.WORD)
    sources: Several = column()
    note: str | None = column()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a record, and the places in it."""

    source: str
    kind: str = column(means=Meaning.WORD)
    published: str | None = column(means=Meaning.DATE)
    places: Several = column(sense="in a source")
    address: str | None = column()
    key: str = column()


@dataclass(frozen=True, slots=True)
class InferredRow:
    """What no source states and was inferred from one: the field of a record, its value, and from what it follows."""

    record: str = column(4)
    field: str | None = column(1, means=Meaning.FIELD, sense="of a record")
    value: str | None = column(2, means=Meaning.VALUE)
    because: str | None = column(3)
    source: str = column(6)
    place: str | None = column(5, sense="in a source")


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A place in a source, the record and field that it supports, and the value that the source gives.

    `unlisted_on` is since when a newer edition of the source no longer has it (EDTF).
    """

    place: str | None
    record: str
    field: str | None = column(means=Meaning.FIELD, sense="of a record")
    value: str | None = column(means=Meaning.VALUE)
    basis: str = column(means=Meaning.WORD)
    because: str | None = column()
    preferred: bool = column()
    unlisted_on: str | None = column(means=Meaning.DATE)
    seq: int = column()


@dataclass(frozen=True, slots=True)
class StatedRow:
    """What a source states for a field of a record, agreeing or not, and the place in it; `citation` names that.

    `unlisted_on` is since when a newer edition of the source no longer has it (EDTF).
    """

    record: str = column(5)
    field: str = column(1, means=Meaning.FIELD, sense="of a record")
    stated: str = column(2, means=Meaning.VALUE)
    source: str = column(3)
    place: str | None = column(4, sense="in a source")
    speaks_for: str | None = column(6, means=Meaning.CITY)
    citation: str = column(7)
    unlisted_on: str | None = column(8, means=Meaning.DATE)


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Two words on one field of a record: what is recorded and the sources that state it, and what others state.

    `about` says in words whose field it is. An agreement's status is not recorded: there `recorded` is what its acts
    say as of the source's day. A source stands with the city that it speaks for. The places are those in the sources,
    or web addresses; `citation` is the first that states the other word, and what `prefer` takes.
    """

    about: str = column(1, means=Meaning.CITY, needed=True)
    record: str = column(8)
    field: str = column(6, means=Meaning.FIELD, needed=True, sense="of a record")
    recorded: str = column(2, means=Meaning.VALUE, needed=True)
    recorded_by: Several = column(4, means=Meaning.TEXT, needed=True)
    recorded_places: Several = column(9)
    stated: str = column(3, means=Meaning.VALUE, needed=True)
    stated_by: Several = column(5, means=Meaning.TEXT, needed=True)
    stated_places: Several = column(10)
    citation: str = column(7)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A word that was preferred, its source, and why. `kept` are the other words on the field, with their sources."""

    record: str = column(6)
    field: str = column(1, means=Meaning.FIELD, sense="of a record")
    preferred: str = column(2, means=Meaning.VALUE)
    source: str = column(5)
    speaks_for: str | None = column(8, means=Meaning.CITY)
    because: str | None = column(3)
    kept: Several = column(4, means=Meaning.TEXT, sense="beside what was preferred")
    citation: str = column(7)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What a source says of a record that no column holds, in the register's words, and the place in the source."""

    note: str
    source: str
    place: str | None = column(sense="in a source")


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A city that came before or after another by a merger or a split of municipalities, and when (EDTF)."""

    city: str = column(means=Meaning.CITY)
    on: str | None = column(means=Meaning.DATE)
    key: str = column()


@dataclass(frozen=True, slots=True)
class InheritedTieRow:
    """An agreement of a city's predecessor, with its status for that; `through` is the predecessor's key."""

    through: str
    partners: Several = column(means=Meaning.CITY)
    partner_keys: Several = column(0)
    kind: str = column(means=Meaning.WORD)
    status: str = column(means=Meaning.WORD)
    since: str | None = column(means=Meaning.DATE)
    key: str = column()


@dataclass(frozen=True, slots=True)
class MergedValueRow:
    """A field on which two records of one thing differed: the value that was kept, and the one that was given up."""

    field: str = column(means=Meaning.FIELD, sense="of a record")
    kept: str = column(means=Meaning.VALUE)
    given_up: str = column(means=Meaning.VALUE)


@dataclass(frozen=True, slots=True)
class DatedActRow:
    """An act of one of several agreements: when (EDTF), which, between whom, and who signed; `key` is the agreement's.

    `others` who proposed it, was present or bore witness, with that in brackets; `until` is the end of the term.
    """

    on: str | None = column(1, means=Meaning.DATE)
    act: str = column(2, means=Meaning.WORD)
    parties: Several = column(3, means=Meaning.CITY)
    party_keys: Several = column(0)
    kind: str = column(4, means=Meaning.WORD)
    until: str | None = column(6, means=Meaning.DATE)
    signatories: Several = column(5, means=Meaning.TEXT)
    others: Several = column(7, means=Meaning.TEXT)
    note: str | None = column(8)
    key: str = column(9)


@dataclass(frozen=True, slots=True)
class MetPersonRow:
    """Somebody who signed, or took part in an activity: in which role, with the post held then, and when (EDTF).

    `at` is the title of the activity, or the kind of the act; `key` is the person's.
    """

    person: str = column(1)
    post: str | None = column(2)
    role: str = column(5, means=Meaning.WORD)
    at: str = column(3, means=Meaning.TEXT, sense="an occasion")
    on: str | None = column(4, means=Meaning.DATE)
    key: str = column(6)
