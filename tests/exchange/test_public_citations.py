"""What of the words of sources is published: of records and fields that are, and no key of a record that stays out."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from queries.making import make_agreement, make_citation, make_city, make_source, trying
from twinning.db.models.agreements import AgreementAct
from twinning.db.session import connection_of
from twinning.db.storage.address import Address
from twinning.exchange.exports.public import copy_public


def published(session: Session, folder: Path) -> list[tuple[str | None, str | None, str | None]]:
    """Return field, value and place of the citations that may be published."""
    copy_public(connection_of(session), folder / "copy.db", None)
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        return copy.execute("SELECT field, value, locator FROM citation ORDER BY seq").fetchall()


def test_a_stated_successor_is_published_only_where_that_agreement_is(address: Address, tmp_path: Path) -> None:
    with trying(address) as session:
        busan, osaka = make_city(session, "busan-kr"), make_city(session, "osaka-jp")
        make_agreement(session, busan, osaka, key="public")
        make_agreement(session, busan, osaka, key="secret", internal=True)
        ended = make_agreement(session, busan, osaka, acts=[("ended", "2001")])
        act = session.scalars(select(AgreementAct.id).where(AgreementAct.agreement_id == ended.id)).one()
        source = make_source(session)
        for seq, key in enumerate(("public", "secret"), 1):
            make_citation(
                session, source, agreement_act_id=act, seq=seq, field="successor", value=key, locator=f"p. {seq}"
            )
        found = published(session, tmp_path)
    assert found == [("successor", "public", "p. 1"), ("successor", None, "p. 2")]


def test_of_a_published_record_the_words_on_it_and_on_what_is_published_of_it_go_out(
    address: Address, tmp_path: Path
) -> None:
    with trying(address) as session:
        tie = make_agreement(session, make_city(session, "busan-kr"), make_city(session, "osaka-jp"))
        act = session.scalars(select(AgreementAct.id).where(AgreementAct.agreement_id == tie.id)).one()
        source = make_source(session)
        said = [(None, None), ("kind", "signed"), ("note", "what was said in confidence")]
        for seq, (field, value) in enumerate(said, 1):
            make_citation(session, source, agreement_act_id=act, seq=seq, field=field, value=value)
        found = published(session, tmp_path)
    assert found == [(None, None, None), ("kind", "signed", None)]
