"""What can be said of each kind of record, and the words for it: the options of `add-…` and `edit`, declared once.

A record has single values, each said by one option, and rows that hang on it, each said by one repeatable option:
`--place "Moscow, role=host"`, the first value of a row without its word and the others with theirs. Standard library
only, since the command line is built from this at every start.
"""

from twinning.domain.vocabulary import (
    ActivityKind,
    ActivityOrganizationRole,
    ActivityPersonRole,
    ActivityStatus,
    AgreementKind,
    AgreementOrganizationRole,
    CityKind,
    CommitmentState,
    Field,
    Instrument,
    PlaceRole,
    Renewal,
    SourceKind,
    Status,
)
from twinning.forms.parts import Form, Holds, Rows, Said, Value
from twinning.forms.rows import ACT, CITED, CLAIM, CONTACT, EXPENSE, FIELD_OF_AGREEMENT, NAME, POST, SIGNATORY

__all__ = [
    "CHILD_FORMS",
    "CITED",
    "COMMITMENT",
    "FORMS",
    "Form",
    "Holds",
    "Rows",
    "Said",
    "Value",
    "cited_values",
    "form_of",
]

CITY = Form(
    "city",
    "city",
    "name",
    (
        Value("name", "The name to show", question="Name"),
        Value("country", "A name or an ISO 3166-1 code", Holds.COUNTRY, "country_code", question="Country"),
        Value("kind", "What sort of place it is", CityKind),
        Value("admin1", "Its state, province or prefecture"),
        Value("latitude", "Degrees north, WGS 84", Holds.NUMBER),
        Value("longitude", "Degrees east, WGS 84", Holds.NUMBER),
        Value("wikidata", "Its Wikidata id, such as Q16520", column="wikidata_id"),
        Value("geonames", "Its GeoNames id, such as 1838524", Holds.INTEGER, "geonames_id"),
    ),
    (NAME, CONTACT, CLAIM, CITED),
)

AGREEMENT = Form(
    "agreement",
    "agreement",
    "party",
    (
        Value("kind", "The rank of the tie", AgreementKind, question="Rank of the tie"),
        Value("instrument", "The paper that it stands on", Instrument),
        Value("title", "Its title, as signed"),
        Value("place", "Where it was signed", column="place_signed"),
        Value("renewal", "What happens at the end of a term", Renewal),
        Value("term-months", "How many months a term has", Holds.INTEGER),
        Value("notice-months", "How many months before its end notice has to be given", Holds.INTEGER),
        Value("council-approval", "The council's decision: its number or name"),
        Value("council-approved", "When the council approved", Holds.MOMENT),
        Value("summary", "What it says, in your own words", Holds.PROSE),
        Value("internal", "Whether it is kept from what is published", Holds.FLAG),
    ),
    (
        Rows("party", "agreement_party", "A party", (Value("city", "The city", Holds.CITY, "city_id"),)),
        FIELD_OF_AGREEMENT,
        Rows(
            "organization",
            "agreement_organization",
            "An organization that it names, and its role",
            (
                Value("organization", "Which", Holds.ORGANIZATION, "organization_id"),
                Value("role", "What it is to the agreement", AgreementOrganizationRole),
            ),
            ("role",),
        ),
        ACT,
        SIGNATORY,
        EXPENSE,
        CITED,
    ),
    (
        Value("signed", "When it was signed, EDTF: 1966-06-30, 1989-10, 1990~", Holds.MOMENT),
        Value("proposed", "When it was proposed", Holds.MOMENT),
        Value("until", "The last day of its first term", Holds.MOMENT),
    ),
)

_BEFORE_NUMBERS = (
    Value("title", "What it is called", question="Title"),
    Value("status", "How far it came; held or planned follow from its day", ActivityStatus),
    Value("start", "When, or its first day", Holds.MOMENT),
    Value("end", "Its last day", Holds.MOMENT),
    Value("duration", "How long, ISO 8601 (P5D), where only that is known"),
)
_AFTER_NUMBERS = (
    Value("approximate", "Whether about so many", Holds.FLAG),
    Value("count-text", "The number in the source's own words"),
    Value("summary", "What was done, in your own words", Holds.PROSE),
    Value("part-of", "The activity that it is a part of", Holds.ACTIVITY, "part_of_id"),
    Value("agreement", "The agreement that led to it", Holds.AGREEMENT, "agreement_id"),
    Value("internal", "Whether it is kept from what is published", Holds.FLAG),
)
_OF_ACTIVITY = (
    Rows(
        "place",
        "activity_place",
        "A city or a country, and its role",
        (
            Value("place", "Where", Holds.CITY_OR_COUNTRY),
            Value("role", "What it was", PlaceRole),
            Value("on", "When", Holds.DATE),
        ),
        ("role",),
    ),
    Rows("field", "activity_field", "A field of cooperation", (Value("field", "The field", Field),)),
    Rows(
        "person",
        "activity_person",
        "Who took part, in which role and post",
        (
            Value("person", "Who", Holds.PERSON, "person_id"),
            Value("role", "In what role", ActivityPersonRole),
            Value("post", "The post held on that day"),
        ),
        ("role",),
    ),
    Rows(
        "organization",
        "activity_organization",
        "An organization, and its role",
        (
            Value("organization", "Which", Holds.ORGANIZATION, "organization_id"),
            Value("role", "In what role", ActivityOrganizationRole),
        ),
        ("role",),
    ),
    EXPENSE,
    CLAIM,
    CITED,
)


