"""The acts of several agreements in one list, in the order of their days."""

from collections.abc import Iterable

from sqlalchemy import Connection

from twinning.domain.dates import EdtfDate
from twinning.queries.dossiers.acts import list_acts
from twinning.queries.lookup.agreements import Tie
from twinning.rows.arranging.sorting import undated_last
from twinning.rows.dossiers import ActRow, DatedActRow


def acts_of(connection: Connection, ties: Iterable[Tie], day: str) -> list[DatedActRow]:
    """Return the acts of agreements that had or may have happened by a day (ISO)."""
    ties = list(ties)
    acts = list_acts(connection, (tie.id for tie in ties))
    rows = [
        DatedActRow(
            on=act.on,
            act=act.act,
            parties=tie.places,
            party_keys=tie.places.keys,
            kind=tie.kind.value,
            until=act.until,
            signatories=act.signatories,
            others=act.others,
            note=act.note,
            key=tie.key,
        )
        for tie in ties
        for act in acts[tie.id]
        if _may_have_happened(act, day)
    ]
    return sorted(rows, key=lambda row: (undated_last(EdtfDate.parse(row.on) if row.on else None), row.key))


def _may_have_happened(act: ActRow, day: str) -> bool:
    return act.on is None or EdtfDate.parse(act.on).happened_by(day) is not False
