"""The options that every listing and report takes, and the one object that knows what was chosen.

A command declared with `@with_output` gets an `Output` and shows its document on it; no command looks at a format.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from twinning.cli.context import reading, settings_of
from twinning.cli.options.signatures import parameters_of, with_options
from twinning.cli.output.files import check_no_register, would_be_lost, write_file
from twinning.cli.output.pager import show_in_pager
from twinning.cli.output.streams import check_written
from twinning.db.storage.files import unwritable
from twinning.errors import UsageError
from twinning.render import BINARY, DATA, FORMATS, SUFFIXES, Document, Options, notes_of, write
from twinning.render.languages.saying import translated
from twinning.render.terminal.messages import print_note
from twinning.rows import Listing
from twinning.rows.arranging.streaming import is_read, read_short
from twinning.settings import Settings

if TYPE_CHECKING:
    from twinning.rows.arranging.arrangement import Arrangement

_PANEL = "Output"
_STANDARD_OUTPUT = Path("-")
_FILE_WIDTH = 80  # of a table in a file, which somebody reads or prints


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how a command's document is written."""

    format: str
    path: Path | None
    raw: bool
    bom: bool
    language: str | None
    force: bool = False
    arrangement: "Arrangement | None" = None
    city_names: Callable[[str], Mapping[str, str]] | None = None

    def show(
        self, document: Document, *, explained: bool = False, finish_reading: Callable[[], None] = lambda: None
    ) -> None:
        """Write a document to standard output or to the file, and its notes to standard error.

        With `explained`, the keys behind its numbers are written instead. A reader that stops reading is no error. A
        long list is read from the register while it is written; `finish_reading` is called as soon as nothing more is
        to be read, so that who reads the output does not hold up who writes to the register. Raises InputError where
        the file cannot be written, and UsageError for a column that a listing does not have.
        """
        read = read_short(self._explained(document) if explained else self._arranged(document))
        document = self._with_city_names(read, self._spoken)
        notes = notes_of(document, self.format)
        if is_read(document):
            finish_reading()
        if self.path is not None:
            self._write_file(self.path, document)
        else:
            plain = os.environ.get("TERM") == "dumb"
            options = Options(self.raw, self.bom, *self._screen(), self.language, plain)
            _write_out(document, self.format, options, finish_reading)
        for note in notes:
            print_note(translated(note, self._spoken), sys.stderr)

    @property
    def _spoken(self) -> str | None:
        """The language in which the document speaks: none in a format for programs."""
        return None if self.format in DATA else self.language

    def _with_city_names(self, document: Document, language: str | None) -> Document:
        if language is None or self.city_names is None:
            return document
        from twinning.render.languages.cities import has_cities, with_city_names

        return with_city_names(document, self.city_names(language)) if has_cities(document) else document

    def _write_file(self, path: Path, document: Document) -> None:
        if not self.force:
            _check_target(path, document, self.format)
        width = None if self.format != FORMATS[0] or self._has_chosen_columns else _FILE_WIDTH
        options = Options(self.raw, self.bom, width, language=self.language, whole=True)
        write_file(path, lambda stream: write(document, self.format, stream, options))

    def preview(self, document: Document) -> None:
        """Write a document to standard error, for somebody who is to agree to it."""
        shown = self._with_city_names(document, self.language)
        write(shown, FORMATS[0], sys.stderr, Options(False, False, *screen_of(sys.stderr), self.language))
        for note in shown.notes:
            print_note(translated(note, self.language), sys.stderr, belongs_to_question=True)

    def _explained(self, document: Document) -> Document:
        """Return what is behind the numbers of the rows and columns that would be shown."""
        from twinning.rows.arranging.arrangement import Arrangement
        from twinning.rows.tracing import explain

        arrangement = self.arrangement or Arrangement()
        names = [name.replace("-", "_") for name in arrangement.columns]
        arranged = replace(arrangement, columns=())
        if isinstance(document, Listing):
            return explain(arranged.of(document), names)
        return arranged.of(explain(document, names))

    def _arranged(self, document: Document) -> Document:
        if self.arrangement is None:
            return document
        return self.arrangement.of(document) if isinstance(document, Listing) else self.arrangement.of_one(document)

    def _screen(self) -> tuple[int | None, bool]:
        """Return the width and colour of standard output; a table of chosen columns has the width that it needs."""
        width, color = screen_of(sys.stdout)
        return None if self.format == FORMATS[0] and self._has_chosen_columns else width, color

    @property
    def _has_chosen_columns(self) -> bool:
        return self.arrangement is not None and bool(self.arrangement.columns)

    @property
    def is_screen(self) -> bool:
        """Whether a person at a terminal reads it, as `preview` shows it."""
        return self.path is None and self.format == FORMATS[0] and sys.stdout.isatty()


