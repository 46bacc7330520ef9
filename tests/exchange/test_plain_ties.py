"""What one statement reads of plain ties is what is read of any tie, and only those are read so that are plain."""

from collections.abc import Iterator
from itertools import product, starmap
from typing import Any

import pytest
from sqlalchemy import Connection, select

from queries.making import make_agreement, make_citation, make_city, make_source, trying
from twinning.db.models import AgreementAct, AgreementField
from twinning.db.session import connection_of
from twinning.db.storage.address import Address
from twinning.db.tables.agreements import AGREEMENT
from twinning.db.typed_tables import fetch_rows
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import Field, Renewal
from twinning.exchange.exports.plain_ties import PlainTies, kept_places
from twinning.exchange.exports.ties import AnyTies, list_ties
from twinning.rows.exports import ExportedTieRow

_SIGNED = ("signed", "1990")
_ACTS: dict[str, list[Any]] = {
    "none": [],
    "signed": [_SIGNED],
    "signed in doubt": [("signed", "1990?")],
    "signed by then": [("signed", "[..1990-12-31]")],
    "signed since": [("signed", "[1990..]")],
    "signed some day": [("signed", None)],
    "signed later": [("signed", "2001-02-03")],
    "signed for a term": [("signed", "1990", {"until": EdtfDate.parse("1995")})],
    "proposed": [("proposed", "1990")],
    "ended": [_SIGNED, ("ended", "1999")],
    "renewed": [_SIGNED, ("renewed", "1999")],
    "signed twice": [_SIGNED, ("signed", "1985-05")],
    "ended only": [("ended", "1999")],
}
_SOURCES = ("none", "of the tie", "of the signing", "a list before a paper", "a claim of an end")
_DAYS = ("1980-01-01", "1990-06-01", "1990-12-31", "1997-01-01", "2001-02-03", "2026-01-01")


@pytest.fixture(scope="module")
def varied(untouched: Address) -> Iterator[Connection]:
    """Ties in every way in which one may be more than plain, together and apart."""
    with trying(untouched) as session:
        cities = [make_city(session, key, admin1="North") for key in ("beta-kr", "alpha-jp", "zeta-us")]
        paper = make_source(session, "paper", title="Gazette", address="https://example.org/")
        listed = make_source(session, "a-list", file_name="list.csv")
        sequence = iter(range(1, 100_000))
        for number, (acts, source, more) in enumerate(product(_ACTS, _SOURCES, ("", "field", "party", "renewal"))):
            tie = make_agreement(
                session,
                *(cities if more == "party" else cities[number % 2 : number % 2 + 2]),
                key=f"tie-{number}" if number % 3 else f"tie--{number}",
                acts=_ACTS[acts],
                summary="One\nand two" if number % 5 else None,
                internal=number % 7 == 0,
                renewal=Renewal.AUTOMATIC if more == "renewal" else None,
            )
            if more == "field":
                session.add(AgreementField(agreement_id=tie.id, field=Field.CULTURE))
            cited = {"agreement_id": tie.id, "field": "kind"}
            if source in ("of the tie", "a list before a paper"):
                make_citation(session, listed, seq=next(sequence), **cited)
            if source == "a list before a paper":
                make_citation(session, paper, seq=next(sequence), **cited)
            act = session.scalar(select(AgreementAct.id).where(AgreementAct.agreement_id == tie.id))
            if source == "of the signing" and act is not None:
                make_citation(session, paper, seq=next(sequence), agreement_act_id=act, field="on")
            if source == "a claim of an end":
                make_citation(session, paper, seq=next(sequence), **cited | {"field": "status", "value": "ended"})
        session.flush()
        yield connection_of(session)


@pytest.mark.parametrize("as_of", _DAYS)
def test_plain_ties_are_the_same_as_if_all_were_read_of_them(as_of: str, varied: Connection) -> None:
    cells = AnyTies(varied, as_of, kept_places(varied)).cells(_ids(varied))
    every = [*starmap(ExportedTieRow, cells.values())]
    assert [*list_ties(varied, as_of, internal=True).rows] == sorted(every, key=lambda row: row.key)
    assert len({row.source for row in every}) == 3


def test_what_is_plain_is_known_to_have_been_signed_by_the_day_and_no_more(varied: Connection) -> None:
    ids, places = _ids(varied), kept_places(varied)
    assert [len(PlainTies(varied, as_of, places).cells(ids)) for as_of in _DAYS] == [0, 0, 30, 30, 40, 40]


def _ids(connection: Connection) -> list[int]:
    return [agreement for (agreement,) in fetch_rows(connection, select(AGREEMENT.c.id))]
