"""What is exported is what was imported, byte for byte, whatever the database."""

import os
import shutil
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.packages import contents, rows, take, write_package
from queries.making import make_agreement, make_city, trying
from twinning import _resources
from twinning.db.session import connection_of, reading
from twinning.domain.names import clean_text
from twinning.domain.vocabulary import ActMode
from twinning.errors import InputError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.importing import import_package
from twinning.exchange.package.layout import layouts

PACKS = _resources.seed_packs()
HOSTILE = (
    *"=+-@'\"`,;|\\/<>&%_#?!",
    "\n",
    "\t",
    "\u200d",
    "\ufeff",
    "[/nope]",
    "a,b",
    '""',
    "=1+1",
    "NULL",
    "None",
    "\u2028",
)
LETTERS = st.characters(categories=["L", "M", "N", "P", "S", "Zs"])


def is_text(text):
    try:
        return clean_text(text, "it", longest=200) == text
    except InputError:
        return False


TEXTS = st.lists(LETTERS | st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join).filter(is_text)


def test_the_seed_makes_the_same_bytes_on_every_database(seeded, tmp_path):
    assert contents(seeded, tmp_path / "contents") == {
        path.name: path.read_bytes() for path in PACKS["articles"].iterdir() if path.suffix in (".csv", ".json")
    }


def test_a_package_goes_round_by_way_of_another_register(seeded, address_of_another, tmp_path):
    before = contents(seeded, tmp_path / "first")
    take(address_of_another, tmp_path / "first")
    assert contents(address_of_another, tmp_path / "second") == before


@pytest.fixture
def address_of_another(registers, tmp_path):
    (tmp_path / "another").mkdir()
    with registers.copy("empty", tmp_path / "another") as address:
        yield address


@pytest.mark.postgresql
@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
def test_a_register_moves_from_one_database_to_the_other(sqlite_registers, postgresql_registers, there, tmp_path):
    two = {"sqlite": sqlite_registers, "postgresql": postgresql_registers}
    (tmp_path / "from").mkdir()
    (tmp_path / "to").mkdir()
    here = two.pop("postgresql" if there == "sqlite" else "sqlite")
    with here.copy("seeded", tmp_path / "from") as source, two[there].copy("empty", tmp_path / "to") as target:
        before = contents(source, tmp_path / "first")
        take(target, tmp_path / "first")
        assert contents(target, tmp_path / "second") == before


@st.composite
def registers_to_make(draw):
    keys = draw(st.lists(st.from_regex("[a-z]{1,5}-(de|kr|us)", fullmatch=True), min_size=2, max_size=4, unique=True))
    cities = [(key, draw(TEXTS), draw(st.lists(TEXTS, max_size=3))) for key in keys]
    acts = st.tuples(
        st.sampled_from(["signed", "renewed", "ended"]),
        st.sampled_from(["1990", "2004?-11-03", "[..2019-12-13]", "199X", None]),
        st.fixed_dictionaries({"note": st.none() | TEXTS, "mode": st.sampled_from([ActMode.JOINT, ActMode.UNKNOWN])}),
    )
    ties = st.tuples(st.sets(st.sampled_from(keys), min_size=2), st.none() | TEXTS, st.lists(acts, max_size=3))
    return cities, draw(st.lists(ties, max_size=3))


@settings(max_examples=20, derandomize=True, deadline=None)
@given(registers_to_make())
def test_any_register_goes_round(sqlite_empty, tmp_path_factory, register):
    cities, ties = register
    folder = tmp_path_factory.mktemp("round")
    with trying(sqlite_empty) as session:
        made = {key: make_city(session, key, name, *others) for key, name, others in cities}
        for number, (parties, title, acts) in enumerate(ties):
            signing = [made[key] for key in sorted(parties)]
            make_agreement(session, *signing, key=f"tie-{number}", title=title, summary=title, acts=acts)
        export_package(connection_of(session), folder / "first")
    with trying(sqlite_empty) as session:
        import_package(session, package_files.read(folder / "first"))
        export_package(connection_of(session), folder / "second")
    assert files(folder / "first") == files(folder / "second")
    shutil.rmtree(folder)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_positions_go_round_as_they_are(address, tmp_path):
    places = "key,name,kind,latitude,longitude\na-xx,A,city,-0.0,1e-7\nb-xx,B,city,35,-179.99999999999997\n"
    take(address, write_package(tmp_path / "package", city=places))
    positions = [(row["latitude"], row["longitude"]) for row in rows(address, tmp_path / "contents", "city")]
    assert positions == [("0.0", "1e-07"), ("35.0", "-179.99999999999997")]


