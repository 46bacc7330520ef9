"""The whole data model of the first release."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from twinning.db.migrations.altering import refuse_to_lose

revision = "0001"
down_revision = None

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def upgrade() -> None:
    """Create every table, those first that others refer to."""
    _create_operation()
    _create_agreement()
    _create_change()
    _create_city()
    _create_key_alias()
    _create_person()
    _create_activity()
    _create_agreement_field()
    _create_agreement_party()
    _create_city_name()
    _create_city_succession()
    _create_organization()
    _create_source()
    _create_activity_field()
    _create_activity_organization()
    _create_activity_person()
    _create_activity_place()
    _create_agreement_act()
    _create_agreement_organization()
    _create_commitment()
    _create_contact()
    _create_expense()
    _create_person_post()
    _create_reported_count()
    _create_act_person()
    _create_citation()
    _create_reported_count_kind()


def downgrade() -> None:
    """Drop every table, in the opposite order; indexes go with them. A register that holds anything is refused."""
    refuse_to_lose("everything that is recorded", "operation")
    for table in (
        "reported_count_kind",
        "citation",
        "act_person",
        "reported_count",
        "person_post",
        "expense",
        "contact",
        "commitment",
        "agreement_organization",
        "agreement_act",
        "activity_place",
        "activity_person",
        "activity_organization",
        "activity_field",
        "source",
        "organization",
        "city_succession",
        "city_name",
        "agreement_party",
        "agreement_field",
        "activity",
        "person",
        "key_alias",
        "city",
        "change",
        "agreement",
        "operation",
    ):
        op.drop_table(table)


def _create_operation() -> None:
    _create(
        "operation",
        _text("at", nullable=False),
        _text("actor", nullable=False),
        _text("command", nullable=False),
        _text("sha256"),
        _count("inserted", nullable=False),
        _count("updated", nullable=False),
        _count("deleted", nullable=False),
        _reference("undoes_id", "operation", nullable=True),
        _check("not_itself", "undoes_id <> id"),
    )


def _create_agreement() -> None:
    _create(
        "agreement",
        _key(),
        _text("title"),
        _word("kind", "sister_city friendship_city cooperation contact other"),
        _word("instrument", "agreement memorandum letter_of_intent declaration protocol unknown"),
        _text("place_signed"),
        _word("renewal", "none by_agreement automatic", nullable=True),
        _integer("term_months"),
        _integer("notice_months"),
        _text("council_approval"),
        *_edtf("council_approved", moment=True),
        _text("summary"),
        _flag("internal"),
        _operation(),
        _check("notice_months", "notice_months >= 0"),
        _check("term_months", "term_months > 0"),
    )


def _create_change() -> None:
    _create(
        "change",
        _count("seq", nullable=False),
        _text("record", nullable=False),
        _text("record_table", nullable=False),
        _integer("record_id", nullable=False),
        _word("kind", "insert update delete"),
        _text("before"),
        _text("after"),
        _operation(),
        sa.UniqueConstraint("operation_id", "seq"),
        _check("after", "kind = 'delete' OR after IS NOT NULL"),
        _check("before", "kind = 'insert' OR before IS NOT NULL"),
    )
    _index("change", "record")
    _index("change", "record_table", "record_id")


def _create_city() -> None:
    _create(
        "city",
        _key(),
        _text("name", nullable=False),
        _text("folded", nullable=False),
        _word("kind", "city municipality district county prefecture province state republic region other"),
        _country(),
        _text("admin1"),
        _real("latitude"),
        _real("longitude"),
        _text("wikidata_id", unique=True),
        _integer("geonames_id", unique=True),
        _operation(),
        _check("folded", "folded <> ''"),
        _check("latitude", "latitude BETWEEN -90 AND 90"),
        _check("longitude", "longitude BETWEEN -180 AND 180"),
        _check("name", "name <> ''"),
        _check("position", "(latitude IS NULL) = (longitude IS NULL)"),
        _check(
            "wikidata_id",
            f"substr(wikidata_id, 1, 1) = 'Q' AND length(wikidata_id) > 1 AND ltrim(substr(wikidata_id, 2), '{DIGITS}') = ''",
        ),
    )
    _index("city", "country_code")
    _index("city", "folded")


def _create_key_alias() -> None:
    _create(
        "key_alias",
        _text("record_table", nullable=False),
        _text("alias", nullable=False),
        _text("key", nullable=False),
        _operation(),
        sa.UniqueConstraint("record_table", "alias"),
        _check("alias", f"ltrim(alias, '{LETTERS}{DIGITS}-') = '' AND alias <> ''"),
        _check("not_itself", "alias <> key"),
    )
    _index("key_alias", "record_table", "key")


def _create_person() -> None:
    _create(
        "person",
        _key(),
        _text("name", nullable=False),
        _text("folded", nullable=False),
        _text("summary"),
        _operation(),
        _check("folded", "folded <> ''"),
        _check("name", "name <> ''"),
    )
    _index("person", "folded")


def _create_activity() -> None:
    _create(
        "activity",
        _key(),
        _word("kind", "delegation event exchange_program"),
        _text("title", nullable=False),
        _word("status", "planned held postponed cancelled"),
        *_edtf("start", moment=True),
        *_edtf("end", moment=True),
        _text("duration"),
        _flag("approximate"),
        _text("count_text"),
        _text("summary"),
        _reference("part_of_id", "activity", nullable=True),
        _reference("agreement_id", "agreement", nullable=True),
        _flag("internal"),
        _text("purpose"),
        _count("size"),
        _text("venue"),
        _count("attendance"),
        _text("shown"),
        _count("participants"),
        _operation(),
        _check("delegation_only", "kind = 'delegation' OR (purpose IS NULL AND size IS NULL)"),
        _check("duration", "substr(duration, 1, 1) = 'P' AND length(duration) > 2"),
        _check("event_only", "kind = 'event' OR (venue IS NULL AND attendance IS NULL AND shown IS NULL)"),
        _check("exchange_program_only", "kind = 'exchange_program' OR participants IS NULL"),
        _check("not_in_itself", "part_of_id <> id"),
        _check("title", "title <> ''"),
    )
    _index("activity", "agreement_id")
    _index("activity", "part_of_id")


def _create_agreement_field() -> None:
    _create(
        "agreement_field",
        _reference("agreement_id", "agreement"),
        _word(
            "field",
            "administration people culture sport economy tourism youth_and_education environment health urban_planning transport agriculture_and_fishery disaster_and_safety science_and_technology other",
        ),
        _operation(),
        sa.UniqueConstraint("agreement_id", "field"),
    )


def _create_agreement_party() -> None:
    _create(
        "agreement_party",
        _reference("agreement_id", "agreement"),
        _reference("city_id", "city"),
        _operation(),
        sa.UniqueConstraint("agreement_id", "city_id"),
    )
    _index("agreement_party", "city_id", "agreement_id")


def _create_city_name() -> None:
    _create(
        "city_name",
        _reference("city_id", "city"),
        _count("seq", nullable=False),
        _text("name", nullable=False),
        _text("language"),
        _word("kind", "official government romanisation exonym former short"),
        *_edtf("since"),
        *_edtf("until"),
        _text("folded", nullable=False),
        _operation(),
        sa.UniqueConstraint("city_id", "seq"),
        _check("folded", "folded <> ''"),
        _check("name", "name <> ''"),
    )
    _index("city_name", "folded")


def _create_city_succession() -> None:
    _create(
        "city_succession",
        _reference("old_city_id", "city"),
        _count("seq", nullable=False),
        _reference("new_city_id", "city"),
        *_edtf("on", moment=True),
        _operation(),
        sa.UniqueConstraint("old_city_id", "new_city_id"),
        sa.UniqueConstraint("old_city_id", "seq"),
        _check("two_cities", "old_city_id <> new_city_id"),
    )
    _index("city_succession", "new_city_id")


def _create_organization() -> None:
    _create(
        "organization",
        _key(),
        _text("name", nullable=False),
        _text("short_name"),
        _text("folded", nullable=False),
        _reference("acts_for_id", "city", nullable=True),
        *_edtf("founded", moment=True),
        _text("website"),
        _text("summary"),
        _operation(),
        _check("folded", "folded <> ''"),
        _check("name", "name <> ''"),
    )
    _index("organization", "acts_for_id")
    _index("organization", "folded")


def _create_source() -> None:
    _create(
        "source",
        _key(),
        _word("kind", "article register press website instrument"),
        _text("title", nullable=False),
        _text("publisher"),
        *_edtf("published"),
        _text("address"),
        _reference("speaks_for_id", "city", nullable=True),
        _text("languages"),
        _text("shelf_mark"),
        _text("file_name"),
        _text("sha256"),
        _text("note"),
        _operation(),
        _check("sha256", f"length(sha256) = 64 AND ltrim(sha256, '{DIGITS}abcdef') = ''"),
        _check("title", "title <> ''"),
    )
    _index("source", "speaks_for_id")


def _create_activity_field() -> None:
    _create(
        "activity_field",
        _reference("activity_id", "activity"),
        _word(
            "field",
            "administration people culture sport economy tourism youth_and_education environment health urban_planning transport agriculture_and_fishery disaster_and_safety science_and_technology other",
        ),
        _operation(),
        sa.UniqueConstraint("activity_id", "field"),
    )


def _create_activity_organization() -> None:
    _create(
        "activity_organization",
        _reference("activity_id", "activity"),
        _reference("organization_id", "organization"),
        _word("role", "organiser funder implementer beneficiary exhibitor"),
        _operation(),
        sa.UniqueConstraint("activity_id", "organization_id", "role"),
    )
    _index("activity_organization", "organization_id")


def _create_activity_person() -> None:
    _create(
        "activity_person",
        _reference("activity_id", "activity"),
        _reference("person_id", "person"),
        _word("role", "head member host guest speaker exhibitor performer participant"),
        _text("post"),
        _operation(),
        sa.UniqueConstraint("activity_id", "person_id", "role"),
    )
    _index("activity_person", "person_id")


def _create_activity_place() -> None:
    _create(
        "activity_place",
        _reference("activity_id", "activity"),
        _count("seq", nullable=False),
        _reference("city_id", "city", nullable=True),
        _country(),
        _word("role", "host sender guest participant stop"),
        *_edtf("on"),
        _operation(),
        sa.UniqueConstraint("activity_id", "seq"),
        _exactly_one("city_or_country", "city_id", "country_code"),
    )
    _index("activity_place", "city_id", "activity_id")


def _create_agreement_act() -> None:
    _create(
        "agreement_act",
        _reference("agreement_id", "agreement"),
        _count("seq", nullable=False),
        _word(
            "kind",
            "proposed signed renewed amended suspended resumed withdrawal_notified left ended superseded abandoned",
        ),
        *_edtf("on", moment=True),
        *_edtf("until", moment=True),
        _word("mode", "joint party circumstance unknown"),
        _integer("city_id"),
        _word(
            "ground",
            "armed_conflict human_rights history_dispute foreign_policy municipal_merger inactivity budget law term_ended upgrade other",
            nullable=True,
        ),
        _reference("successor_id", "agreement", nullable=True),
        _text("note"),
        _operation(),
        sa.UniqueConstraint("agreement_id", "seq"),
        sa.ForeignKeyConstraint(
            ["agreement_id", "city_id"], ["agreement_party.agreement_id", "agreement_party.city_id"]
        ),
        _check("by_party", "(mode = 'party') = (city_id IS NOT NULL)"),
        _check("not_itself", "successor_id <> agreement_id"),
        _check("one_leaves", "kind NOT IN ('left', 'withdrawal_notified') OR mode = 'party'"),
        _check("sets_term", "until_text IS NULL OR kind IN ('signed', 'renewed', 'resumed')"),
        _check("successor", "(kind = 'superseded') = (successor_id IS NOT NULL)"),
    )
    _index("agreement_act", "city_id")
    _index("agreement_act", "successor_id")


def _create_agreement_organization() -> None:
    _create(
        "agreement_organization",
        _reference("agreement_id", "agreement"),
        _reference("organization_id", "organization"),
        _word("role", "signatory implementer coordinator beneficiary"),
        _operation(),
        sa.UniqueConstraint("agreement_id", "organization_id", "role"),
    )
    _index("agreement_organization", "organization_id")


def _create_commitment() -> None:
    _create(
        "commitment",
        _reference("agreement_id", "agreement", nullable=True),
        _reference("activity_id", "activity", nullable=True),
        _count("seq", nullable=False),
        _reference("debtor_id", "city"),
        _reference("creditor_id", "city", nullable=True),
        _text("text", nullable=False),
        *_edtf("due"),
        _word("state", "open kept broken released"),
        _reference("kept_by_id", "activity", nullable=True),
        _operation(),
        sa.UniqueConstraint("activity_id", "seq"),
        sa.UniqueConstraint("agreement_id", "seq"),
        _exactly_one("agreement_or_activity", "agreement_id", "activity_id"),
        _check("kept_by", "kept_by_id IS NULL OR state = 'kept'"),
        _check("text", "text <> ''"),
        _check("two_cities", "debtor_id <> creditor_id"),
    )
    _index("commitment", "creditor_id")
    _index("commitment", "debtor_id")
    _index("commitment", "kept_by_id")


def _create_contact() -> None:
    _create(
        "contact",
        _reference("city_id", "city", nullable=True),
        _reference("organization_id", "organization", nullable=True),
        _count("seq", nullable=False),
        _reference("person_id", "person", nullable=True),
        _text("office"),
        _text("email"),
        _text("telephone"),
        *_edtf("valid_until"),
        _operation(),
        sa.UniqueConstraint("city_id", "seq"),
        sa.UniqueConstraint("organization_id", "seq"),
        _exactly_one("city_or_organization", "city_id", "organization_id"),
        _check(
            "reaches_someone",
            "person_id IS NOT NULL OR office IS NOT NULL OR email IS NOT NULL OR telephone IS NOT NULL",
        ),
    )
    _index("contact", "person_id")


def _create_expense() -> None:
    _create(
        "expense",
        _reference("agreement_id", "agreement", nullable=True),
        _reference("activity_id", "activity", nullable=True),
        _count("seq", nullable=False),
        _text("amount", nullable=False),
        _text("currency", nullable=False),
        _integer("year"),
        _reference("funder_city_id", "city", nullable=True),
        _reference("funder_organization_id", "organization", nullable=True),
        _text("note"),
        _operation(),
        sa.UniqueConstraint("activity_id", "seq"),
        sa.UniqueConstraint("agreement_id", "seq"),
        _exactly_one("agreement_or_activity", "agreement_id", "activity_id"),
        _check(
            "amount",
            f"amount <> '' AND ltrim(replace(amount, '.', ''), '{DIGITS}') = '' AND length(amount) - length(replace(amount, '.', '')) <= 1 AND substr(amount, 1, 1) <> '.' AND substr(amount, length(amount), 1) <> '.'",
        ),
        _check("currency", f"length(currency) = 3 AND ltrim(currency, '{LETTERS.upper()}') = ''"),
        _check("one_funder", "funder_city_id IS NULL OR funder_organization_id IS NULL"),
        _check("year", "year BETWEEN 1 AND 9999"),
    )
    _index("expense", "funder_city_id")
    _index("expense", "funder_organization_id")


def _create_person_post() -> None:
    _create(
        "person_post",
        _reference("person_id", "person"),
        _count("seq", nullable=False),
        _text("title", nullable=False),
        _reference("city_id", "city", nullable=True),
        _reference("organization_id", "organization", nullable=True),
        *_edtf("start"),
        *_edtf("end"),
        _operation(),
        sa.UniqueConstraint("person_id", "seq"),
        _check("one_employer", "city_id IS NULL OR organization_id IS NULL"),
        _check("title", "title <> ''"),
    )
    _index("person_post", "city_id")
    _index("person_post", "organization_id")


def _create_reported_count() -> None:
    _create(
        "reported_count",
        _reference("city_id", "city", nullable=True),
        _reference("organization_id", "organization", nullable=True),
        _reference("activity_id", "activity", nullable=True),
        _count("seq", nullable=False),
        _word(
            "measure",
            "partner_cities partner_countries partner_rank population foreign_residents participants teams exhibitors exhibits themes editions languages service_areas members years",
        ),
        _count("value", nullable=False),
        _flag("approximate"),
        *_edtf("on"),
        _text("note"),
        _operation(),
        sa.UniqueConstraint("activity_id", "seq"),
        sa.UniqueConstraint("city_id", "seq"),
        sa.UniqueConstraint("organization_id", "seq"),
        _exactly_one("about_one", "city_id", "organization_id", "activity_id"),
    )


def _create_act_person() -> None:
    _create(
        "act_person",
        _reference("act_id", "agreement_act"),
        _reference("person_id", "person"),
        _reference("city_id", "city", nullable=True),
        _text("post"),
        _operation(),
        sa.UniqueConstraint("act_id", "person_id"),
    )
    _index("act_person", "city_id")
    _index("act_person", "person_id")


def _create_citation() -> None:
    _create(
        "citation",
        _reference("source_id", "source"),
        _count("seq", nullable=False),
        _text("locator"),
        _reference("city_id", "city", nullable=True),
        _reference("city_name_id", "city_name", nullable=True),
        _reference("city_succession_id", "city_succession", nullable=True),
        _reference("agreement_id", "agreement", nullable=True),
        _reference("agreement_act_id", "agreement_act", nullable=True),
        _reference("activity_id", "activity", nullable=True),
        _reference("person_id", "person", nullable=True),
        _reference("person_post_id", "person_post", nullable=True),
        _reference("organization_id", "organization", nullable=True),
        _reference("contact_id", "contact", nullable=True),
        _reference("commitment_id", "commitment", nullable=True),
        _reference("expense_id", "expense", nullable=True),
        _reference("reported_count_id", "reported_count", nullable=True),
        _text("field"),
        _text("value"),
        _word("basis", "stated inferred"),
        _text("because"),
        _flag("preferred"),
        _operation(),
        sa.UniqueConstraint("source_id", "seq"),
        _exactly_one(
            "one_record",
            "city_id",
            "city_name_id",
            "city_succession_id",
            "agreement_id",
            "agreement_act_id",
            "activity_id",
            "person_id",
            "person_post_id",
            "organization_id",
            "contact_id",
            "commitment_id",
            "expense_id",
            "reported_count_id",
        ),
    )
    for record in (
        "city",
        "city_name",
        "city_succession",
        "agreement",
        "agreement_act",
        "activity",
        "person",
        "person_post",
        "organization",
        "contact",
        "commitment",
        "expense",
        "reported_count",
    ):
        filled = sa.text(f"{record}_id IS NOT NULL")
        op.create_index(
            f"ix_citation_{record}_id", "citation", [f"{record}_id"], sqlite_where=filled, postgresql_where=filled
        )


def _create_reported_count_kind() -> None:
    _create(
        "reported_count_kind",
        _reference("reported_count_id", "reported_count"),
        _word("kind", "sister_city friendship_city cooperation contact other"),
        _operation(),
        sa.UniqueConstraint("reported_count_id", "kind"),
    )


def _create(table: str, *items: Any) -> None:
    """Create a table whose rows carry an id that is never given twice, STRICT on SQLite."""
    row_id = _integer("id", primary_key=True, nullable=False)
    op.create_table(table, row_id, *items, sqlite_strict=True, sqlite_autoincrement=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def _text(name: str, *checks: sa.CheckConstraint, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *checks, **options)


def _integer(name: str, *checks: sa.CheckConstraint, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), *checks, **options)


def _real(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Double().with_variant(sa.REAL(), "sqlite"))


def _key() -> sa.Column[Any]:
    written_in = f"key <> '' AND ltrim(key, '{LETTERS}{DIGITS}-') = ''"
    return _text("key", _check("key", written_in), nullable=False, unique=True)


def _reference(name: str, table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _operation() -> sa.Column[Any]:
    return _reference("operation_id", "operation")


def _word(name: str, words: str, *, nullable: bool = False) -> sa.Column[Any]:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return _text(name, _check(name, f"{name} IN ({listed})"), nullable=nullable)


def _flag(name: str) -> sa.Column[Any]:
    return _integer(name, _check(name, f"{name} IN (0, 1)"), nullable=False, server_default="0")


def _count(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return _integer(name, _check(name, f"{name} >= 0"), nullable=nullable)


def _country() -> sa.Column[Any]:
    condition = f"length(country_code) = 2 AND ltrim(country_code, '{LETTERS.upper()}') = ''"
    return _text("country_code", _check("country_code", condition))


def _exactly_one(name: str, *columns: str) -> sa.CheckConstraint:
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return _check(name, f"{filled} = 1")


def _edtf(name: str, *, moment: bool = False) -> list[sa.Column[Any]]:
    """Give a date's text as given, its bounds (days or open), and its doubt: all four or none."""
    text, earliest, latest, doubtful = (f"{name}_{part}" for part in ("text", "earliest", "latest", "doubtful"))
    empty = f"{text} IS NULL AND {earliest} IS NULL AND {latest} IS NULL AND {doubtful} IS NULL"
    filled = (
        f"{text} IS NOT NULL AND {text} <> '' AND {doubtful} IS NOT NULL AND {doubtful} IN (0, 1)"
        f" AND ({earliest} IS NULL OR {_is_day(earliest)}) AND ({latest} IS NULL OR {_is_day(latest)})"
        f" AND ({earliest} IS NULL OR {latest} IS NULL OR {earliest} <= {latest})"
    )
    if moment:
        filled += f" AND replace({text}, '/', '') = {text}"
    columns = [_text(text, _check(name, f"({empty}) OR ({filled})")), _text(earliest), _text(latest)]
    return [*columns, _integer(doubtful)]


def _is_day(column: str) -> str:
    days = f"replace({column}, '-', '')"
    written = f"{column} LIKE '____-__-__' AND length({days}) = 8 AND ltrim({days}, '{DIGITS}') = ''"
    in_year = f"substr({column}, 6, 2) BETWEEN '01' AND '12' AND substr({column}, 9, 2) BETWEEN '01' AND '31'"
    return f"({written} AND {in_year})"
