import pytest

from twinning.errors import UsageError
from twinning.inputs import ActInput, CitationInput
from twinning.inputs.declaring import children_of
from twinning.inputs.reading import read_row

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
