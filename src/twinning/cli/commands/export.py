"""`export`: the register as a data package, or its ties as a file for other tools."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.context import reading
from twinning.cli.options.arguments import AsOf
from twinning.cli.options.output import MARK_HELP, Output, print_lines
from twinning.cli.output.files import check_no_register, would_be_lost, write_file
from twinning.cli.output.leftovers import clean_up_beside
from twinning.domain.dates import today
from twinning.errors import UsageError
from twinning.exchange.exports.files import FORMATS, PACKAGE, STREAMED, format_of
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.exchange.exports.chosen import Chosen
    from twinning.exchange.exports.quickstatements import Statements

_LISTED = 10
_MARKED = ("csv", "tsv")
_TABLES = (*_MARKED, "xlsx")


def export(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(help="A folder for the data package, or a file; - is standard output.", metavar="PATH")
    ],
    export_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=f"One of {', '.join(FORMATS)}; if not said, what the suffix of the file says.",
            autocompletion=lambda: list(FORMATS),
            metavar="FORMAT",
        ),
    ] = None,
    as_of: AsOf = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="Take what is marked internal into the file; a package always has it.")
    ] = False,
    without: Annotated[
        Path | None,
        typer.Option(
            "--without",
            help="An export of Wikidata (pairs of ids, or SPARQL results): leave out the statements that it has.",
            metavar="FILE",
        ),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help=MARK_HELP)] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Export the whole register but its history as a data package, or its ties as a file for other tools.

    Examples:
      twinning export register-2026

      twinning export ties.xlsx

      twinning export network.graphml

      twinning export map.geojson

      twinning export statements.qs

      twinning export register-for-others.sqlite
    """
    chosen = format_of(path, export_format)
    _check(path, chosen, without, bom=bom, force=force)
    with reading(context) as connection:
        if chosen == PACKAGE:
            _export_package(connection, path)
        elif chosen == "sqlite":
            _export_sqlite(connection, path, internal=internal)
        elif chosen in _TABLES:
            target = None if str(path) == "-" else path
            output = Output(chosen, target, raw=False, bom=bom, language=None, force=force)
            _export_table(connection, output, as_of or today(), internal=internal)
        else:
            _export_ties(connection, path, chosen, as_of or today(), without, internal=internal, force=force)


def _check(path: Path, chosen: str, without: Path | None, *, bom: bool, force: bool) -> None:
    """Refuse what does not go with a format, and a place that is not free. Raises UsageError, InputError."""
    if without is not None and chosen != "quickstatements":
        raise UsageError("--without is for statements for Wikidata", "add --format quickstatements")
    if bom and chosen not in _MARKED:
        raise UsageError(f"--bom is for {' and '.join(_MARKED)}, and this is {chosen}", "leave it out")
    if str(path) == "-" and chosen not in STREAMED:
        raise UsageError(f"{chosen} is not written to standard output", "name a file or a folder")
    if str(path) != "-":
        clean_up_beside(path)
        if chosen in STREAMED and not force:
            check_no_register(path)


def _export_package(connection: "Connection", folder: Path) -> None:
    from twinning.exchange.package.exporting import export_package

    counts = export_package(connection, folder)
    print_note(f"{sum(counts.values())} rows of {len(counts)} tables written to {folder}", sys.stderr)


def _export_sqlite(connection: "Connection", path: Path, *, internal: bool) -> None:
    from twinning.exchange.exports.sqlite import export_sqlite

    rows = export_sqlite(connection, path, internal=internal)
    left_out = "" if internal else ", without what is internal"
    print_note(f"{rows} rows{left_out} written to {path}", sys.stderr)


def _export_table(connection: "Connection", output: Output, as_of: str, *, internal: bool) -> None:
    from twinning.exchange.exports.ties import list_ties

    output.show(list_ties(connection, as_of, internal=internal))
    _tell_left_out(connection, internal=internal)


def _export_ties(
    connection: "Connection", path: Path, format: str, as_of: str, without: Path | None, *, internal: bool, force: bool
) -> None:
    from twinning.exchange.exports.chosen import choose
    from twinning.exchange.exports.quickstatements import stating

    if format == "quickstatements":
        with stating(connection, as_of, without, internal=internal) as found:
            _tell_statements(found)
            _write(path, found.lines(), force=force)
    else:
        _write(path, _drawn(format)(choose(connection, as_of, internal=internal)), force=force)
        _tell_rule()
    _tell_left_out(connection, internal=internal)


def _tell_left_out(connection: "Connection", *, internal: bool) -> None:
    from twinning.exchange.exports.chosen import count_internal

    if not internal and (left_out := count_internal(connection)):
        print_note(f"internal agreements left out: {left_out}; --internal takes them too", sys.stderr)


def _drawn(format: str) -> Callable[["Chosen"], Iterator[str]]:
    from twinning.exchange.exports import geojson, graphs

    return {"graphml": graphs.graphml, "edges": graphs.edge_list, "geojson": geojson.geojson}[format]


def _tell_rule() -> None:
    from twinning.queries.network import RULE

    print_note(RULE, sys.stderr)


def _tell_statements(found: "Statements") -> None:
    print_note(f"{found.new} statements, {found.known} more are in Wikidata already", sys.stderr)
    if found.without_id:
        shown = ", ".join(found.without_id[:_LISTED]) + (" …" if len(found.without_id) > _LISTED else "")
        print_note(f"{len(found.without_id)} cities with ties have no Wikidata id: {shown}", sys.stderr)


def _write(path: Path, lines: Iterator[str], *, force: bool) -> None:
    if str(path) == "-":
        print_lines(lines)
        return
    if path.is_file() and not force:
        raise would_be_lost(path, "exists already")
    write_file(path, lambda stream: stream.writelines(lines))
