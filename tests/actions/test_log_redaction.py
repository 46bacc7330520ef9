"""Which words of the log are a person's name, and which only look like it."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import select

from queries.making import make_city, make_source
from twinning.actions.withdrawing.erasing import erase_person
from twinning.actions.withdrawing.log_redaction import NameEraser
from twinning.db.models import City, KeyAlias, Organization, Person
from twinning.db.tables import table_named
from twinning.domain.names import fold
from twinning.queries.history.operations import ERASED, ERASED_ROW

NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=2, max_size=20)


@pytest.mark.parametrize(
    ("name", "text", "blotted"),
    [
        ("Kim Minji", "Kim Minji came", f"{ERASED} came"),
        ("Kim Minji", "Seoul: KIM MINJI, Mayor", f"Seoul: {ERASED}, Mayor"),
        ("Kim Minji", "Kim  Minji's letter", f"{ERASED}'s letter"),
        ("Kim Minji", "Kim-Minji and Kim Minjin", f"{ERASED} and Kim Minjin"),
        ("Kim Minji", "person:kim-minji-2", "person:kim-minji-2"),
        ("Kim Minji", "person:kim-minji--2", "person:kim-minji--2"),
        ("Zoë Quill", "source:talk-with-zoe-quill/citation-1", f"source:talk-with-{ERASED}/citation-1"),
        ("Li", "Li and the council of Lisbon", f"{ERASED} and the council of Lisbon"),
        ("O'Brien", "O’Brien signed", f"{ERASED} signed"),
        ("Zoë", "Zoe\u0308 signed", f"{ERASED} signed"),
        ("김민지", "김민지가 서명했다", f"{ERASED}가 서명했다"),
        ("Łukasz Nowak", "Nowak", "Nowak"),
    ],
)
def test_a_name_is_found_as_people_write_it(name, text, blotted):
    assert NameEraser({name}, {"no-such-key"})(text) == blotted


@pytest.mark.parametrize(
    ("text", "blotted"),
    [
        ("remove person:kim-minji", f"remove person:{ERASED}"),
        ("person:kim-minji/post-1", f"person:{ERASED}/post-1"),
        ("person:kim-minji-2", "person:kim-minji-2"),
        ("person:seo-kim-minji", "person:seo-kim-minji"),
    ],
)
def test_a_key_is_found_whole(text, blotted):
    assert NameEraser(set(), {"kim-minji"})(text) == blotted


@given(NAMES)
def test_a_whole_name_goes(name):
    assume(name[0].isalnum() and name[-1].isalnum())
    assert NameEraser({name}, set())(f"({name})") == f"({ERASED})"


def test_what_is_no_text_is_left_alone():
    assert [NameEraser({"1"}, set())(value) for value in (1, None, True)] == [1, None, True]


@pytest.fixture
def namesakes(session):
    """Two people of one name, of whom the first has given up another key."""
    for key in ("kim-minji", "kim-minji-2"):
        session.add(Person(key=key, name="Kim Minji", folded=fold("Kim Minji")))
    session.flush()
    session.add(KeyAlias(record_table="person", alias="minji", key="kim-minji"))
    session.flush()


def changes(session):
    change = table_named("change")
    rows = session.execute(select(change).order_by(change.c.id)).mappings()
    return [(row["record"], row["kind"], row["after"], row["before"]) for row in rows]


def test_a_namesake_keeps_the_name_and_the_log(session, namesakes):
    erase_person(session, "kim-minji")
    assert session.scalars(select(Person.key)).all() == ["kim-minji-2"]
    (other,) = [json.loads(after) for record, _, after, _ in changes(session) if record == "person:kim-minji-2"]
    assert (other["key"], other["name"]) == ("kim-minji-2", "Kim Minji")


def test_a_key_that_was_given_up_goes_with_the_person(session, namesakes):
    erase_person(session, "kim-minji")
    assert session.scalars(select(KeyAlias.alias)).all() == []
    told = [each for each in changes(session) if each[0] == "person:erased"]
    assert [(kind, after, before) for _, kind, after, before in told] == [
        ("insert", ERASED_ROW, None),
        ("insert", ERASED_ROW, None),
        ("delete", None, ERASED_ROW),
        ("delete", None, ERASED_ROW),
    ]


def test_a_name_that_somebody_had_before_goes_too(session):
    person = Person(key="kim-minji", name="Kim Minjee", folded=fold("Kim Minjee"))
    session.add(person)
    session.flush()
    person.name, person.folded = "Kim Minji", fold("Kim Minji")
    make_city(session, "busan-kr")
    city = session.scalars(select(City)).one()
    city.admin1 = "Kim Minjee's home"
    session.flush()
    city.admin1 = None
    session.flush()
    assert erase_person(session, "Kim Minji").notes == ()
    assert "minj" not in str(changes(session)).casefold()


def test_what_was_once_said_of_another_person_does_not_name_the_erased_one(session, namesakes):
    other = Person(key="lee-jiwon", name="Lee Jiwon", folded=fold("Lee Jiwon"), summary="Deputy of Kim Minji")
    session.add(other)
    session.flush()
    other.summary = None
    session.flush()
    assert erase_person(session, "kim-minji").notes == ("the name still stands in person:kim-minji-2 (name)",)
    told = [(after, before) for record, _, after, before in changes(session) if record == "person:lee-jiwon"]
    assert "Kim" not in str(told)
    assert '"summary": "Deputy of [erased]"' in told[0][0]


def test_the_key_and_look_up_key_of_what_is_gone_do_not_name_the_erased_one(session):
    session.add(Person(key="zoe-quill", name="Zoë Quill", folded=fold("Zoë Quill")))
    source = make_source(session, "talk-with-zoe-quill", title="Talk with Zoë Quill")
    studio = Organization(key="zoe-quill-studio", name="Zoë Quill Studio", folded=fold("Zoë Quill Studio"))
    session.add(studio)
    session.flush()
    for row in (source, studio):
        session.delete(row)
    session.flush()
    assert erase_person(session, "zoe-quill").notes == ()
    told = str(changes(session)).casefold()
    assert "quill" not in told
    assert "source:talk-with-[erased]" in told


def test_the_log_of_what_is_there_still_goes_by_its_key(session):
    session.add(Person(key="zoe-quill", name="Zoë Quill", folded=fold("Zoë Quill")))
    make_source(session, "talk-with-zoe-quill", title="A talk")
    assert erase_person(session, "zoe-quill").notes == ("the name still stands in source:talk-with-zoe-quill (key)",)
    assert "source:talk-with-zoe-quill" in [record for record, *_ in changes(session)]


def test_whoever_was_removed_before_and_had_the_name_is_forgotten_too(session, namesakes):
    session.delete(session.scalars(select(Person).where(Person.key == "kim-minji-2")).one())
    session.flush()
    erase_person(session, "kim-minji")
    assert "minji" not in str(changes(session)).casefold()


def test_where_the_name_still_stands_is_noted(session):
    session.add(Person(key="kim-minji", name="Kim Minji", folded=fold("Kim Minji")))
    make_city(session, "busan-kr", "Busan", admin1="Home of Kim Minji")
    assert erase_person(session, "Kim Minji").notes == ("the name still stands in city:busan-kr (admin1)",)
