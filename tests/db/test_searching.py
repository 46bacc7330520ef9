"""What stands in the texts of rows is found through the index, which every writer keeps true, and the same without."""

from contextlib import suppress
from itertools import pairwise

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.raw import raw_connection
from migrations.schema import data_of
from queries.making import make_agreement, make_city, make_source
from twinning.actions.bulk import insert_rows, next_ids
from twinning.db.damage import find_damage
from twinning.db.log import digests
from twinning.db.log.history import attempt
from twinning.db.migrations import migrate
from twinning.db.models import Base, City, Person
from twinning.db.references import HISTORY
from twinning.db.search import finding, near, patterns
from twinning.db.search.finding import find_rows
from twinning.db.search.index import SEARCHED
from twinning.db.search.near import near_rows
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.db.tables.cities import CITY
from twinning.db.tables.history import ROW_DIGEST
from twinning.db.typed_tables import fetch_rows
from twinning.domain.names import fold
from twinning.errors import DatabaseError
from twinning.queries.lists.search import search

DOING = NewOperation("tester", "test")
MENDS = "`twinning db reindex` mends that"


def found(address, wanted, most=None):
    with reading(address) as connection:
        return [(entry.table, entry.id) for entry in find_rows(connection, fold(wanted), most)]


def records(address, wanted):
    with reading(address) as connection:
        return [row.record for row in search(connection, wanted).rows]


def damage(address):
    with reading(address) as connection:
        return [str(each) for each in find_damage(connection)]


def write_past(address, statement):
    with raw_connection(address) as connection:
        connection.execute(text(statement))


@pytest.fixture(scope="module")
def cities(registers, tmp_path_factory):
    """A register of cities, which tests only read."""
    with registers.copy("empty", tmp_path_factory.mktemp("cities")) as address:
        with writing(address, DOING) as session:
            add_cities(session)
        yield address


def add_cities(session):
    for name in ("서울", "Уляновск", "Ньюкасл", "New Seoul", "Seoul", "Seoul City", "Ul", '50% "North" OR South'):
        key = f"{''.join(each for each in fold(name) if each.isascii() and each.isalnum()) or 'x'}-kr"
        taken = session.query(City).count()
        session.add(City(key=f"{taken}{key}", name=name, folded=fold(name), kind="city"))


def test_every_table_is_searched_and_none_of_the_log():
    assert {*SEARCHED} == Base.metadata.tables.keys() - {*HISTORY, "key_alias"}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("seoul", ["Seoul", "Seoul City", "New Seoul"]),
        ("eou", ["New Seoul", "Seoul", "Seoul City"]),
        ("서울", ["서울"]),
        ("Ул", ["Уляновск"]),
        ("юк", ["Ньюкасл"]),
        ("ul", ["Ul", "New Seoul", "Seoul", "Seoul City"]),
        ("울", ["서울"]),
        ('"North"', ['50% "North" OR South']),
        ("50%", ['50% "North" OR South']),
        ("0_% ", ['50% "North" OR South']),
        ("n*", []),
        ("seoulx", []),
    ],
)
def test_a_text_of_any_length_is_found_wherever_it_stands_and_nothing_in_it_is_a_pattern(cities, wanted, names):
    ids = [row for _, row in found(cities, wanted)]
    with reading(cities) as connection:
        called = dict(fetch_rows(connection, select(CITY.c.id, CITY.c.name)))
    assert [called[row] for row in ids] == names


@pytest.mark.parametrize("wanted", ["seoul", "ul"])
def test_no_more_rows_are_looked_at_than_are_wanted_and_those_are_the_best(cities, wanted):
    assert found(cities, wanted, 2) == found(cities, wanted)[:2]


@pytest.fixture(scope="module")
def many(registers, tmp_path_factory):
    """A register, which tests only read, in which many rows have the same words, and few of them in their names."""
    with registers.copy("empty", tmp_path_factory.mktemp("many")) as address:
        with writing(address, DOING) as session:
            add_many(session)
        yield address


