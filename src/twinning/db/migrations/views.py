"""Views for people who open the register with another tool: DB Browser, Datasette, pandas, psql.

Their names and columns are public and stay. They can be read, and not written. A status depends on a day, so no view
has one: `list-partners` and `list-agreements` tell it as of any day. One SQL serves both databases, but for how values
are joined to one text and for how text sorts.

They are made anew by every change of schema, after the revisions, so no revision knows of them. A view that changes
needs a revision for registers that are there, be it an empty one.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from twinning.domain.agreements.acts import ActRule, kinds_that
from twinning.domain.dates.edtf_bounds import BEYOND


def _words(rule: Callable[[ActRule], bool]) -> str:
    return ", ".join(f"'{kind.value}'" for kind in kinds_that(rule))


_SIGNINGS = _words(lambda rule: rule.signs)
_OF_AGREEMENT = "WHERE act.agreement_id = agreement.id"
_OF_PAIR = """JOIN agreement_party AS own ON own.agreement_id = act.agreement_id AND own.city_id = city.id
        JOIN agreement_party AS other ON other.agreement_id = act.agreement_id AND other.city_id = partner.id
        WHERE TRUE"""

_BEGINS = f"act.kind IN ({_words(lambda rule: rule.begins)})"
_EARLIEST = f"""coalesce(
        act.on_earliest, CASE WHEN {_BEGINS} THEN '' ELSE coalesce(act.on_latest, '{BEYOND}') END
    )"""
_LATEST = f"coalesce(act.on_latest, CASE WHEN {_BEGINS} AND act.on_text IS NULL THEN '' ELSE '{BEYOND}' END)"
_ACT = "(SELECT act.{column} FROM agreement_act AS act {condition} ORDER BY {order} LIMIT 1)"
_PARTIES = """(
        SELECT {joined} FROM (
            SELECT city.{column} AS part FROM agreement_party JOIN city ON city.id = agreement_party.city_id
            WHERE agreement_party.agreement_id = agreement.id ORDER BY city.folded{order}, city.key{order}
        ) AS parts
    )"""
_PLACES = """(
        SELECT {joined} FROM (
            SELECT coalesce(city.{column}, activity_place.country_code) AS part
            FROM activity_place LEFT JOIN city ON city.id = activity_place.city_id
            WHERE activity_place.activity_id = activity.id ORDER BY activity_place.seq
        ) AS parts
    )"""
_READ_ONLY = "CROSS JOIN (SELECT 1 AS one) AS read_only"  # PostgreSQL writes through a view of one table alone

_VIEWS: Final = {
    "agreement_view": """
SELECT agreement.key, agreement.title, agreement.kind, agreement.instrument,
    {parties_name} AS parties,
    {parties_key} AS party_keys,
    {first_signed_of_agreement} AS first_signed,
    {last_kind_of_agreement} AS last_act,
    {last_on_text_of_agreement} AS last_act_on,
    agreement.internal
FROM agreement {read_only}
""",
    "partner_view": """
SELECT city.key AS city_key, city.name AS city, partner.key AS partner_key, partner.name AS partner,
    partner.country_code AS partner_country_code, pair.agreements,
    {first_signed_of_pair} AS first_signed,
    {last_kind_of_pair} AS last_act,
    {last_on_text_of_pair} AS last_act_on
FROM (
    SELECT own.city_id AS city_id, other.city_id AS partner_id, count(*) AS agreements
    FROM agreement_party AS own JOIN agreement_party AS other
        ON other.agreement_id = own.agreement_id AND other.city_id <> own.city_id
    GROUP BY own.city_id, other.city_id
) AS pair
JOIN city ON city.id = pair.city_id
JOIN city AS partner ON partner.id = pair.partner_id
""",
    "activity_view": """
SELECT activity.key, activity.kind, activity.title, activity.status, activity.start_text AS starts,
    activity.end_text AS ends, activity.duration,
    coalesce(activity.size, activity.attendance, activity.participants) AS people, activity.approximate,
    {places_name} AS places,
    {places_key} AS place_keys,
    agreement.key AS agreement_key, whole.key AS part_of_key, activity.internal
FROM activity
LEFT JOIN agreement ON agreement.id = activity.agreement_id
LEFT JOIN activity AS whole ON whole.id = activity.part_of_id
""",
}


def make_views(connection: Connection) -> None:
    """Make the views of a register at the head revision that has none."""
    for name, query in view_statements(connection.dialect.name).items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")


def drop_views(connection: Connection) -> None:
    """Drop the views that exist, since the tables that they read could not be altered otherwise."""
    for name in _VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def view_statements(dialect: str) -> dict[str, str]:
    """Return the SELECT of each view by its name, for a dialect: `sqlite` or `postgresql`."""
    return {name: query.format_map(_Parts(dialect)).strip() for name, query in _VIEWS.items()}


class _Parts(dict[str, str]):
    """What stands in the braces of a view, written for a dialect."""

    def __init__(self, dialect: str) -> None:
        is_sqlite = dialect == "sqlite"
        self._order = "" if is_sqlite else ' COLLATE "C"'
        joined = "group_concat(part, '; ')" if is_sqlite else "string_agg(part, '; ')"
        super().__init__(read_only=_READ_ONLY)
        for column in ("name", "key"):
            self[f"parties_{column}"] = _PARTIES.format(column=column, joined=joined, order=self._order)
            self[f"places_{column}"] = _PLACES.format(column=column, joined=joined)
        for of, condition in (("agreement", _OF_AGREEMENT), ("pair", _OF_PAIR)):
            self[f"first_signed_of_{of}"] = self._act("on_text", f"{condition} AND act.kind IN ({_SIGNINGS})", "")
            for column in ("kind", "on_text"):
                self[f"last_{column}_of_{of}"] = self._act(column, condition, " DESC")

    def _act(self, column: str, condition: str, direction: str) -> str:
        """Write a column of the first or the last act, in the order in which a status is told.

        What follows a beginning, and may have been at any time before, is taken as late.
        """
        earliest, latest = (f"{day}{self._order}{direction}" for day in (_EARLIEST, _LATEST))
        order = f"{earliest}, {latest}, act.seq{direction}, act.agreement_id{direction}"
        return _ACT.format(column=column, condition=condition, order=order)
