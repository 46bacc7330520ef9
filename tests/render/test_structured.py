"""JSON and JSON Lines."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from render.rendering import BUSAN, CHICAGO, any_texts, cells, dangers, dossier, listing, rendered

BUSAN_OBJECT = {"city": "Busan", "last_activity": "1966-06-30", "events": 12, "one_sided": True, "tie_id": 1}
CHICAGO_OBJECT = {"city": "Chicago", "last_activity": None, "events": None, "one_sided": False, "tie_id": 2}


def test_json_is_a_list_of_objects_indented_by_two():
    expected = json.dumps([BUSAN_OBJECT, CHICAGO_OBJECT], indent=2) + "\n"
    assert rendered(listing(BUSAN, CHICAGO), "json") == expected


def test_json_without_rows_is_an_empty_list():
    assert rendered(listing(), "json") == "[]\n"


def test_jsonl_is_one_object_a_line_and_nothing_without_rows():
    lines = rendered(listing(BUSAN, CHICAGO), "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [BUSAN_OBJECT, CHICAGO_OBJECT]
    assert rendered(listing(), "jsonl") == ""


def test_names_are_written_in_their_own_script():
    assert rendered(cells("부산"), "jsonl") == '{"text": "부산"}\n'


def test_a_dossier_is_one_object_with_facts_and_sections_as_members():
    expected: dict[str, object] = {"name": "Busan", "first_tie": "1966", "ended": None, "member": True}
    expected |= {"ties": [BUSAN_OBJECT], "open_promises": []}
    assert rendered(dossier(), "json") == json.dumps(expected, indent=2) + "\n"
    assert rendered(dossier(), "jsonl") == json.dumps(expected) + "\n"


def test_a_lone_surrogate_and_a_change_of_direction_are_escaped():
    assert rendered(cells("a\udc80\u202eb\x9b"), "jsonl") == '{"text": "a\\udc80\\u202eb\\u009b"}\n'


@given(values=st.lists(any_texts, max_size=5))
@settings(max_examples=200, derandomize=True)
def test_json_loads_back_and_holds_nothing_that_may_not_reach_a_screen(values):
    text = rendered(cells(*values), "json")
    assert [member["text"] for member in json.loads(text)] == [joined(value) for value in values]
    assert dangers(text) <= {"\n"}


@given(values=st.lists(any_texts, max_size=5))
@settings(max_examples=200, derandomize=True)
def test_each_line_of_jsonl_loads_back_however_lines_are_split(values):
    lines = rendered(cells(*values), "jsonl").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [joined(value) for value in values]


def joined(text):
    """Give the text as JSON does, where two surrogates that fit each other are one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