def add_many(session):
    cities = [make_city(session, f"santa{number}-es", f"Santa {number}") for number in range(40)]
    make_city(session, "berlin-de")
    make_city(session, "losantos-es", "Los Antos")
    make_source(session, "santa", title="Santa")
    for one, other in pairwise(cities):
        make_agreement(session, one, other, summary="Of the sisters" if one.key.startswith("santa3") else None)


def kept(address):
    with reading(address) as connection:
        rows = list(
            fetch_rows(connection, select(ROW_DIGEST.c.record_table, ROW_DIGEST.c.record_id, ROW_DIGEST.c.texts))
        )
    searched = [row for row in rows if row[2] is not None and row[0] in SEARCHED]
    return sorted(searched, key=lambda row: (SEARCHED.index(row[0]), row[1]))


@pytest.mark.parametrize("is_in_steps", [True, False], ids=["in-steps", "at-once"])
@pytest.mark.parametrize("common", [1, 3.5, 10**9], ids=["looked-up", "both", "read"])
@pytest.mark.parametrize("wanted", ["santa", "santa3", "sisters", "sant", "ant", "es", "s", "berlin", "199"])
def test_what_many_rows_have_is_found_in_the_same_order_however_it_is_looked_for(
    many, monkeypatch, common, is_in_steps, wanted
):
    monkeypatch.setattr(patterns, "_SAMPLED", 100)
    monkeypatch.setattr(finding, "_LARGE", 5)
    monkeypatch.setattr(finding, "_PART", 8)
    monkeypatch.setattr(finding, "COMMON", common)
    monkeypatch.setattr(finding, "_is_in_steps", lambda *_: is_in_steps)  # what is asked there needs no index
    steps = ((f"\n{wanted} ", f"\t{wanted} "), (f"\n{wanted}", f"\t{wanted}"), (wanted,))
    best = [row[:2] for step in steps for row in kept(many) if any(each in row[2] for each in step)]
    expected = list(dict.fromkeys(best))
    for most in (1, 7, len(expected), len(expected) + 1):
        assert found(many, wanted, most) == expected[:most]


def test_a_text_of_one_or_two_characters_is_found_inside_records_with_a_name_alone(address):
    with writing(address, DOING) as session:
        cities = make_city(session, "busan-kr"), make_city(session, "ulsan-kr")
        make_agreement(session, *cities, acts=[("signed", "1990", {"note": "on the quay"})], summary="About ships")
    assert records(address, "ps") == ["agreement:busan-kr--ulsan-kr"]
    assert records(address, "ay") == []
    assert records(address, "uay") == ["agreement:busan-kr--ulsan-kr/act-1"]
    assert records(address, "on") == ["agreement:busan-kr--ulsan-kr/act-1"]


@pytest.mark.parametrize(
    "wanted", ["seoul", "kr", "mos", "sister", "200", "head", "host", "culture", "signed", "stated"]
)
def test_as_many_records_are_counted_as_are_found(seeded, wanted):
    with reading(seeded) as connection:
        (section,) = search(connection, wanted).sections
        assert len(section.rows) == len([*section.rows]) > 1


def test_words_from_a_list_are_found_though_no_index_has_them(address):
    with writing(address, DOING) as session:
        make_source(session, "a-list", title="A list")
    assert records(address, "pres") == ["source:a-list"]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Pusan", "busan"),
        ("Buasn", "busan"),
        ("Busann", "busan"),
        ("서욿", "서울"),
        ("Bos", "bus"),
        ("Frankfurt", None),
    ],
)
def test_rows_with_a_slip_are_near_also_where_the_name_is_short(address, typed, nearest):
    with writing(address, DOING) as session:
        for name in ("busan", "서울", "bus", "kigali", "frankfurtammain"):
            session.add(City(key=f"k{session.query(City).count()}", name=name, folded=name, kind="city"))
    with reading(address) as connection:
        ids = near_rows(connection, "city", fold(typed))
        names = dict(fetch_rows(connection, select(CITY.c.id, CITY.c.name)))
    assert names[ids[0]] == (nearest or "frankfurtammain")
    assert len(ids) < 5


