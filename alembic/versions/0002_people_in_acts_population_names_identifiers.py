"""Roles of people in acts, populations, people's other names, cities' other identifiers, and columns for what comes.

What else is planned, and what it needs of the schema:

- Reconciling newer editions of a source: `citation.unlisted_on`, here. A digest of each row of a source, to find what
  changed between two editions, waits until it is measured what that costs in a register of a million ties.
- Damage that nobody is told of: `row_digest`, here, one small row beside each row. A column of each table would alter them
  all, and could not tell that a row is gone; one sum a table could not name the record.
- Writing through a network, where an answer may be lost: `operation.token`, here, so that what is sent twice is done
  once.
- Search in a register of a million ties: `row_digest.texts`, here, and an index of its trigrams (FTS5 on SQLite; pg_trgm
  on PostgreSQL, where it can be had).
- The log without a row for every imported row is so already: rows carry their operation. `change.record` gets the index
  that a search by pattern needs on PostgreSQL, here.
- Merging agreements and people as cities are merged: `key_alias` takes their keys already.
- Views for those who open the file with other tools come in a revision of their own.
- The status of an agreement, and what a report counts, stay derived and need no column.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from twinning.db.migrations.altering import (
    altered_table,
    drop_from_history,
    fill_history,
    logged_rows,
    refuse_to_lose,
)
from twinning.db.search.index import make_index_on_server

revision = "0002"
down_revision = "0001"

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CITABLE = (
    "city",
    "city_name",
    "city_succession",
    "agreement",
    "agreement_act",
    "activity",
    "person",
    "person_name",
    "person_post",
    "organization",
    "contact",
    "commitment",
    "expense",
    "reported_count",
)
UNLISTED = ("unlisted_on_text", "unlisted_on_earliest", "unlisted_on_latest", "unlisted_on_doubtful")
FORMER_ACTS = (
    *("proposed", "signed", "renewed", "amended", "suspended", "resumed", "withdrawal_notified", "left", "ended"),
    *("superseded", "abandoned"),
)
ACTS = (*FORMER_ACTS[:3], "reaffirmed", *FORMER_ACTS[3:])
FORMER_ACTS_WITH_A_TERM = "signed", "renewed", "resumed"
ACTS_WITH_A_TERM = "signed", "renewed", "reaffirmed", "resumed"
SEARCH_INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    texts, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
)
"""
REFERENCES_MOSTLY_EMPTY = (
    ("act_person", "city_id"),
    ("activity", "agreement_id"),
    ("activity", "part_of_id"),
    ("activity_place", "city_id", "activity_id"),
    ("agreement_act", "city_id"),
    ("agreement_act", "successor_id"),
    ("commitment", "creditor_id"),
    ("commitment", "kept_by_id"),
    ("contact", "person_id"),
    ("expense", "funder_city_id"),
    ("expense", "funder_organization_id"),
    ("organization", "acts_for_id"),
    ("person_post", "city_id"),
    ("person_post", "organization_id"),
    ("source", "speaks_for_id"),
)
ROLE = """
CASE WHEN (SELECT kind FROM agreement_act WHERE agreement_act.id = act_id) = 'proposed'
THEN 'proposer' ELSE 'signatory' END
"""


def upgrade() -> None:
    """Add the columns and tables; whoever was named with a proposal becomes its proposer, all others signatories."""
    _create_person_name()
    _create_city_identifier()
    _create_row_digest()
    _create_search_index()
    _add_roles()
    with altered_table("city") as city:
        city.add_column(sa.Column("population", sa.Integer()))
        city.add_column(sa.Column("population_year", sa.Integer()))
        city.create_check_constraint("population", "population >= 0")
        city.create_check_constraint("population_year", "population_year BETWEEN 1 AND 9999")
        city.create_check_constraint("population_of_year", "population_year IS NULL OR population IS NOT NULL")
    _add_to_citations()
    _allow_acts(ACTS, ACTS_WITH_A_TERM)
    with altered_table("operation") as operation:
        operation.add_column(sa.Column("token", sa.Text()))
        operation.create_unique_constraint(op.f("uq_operation_token"), ["token"])
    _index_records({"record": "text_pattern_ops"})
    op.create_index("ix_agreement_act_on_earliest", "agreement_act", ["on_earliest"])
    op.create_index("ix_activity_start_text", "activity", ["start_text"])
    _index_references(where_filled=True)


