"""What sources state, whether they agree with what is recorded or not."""

from collections.abc import Iterable

from sqlalchemy import Connection

from twinning.domain.vocabulary import Basis
from twinning.queries.evidence.citations import Cited, names_of_cited
from twinning.rows import Section
from twinning.rows.dossiers import StatedRow


def stated(connection: Connection, citations: Iterable[Cited]) -> Section[StatedRow]:
    """Return the section of a dossier with every value that a source itself gives for a field, in their order."""
    found = [each for each in citations if each.citation.basis is Basis.STATED and each.field and each.value]
    names = names_of_cited(connection, found)
    rows = [
        StatedRow(
            record=names[each.record_table][each.record],
            field=str(each.field),
            stated=str(each.value),
            source=each.source.title,
            place=each.citation.locator,
            speaks_for=each.speaks_for,
            citation=each.reference,
        )
        for each in found
    ]
    return Section("stated", StatedRow, rows, "What sources state")