@pytest.mark.parametrize("few", [0, 3, 50_000], ids=["none-is-rare", "some-are-rare", "all-are-rare"])
@pytest.mark.parametrize("most", [2, 1000])
@pytest.mark.parametrize("typed", ["Sannta 31", "sant", "Santa 3333 Sisters", "Berlim"])
@pytest.mark.parametrize("table", ["city", "agreement"])
def test_near_rows_are_those_that_share_most_though_rare_parts_are_counted_first(
    many, monkeypatch, few, most, typed, table
):
    monkeypatch.setattr(patterns, "_SAMPLED", 100)
    monkeypatch.setattr(near, "_MOST_NEAR", most)
    monkeypatch.setattr(near, "_MOST_RARE", few)
    monkeypatch.setattr(near, "COMMON", 10 if few else 10**9)
    pieces = near._pieces(fold(typed))
    shared = {row: sum(each in texts for each in pieces) for name, row, texts in kept(many) if name == table}
    expected = sorted(filter(shared.__getitem__, shared), key=lambda row: (-shared[row], row))
    with reading(many) as connection:
        assert near_rows(connection, table, fold(typed)) == expected[:most]


def test_what_a_session_wrote_is_found_before_it_ends(address):
    with writing(address, DOING) as session:
        insert_people(session, "Kim Young-sam")
        assert [entry.table for entry in find_rows(connection_of(session), "youngsam")] == ["person"]
    assert damage(address) == []


def _insert_and_fail(session: Session, name: str) -> None:
    insert_people(session, name)
    raise DatabaseError("no")


def test_rows_that_were_taken_back_are_found_neither_then_nor_by_those_that_get_their_ids(address):
    with writing(address, DOING) as session:
        with pytest.raises(DatabaseError), attempt(session):
            _insert_and_fail(session, "Park Won-soon")
        insert_people(session, "Kim Young-sam", "Lee Myung-bak")
        assert list(find_rows(connection_of(session), "wonsoon")) == []
        insert_people(session, "Oh Se-hoon")
    assert [len(found(address, name)) for name in ("wonsoon", "youngsam", "myungbak", "sehoon")] == [0, 1, 1, 1]
    assert damage(address) == []


def test_what_was_told_is_not_told_again_when_more_is_found_and_is_when_it_was_taken_back(address, monkeypatch):
    renewed, renew = [], digests.renew

    def renew_and_note(connection, table, ids):
        renewed.append((table, len(ids)))
        renew(connection, table, ids)

    monkeypatch.setattr(digests, "renew", renew_and_note)
    with writing(address, DOING) as session:
        for name in ("Park Won-soon", "Kim Young-sam", "Oh Se-hoon"):
            with suppress(DatabaseError), attempt(session):
                session.add(Person(key=fold(name).replace(" ", "-"), name=name, folded=fold(name)))
                session.flush()
                assert len(list(find_rows(connection_of(session), fold(name)))) == 1
                if name.startswith("Kim"):
                    raise DatabaseError("no")
    assert [count for table, count in renewed if table == "change"] == [1, 1, 1, 0]
    assert [table for table, _ in renewed].count("operation") == 1  # or a server walks through all that it was before
    assert [len(found(address, name)) for name in ("wonsoon", "youngsam", "sehoon")] == [1, 0, 1]
    assert damage(address) == []


def insert_people(session, *names):
    ids = next_ids(session, "person", len(names))
    rows = [{"id": each, "key": f"p-{each}", "name": name} for each, name in zip(ids, names, strict=True)]
    insert_rows(session, "person", [row | {"folded": fold(row["name"])} for row in rows])


