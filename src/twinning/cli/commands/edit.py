"""`edit`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.asking.prompts import ask_which
from twinning.cli.context import reading
from twinning.cli.help_texts import with_readable_help
from twinning.cli.options.arguments import Reference, as_one, whole_number
from twinning.cli.options.inputs import ABOUT_SOURCE, about_source, given_texts, parameters_to_edit, words_to_clear
from twinning.cli.options.signatures import with_options
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.privacy.personal import line_of
from twinning.errors import UsageError
from twinning.inputs import SourceInput
from twinning.inputs.reading import Changes, ChangeTexts, read_changes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document

_Texts = Mapping[str, Mapping[str, Any]]


Clear = Annotated[
    list[str] | None,
    typer.Option(
        "--clear", help="Remove this value; may be repeated.", autocompletion=words_to_clear, metavar="OPTION"
    ),
]
UnchangedSince = Annotated[
    int | None,
    typer.Option(
        "--unchanged-since",
        help="Write nothing if somebody changed the record after this operation.",
        metavar="OPERATION",
        parser=whole_number("--unchanged-since", 1),
    ),
]
Mistyped = Annotated[
    bool,
    typer.Option(
        "--mistyped", help="The old value was a typing mistake: correct it also where sources are said to state it."
    ),
]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is changed of a record, as it was given on the command line."""

    record: str
    read: Callable[..., Changes]
    about: SourceInput
    unchanged_since: int | None
    mistyped: bool

    def make(self, session: "Session") -> "Document":
        """Change the record, and return what differs."""
        from twinning.actions.evidence.describing import describe_sources
        from twinning.actions.recording import records
        from twinning.db.log.history import names_by_reference, operation_id
        from twinning.queries.history.operations import list_changes

        found, input_class = records.find_editable(connection_of(session), self.record)
        names_by_reference(session, self.record, str(found))
        changes = self.read(input_class, record=str(found))
        describe_sources(session, getattr(changes.input, "sources", ()), self.about)
        records.edit(
            session,
            str(found),
            changes.input,
            remove=changes.remove,
            unchanged_since=self.unchanged_since,
            mistyped=self.mistyped,
        )
        return list_changes(connection_of(session), operation_id(session))


def _edit(
    context: typer.Context,
    record: Reference,
    clear: Clear = None,
    unchanged_since: UnchangedSince = None,
    mistyped: Mistyped = False,
    *,
    given: _Texts,
    writing: Writing,
) -> None:
    """Change a record, and show what differs.

    It takes the options of the command that adds such a record. What a record can have several of, such as names, is
    added with `--add-…` and removed with `--remove-…`. `twinning edit REF --help` shows only the options that fit that
    record.

    Examples:
      twinning edit busan-kr --add-name "ko: 釜山, kind=former" --latitude 35.1796 --longitude 129.0756

      twinning edit busan-kr--shanghai-cn --add-field culture --clear title

      twinning edit busan-kr--shanghai-cn --signed 1993-08-24 --dry-run

      twinning edit agreement:busan-kr--shanghai-cn/act-1 --note "In the city hall"
    """
    texts, about = _changes_given(given, clear, record)
    read = cache(partial(read_changes, texts=texts))  # once, though a change may be tried twice
    change = _Edit(as_one(record), read, about, unchanged_since, mistyped).make
    writing.perform(context, change, "the record was changed", Ask.AT_A_TERMINAL)


def _changes_given(
    given: _Texts, clear: Iterable[str] | None, record: Sequence[str]
) -> tuple[ChangeTexts, SourceInput]:
    """Return what is to be changed, and what is said of the sources that are cited. Raises UsageError for nothing."""
    words = [word.removeprefix("--") for word in clear or ()]
    texts = ChangeTexts(given["value"], words, given["add"], given["remove"])
    if not any((texts.values, texts.clear, texts.add, texts.remove)):
        raise UsageError("nothing to change was given", f"`twinning edit {line_of(record)} --help` lists what can be")
    about = about_source(given["value"]) if "source" in given["add"] else SourceInput()
    if about != SourceInput():
        texts = replace(texts, values={word: text for word, text in texts.values.items() if word not in ABOUT_SOURCE})
    return texts, about


def _texts(_context: typer.Context, chosen: Mapping[str, Any]) -> _Texts:
    return {prefix: given_texts(chosen, prefix) for prefix in ("value", "add", "remove")}


edit = with_writing(with_options(_edit, "given", parameters_to_edit(), _texts))


def describe_edit(context: typer.Context, record: Reference) -> None:
    """Show the help of `edit` with the options of one record alone: it stands for `edit REF --help`."""
    from twinning.actions.recording.records import find_editable

    with reading(context) as connection:
        found, input_class = ask_which(context, connection, lambda: find_editable(connection, as_one(record)))
    own = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
    own.command(epilog=f"These are the options for {found}.")(
        with_writing(with_options(_edit, "given", parameters_to_edit((input_class,)), _texts))
    )
    with_readable_help(typer.main.get_command(own))(args=["--help"], prog_name="twinning edit", standalone_mode=False)
