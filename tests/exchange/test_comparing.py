"""A register beside an earlier export: every difference has its operation, or somebody wrote past the program."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.commands import execute
from db.registers import Registers
from exchange.packages import describe
from twinning import _resources
from twinning.actions.recording.acts import record_act
from twinning.actions.recording.records import add
from twinning.actions.withdrawing.erasing import erase_person
from twinning.actions.withdrawing.undoing import undo
from twinning.db.models import ActPerson, City, Contact, Person
from twinning.db.session import NewOperation, reading, writing
from twinning.db.storage.address import Address
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.errors import ConflictError, InputError, NotFoundError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.comparing import compare, count_unaccounted
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.importing import import_package
from twinning.inputs import ActInput, CityInput, CityNameInput
from twinning.rows.upkeep import DifferenceRow

MOSCOW = "moscow-ru--seoul-kr"


@pytest.fixture(scope="module")
def exported(registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a register as it was made."""
    folder = tmp_path_factory.mktemp("exported")
    with registers.copy("seeded", folder) as address:
        return export(address, folder / "package")


@pytest.fixture
def package(exported: Path, tmp_path: Path) -> Path:
    """A copy of that export."""
    return Path(shutil.copytree(exported, tmp_path / "package"))


def export(address: Address, folder: Path) -> Path:
    with reading(address) as connection:
        export_package(connection, folder)
    return folder


def do(address: Address, change: Callable[[Session], object]) -> None:
    with writing(address, NewOperation("tester", "test")) as session:
        change(session)


def differences(address: Address, package: Path) -> list[DifferenceRow]:
    with reading(address) as connection:
        listing = compare(connection, package)
    rows = [row for row in listing.rows if isinstance(row, DifferenceRow)]
    assert count_unaccounted(listing) == sum(row.operation is None for row in rows)
    return rows


def told(address: Address, package: Path) -> list[tuple[object, ...]]:
    rows = differences(address, package)
    return [(row.record, row.change, row.field, row.in_package, row.in_register, row.operation) for row in rows]


def add_danzig(session: Session) -> None:
    add(session, CityInput("Gdańsk", "PL", names=(CityNameInput("Danzig", "de"),)))


def suspend(session: Session) -> None:
    record_act(session, MOSCOW, ActInput(ActKind.SUSPENDED, EdtfDate.parse("2022-03"), by="Seoul"))


def place_busan(session: Session) -> None:
    for city in session.scalars(select(City).where(City.key == "busan-kr")):
        city.admin1 = "Gyeongnam"


def join_register(session: Session) -> None:
    import_package(session, package_files.read(_resources.seed_packs()["busan-register"]))


def forget_signatories(session: Session) -> None:
    for row in session.scalars(select(ActPerson)):
        session.delete(row)


def erase(session: Session) -> None:
    erase_person(session, "Kim Bo-hee")


CHANGES = (add_danzig, suspend, place_busan, join_register, forget_signatories, erase, undo)


def test_a_register_is_as_it_was_exported(seeded: Address, package: Path) -> None:
    assert differences(seeded, package) == []


def test_what_an_operation_added_is_accounted_for(seeded: Address, package: Path) -> None:
    do(seeded, add_danzig)
    assert told(seeded, package) == [
        ("city:gdansk-pl", "added", None, None, None, 2),
        ("city:gdansk-pl/name-1", "added", None, None, None, 2),
    ]
    assert {row.actor for row in differences(seeded, package)} == {"tester"}


def test_what_an_operation_changed_is_told_field_by_field(seeded: Address, package: Path) -> None:
    do(seeded, place_busan)
    assert told(seeded, package) == [("city:busan-kr", "changed", "admin1", None, "Gyeongnam", 2)]


def test_what_an_operation_removed_is_accounted_for(seeded: Address, tmp_path: Path) -> None:
    do(seeded, add_danzig)
    later = export(seeded, tmp_path / "later")
    do(seeded, undo)
    assert told(seeded, later) == [
        ("city:gdansk-pl", "removed", None, None, None, 3),
        ("city:gdansk-pl/name-1", "removed", None, None, None, 3),
    ]


def test_an_import_and_its_undoing_are_accounted_for(seeded: Address, package: Path, tmp_path: Path) -> None:
    do(seeded, join_register)
    assert {row.operation for row in differences(seeded, package)} == {2}
    later = export(seeded, tmp_path / "later")
    do(seeded, undo)
    assert differences(seeded, package) == []
    assert {row.operation for row in differences(seeded, later)} == {3}
    assert {row.change for row in differences(seeded, later)} == {"removed", "changed"}


def test_what_hangs_on_a_record_says_what_it_links(seeded: Address, package: Path) -> None:
    execute(seeded, "DELETE FROM agreement_party WHERE city_id = (SELECT id FROM city WHERE key = 'fukuoka-jp')")
    assert told(seeded, package) == [("agreement:busan-kr--fukuoka-jp", "removed", None, "fukuoka-jp", None, None)]


