"""Report how many agreements were signed in each decade, by kind, and how many of them are in force.

Examples:
  twinning report decades Busan

  twinning report decades --all --as-of 2000-01-01
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from twinning.domain.dates.spans import ANY_TIME, Span
from twinning.domain.vocabulary import AgreementKind, Status
from twinning.queries.lists.agreement_filters import was_signed_in
from twinning.queries.lookup.cities import FoundCity
from twinning.queries.reports import report
from twinning.queries.reports._scope import listing, ties_signed
from twinning.rows import Listing, Meaning, Section, Several, column
from twinning.rows.charts import Chart
from twinning.rows.phrases import phrase
from twinning.rows.tracing import Counted

_KINDS = list(AgreementKind)


@dataclass(frozen=True, slots=True)
class DecadeRow:
    """How many agreements of a kind were first signed in a decade (`1990s`; null where unknown), and are active.

    `keys` are the agreements.
    """

    decade: str | None = column(1, means=Meaning.VALUE)
    kind: str = column(2, means=Meaning.WORD)
    agreements: int = column(3, means=Meaning.COUNT)
    active: int = column(4, means=Meaning.COUNT)
    keys: Several = column(0)

    charts: ClassVar[tuple[Chart, ...]] = (
        Chart(phrase("Agreements signed, by decade"), "decade", "agreements", "kind"),
    )


@report(DecadeRow)
def report_decades(
    connection: Connection, scope: FoundCity | None, as_of: str, span: Span = ANY_TIME
) -> Listing[DecadeRow]:
    """Return how many agreements had been signed by a day (ISO), by decade and kind, the unknown decade last.

    With a span, only those that were or may have been signed in it.
    """
    groups: dict[tuple[str | None, AgreementKind], list[tuple[str, bool]]] = defaultdict(list)
    for tie in ties_signed(connection, scope, as_of):
        if not was_signed_in(tie, span, as_of):
            continue
        decade = tie.since.decade if tie.since else None
        groups[decade, tie.kind].append((tie.key, tie.status(as_of) is Status.ACTIVE))
    rows = [
        DecadeRow(
            decade=decade,
            kind=kind.value,
            agreements=Counted(key for key, _ in signed),
            active=Counted(key for key, is_active in signed if is_active),
            keys=Several(key for key, _ in signed),
        )
        for (decade, kind), signed in sorted(groups.items(), key=lambda each: _order(*each[0]))
    ]
    return listing(DecadeRow, phrase("agreements by decade"), scope, Section("rows", DecadeRow, rows))


def _order(decade: str | None, kind: AgreementKind) -> tuple[str, int]:
    return decade or "~", _KINDS.index(kind)
