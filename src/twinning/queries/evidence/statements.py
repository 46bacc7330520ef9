"""What sources state, whether they agree with what is recorded or not, and what an editor read from them."""

from collections.abc import Iterable

from sqlalchemy import Connection

from twinning.domain.vocabulary import Basis
from twinning.queries.evidence.citations import Cited, fields_as_cited, names_of_cited
from twinning.queries.evidence.cited_values import values_in_words
from twinning.rows import Section
from twinning.rows.dossiers import InferredRow, StatedRow
from twinning.rows.phrases import phrase


def stated(connection: Connection, citations: Iterable[Cited]) -> Section[StatedRow]:
    """Return the section of a dossier with every value that a source itself gives for a field, in their order."""
    found = [each for each in citations if each.citation.basis is Basis.STATED and each.field and each.value]
    names, told = names_of_cited(connection, found), [each.citation for each in found]
    values, fields = values_in_words(connection, told), fields_as_cited(connection, told)
    rows = [
        StatedRow(
            record=names[each.record_table][each.record],
            field=fields[each.citation.id] or "",
            stated=values[each.citation.id] or "",
            source=each.source.title,
            place=each.citation.locator,
            speaks_for=each.speaks_for,
            citation=each.reference,
            unlisted_on=each.citation.unlisted_on_text,
        )
        for each in found
    ]
    return Section("stated", StatedRow, rows, phrase("What sources state"))


def inferred(connection: Connection, citations: Iterable[Cited]) -> Section[InferredRow]:
    """Return the section of a dossier with what is inferred of a record, and why."""
    return Section("inferred", InferredRow, list_inferences(connection, citations))


def only_inferred(citations: Iterable[Cited]) -> list[Cited]:
    """Return those citations, in their order, that infer what no other one of them states.

    A citation without a value records that its source is silent on a field. Any stated value for that field fills
    such a gap; a value that was inferred is stated by the same value alone.
    """
    cited = list(citations)
    said = [each for each in cited if each.citation.basis is Basis.STATED]
    stated = {(each.subject, value) for each in said for value in (each.value, None)}
    return [
        each for each in cited if each.citation.basis is Basis.INFERRED and (each.subject, each.value) not in stated
    ]


def list_inferences(connection: Connection, citations: Iterable[Cited]) -> list[InferredRow]:
    """Return the rows of what is inferred among citations and stated by none of them, in their order."""
    found = only_inferred(citations)
    names, told = names_of_cited(connection, found), [each.citation for each in found]
    values, fields = values_in_words(connection, told), fields_as_cited(connection, told)
    return [
        InferredRow(
            record=names[each.record_table][each.record],
            field=fields[each.citation.id],
            value=values[each.citation.id],
            because=each.citation.because,
            source=each.source.title,
            place=each.citation.locator,
        )
        for each in found
    ]
