import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinning.db.models import Base
from twinning.db.references import CHILDREN, HISTORY, KEYED, LINKS, PARENTS, Reference, child_table, parse_reference

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1)
TABLES = st.none() | st.sampled_from(KEYED)
NUMBERS = st.integers(0, 999_999_999)
RECORDS = st.builds(Reference, TABLES, KEYS)
CHILD_RECORDS = st.builds(Reference, TABLES, KEYS, st.sampled_from(sorted(CHILDREN.values())), NUMBERS)
REPEATABLE = settings(max_examples=300, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("busan-kr", Reference(None, "busan-kr")),
        ("city:busan-kr", Reference("city", "busan-kr")),
        ("busan-kr--chicago-us--2", Reference(None, "busan-kr--chicago-us--2")),
        ("agreement:busan-kr--chicago-us/act-1", Reference("agreement", "busan-kr--chicago-us", "act", 1)),
        ("busan-kr/name-12", Reference(None, "busan-kr", "name", 12)),
    ],
)
def test_a_reference_is_table_key_and_child(text, reference):
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Busan",
        "부산",
        "busan kr",
        "busan_kr",
        " busan-kr",
        "busan-kr\n",
        "city:",
        ":busan-kr",
        "town:busan-kr",
        "city_name:busan-kr",
        "city:city:busan-kr",
        "busan-kr/",
        "busan-kr/act",
        "busan-kr/act-",
        "busan-kr/act-x",
        "busan-kr/act--1",
        "busan-kr/act-１",
        "busan-kr/act-1/act-2",
        "busan-kr/agreement-1",
        "busan-kr/act-1000000000",
    ],
)
def test_what_is_not_of_that_form_is_no_reference(text):
    assert parse_reference(text) is None


@given(RECORDS | CHILD_RECORDS)
@REPEATABLE
def test_a_reference_reads_back_as_it_was_written(reference):
    assert parse_reference(str(reference)) == reference


@given(st.text())
@REPEATABLE
def test_any_text_is_a_reference_or_none(text):
    reference = parse_reference(text)
    assert reference is None or parse_reference(str(reference)) == reference


def test_a_record_is_in_the_table_of_its_child_or_in_its_own():
    assert parse_reference("city:busan-kr").record_table == "city"
    assert parse_reference("city:busan-kr/name-1").record_table == "city_name"
    assert parse_reference("busan-kr").record_table is None


def test_every_table_but_history_is_named_by_key_under_a_parent_or_with_what_it_hangs_on():
    assert {*KEYED, *CHILDREN, *LINKS} == Base.metadata.tables.keys() - {*HISTORY, "key_alias"}


def test_what_names_the_parents_of_a_table_are_its_columns_and_lead_there():
    for table, columns in PARENTS.items():
        for column, parent in columns.items():
            targets = {key.column.table.name for key in Base.metadata.tables[table].c[f"{column}_id"].foreign_keys}
            assert parent in targets


def test_the_children_of_a_record_are_told_apart_by_their_words():
    for table, word in CHILDREN.items():
        for parent in PARENTS[table].values():
            assert child_table(word, parent) == table


def test_what_has_a_number_under_a_record_and_can_be_cited_has_a_word():
    assert CHILDREN["agreement_act"] == "act"
    assert CHILDREN["reported_count"] == "count"
    assert LINKS["activity_place"] == "activity"  # it has a number, but is cited on its activity
    assert LINKS["act_person"] == "act"
    assert PARENTS["city_succession"] == {"old_city": "city"}
