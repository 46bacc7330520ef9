"""How `import` takes a list: read, understood, tried, shown, and written once somebody at a terminal agreed."""

import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twinning.cli.importing.reading import opened_table
from twinning.cli.importing.rejects import RejectsFile, name_of_file, place_for_rejects, unless_all_rejected
from twinning.cli.options.lists import ListOptions
from twinning.cli.options.writing import Writing
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError, UsageError
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.domain.vocabulary import AgreementKind
    from twinning.exchange.lists.columns.mapping import ListMapping
    from twinning.exchange.lists.importing import ImportOutcome, ListImport
    from twinning.exchange.lists.tie_list import TieList
    from twinning.render import Document


def import_list_file(
    context: typer.Context, path: Path, given: ListOptions, chosen: Writing, listed_on: Callable[["TieList"], EdtfDate]
) -> None:
    """Import one list. `listed_on` says of which day it is, where that is needed and not given."""
    from twinning.exchange.lists.describing import remarks_on_reading

    mapping = mapping_of(given, _tie_fields())
    rejects = place_for_rejects(path, given.rejects, given.sheet)
    if given.save_mapping is not None:
        from twinning.exchange.lists.columns.mapping import check_mapping_place

        check_mapping_place(given.save_mapping)
    found = _read(path, mapping, given, allow_early=chosen.allow_unlikely)
    is_part = given.is_part or _is_of_rejects(path, found, given)
    if given.gazetteer:
        _add_gazetteer(found)
    for remark in remarks_on_reading(found):
        print_note(remark, sys.stderr)
    day = given.listed_on
    if day is None and found.ties.undated:
        day = listed_on(found)
    said = _said_again(name_of_file(path, found.sheet), rejects, given)
    to_keep = RejectsFile(rejects, found.header, found.saved, said)
    take_list(context, found, lambda session: _wanted(session, path, found, given, day, is_part), chosen, to_keep)
    if given.save_mapping is not None:
        from twinning.exchange.lists.columns.mapping import save_mapping, with_columns

        kept = save_mapping(given.save_mapping, with_columns(mapping, found.header, found.placed))
        print_note(f"how the file is read was kept in {kept}", sys.stderr)


def take_list(
    context: typer.Context,
    found: "TieList",
    wanted: Callable[["Session"], "ListImport"],
    chosen: Writing,
    rejects: RejectsFile,
) -> None:
    """Take a list into the register once somebody at a terminal agreed, and keep the rows that are rejected."""
    from twinning.db.log.history import reads_file
    from twinning.exchange.lists.describing import describe_import, remarks_on_outcome
    from twinning.exchange.lists.importing import import_list
    from twinning.exchange.lists.sources import check_day

    def change(session: "Session") -> "tuple[ImportOutcome, Document]":
        reads_file(session, found.sha256)
        how = wanted(session)
        check_day(session, how.listed_on)
        outcome = import_list(session, found, how)
        for remark in remarks_on_outcome(found, outcome):
            print_note(remark, sys.stderr)
        return outcome, describe_import(found, outcome)

    rejects.take(context, chosen, change, unless_all_rejected(found.name, f"{found.name} was imported"))


def _tie_fields() -> Collection[str]:
    from twinning.exchange.lists.columns.fields import list_fields

    return list_fields()


def mapping_of(given: ListOptions, fields: Collection[str]) -> "ListMapping":
    """Return how a file with these fields is to be read, as the command line and a kept mapping say it.

    Raises UsageError for what says nothing, InputError for a mapping that is none.
    """
    from twinning.domain.dates.printed_dates import DateOrder
    from twinning.exchange.lists.columns.mapping import ListMapping, load_mapping, read_pairs
    from twinning.exchange.lists.reading.tables import Layout

    orders = [each.value for each in DateOrder]
    if given.date_order not in (None, *orders):
        raise UsageError(f"{given.date_order!r} is no order of a date", f"one of {', '.join(orders)}")
    own = ListMapping(
        read_pairs(given.columns or (), "column of a field", fields),
        read_pairs(given.values or (), "value of a field", fields),
        read_pairs(given.aliases or (), "meaning of a text"),
        DateOrder(given.date_order) if given.date_order else None,
        Layout(given.encoding, given.delimiter, given.sheet),
    )
    return own if given.mapping is None else load_mapping(given.mapping, fields).with_said(own)


def _read(path: Path, mapping: "ListMapping", given: ListOptions, *, allow_early: bool) -> "TieList":
    from twinning.exchange.lists.columns.fields import is_known_column
    from twinning.exchange.lists.parsing import read_ties
    from twinning.exchange.lists.reading.tables import refused

    kind = _usual_kind(given)
    with opened_table(path, mapping.layout, is_known_column) as table:
        found = read_ties(table, mapping, given.city, usual_kind=kind, allow_early=allow_early)
    if not found.read:
        raise refused(found.name, "a header and no rows")
    return found


def _usual_kind(given: ListOptions) -> "AgreementKind":
    from twinning.domain.vocabulary import AgreementKind, parse_word

    return parse_word(AgreementKind, given.kind)


def _add_gazetteer(found: "TieList") -> None:
    """Let more be looked up of a list's new places. Raises UsageError where the gazetteer is not installed."""
    from twinning.exchange.lists.cities.gazetteer import ADDRESS, TITLE, Gazetteer, load_entries
    from twinning.exchange.lists.tie_list import SourceText

    found.gazetteer = Gazetteer(found.places, len(found.sources), load_entries())
    found.sources.append(SourceText(TITLE, ADDRESS))


def _is_of_rejects(path: Path, found: "TieList", given: ListOptions) -> bool:
    """Return whether a file has rejected rows of a list. Raises InputError where nothing says of which."""
    from twinning.exchange.lists.columns.no_rows import has_columns_of_rejects
    from twinning.exchange.lists.rejects import is_named_for_rejects, place_of_rejects

    is_named, is_of_rejects = is_named_for_rejects(path), has_columns_of_rejects(found.header)
    if is_of_rejects and not is_named and given.source is None:
        raise InputError(
            f"{path} has the columns of rejected rows, and nothing says of which list they are",
            f"name it, --source KEY, or call the file as the list is called: {place_of_rejects('LIST')}",
        )
    return is_named or is_of_rejects


def _said_again(name: str, rejects: Path, given: ListOptions) -> str | None:
    """Return the source that has to be said with a file of rejected rows; None where its name says it."""
    from twinning.domain.names import slug
    from twinning.exchange.lists.rejects import name_of_list

    is_called_so = given.source is None and name_of_list(rejects) == name
    return None if is_called_so else given.source or slug(name)


def _wanted(
    session: "Session", path: Path, found: "TieList", given: ListOptions, day: EdtfDate | None, is_part: bool
) -> "ListImport":
    """Return how a list is to be taken. Raises NotFoundError for a source that is none."""
    from twinning.domain.names import slug, title_of_file
    from twinning.exchange.lists.importing import ListImport
    from twinning.exchange.lists.sources import ListSource, find_list_source

    if given.source is not None:
        own = find_list_source(session, given.source)
    else:
        name = name_of_file(path, found.sheet)
        own = ListSource(slug(name), title_of_file(name), title_of_file(path.name))
    return ListImport(
        replace(own, speaks_for=given.speaks_for),
        _usual_kind(given),
        day,
        is_part,
    )
