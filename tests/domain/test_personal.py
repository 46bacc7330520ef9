"""What a recorded command says of people: its options, and none of their values."""

import pytest

from twinning.domain.privacy.personal import with_reference, without_any_value, without_personal_values


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["add-person", "Kim", "--summary", "Mayor"], ["add-person", "…", "--summary", "…"]),
        (["add-person", "--summary=Mayor", "Kim"], ["add-person", "--summary=…", "…"]),
        (["edit", "person:kim", "--name", "Kim"], ["edit", "person:kim", "--name", "…"]),
        (["add-city", "Kim", "--name", "ko: 김"], ["add-city", "Kim", "--name", "ko: 김"]),
        (
            ["renew-agreement", "a--b", "--signatory=Kim", "--on", "2"],
            ["renew-agreement", "a--b", "--signatory=…", "--on", "2"],
        ),
        (["edit", "busan-kr", "--add-contact", "--email", "--on"], ["edit", "busan-kr", "--add-contact", "…", "--on"]),
    ],
)
def test_no_value_that_tells_of_a_person_is_kept(words: list[str], kept: list[str]) -> None:
    assert without_personal_values(words) == kept


def test_of_a_command_about_people_alone_the_options_stay() -> None:
    assert without_any_value("edit person:kim --name 'Kim Minji' --yes") == "edit person:kim --name … --yes"
    assert without_any_value("add-person Kim -x") == "add-person … -x"
    assert without_any_value("library's add_person(Kim)") == "library's add_person(Kim)"


def test_a_name_of_one_word_or_several_becomes_a_reference() -> None:
    assert with_reference("log 'Kim Minji' --json", "Kim Minji", "person:kim") == "log person:kim --json"
    assert with_reference("log Kim Minji", "Kim Minji", "person:kim") == "log person:kim"
    assert with_reference("the town's Kim", "Kim", "person:kim") == "the town's person:kim"
