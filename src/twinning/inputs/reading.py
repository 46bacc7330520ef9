"""Reading what people write into inputs: options of commands, answers at a terminal, rows as `MAIN, word=value`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from twinning.domain.names import quote, with_article
from twinning.errors import InputError, UsageError
from twinning.inputs.children import ActInput, CitationInput
from twinning.inputs.declaring import (
    UNSET,
    ChildField,
    ChildInput,
    Input,
    InputField,
    RowNumber,
    children_of,
    fields_of,
    main_field,
    said_fields,
)
from twinning.inputs.kinds import read_whole_number

_NEXT_VALUE = re.compile(r",\s+(?=[a-z][a-z0-9-]*=)")  # the blank keeps a web address's own commas together

_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:$|,\s+(?=[a-z][a-z0-9-]*=))')

AnyInput = TypeVar("AnyInput", bound=Input)


def read_field(field: InputField, text: str) -> Mapping[str, Any]:
    """Return the values that a text gives, by the names of their fields: one, or of some kinds several.

    Raises InputError or UsageError, which name the field.
    """
    try:
        found = field.kind.read(text)
    except (InputError, UsageError) as error:
        raise type(error)(f"{field.word}: {error.message}", error.hint) from error
    return found if field.kind.fills else {field.name: found}


def read_input(
    input_class: type[AnyInput],
    values: Mapping[str, str],
    children: Mapping[str, Sequence[str]],
    clear: Sequence[str] = (),
) -> AnyInput:
    """Return an input from texts by the words of its fields; `clear` are the words of those to empty.

    Words that the input lacks are passed over. Raises what `read_field` and `read_row` raise, and UsageError for a
    value that cannot be empty.
    """
    found: dict[str, Any] = {}
    for field in said_fields(input_class):
        if (text := values.get(field.word)) is not None:
            found |= read_field(field, text)
        if field.word in clear:
            found |= _emptied(input_class, field)
    for child in children_of(input_class):
        found[child.name] = tuple(read_row(child, text) for text in children.get(child.word, ()))
    return input_class(**found)


def read_row(child: ChildField, text: str, *, whole: bool = True) -> ChildInput:
    """Return the row that `FIRST, word=…, word=…` stands for; the first value may have its word as well.

    A row that is to be added has to be `whole`, one that is to be found need not. Raises InputError, and UsageError
    for a word that such rows lack or that is said twice, and for a value that is missing.
    """
    fields = {field.word: field for field in said_fields(child.row)}
    lists = {each.word: each for each in _lists_of(child.row)}
    found: dict[str, Any] = {}
    for word, said in _parts(child.row, text):
        if (field := fields.pop(word, None)) is not None:
            found |= read_field(field, said)
        elif (listed := lists.pop(word, None)) is not None:
            found[listed.name] = tuple(read_row(listed, each) for each in said.split(";"))
        else:
            raise UsageError(
                f"{quote(word)} is no word of {with_article(child.word)}, or said twice",
                f"one has {', '.join(words_of_row(child.row))}",
            )
    row = child.row(**found)
    if whole:
        check_row(child.word, row)
    return row


def parted(text: str) -> tuple[str, str]:
    """Return what is said first of a row, and the rest of the text: `1000 KRW`, `, year=2020`."""
    first, *_ = _NEXT_VALUE.split(text, maxsplit=1)
    return first, text[len(first) :]


def words_of_row(row: type[ChildInput]) -> tuple[str, ...]:
    """Return the words with which a row is written, that of its main value first."""
    return (*(field.word for field in said_fields(row)), *(child.word for child in _lists_of(row)))


def read_sources(texts: Sequence[str] | None) -> tuple[CitationInput, ...]:
    """Return the citations that texts stand for, each a source and what it supports. Raises what `read_row` raises."""
    child = next(each for each in children_of(ActInput) if each.row is CitationInput)
    return tuple(read_row(child, text) for text in texts or ())  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes in a record: its values and the rows that come to it, and the rows that go."""

    input: Input
    remove: tuple[ChildInput | RowNumber, ...]


@dataclass(frozen=True, slots=True)
class ChangeTexts:
    """What changes in a record as people write it, by the words of its fields."""

    values: Mapping[str, str]
    clear: Sequence[str]
    add: Mapping[str, Sequence[str]]
    remove: Mapping[str, Sequence[str]]


