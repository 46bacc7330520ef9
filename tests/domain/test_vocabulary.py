import re
from enum import StrEnum

import pytest

from twinning.db.models import Base
from twinning.db.types import Word
from twinning.domain import vocabulary
from twinning.domain.agreements import acts
from twinning.errors import UsageError

LISTS = [
    each
    for module in (vocabulary, acts)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, StrEnum)
]


@pytest.mark.parametrize("words", [each for each in LISTS if each is not StrEnum])
def test_words_are_snake_case_and_named_after_themselves(words):
    for word in words:
        assert re.fullmatch("[a-z]+(_[a-z]+)*", word.value)
        assert word.name == word.value.upper()
    assert len(set(words)) == len(words.__members__)


def test_every_list_is_stored_but_the_status_which_is_derived():
    stored = {
        column.type.words
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Word)
    }
    assert {each for each in LISTS if each is not StrEnum} - stored == {vocabulary.Status}


def test_the_first_kinds_and_statuses_rank_highest():
    assert [*vocabulary.AgreementKind][:2] == ["sister_city", "friendship_city"]
    assert [*vocabulary.Status][:7] == [
        "active", "disputed", "suspended", "expired", "superseded", "ended", "unknown"
    ]  # fmt: skip


@pytest.mark.parametrize("words", [each for each in LISTS if each is not StrEnum])
def test_a_word_is_found_by_itself_and_by_what_it_alone_begins_with(words):
    for word in words:
        assert vocabulary.parse_word(words, f" {word.value.title().replace('_', '-')} ") is word
        first = word.value.partition("_")[0]
        alone = [each for each in words if each.value.startswith(f"{first}_")] == [word]
        if alone and first not in set(words):
            assert vocabulary.parse_word(words, first) is word


def test_half_a_part_of_a_word_is_none():
    with pytest.raises(UsageError, match="is not on the list"):
        vocabulary.parse_word(vocabulary.AgreementKind, "sis")
