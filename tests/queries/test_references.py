import pytest
from sqlalchemy import select

from queries.making import make_agreement, make_citation, make_city, make_commitment, make_source
from twinning.db.references import CHILDREN, KEYED, parse_reference
from twinning.db.tables import table_named
from twinning.queries.lookup.references import names_of


def test_a_keyed_record_is_named_by_its_key(session, connection):
    busan = make_city(session, "busan-kr")
    assert names_of(connection, "city", [busan.id]) == {busan.id: "busan-kr"}


def test_a_child_is_named_under_its_parent(session, connection):
    busan, chicago = make_city(session, "busan-kr", "Busan", "Pusan"), make_city(session, "chicago-us")
    agreement = make_agreement(session, busan, chicago)
    make_commitment(session, agreement, busan, seq=3)
    make_citation(session, make_source(session), agreement_id=agreement.id, seq=7)
    names = [only(names_of(connection, name)) for name in ("city_name", "agreement_act", "commitment", "citation")]
    assert names == [
        "city:busan-kr/name-1",
        "agreement:busan-kr--chicago-us/act-1",
        "agreement:busan-kr--chicago-us/commitment-3",
        "source:a-paper/citation-7",
    ]


def only(names):
    (name,) = names.values()
    return name


def test_without_ids_every_record_is_named(articles):
    for name in (*KEYED, *CHILDREN):
        ids = set(articles.execute(select(table_named(name).c.id)).scalars())
        assert set(names_of(articles, name)) == ids


def test_more_ids_than_a_statement_takes_are_named_in_batches(articles):
    ids = list(articles.execute(select(table_named("citation").c.id)).scalars())
    assert len(ids) > 500
    assert names_of(articles, "citation", ids + ids) == names_of(articles, "citation")


def test_ids_that_are_not_there_have_no_name(articles):
    assert names_of(articles, "city", [1_000_000]) == {}


@pytest.mark.parametrize("name", [*KEYED, *CHILDREN])
def test_every_name_leads_back_to_its_table(both_packs, name):
    for text in names_of(both_packs, name).values():
        reference = parse_reference(text)
        assert str(reference) == text
        assert reference.record_table in (None, name)
