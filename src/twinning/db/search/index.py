"""The texts that `search` reads: those of each row, folded, kept beside its digest, and on SQLite an index of them.

Texts are folded by the program, which no database can do, so they are kept as `row_digest.texts` and written with the
digest: by every writer, in the transaction that wrote the row. Each has a mark before it, which says whether it is a
name, and one after it, so that a text that begins with what is looked for is found as one that holds it is.

On SQLite `search_index` (FTS5, without texts of its own) knows in which rows three characters stand after one another.
PostgreSQL has the same of its extension pg_trgm, where that can be had. Where it cannot, the server reads the kept
texts, and finds the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, Final

from sqlalchemy import Connection, Text
from sqlalchemy.exc import DBAPIError

from twinning.db.bulk import Rows
from twinning.db.tables import table_named
from twinning.domain.names import fold, fold_all
from twinning.domain.progress import followed

SEARCHED: Final = (
    *("city", "agreement", "activity", "person", "organization", "source"),
    *("city_name", "city_succession", "agreement_act", "person_name", "person_post", "contact", "commitment"),
    *("expense", "reported_count", "citation", "agreement_field", "agreement_party", "city_identifier"),
    *("activity_field", "activity_organization", "activity_person", "activity_place", "agreement_organization"),
    *("act_person", "reported_count_kind"),
)
"""The tables that are searched, in the order in which what they hold is found.

A row's number in the index rests on the place of its table: a new table goes to the end, and none ever leaves.
"""

NAMES: Final = ("name", "title")
"""The columns of what a record is called."""

CATCH_UP = "twinning_catch_up"
"""What a connection's `info` has while a session writes: a function that enters what the session wrote so far."""

NAME, TEXT, END = "\n", "\t", " "
"""What is written before a name and before any other text, and after either; folding leaves none of these."""

_NOT_SEARCHED = ("folded", "sha256", "field")
_DATE_PARTS = ("_earliest", "_latest")
_PLACE_BITS = 40
_FEW = 100

_MAKE = """
CREATE VIRTUAL TABLE {index} USING fts5(
    texts, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
)
"""
_MAKE_ON_SERVER = "CREATE INDEX ix_row_digest_texts ON row_digest USING gin (texts {operators})"
_MAY_BE_ADDED = "SELECT FROM pg_available_extensions WHERE name = 'pg_trgm' AND installed_version IS NULL"
_OPERATORS = """
SELECT quote_ident(nspname) || '.gin_trgm_ops' FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
WHERE extname = 'pg_trgm' AND has_schema_privilege(extnamespace, 'USAGE')
"""
_EMPTY = "DELETE FROM search_index_{}"
_AS_IN_EMPTY = "INSERT INTO search_index_{0} SELECT * FROM temp.empty_index_{0}"
_SET_OPTION = "INSERT INTO search_index (search_index, rank) VALUES (?, ?)"
_OPTIONS = {"hashsize": (8 << 20, 1 << 20), "automerge": (0, 4)}  # for many rows, and as SQLite has them by itself
_ENTRIES = """
SELECT {command} record_id + {first}, texts FROM row_digest
WHERE record_table = '{name}' AND texts IS NOT NULL AND {condition}
"""


@cache
def searched_columns(name: str) -> tuple[str, ...]:
    """Return the columns of a table whose texts are searched, those first that tell what a record is called."""
    columns = [column.name for column in table_named(name).c if isinstance(column.type, Text)]
    found = [each for each in columns if each not in _NOT_SEARCHED and not each.endswith(_DATE_PARTS)]
    return tuple(sorted(found, key=lambda each: each not in NAMES))


_folded = lru_cache(maxsize=8192)(fold)  # imports say the same often, one time after the other


Plan = tuple[tuple[int, str], ...]
"""The places of a table's texts among its columns, and the mark of each."""


@cache
def plan_of(name: str, columns: tuple[str, ...]) -> Plan:
    """Return where the texts of a table stand among these columns of its rows; nowhere where it is not searched."""
    searched = searched_columns(name) if name in SEARCHED else ()
    return tuple((columns.index(each), NAME if each in NAMES else TEXT) for each in searched)


def texts_of(plan: Plan, values: Sequence[Any]) -> str | None:
    """Return what is kept of a row to search it; None of a row without texts."""
    return "".join([_marked(mark, values[place]) for place, mark in plan]) or None


def texts_of_rows(name: str, rows: Rows) -> Sequence[str | None]:
    """Return what is kept of each of many rows of a table; what all have alike is written once."""
    found: list[Iterable[str]] = []
    for place, mark in plan_of(name, searched := searched_columns(name)):
        if (values := rows.varying.get(searched[place])) is not None:
            found.append(_all_marked(mark, values))
        elif marked := _marked(mark, rows.same.get(searched[place])):
            found.append(repeat(marked, len(rows)))
    if not found:
        return [None] * len(rows)
    return [text or None for text in map("".join, zip(*found, strict=True))]


