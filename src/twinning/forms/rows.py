"""Rows that hang on records of several kinds, and on children that have a key of their own."""

from twinning.domain.acts import ActKind
from twinning.domain.vocabulary import ActMode, Basis, Field, Ground, Measure, NameKind
from twinning.forms.parts import Holds, Rows, Value

FIELD_OF_AGREEMENT = Rows("field", "agreement_field", "A field of cooperation", (Value("field", "The field", Field),))
CITED = Rows(
    "source",
    "citation",
    "A source's key or a web address, and what it supports",
    (
        Value("source", "The source", Holds.SOURCE),
        Value("field", "The field of the record that it speaks of"),
        Value("value", "What it states for that field", Holds.PROSE),
        Value("locator", "The place in it: a page, a paragraph, a row"),
        Value("basis", "Whether it says so, or it follows", Basis),
    ),
)
EXPENSE = Rows(
    "expense",
    "expense",
    "What it cost",
    (
        Value("amount", "How much of which currency: 1000 KRW", Holds.AMOUNT_AND_CURRENCY),
        Value("year", "When", Holds.INTEGER),
        Value("funder", "Who paid", Holds.CITY_OR_ORGANIZATION, "funder_"),
        Value("note", "A remark", Holds.PROSE),
    ),
)
CONTACT = Rows(
    "contact",
    "contact",
    "Whom to reach there, never published",
    (
        Value("office", "The office"),
        Value("person", "Who", Holds.PERSON, "person_id"),
        Value("email", "The e-mail address"),
        Value("telephone", "The telephone number"),
        Value("until", "The day until which this holds", Holds.DATE, "valid_until"),
    ),
    needs_first=False,
)
CLAIM = Rows(
    "claim",
    "reported_count",
    "A number that a source claims",
    (
        Value("measure", "What was counted", Measure),
        Value("value", "How many", Holds.INTEGER),
        Value("approximate", "Whether about so many", Holds.FLAG),
        Value("on", "When", Holds.DATE),
        Value("note", "A remark", Holds.PROSE),
    ),
    ("value",),
)
ACT = Rows(
    "act",
    "agreement_act",
    "What happened to it",
    (
        Value("kind", "What happened", ActKind),
        Value("on", "When", Holds.MOMENT),
        Value("by", "The party that acted alone", Holds.CITY, "city_id"),
        Value("mode", "Who did it, if not one party", ActMode),
        Value("until", "The last day of the term that it sets", Holds.MOMENT),
        Value("ground", "Why", Ground),
        Value("successor", "The agreement that takes its place", Holds.AGREEMENT, "successor_id"),
        Value("note", "A remark", Holds.PROSE),
    ),
    ("on",),
)
SIGNATORY = Rows(
    "signatory",
    "act_person",
    "Who signed",
    (Value("signatory", "`Busan: Name, Post`"),),
)
NAME = Rows(
    "name",
    "city_name",
    "Another name",
    (
        Value("name", "`ko: 부산`, or without a language", Holds.NAME_AND_LANGUAGE),
        Value("kind", "What sort of name", NameKind),
        Value("since", "Since when", Holds.DATE),
        Value("until", "Until when", Holds.DATE),
    ),
)
POST = Rows(
    "post",
    "person_post",
    "A post held",
    (
        Value("title", "The post"),
        Value("at", "Where", Holds.CITY_OR_ORGANIZATION),
        Value("start", "Since when", Holds.DATE),
        Value("end", "Until when", Holds.DATE),
    ),
)
