"""What an earlier version exported is read by this one."""

import csv
import json

import pytest
from sqlalchemy import text

from twinning import _resources
from twinning.db.session import NewOperation, reading, writing
from twinning.errors import InputError
from twinning.exchange.package.files import read
from twinning.exchange.package.importing import import_package

IMPORTING = NewOperation("tester", "import")
ADDED = {"act_person": ("role",), "city": ("population", "population_year"), "citation": ("unlisted_on",)}
NEW_FILES = ("city_identifier.csv", "person_name.csv")


@pytest.fixture
def older(tmp_path):
    """The articles as the first version exported them: without the columns and the files that came later."""
    pack = tmp_path / "package"
    pack.mkdir()
    for path in _resources.seed_packs()["articles"].iterdir():
        if path.suffix in (".csv", ".json") and path.name not in NEW_FILES:
            (pack / path.name).write_bytes(path.read_bytes())
    descriptor = pack / "datapackage.json"
    for name in NEW_FILES:
        descriptor.write_text(without_resource(descriptor.read_text("utf-8"), name), "utf-8")
    for table, columns in ADDED.items():
        leave_out(pack / f"{table}.csv", columns)
    return pack


def without_resource(descriptor, name):
    described = json.loads(descriptor)
    described["resources"] = [each for each in described["resources"] if each["path"] != name]
    return json.dumps(described)


def leave_out(path, columns):
    with path.open(newline="", encoding="utf-8") as stream:
        rows = [{name: cell for name, cell in row.items() if name not in columns} for row in csv.DictReader(stream)]
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def roles(address):
    query = "SELECT a.kind, r.role FROM act_person r JOIN agreement_act a ON a.id = r.act_id ORDER BY r.id"
    with reading(address) as connection:
        return set(map(tuple, connection.execute(text(query))))


def test_people_did_in_an_act_what_its_kind_says(address, older):
    with writing(address, IMPORTING) as session:
        import_package(session, read(older, changed=True))
    assert roles(address) == {("signed", "signatory"), ("proposed", "proposer")}


def test_it_is_what_a_register_of_this_version_holds(seeded, older):
    with writing(seeded, IMPORTING) as session:
        result = import_package(session, read(older, changed=True))
    assert (result.added.total(), result.completed, result.differences) == (0, 0, [])


def test_a_kind_of_act_that_is_none_is_still_named(address, older):
    acts = older / "agreement_act.csv"
    acts.write_text(acts.read_text("utf-8").replace(",proposed,", ",dreamt,"), "utf-8")
    with pytest.raises(InputError, match="dreamt"), writing(address, IMPORTING) as session:
        import_package(session, read(older, changed=True))
