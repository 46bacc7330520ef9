"""What a site tells of all its records together."""

from sqlalchemy import Connection, select

from twinning.db.tables.history import KEY_ALIAS
from twinning.db.typed_tables import fetch_rows
from twinning.domain.agreements.status import OVER, was_signed_by
from twinning.domain.names import fold
from twinning.domain.vocabulary import ActivityKind, ActivityStatus, Status
from twinning.queries.lists.people import load_organizations
from twinning.queries.site.known import FOLDERS, PublishedRecords
from twinning.rows.site import Moved, OrganizationEntry


def site_counts(known: PublishedRecords, city: int | None) -> dict[str, int]:
    """Return how much there is, by what is counted: of a city its partners, else all cities."""
    signed = [tie for tie in known.ties if was_signed_by(tie.facts, known.as_of)]
    tied = {party.id: party for tie in signed for party in tie.parties if party.id != city}
    in_force = [tie for tie in signed if tie.status(known.as_of) is Status.ACTIVE]
    held = [each for each in known.activities.values() if each.status is ActivityStatus.HELD]
    return {
        "cities" if city is None else "partners": len(tied),
        "countries": len({party.country_code for party in tied.values() if party.country_code}),
        "agreements": len(signed),
        "agreements_in_force": len(in_force),
        "agreements_over": sum(tie.status(known.as_of) in OVER for tie in signed),
        **{FOLDERS[kind]: sum(each.kind is kind for each in held) for kind in ActivityKind},
    }


def list_organizations(connection: Connection) -> list[OrganizationEntry]:
    """Return the organizations by name."""
    entries = [
        OrganizationEntry(
            each.name, each.short_name, city, key, each.founded_text, each.website, each.summary, each.key
        )
        for each, city, key in load_organizations(connection)
    ]
    return sorted(entries, key=lambda each: (fold(each.name), each.key))


def list_moved(connection: Connection) -> list[Moved]:
    """Return the addresses of cities and agreements that were merged into others."""
    alias = KEY_ALIAS.c
    query = select(alias.record_table, alias.alias, alias.key).order_by(alias.record_table, alias.alias)
    folders = {"city": "cities", "agreement": "agreements"}
    return [Moved(folders[of], old, new) for of, old, new in fetch_rows(connection, query) if of in folders]