def screen_of(stream: TextIO) -> tuple[int | None, bool]:
    """Return how many cells a line of a terminal has, None for what is no terminal; and whether it gets colours.

    A terminal that has colours gets them. NO_COLOR (https://no-color.org) takes them away, and else FORCE_COLOR
    (https://force-color.org) gives them to whatever reads; `--color` sets the two.
    """
    is_terminal = stream.isatty()
    has_colors = is_terminal and os.environ.get("TERM") != "dumb"
    color = not os.environ.get("NO_COLOR") and (has_colors or bool(os.environ.get("FORCE_COLOR")))
    return shutil.get_terminal_size().columns if is_terminal else None, color


def with_output(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that has a parameter `output: Output` the options that choose it."""
    return with_options(command, "output", CHOICES, output_of)


def output_of(context: typer.Context, chosen: Mapping[str, Any]) -> Output:
    """Return the output that the options of `CHOICES` choose, for documents of the register of this run.

    Raises UsageError, and InputError for a configuration file.
    """
    output = choose_output(settings_of(context), chosen)
    return replace(output, city_names=lambda language: _city_names(context, language))


def _city_names(context: typer.Context, language: str) -> Mapping[str, str]:
    from twinning.queries.lookup.names_of_cities import names_of_cities

    with reading(context) as connection:
        return names_of_cities(connection, language)


def choose_output(settings: Settings, chosen: Mapping[str, Any]) -> Output:
    """Return the output that the options of `CHOICES` choose, and the settings where they leave it open.

    Raises UsageError, and InputError for a configuration file.
    """
    return _choose(settings, _Options(**chosen))


MARK_HELP = "Begin CSV and TSV with the mark by which Excel knows UTF-8."


@dataclass(repr=False, eq=False)
class _Options:
    """The options of every listing and report, by the names of their values."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=f"One of {', '.join(FORMATS)}.",
            autocompletion=lambda: list(FORMATS),
            metavar="FORMAT",
            rich_help_panel=_PANEL,
        ),
    ] = None
    csv: Annotated[bool, typer.Option("--csv", help="Short for --format csv.", rich_help_panel=_PANEL)] = False
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.", rich_help_panel=_PANEL)] = False
    path: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, whose suffix chooses the format; - is standard output.",
            rich_help_panel=_PANEL,
        ),
    ] = None
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help="Write cells that begin with =, +, - or @ as they are; a spreadsheet may run them as formulas.",
            rich_help_panel=_PANEL,
        ),
    ] = False
    bom: Annotated[bool, typer.Option("--bom", help=MARK_HELP, rich_help_panel=_PANEL)] = False
    force: Annotated[
        bool,
        typer.Option("--force", help="Let -o replace a file that is not such a report.", rich_help_panel=_PANEL),
    ] = False