def _activity(name: str, *values: Value) -> Form:
    return Form(name, "activity", "title", (*_BEFORE_NUMBERS, *values, *_AFTER_NUMBERS), _OF_ACTIVITY)


DELEGATION = _activity(
    "delegation",
    Value("purpose", "Why they travelled", Holds.PROSE),
    Value("size", "How many people", Holds.INTEGER),
)
EVENT = _activity(
    "event",
    Value("venue", "Where it was held"),
    Value("attendance", "How many people came", Holds.INTEGER),
    Value("shown", "What was to be seen", Holds.PROSE),
)
PROGRAM = _activity("programme", Value("participants", "How many people took part", Holds.INTEGER))

PERSON = Form(
    "person",
    "person",
    "name",
    (Value("name", "The name to show", question="Name"), Value("summary", "Who it is", Holds.PROSE)),
    (POST, CITED),
)

ORGANIZATION = Form(
    "organization",
    "organization",
    "name",
    (
        Value("name", "The name to show", question="Name"),
        Value("short-name", "A short name or an acronym"),
        Value("acts-for", "The city that it acts for", Holds.CITY, "acts_for_id"),
        Value("founded", "When it was founded", Holds.MOMENT),
        Value("website", "Its web address"),
        Value("summary", "What it is", Holds.PROSE),
    ),
    (CONTACT, CLAIM, CITED),
)

COMMITMENT = Form(
    "commitment",
    "commitment",
    "text",
    (
        Value("text", "What is promised", Holds.PROSE, question="What is promised"),
        Value(
            "made-in",
            "The agreement or activity in which it was made",
            Holds.AGREEMENT_OR_ACTIVITY,
            question="Made in which agreement or activity (its key)",
        ),
        Value("debtor", "Who owes it", Holds.CITY, "debtor_id", question="Who owes it"),
        Value("creditor", "To whom", Holds.CITY, "creditor_id"),
        Value("due", "By when", Holds.DATE),
        Value("state", "What became of it", CommitmentState),
        Value("kept-by", "The activity that kept it", Holds.ACTIVITY, "kept_by_id"),
    ),
    (CITED,),
)

SOURCE = Form(
    "source",
    "source",
    "title",
    (
        Value("title", "Its title", question="Title"),
        Value("kind", "What sort of document", SourceKind, question="What sort of document"),
        Value("publisher", "Who published it"),
        Value("published", "When it was published", Holds.DATE),
        Value("address", "Its web address"),
        Value("speaks-for", "The city that speaks in it", Holds.CITY, "speaks_for_id"),
        Value("languages", "The languages of the originals, BCP 47: ko, ru"),
        Value("shelf-mark", "Where the paper lies"),
        Value("attach", "Its file, of which the name and the SHA-256 are kept", Holds.FILE),
        Value("note", "A remark", Holds.PROSE),
    ),
)

FORMS = (CITY, AGREEMENT, DELEGATION, EVENT, PROGRAM, PERSON, ORGANIZATION, COMMITMENT, SOURCE)
"""The kinds of records that have a command `add-…` of their own."""

_OF_CHILDREN = {
    "city_name": (NAME, (CITED,)),
    "agreement_act": (ACT, (SIGNATORY, CITED)),
    "person_post": (POST, (CITED,)),
    "contact": (CONTACT, (CITED,)),
    "expense": (EXPENSE, (CITED,)),
    "reported_count": (CLAIM, (CITED,)),
}
CHILD_FORMS = (
    *(Form(rows.word, name, "", rows.values, of) for name, (rows, of) in _OF_CHILDREN.items()),
    Form("citation", "citation", "", CITED.values[1:]),
    Form("succession", "city_succession", "", (Value("on", "When", Holds.MOMENT),), (CITED,)),
)
"""Records that are named under another's key (`agreement:…/act-1`): they come with `--add-act` and are edited alone."""

_OF_ACTIVITIES = {
    ActivityKind.DELEGATION: DELEGATION,
    ActivityKind.EVENT: EVENT,
    ActivityKind.EXCHANGE_PROGRAM: PROGRAM,
}


_OF_TABLES = {form.table: form for form in (*CHILD_FORMS, *FORMS) if form.table != "activity"}


def form_of(table: str, kind: str | None = None) -> Form:
    """Return the form of a table's records; of an activity, that of its kind. Raises KeyError for a table without."""
    if table == "activity":
        return _OF_ACTIVITIES[ActivityKind(str(kind))]
    return _OF_TABLES[table]


def cited_values(table: str) -> dict[str, tuple[str, Value | None]]:
    """Return what a citation of a table's records may speak of, by its words and by its columns' names.

    That is the field as packages have it, and the value that it is, if it is one: rows are spoken of as a whole. An
    agreement's status is no column, but sources state it.
    """
    forms = [form for form in (*FORMS, *CHILD_FORMS) if form.table == table]
    fields: dict[str, tuple[str, Value | None]] = {}
    for value in (value for form in forms for value in form.values):
        fields[value.word] = fields[value.field.replace("_", "-")] = (value.field, value)
    fields |= {rows.word: (rows.word, None) for form in forms for rows in form.rows}
    return fields | ({"status": ("status", Value("status", "", Status))} if table == "agreement" else {})