def test_a_record_that_was_an_erased_persons_before_is_accounted_for(seeded: Address, package: Path) -> None:
    def appoint(session: Session) -> None:
        city = session.scalars(select(City).where(City.key == "busan-kr")).one()
        first, second = session.scalars(select(Person).order_by(Person.key).limit(2)).all()
        contact = Contact(city_id=city.id, seq=1, person_id=first.id)
        session.add(contact)
        session.flush()
        contact.person_id = second.id

    do(seeded, appoint)
    do(seeded, lambda session: erase_person(session, "alok-kumar-roy"))
    assert [row.operation for row in differences(seeded, package) if row.record == "city:busan-kr/contact-1"] == [2]
    assert [row for row in differences(seeded, package) if row.operation is None] == []


def test_what_came_again_and_was_removed_past_the_program_has_no_operation(seeded: Address, tmp_path: Path) -> None:
    do(seeded, add_danzig)
    do(seeded, undo)
    do(seeded, add_danzig)
    package = export(seeded, tmp_path / "package")
    execute(seeded, "DELETE FROM city_name WHERE name = 'Danzig'")
    assert told(seeded, package) == [("city:gdansk-pl/name-1", "removed", None, None, None, None)]


PAST_THE_PROGRAM = [
    ("UPDATE city SET admin1 = 'X' WHERE key = 'busan-kr'", ("city:busan-kr", "changed", "admin1", None, "X", None)),
    (
        "UPDATE agreement_act SET on_text = '1990' WHERE on_text = '1994?'",
        (f"agreement:{MOSCOW}/act-1", "changed", "on", "1994?", "1990", None),
    ),
    (
        "INSERT INTO city (key, name, folded, kind, operation_id) VALUES ('x', 'X', 'x', 'city', 1)",
        ("city:x", "added", None, None, None, None),
    ),
    ("DELETE FROM citation WHERE field = 'mode'", None),
]


@pytest.mark.parametrize(("statement", "row"), PAST_THE_PROGRAM)
def test_what_was_written_past_the_program_has_no_operation(
    seeded: Address, package: Path, statement: str, row: tuple[object, ...] | None
) -> None:
    execute(seeded, statement)
    found = told(seeded, package)
    assert {each[-1] for each in found} == {None}
    assert row is None or found == [row]


def test_what_was_written_over_an_operation_past_the_program_has_no_operation(seeded: Address, package: Path) -> None:
    do(seeded, place_busan)
    do(seeded, add_danzig)
    execute(seeded, "UPDATE city SET admin1 = 'X' WHERE key = 'busan-kr'")
    execute(seeded, "UPDATE city SET latitude = 1, longitude = 2 WHERE key = 'gdansk-pl'")
    found = {(row.record, row.field): row.operation for row in differences(seeded, package)}
    assert found == {
        ("city:busan-kr", "admin1"): None,
        ("city:gdansk-pl", None): None,
        ("city:gdansk-pl/name-1", None): 3,
    }


def test_a_row_brought_back_past_the_program_has_no_operation(seeded: Address, package: Path) -> None:
    do(seeded, add_danzig)
    do(seeded, undo)
    columns = "(key, name, folded, kind, operation_id)"
    execute(seeded, f"INSERT INTO city {columns} VALUES ('gdansk-pl', 'Gdańsk', 'gdansk', 'city', 2)")
    assert [row.operation for row in differences(seeded, package)] == [None]


@settings(max_examples=25)
@given(changes=st.lists(st.sampled_from(CHANGES), max_size=5), exported=st.integers(0, 5))
def test_whatever_the_program_does_is_accounted_for(
    sqlite_registers: Registers,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[Callable[[Session], object]],
    exported: int,
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    with sqlite_registers.copy("seeded", folder) as address:
        for change in changes[:exported]:
            try_to(address, change)
        package = export(address, folder / "package")
        for change in changes[exported:]:
            try_to(address, change)
        assert {row.operation is None for row in differences(address, package)} <= {False}


def try_to(address: Address, change: Callable[[Session], object]) -> None:
    with suppress(ConflictError, NotFoundError):
        do(address, change)


def test_an_export_that_was_edited_proves_nothing(seeded: Address, package: Path) -> None:
    (package / "city.csv").write_bytes((package / "city.csv").read_bytes().replace(b"Busan", b"Pusan"))
    with pytest.raises(InputError, match=r"city\.csv is not the file"):
        differences(seeded, package)


def test_an_export_of_another_version_proves_nothing(seeded: Address, package: Path) -> None:
    tables = [path.stem for path in package.glob("*.csv")]
    describe(package, *(name for name in tables if name != "contact"))
    with pytest.raises(InputError, match=r"has no contact\.csv"):
        differences(seeded, package)
    city = package / "city.csv"
    city.write_text("key,name,kind\nbusan-kr,Busan,city\n", encoding="utf-8")
    describe(package, *tables)
    with pytest.raises(InputError, match=r"city\.csv has no column country_code"):
        differences(seeded, package)