def downgrade() -> None:
    """Go back, unless something would be lost that the first revision has no place for."""
    refuse_to_lose("what people did in acts", "act_person", f"role <> {ROLE}")
    refuse_to_lose("what ck_agreement_act_kind allows", "agreement_act", "kind = 'reaffirmed'")
    refuse_to_lose("the population of cities", "city", "population IS NOT NULL")
    refuse_to_lose("identifiers of cities", "city_identifier")
    refuse_to_lose("other names of people", "person_name")
    refuse_to_lose("the log of names and identifiers", "change", "record_table IN ('person_name', 'city_identifier')")
    refuse_to_lose("since when a source no longer has something", "citation", "unlisted_on_text IS NOT NULL")
    refuse_to_lose("the tokens of operations", "operation", "token IS NOT NULL")
    drop_from_history("act_person", "role", derived=("signatory", "proposer"))
    drop_from_history("city", "population", "population_year")
    drop_from_history("citation", "person_name_id", *UNLISTED)
    _index_records({})
    op.drop_index("ix_agreement_act_on_earliest", "agreement_act")
    op.drop_index("ix_activity_start_text", "activity")
    _allow_acts(FORMER_ACTS, FORMER_ACTS_WITH_A_TERM)
    with altered_table("operation") as operation:
        operation.drop_constraint(op.f("uq_operation_token"), type_="unique")
        operation.drop_column("token")
    _take_from_citations()
    with altered_table("city") as city:
        for check in ("population", "population_year", "population_of_year"):
            city.drop_constraint(op.f(f"ck_city_{check}"), type_="check")
        city.drop_column("population")
        city.drop_column("population_year")
    with altered_table("act_person") as act_person:
        act_person.drop_constraint(op.f("ck_act_person_role"), type_="check")
        act_person.drop_column("role")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("row_digest")
    op.drop_table("city_identifier")
    op.drop_table("person_name")
    _index_references(where_filled=False)


def _allow_acts(kinds: tuple[str, ...], with_term: tuple[str, ...]) -> None:
    checks = {"kind": f"kind IN {kinds}", "sets_term": f"until_text IS NULL OR kind IN {with_term}"}
    with altered_table("agreement_act") as act:
        for name, condition in checks.items():
            act.drop_constraint(op.f(f"ck_agreement_act_{name}"), type_="check")
            act.create_check_constraint(name, condition)


def _add_roles() -> None:
    op.add_column("act_person", sa.Column("role", sa.Text()))
    op.execute(f"UPDATE act_person SET role = {ROLE}")  # noqa: S608 - its own words
    with altered_table("act_person") as act_person:
        act_person.alter_column("role", existing_type=sa.Text(), nullable=False)
        act_person.create_check_constraint("role", "role IN ('signatory', 'proposer', 'present', 'witness')")
    kinds = dict(_kinds_of_acts())
    fill_history("act_person", lambda row: {"role": _role(kinds.get(row["act_id"]))})


def _kinds_of_acts() -> Iterator[tuple[int, str]]:
    """Give each act's id and kind, those that are gone first: the log alone tells of them."""
    yield from ((row["id"], row["kind"]) for row in logged_rows("agreement_act"))
    yield from op.get_bind().execute(sa.text("SELECT id, kind FROM agreement_act"))


def _role(kind: str | None) -> str:
    return "proposer" if kind == "proposed" else "signatory"


def _add_to_citations() -> None:
    with altered_table("citation") as citation:
        citation.add_column(sa.Column("person_name_id", sa.Integer()))
        for name in UNLISTED:
            citation.add_column(sa.Column(name, sa.Integer() if name.endswith("doubtful") else sa.Text()))
        citation.create_foreign_key(op.f("fk_citation_person_name_id"), "person_name", ["person_name_id"], ["id"])
        citation.drop_constraint(op.f("ck_citation_one_record"), type_="check")
        citation.create_check_constraint("one_record", _exactly_one(CITABLE))
        citation.create_check_constraint("unlisted_on", _date("unlisted_on", moment=True))
    filled = sa.text("person_name_id IS NOT NULL")
    name, columns = "ix_citation_person_name_id", ["person_name_id"]
    op.create_index(name, "citation", columns, sqlite_where=filled, postgresql_where=filled)


