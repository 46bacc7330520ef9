"""What sources state, whether they agree with what is recorded or not, and what an editor read from them."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from twinning.db.tables.sources import CITATION, SOURCE
from twinning.db.typed_tables import fetch_rows
from twinning.domain.vocabulary import Basis
from twinning.queries.evidence.citations import Cited, names_of_cited
from twinning.rows import Section
from twinning.rows.dossiers import InferredRow, StatedRow


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


def inferred(connection: Connection, citations: Iterable[Cited]) -> Section[InferredRow]:
    """Return the section of a dossier with what is inferred of a record, and why."""
    return Section("inferred", InferredRow, list_inferences(connection, citations), "Inferred")


def list_inferences(connection: Connection, citations: Iterable[Cited]) -> list[InferredRow]:
    """Return what is inferred among citations, in their order, but for what another one of them states as well."""
    cited = list(citations)
    stated = {(each.subject, each.value) for each in cited if each.citation.basis is Basis.STATED}
    found = [
        each for each in cited if each.citation.basis is Basis.INFERRED and (each.subject, each.value) not in stated
    ]
    names = names_of_cited(connection, found)
    return [
        InferredRow(
            record=names[each.record_table][each.record],
            field=each.field,
            value=each.value,
            because=each.citation.because,
            source=each.source.title,
            place=each.citation.locator,
        )
        for each in found
    ]


def words_without_effect(connection: Connection, operation: int) -> Iterator[str]:
    """Give a sentence for each word on a status that an operation recorded, and whose source lacks what lets it count.

    Such a word counts if its source speaks for a city and has a day.
    """
    query = (
        select(SOURCE.c.key, SOURCE.c.speaks_for_id, SOURCE.c.published_text)
        .join(CITATION, CITATION.c.source_id == SOURCE.c.id)
        .where(CITATION.c.operation_id == operation, CITATION.c.field == "status", CITATION.c.agreement_id.is_not(None))
        .order_by(SOURCE.c.key)
    )
    for key, speaks_for, published in fetch_rows(connection, query):
        lacks = [
            *(["it speaks for no city"] if speaks_for is None else []),
            *(["it has no day"] if not published else []),
        ]
        options = [
            *(["--speaks-for CITY"] if speaks_for is None else []),
            *(["--published DATE"] if not published else []),
        ]
        if lacks:
            yield (
                f"what source:{key} says of the status has no effect on it: {' and '.join(lacks)}; "
                f"`twinning edit source:{key} {' '.join(options)}` says so"
            )
