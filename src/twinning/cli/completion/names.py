"""Completion of names, keys and numbers from the register's file: offering what `queries.completion` finds there.

Nothing here raises or prints: a shell that completes shows whatever comes, and zsh evaluates it.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import typer

from twinning.errors import TwinningError
from twinning.queries import completion
from twinning.settings import Settings, default_database


def _completer(table: str) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes a record of a table: its name as typed, or its key where shells would split the name."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        return _offers(context, incomplete, table)

    return complete


complete_city = _completer("city")
complete_agreement = _completer("agreement")
complete_activity = _completer("activity")
complete_person = _completer("person")
complete_organization = _completer("organization")
complete_source = _completer("source")


def complete_reference(context: typer.Context, incomplete: str) -> list[str]:
    """Return the records of every kind that begin like this; behind `KEY/`, the citations of that source."""
    if "/" in incomplete:
        return complete_citation(context, incomplete)
    table, colon, begun = incomplete.partition(":")
    if colon and table in completion.RECORDS:
        return [f"{table}:{offered}" for offered in _offers(context, begun, table)]
    return _offers(context, incomplete, *completion.RECORDS)


def complete_citation(context: typer.Context, incomplete: str) -> list[str]:
    """Return the citations of the source whose key stands before the slash; before there is one, the sources."""
    source, slash, child = incomplete.partition("/")
    table, colon, key = source.rpartition(":")
    path = _file(context)
    if table not in ("", "source") or path is None:
        return []
    if not slash:
        return [f"{table}{colon}{offered}/citation-" for offered in _offers(context, key, "source")]
    digits = "" if "citation-".startswith(child) else child.removeprefix("citation-")
    return [f"{source}/citation-{number}" for number in completion.find_citations(path, key, digits)]


def complete_operation(context: typer.Context, incomplete: str) -> list[str]:
    """Return the numbers of operations that begin like this, the latest first."""
    path = _file(context)
    return [str(number) for number in completion.find_operations(path, incomplete)] if path else []


def _offers(context: typer.Context, incomplete: str, *tables: str) -> list[str]:
    text, path = incomplete.strip("\"'"), _file(context)
    found = completion.find_records(path, tables, text) if path else []
    names = {each.name: each.key for each in found if each.name.startswith(text)}
    named = set(names.values())
    by_key = {_begun(text, each.key) if each.in_capitals else each.key for each in found if each.key not in named}
    return sorted({*names, *by_key})


def _begun(text: str, key: str) -> str:
    """Return a key that begins as it was typed: shells drop what begins with other capitals."""
    return f"{text}{key[len(text) :]}" if key.startswith(text.lower()) else key


def _file(context: typer.Context) -> Path | None:
    """Return the register's file, from the parsed option: root callbacks do not run in completion."""
    option = context.find_root().params.get("database_address")
    try:
        setting = Settings({"database": option}).get("database")
        if setting is None:
            return default_database()
        named = setting.value
        if "://" not in named:
            return Path(named).expanduser()
        return Path(unquote(named.removeprefix("sqlite:///"))) if named.startswith("sqlite:///") else None
    except (TwinningError, RuntimeError):  # a configuration file that cannot be read, or a user without a home
        return None