def test_rows_stand_in_code_point_order_and_numbers_by_value(address, tmp_path):
    names = [{"city": "b-xx", "seq": str(seq), "name": f"Name {seq}", "kind": "exonym"} for seq in range(12, 0, -1)]
    cities = [{"key": key, "name": "X", "kind": "city"} for key in ("b-xx", "a-xx", "a-x-x", "a1-xx")]
    take(address, write_package(tmp_path / "package", city=cities, city_name=names))
    assert [row["key"] for row in rows(address, tmp_path / "contents", "city")] == ["a-x-x", "a-xx", "a1-xx", "b-xx"]
    assert [row["seq"] for row in rows(address, tmp_path / "contents", "city_name")] == [str(n) for n in range(1, 13)]


def test_the_counts_are_those_of_the_rows(sqlite_seeded, tmp_path):
    with reading(sqlite_seeded) as connection:
        counts = export_package(connection, tmp_path / "package")
    assert set(counts) == {layout.table for layout in layouts()}
    assert all(counts[table] == len(read) for table, read in package_files.read(tmp_path / "package").items())


@pytest.fixture
def export(sqlite_seeded):
    def export_to(folder):
        with reading(sqlite_seeded) as connection:
            return export_package(connection, folder)

    return export_to


def test_a_package_replaces_an_earlier_one_and_makes_missing_folders(export, tmp_path):
    folder = tmp_path / "new" / "package"
    export(folder)
    (folder / "city.csv").write_text("old")
    (folder / "person.csv").unlink()
    export(folder)
    assert package_files.read(folder)["city"]
    assert [path.name for path in folder.parent.iterdir()] == ["package"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_folder_may_have_a_name_that_is_no_text(export, tmp_path):
    folder = tmp_path / os.fsdecode("부산".encode("euc-kr"))
    export(folder)
    export(folder)
    assert package_files.read(folder)["city"]


def test_an_empty_folder_is_taken(export, tmp_path):
    (tmp_path / "empty").mkdir()
    assert export(tmp_path / "empty")["city"] > 0


def test_a_folder_that_holds_anything_else_is_left_alone(export, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match=r"holds thesis\.txt"):
        export(tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_left_alone(export, tmp_path, kind):
    if kind == "file":
        (tmp_path / "target").write_text("years of work")
    else:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "target").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is not a folder"):
        export(tmp_path / "target")


def test_a_folder_that_cannot_be_made_is_reported(export, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        export(tmp_path / "file" / "package")


def test_an_interrupted_export_leaves_the_earlier_one(export, tmp_path, monkeypatch):
    export(tmp_path / "package")
    before = files(tmp_path / "package")
    monkeypatch.setattr(package_files, "_write_descriptor", interrupt)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "package")
    assert files(tmp_path / "package") == before
    assert not list(tmp_path.glob(".package-*"))


def interrupt(*_arguments):
    raise KeyboardInterrupt


def test_an_export_interrupted_at_the_last_moment_leaves_the_earlier_one(export, tmp_path, monkeypatch):
    export(tmp_path / "package")
    before = files(tmp_path / "package")
    rename = type(tmp_path).rename

    def fail(path, target):
        return interrupt() if path.name == "package" and path.parent != tmp_path else rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "package")
    assert files(tmp_path / "package") == before


def test_the_digest_of_a_package_changes_with_any_of_its_files(tmp_path):
    digests = set()
    for name in ("Busan", "Pusan"):
        cities = [{"key": "busan-kr", "name": name, "kind": "city"}]
        digests.add(package_files.digest(write_package(tmp_path / name, city=cities)))
    assert {len(digest) for digest in digests} == {64}
    assert len(digests) == 2