def _choose(settings: Settings, given: _Options) -> Output:
    words = (("csv", given.csv), ("json", given.json), (given.format, given.format is not None))
    named = {name for name, on in words if on}
    if len(named) > 1:
        raise UsageError("only one format can be written at a time", "give one of --format, --csv and --json")
    path = None if given.path == _STANDARD_OUTPUT else given.path
    suffixed = SUFFIXES.get(path.suffix.lower()) if path else None
    chosen = str(named.pop()) if named else suffixed or _usual_format(settings, path)
    if chosen not in FORMATS:
        raise UsageError(f"there is no format {chosen!r}", f"one of {', '.join(FORMATS)}")
    if path is not None and not given.force:
        check_no_register(path)
    return Output(chosen, path, given.raw, given.bom, language_of(settings), given.force)


CHOICES = parameters_of(_Options)
"""The options of every listing and report, as parameters."""


_NEAREST = {
    ".pdf": "write .html, and print that as PDF in a browser; or .docx",
    **dict.fromkeys((".xls", ".ods"), "write .xlsx, which other programs for spreadsheets open too"),
    **dict.fromkeys((".doc", ".odt", ".rtf"), "write .docx, which other word processors open too"),
    **dict.fromkeys((".jpg", ".jpeg", ".gif"), "write .png or .svg"),
    ".htm": "write .html",
    ".ical": "write .ics",
}
"""What to write in place of a file that people ask for, and that is none of the formats."""


def _unknown_suffix(path: Path) -> UsageError:
    if nearest := _NEAREST.get(path.suffix.lower()):
        return UsageError(f"{path.name} is of a format that is not written", nearest)
    return UsageError(f"{path.name} has no suffix that tells the format", f"add --format, one of {', '.join(FORMATS)}")


def _usual_format(settings: Settings, path: Path | None) -> str:
    setting = settings.get("format")
    if path is not None and (setting is None or path.suffix.lower() in _NEAREST):
        raise _unknown_suffix(path)
    if setting is not None and setting.value not in FORMATS:
        raise UsageError(f"{setting.origin}: there is no format {setting.value!r}", f"one of {', '.join(FORMATS)}")
    return setting.value if setting else FORMATS[0]


def language_of(settings: Settings) -> str | None:
    """Return the language in which people read, None where none is chosen. Raises UsageError for one that is none."""
    setting = settings.get("language")
    if setting is not None:
        from twinning.render.languages.wording import check_language

        check_language(setting.value, setting.origin)
    return setting.value if setting else None


def print_out(text: str) -> None:
    """Write a text to standard output, in a pager where it is longer than the screen. Raises InputError.

    A reader that stops reading is no error.
    """
    with _standard_output() as stream:
        if not show_in_pager(text):
            stream.write(text)


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output as they come; to a screen all at once, as `print_out` does. Raises InputError."""
    if sys.stdout.isatty():
        print_out("".join(lines))
        return
    with _standard_output() as stream:
        stream.writelines(lines)


def _write_out(document: Document, chosen: str, options: Options, finish_reading: Callable[[], None]) -> None:
    if chosen in BINARY and sys.stdout.isatty():
        raise UsageError(f"{chosen} cannot be shown on a screen", f"add -o FILE.{chosen}")
    if sys.stdout.isatty():
        text = StringIO(newline="")
        write(document, chosen, text, options)
        finish_reading()
        print_out(text.getvalue())
        return
    with _standard_output() as stream:
        write(document, chosen, stream, options)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="")
    try:
        yield stream
        stream.flush()
    except OSError as error:
        check_written(error)


def _check_target(path: Path, document: Document, chosen: str) -> None:
    """Refuse to replace what is no report. Raises InputError."""
    from twinning.queries.reports import list_outlines
    from twinning.render.documents.recognition import may_replace

    try:
        if not path.is_file():
            return
        reports = [outline.columns for outline in list_outlines()]
        may_go = may_replace(path.resolve(), document, chosen, reports)
    except OSError as error:
        raise unwritable(path, error) from error
    if not may_go:
        raise would_be_lost(path, f"is not a {chosen} report that this program wrote")
