import io

import pytest

from hostile import TEXTS
from twinning.errors import InputError, TwinningError, UsageError
from twinning.inputs import RECORD_INPUTS, ActInput, CitationInput
from twinning.inputs.declaring import children_of, declared_names, said_fields
from twinning.inputs.kinds import read_email
from twinning.inputs.reading import ChangeTexts, read_changes, read_row, words_of_row
from twinning.inputs.records import ActivityInput, DelegationInput, EventInput, ExchangeProgramInput
from twinning.render.text import visible

CITATION = next(child for child in children_of(ActInput) if child.word == "source")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a-paper, field=note, value=Busan, Seoul", "Busan, Seoul"),
        ('a-paper, field=note, value="Busan, on=the coast"', "Busan, on=the coast"),
        ('a-paper, value="the ""old"" town, field=none", field=note', 'the "old" town, field=none'),
        ('"a-paper", field=note, value="quoted" and more', '"quoted" and more'),
    ],
)
def test_a_comma_in_a_value_is_kept_and_what_looks_like_another_word_stands_in_quotes(text, value):
    row = read_row(CITATION, text)
    assert isinstance(row, CitationInput)
    assert (row.source, row.field, row.value) == ("a-paper", "note", value)


def test_a_word_run_on_without_a_blank_is_still_refused():
    with pytest.raises(UsageError, match="blank is missing"):
        read_row(CITATION, "a-paper,field=note")


@pytest.mark.parametrize("text", ["kim@busan.example", " 부산시청@부산.한국 ", "o'hara+x@[192.0.2.1]"])
def test_an_e_mail_address_is_something_at_something(text):
    assert read_email(text) == text.strip()


@pytest.mark.parametrize("text", ["bad-mail", "@b.kr", "kim@", "kim @b.kr", "a@b.kr;c@d.kr", "", "kim@\u202e"])
def test_what_no_mail_can_be_sent_to_is_no_e_mail_address(text):
    with pytest.raises(InputError):
        read_email(text)


@pytest.mark.parametrize("kind", [DelegationInput, EventInput, ExchangeProgramInput])
def test_every_activity_is_asked_when_what_how_many_where_who_and_what_else_in_one_order(kind):
    own = {"purpose", "size", "venue", "shown", "attendance", "participants"}
    names = declared_names(kind)
    assert [name for name in names if name not in own] == declared_names(ActivityInput)
    assert own.isdisjoint(names[: names.index("duration") + 1] + names[names.index("approximate") :])


def texts_of(input_class):
    """Give changes of a record that say each hostile text in each place: a value, a row's value, a row that goes."""
    for text in TEXTS.values():
        for field in said_fields(input_class):
            yield ChangeTexts({field.word: text}, (), {}, {})
        for child in children_of(input_class):
            yield ChangeTexts({}, (), {}, {child.word: [text]})
            for word in words_of_row(child.row):
                yield ChangeTexts({}, (), {child.word: [f"{word}={text}"]}, {})


def refusal_of(input_class, texts):
    """Return what is said of changes that are refused; nothing of those that are taken."""
    try:
        read_changes(input_class, texts, "it")
    except TwinningError as error:
        return f"{error.message} {error.hint}"
    return ""


@pytest.mark.parametrize("input_class", RECORD_INPUTS, ids=lambda each: each.called)
def test_every_place_takes_a_hostile_text_as_text_or_refuses_it_in_a_short_message(input_class, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))  # which `-` stands for where a file is named
    for texts in texts_of(input_class):
        assert len(visible(refusal_of(input_class, texts))) < 1000, texts