def read_changes(input_class: type[Input], texts: ChangeTexts, record: str) -> Changes:
    """Return the changes that texts stand for; `record` is what messages call the record.

    Raises UsageError for a word that such a record lacks and for contradictions, and what `read_input` raises.
    """
    _check_words(input_class, texts, record)
    children = children_of(input_class)
    remove = ((child, text) for child in children for text in texts.remove.get(child.word, ()))
    return Changes(
        read_input(input_class, texts.values, texts.add, texts.clear),
        tuple(_read_sought(child, text) for child, text in remove),
    )


def _check_words(input_class: type[Input], texts: ChangeTexts, record: str) -> None:
    """Refuse words of other kinds of record, since `edit` takes those of all, and contradictions."""
    values = [field.word for field in said_fields(input_class)]
    rows = [child.word for child in children_of(input_class)]
    for word in (*texts.values, *texts.clear):
        if word in rows and word not in values:
            raise UsageError(
                f"{word} of {record} is a list, and not one value", f"--add-{word} or --remove-{word} changes it"
            )
    for words, known in (((*texts.values, *texts.clear), values), ((*texts.add, *texts.remove), rows)):
        for word in words:
            if word not in known:
                _check_is_of_no_row(input_class, word, record)
                raise UsageError(
                    f"{record}, of the kind {input_class.called}, has no {word}", f"it has {', '.join(known)}"
                )
    if both := sorted({*texts.values}.intersection(texts.clear)):
        raise UsageError(f"{both[0]} cannot be given and emptied at once", "leave one of the two out")


def _check_is_of_no_row(input_class: type[Input], word: str, record: str) -> None:
    """Raise UsageError that names the rows of a record which have this word, where there are such."""
    rows = [child.row for child in children_of(input_class) if child.row.numbered]
    having = [row for row in rows if word in {field.word for field in said_fields(row)}]
    if having:
        named = " or ".join(f"{record}/{row.table.rpartition('_')[2]}-1" for row in having)
        called = " or ".join(with_article(row.called) for row in having)
        raise UsageError(
            f"{word} is a value of {called} of {record}, not of the record itself", f"edit {named}, or another one"
        )


def _read_sought(child: ChildField, text: str) -> ChildInput | RowNumber:
    """Read which row is meant: by its number where such rows have one, else by its values."""
    if child.row.numbered and text.strip().isdecimal():
        return RowNumber(child.row, read_whole_number(text))
    return read_row(child, text, whole=False)


def check_row(word: str, row: ChildInput) -> None:
    """Raise UsageError or InputError where a row lacks what it needs; `word` is what the command line calls such."""
    row.check()
    main = main_field(type(row))
    if main.required and getattr(row, main.name) is UNSET:
        raise UsageError(f"{with_article(word)} needs {main.word}", "write it first, before the comma")
    needed = [field for field in said_fields(type(row)) if field.required]
    if missing := [field.word for field in needed if getattr(row, field.name) in (UNSET, None)]:
        given = ", ".join(f"{each}=…" for each in missing)
        raise UsageError(f"--{word} needs {' and '.join(missing)}", f'write it as --{word} "…, {given}"')


def _emptied(input_class: type[Input], field: InputField) -> Mapping[str, None]:
    if not field.may_be_empty:
        called = with_article(input_class.called)
        raise UsageError(f"{called} cannot be without {field.word}", "give it another value instead")
    return dict.fromkeys(field.kind.fills or (field.name,))


def _lists_of(row: type[ChildInput]) -> list[ChildField]:
    """Return the rows that can be written within another: those of one word, with semicolons between them."""
    return [child for child in children_of(row) if len(fields_of(child.row)) == 1]


def _parts(row: type[ChildInput], text: str) -> Iterator[tuple[str, str]]:
    """Give the words of a row with what is said for each; what stands in double quotes may hold anything."""
    words = words_of_row(row)
    rest = text.strip()
    if not re.match(rf"(?:{'|'.join(words)})=", rest):
        rest = f"{words[0]}={rest}"
    while rest:
        word, _, rest = rest.partition("=")
        if quoted := _QUOTED.match(rest):
            yield word, quoted[1].replace('""', '"')
            rest = rest[quoted.end() :]
            continue
        said, *more = _NEXT_VALUE.split(rest, maxsplit=1)
        if word == words[0] and (run_on := re.search(rf",({'|'.join(words)})=", said)):
            raise UsageError(f"a blank is missing after the comma before {run_on[1]}=", 'write it as "…, word=…"')
        yield word, said.strip()
        rest = more[0] if more else ""