def _all_marked(mark: str, texts: Sequence[str | None]) -> list[str]:
    """Return texts as they are kept; where many are the same, each is folded once."""
    distinct = [text for text in {*texts} if text]
    folded = fold_all(distinct) if len(distinct) > _FEW else map(_folded, distinct)
    marked = {text: f"{mark}{key}{END}" for text, key in zip(distinct, folded, strict=True)}
    return [marked[text] if text else "" for text in texts]


def _marked(mark: str, text: str | None) -> str:
    return f"{mark}{_folded(text)}{END}" if text else ""


def enter(connection: Connection, name: str, condition: str = "TRUE") -> None:
    """Enter the kept texts of rows of a table, whose digests meet a condition, into SQLite's index."""
    if name in SEARCHED and connection.dialect.name == "sqlite":
        connection.exec_driver_sql(enter_into("search_index", name, condition))


@contextmanager
def entering_many(connection: Connection) -> Iterator[None]:
    """Let SQLite's index keep more in memory and put off what it does to find faster, while it takes many rows.

    That saves a third of the time. What is put off it does as later rows come, so that each costs what it did.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    for option, (many, _) in _OPTIONS.items():
        connection.exec_driver_sql(_SET_OPTION, (option, many))
    yield
    for option, (_, usual) in _OPTIONS.items():
        connection.exec_driver_sql(_SET_OPTION, (option, usual))


def enter_into(index: str, name: str, condition: str = "TRUE") -> str:
    """Return the statement that does so, for an index of any name."""
    entries = _ENTRIES.format(command="", first=first_number(name), name=name, condition=condition)
    return f"INSERT INTO {index} (rowid, texts) {entries}"


def forget(connection: Connection, name: str, condition: str) -> None:
    """Take rows of a table, whose digests meet a condition, out of SQLite's index, before their kept texts change."""
    if name in SEARCHED and connection.dialect.name == "sqlite":
        entries = _ENTRIES.format(command="'delete',", first=first_number(name), name=name, condition=condition)
        connection.exec_driver_sql(f"INSERT INTO search_index (search_index, rowid, texts) {entries}")


def forget_all(connection: Connection) -> None:
    """Empty SQLite's index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")


def first_number(name: str) -> int:
    """Return what SQLite's index adds to the ids of a table's rows, to tell rows of all tables apart."""
    return (SEARCHED.index(name) + 1) << _PLACE_BITS


def last_number(name: str) -> int:
    """Return the highest number that a row of a table can have in SQLite's index."""
    return first_number(name) + (1 << _PLACE_BITS) - 1


def row_of(number: int) -> tuple[str, int]:
    """Return the table and the id of what SQLite's index knows by a number. Raises LookupError for no row's number."""
    place = number >> _PLACE_BITS
    if not 0 < place <= len(SEARCHED):
        raise LookupError(number)
    return SEARCHED[place - 1], number & ((1 << _PLACE_BITS) - 1)


def make_index(connection: Connection) -> None:
    """Make the index anew, and fill it from the kept texts: on PostgreSQL where its owner may have pg_trgm."""
    if connection.dialect.name == "sqlite":
        _drop(connection)
        connection.exec_driver_sql(index_statement("search_index"))
        for name in followed("indexing", SEARCHED, len(SEARCHED)):
            enter(connection, name)
    else:
        make_index_on_server(connection)


def make_index_on_server(connection: Connection) -> None:
    """Make PostgreSQL's index anew, where its extension pg_trgm is or may be added; else leave things as they are."""
    if (operators := _trigram_operators(connection)) is not None:
        connection.exec_driver_sql("DROP INDEX IF EXISTS ix_row_digest_texts")
        connection.exec_driver_sql(_MAKE_ON_SERVER.format(operators=operators))


def _drop(connection: Connection) -> None:
    """Drop SQLite's index. One that is damaged cannot even be dropped before its parts are those of an empty one."""
    try:
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_index")
    except DBAPIError:
        connection.exec_driver_sql(index_statement("temp.empty_index"))
        for part in ("data", "idx", "config"):
            connection.exec_driver_sql(_EMPTY.format(part))
            connection.exec_driver_sql(_AS_IN_EMPTY.format(part))
        connection.exec_driver_sql("DROP TABLE temp.empty_index")
        connection.exec_driver_sql("DROP TABLE search_index")


def index_statement(name: str) -> str:
    """Return the statement that makes SQLite's index under a name."""
    return _MAKE.format(index=name)


def _trigram_operators(connection: Connection) -> str | None:
    """Return what an index of trigrams rests on, with the schema that pg_trgm was put into, which may be any.

    The extension is added where the server has it and that may be. None is where it cannot be had.
    """
    if connection.exec_driver_sql(_MAY_BE_ADDED).first() is not None:
        with suppress(DBAPIError), connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION pg_trgm")
    found: str | None = connection.exec_driver_sql(_OPERATORS).scalar()
    return found


def is_of_index(name: str | None) -> bool:
    """Return whether a table or an index of the database belongs to the search index, which no model declares."""
    return name is not None and (name.startswith("search_index") or name == "ix_row_digest_texts")