def _take_from_citations() -> None:
    op.drop_index("ix_citation_person_name_id", "citation")
    with altered_table("citation") as citation:
        citation.drop_constraint(op.f("fk_citation_person_name_id"), type_="foreignkey")
        citation.drop_constraint(op.f("ck_citation_one_record"), type_="check")
        citation.drop_constraint(op.f("ck_citation_unlisted_on"), type_="check")
        for name in ("person_name_id", *UNLISTED):
            citation.drop_column(name)
        citation.create_check_constraint("one_record", _exactly_one(each for each in CITABLE if each != "person_name"))


def _index_records(operators: dict[str, str]) -> None:
    """Index the records of the log anew: with these operators PostgreSQL also finds by it what begins alike."""
    op.drop_index("ix_change_record", "change")
    op.create_index("ix_change_record", "change", ["record"], postgresql_ops=operators)


def _index_references(*, where_filled: bool) -> None:
    """Index anew what may refer to another record: those rows alone that do, or all."""
    for table, *columns in REFERENCES_MOSTLY_EMPTY:
        name = f"ix_{table}_{'_'.join(columns)}"
        filled = sa.text(f"{columns[0]} IS NOT NULL") if where_filled else None
        op.drop_index(name, table)
        op.create_index(name, table, columns, sqlite_where=filled, postgresql_where=filled)


def _create_person_name() -> None:
    op.create_table(
        "person_name",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        *_date_columns("since"),
        *_date_columns("until"),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Integer(), sa.ForeignKey("operation.id"), nullable=False),
        sa.UniqueConstraint("person_id", "seq"),
        sa.CheckConstraint("seq >= 0", name="seq"),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("folded <> ''", name="folded"),
        sa.CheckConstraint("kind IN ('official', 'romanisation', 'former', 'short', 'pseudonym')", name="kind"),
        sa.CheckConstraint(_date("since"), name="since"),
        sa.CheckConstraint(_date("until"), name="until"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_name_folded", "person_name", ["folded"])


def _create_city_identifier() -> None:
    op.create_table(
        "city_identifier",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("city_id", sa.Integer(), sa.ForeignKey("city.id"), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Integer(), sa.ForeignKey("operation.id"), nullable=False),
        sa.UniqueConstraint("city_id", "scheme", "value"),
        sa.CheckConstraint(f"scheme <> '' AND ltrim(scheme, '{LETTERS}{DIGITS}_') = ''", name="scheme"),
        sa.CheckConstraint("value <> ''", name="value"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_city_identifier_scheme_value", "city_identifier", ["scheme", "value"])


def _create_row_digest() -> None:
    op.create_table(
        "row_digest",
        sa.Column("record_table", sa.Text(), primary_key=True, nullable=False),
        sa.Column("record_id", sa.Integer(), primary_key=True, nullable=False, autoincrement=False),
        sa.Column("digest", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Text()),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_search_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEARCH_INDEX)
    else:
        make_index_on_server(op.get_bind())


def _exactly_one(records: Iterator[str] | tuple[str, ...]) -> str:
    return " + ".join(f"CASE WHEN {record}_id IS NULL THEN 0 ELSE 1 END" for record in records) + " = 1"


def _date_columns(name: str) -> list[sa.Column[object]]:
    texts = [sa.Column(f"{name}_{part}", sa.Text()) for part in ("text", "earliest", "latest")]
    return [*texts, sa.Column(f"{name}_doubtful", sa.Integer())]


def _date(name: str, *, moment: bool = False) -> str:
    """Return the condition that a date's text, bounds and doubt are all there or none."""
    text, earliest, latest, doubtful = (f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))
    empty = f"{text} IS NULL AND {earliest} IS NULL AND {latest} IS NULL AND {doubtful} IS NULL"
    filled = (
        f"{text} IS NOT NULL AND {text} <> '' AND {doubtful} IS NOT NULL AND {doubtful} IN (0, 1)"
        f" AND ({earliest} IS NULL OR {_is_day(earliest)}) AND ({latest} IS NULL OR {_is_day(latest)})"
        f" AND ({earliest} IS NULL OR {latest} IS NULL OR {earliest} <= {latest})"
    )
    return f"({empty}) OR ({filled}" + (f" AND replace({text}, '/', '') = {text})" if moment else ")")


def _is_day(column: str) -> str:
    days = f"replace({column}, '-', '')"
    written = f"{column} LIKE '____-__-__' AND length({days}) = 8 AND ltrim({days}, '{DIGITS}') = ''"
    in_year = f"substr({column}, 6, 2) BETWEEN '01' AND '12' AND substr({column}, 9, 2) BETWEEN '01' AND '31'"
    return f"({written} AND {in_year})"
