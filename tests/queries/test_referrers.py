"""What refers to a record: every row of every table, each under its record's name."""

import pytest

from queries.making import make_activity, make_agreement, make_citation, make_city, make_count, make_source
from queries.test_record_log import noted
from twinning.queries.lookup.referrers import list_referrers


def test_rows_without_a_name_go_by_the_record_that_they_hang_on(session, connection):
    busan, cairo = make_city(session, "busan-kr", "Busan", "Pusan"), make_city(session, "cairo-eg")
    make_agreement(session, busan, cairo)
    make_activity(session, "visit", busan)
    make_count(session, busan, "partner_cities", 3, None)
    found = {(table, record) for table, _, record in list_referrers(connection, "city", [busan.id])}
    assert found == {
        ("activity_place", "activity:visit"),
        ("agreement_party", "agreement:busan-kr--cairo-eg"),
        ("city_name", "city:busan-kr/name-1"),
        ("reported_count", "city:busan-kr/count-1"),
    }


@pytest.mark.parametrize("count", [1, 30])
def test_a_source_that_is_much_cited_takes_no_more_statements(session, connection, count):
    source, busan = make_source(session), make_city(session, "busan-kr")
    for seq in range(1, count + 1):
        make_citation(session, source, seq=seq, city_id=busan.id, field="name", value="Busan")
    with noted(connection) as statements:
        found = list_referrers(connection, "source", [source.id])
    assert [record for *_, record in found] == [f"source:a-paper/citation-{seq}" for seq in range(1, count + 1)]
    assert len(statements) == 2