def test_rows_with_many_common_parts_are_nearer_than_as_many_as_are_wanted_with_a_rare_one(address, monkeypatch):
    monkeypatch.setattr(near, "_MOST_NEAR", 2)
    monkeypatch.setattr(near, "_MOST_RARE", 3)
    common = [f"abcdef{letter}" for letter in "stuv"]
    with writing(address, DOING) as session:
        insert_people(session, "zfghz", "yfghy", *common)
        rows = near_rows(connection_of(session), "person", "abcdefgh")
        names = {each.id: each.name for each in session.scalars(select(Person))}
    assert [names[row] for row in rows] == common[:2]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE row_digest SET texts = NULL {}", "search takes it for what it is not"),
        ("UPDATE row_digest SET texts = 'other' {}", "search takes it for what it is not"),
    ],
)
def test_texts_that_are_not_those_of_a_row_are_found_and_written_anew(seeded, statement, problem):
    write_past(seeded, statement.format("WHERE record_table = 'city' AND record_id = 1"))
    assert f"city berlin-de: {problem}; {MENDS}" in damage(seeded)
    migrate.reindex(seeded)
    assert damage(seeded) == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "INSERT INTO search_index (search_index, rowid, texts) SELECT 'delete', (1 << 40) + 1, texts"
            " FROM row_digest WHERE record_table = 'city' AND record_id = 1",
            "city berlin-de: search does not find it by all that it says",
        ),
        (
            "INSERT INTO search_index (rowid, texts) VALUES ((1 << 40) + 1, 'nowhere')",
            "city berlin-de: search finds it by what it does not say",
        ),
        (
            "INSERT INTO search_index (rowid, texts) VALUES ((1 << 40) + 4000, 'nowhere')",
            "city row 4000: search finds it by what it does not say",
        ),
    ],
)
def test_an_index_that_is_not_as_the_rows_are_is_found_and_made_anew(seeded, statement, problem):
    write_past(seeded, statement)
    assert damage(seeded) == [f"{problem}; {MENDS}"]
    migrate.reindex(seeded)
    assert damage(seeded) == []


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("number", ["5", "1 << 60"])
def test_an_index_that_knows_what_is_no_row_of_any_table_is_damaged_and_made_anew(seeded, number):
    write_past(seeded, f"INSERT INTO search_index (rowid, texts) VALUES ({number}, 'nowhere')")
    (found,) = damage(seeded)
    assert found.startswith("search_index")
    assert MENDS in found
    migrate.reindex(seeded)
    assert damage(seeded) == []


@pytest.mark.sqlite_alone
def test_what_the_index_says_wrongly_finds_nothing(seeded):
    write_past(seeded, "INSERT INTO search_index (rowid, texts) VALUES ((1 << 40) + 1, 'nowhere')")
    assert records(seeded, "nowhere") == []


@pytest.mark.sqlite_alone
def test_an_index_that_cannot_be_read_is_damage_and_can_be_made_anew(seeded):
    write_past(seeded, "UPDATE search_index_data SET block = x'ffffffffffff'")
    with pytest.raises(DatabaseError, match="is damaged"):
        records(seeded, "busan")
    assert any(MENDS in each for each in damage(seeded))
    migrate.reindex(seeded)
    assert damage(seeded) == []
    assert "city:busan-kr" in records(seeded, "busan")


def test_writing_the_index_anew_changes_nothing_of_one_that_is_right(seeded):
    with raw_connection(seeded) as connection:
        before = data_of(connection)
    migrate.reindex(seeded)
    with raw_connection(seeded) as connection:
        assert data_of(connection) == before
    assert damage(seeded) == []


@pytest.mark.sqlite_alone
def test_reading_all_that_is_kept_finds_the_same_as_the_index(seeded):
    with reading(seeded) as connection:
        kept = connection.execute(ROW_DIGEST.select().where(ROW_DIGEST.c.texts.is_not(None))).all()
        for wanted in ("seoul", "200", "부산", "exhibition", "http", "kr", "n"):
            statement = finding._statement(wanted)
            rows = [(row.record_table, row.record_id) for row in connection.execute(statement)]
            assert rows == [entry[:2] for entry in find_rows(connection, wanted)]
            assert len(wanted) < 3 or {*rows} == {(row[0], row[1]) for row in kept if wanted in row.texts}
