"""Taking an operation back leaves no trace but in the log; taking that back does it again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from cli.commands import exported, recorded_rows
from db.noting import noted
from exchange.packages import city as city_cells
from exchange.packages import take, tie, write_package
from twinning import _resources
from twinning.actions.merging.agreements import merge_agreement
from twinning.actions.merging.cities import merge_city
from twinning.actions.recording.acts import record_act, upgrade_agreement
from twinning.actions.recording.records import add
from twinning.actions.withdrawing.removing import remove_record
from twinning.actions.withdrawing.undoing import undo
from twinning.db.models import City
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.db.storage.address import Address
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind
from twinning.errors import ConflictError, NotFoundError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.importing import import_package
from twinning.inputs import (
    ActInput,
    AgreementInput,
    CitationInput,
    CityInput,
    CityNameInput,
    EventInput,
    SignatoryInput,
)
from twinning.queries.history.operations import describe_operation, list_operations

DAY = EdtfDate.parse("2021-05-04")
MOSCOW = "moscow-ru--seoul-kr"


def do(address: Address, change: Callable[[Session], object]) -> None:
    with writing(address, NewOperation("tester", "test")) as session:
        change(session)


def suspend(session: Session) -> None:
    record_act(
        session, MOSCOW, ActInput(ActKind.SUSPENDED, DAY, by="Seoul", sources=(CitationInput("https://example.org/a"),))
    )


def upgrade(session: Session) -> None:
    signed = (SignatoryInput("Seoul", "Kim Minji", "Mayor"),)
    upgrade_agreement(session, MOSCOW, AgreementInput((), AgreementKind.FRIENDSHIP_CITY, DAY, signatories=signed))


def add_danzig(session: Session) -> None:
    city = CityInput(
        "Gdańsk", "PL", names=(CityNameInput("Danzig", "de"),), sources=(CitationInput("https://example.org/b"),)
    )
    add(session, city)
    add(session, AgreementInput(("Gdańsk", "Busan"), AgreementKind.CONTACT, DAY))


def join_register(session: Session) -> None:
    import_package(session, package_files.read(_resources.seed_packs()["busan-register"]))


@pytest.mark.parametrize("change", [suspend, upgrade, add_danzig, join_register])
def test_undoing_gives_what_was_recorded_before(seeded: Address, change: Callable[[Session], object]) -> None:
    before = recorded_rows(seeded)
    do(seeded, change)
    assert recorded_rows(seeded) != before
    do(seeded, undo)
    assert recorded_rows(seeded) == before


@pytest.mark.parametrize("change", [suspend, upgrade, add_danzig])
def test_undoing_the_undoing_gives_what_was_recorded_after(
    seeded: Address, change: Callable[[Session], object]
) -> None:
    do(seeded, change)
    after = recorded_rows(seeded)
    do(seeded, undo)
    do(seeded, lambda session: undo(session, 3))
    assert recorded_rows(seeded) == after


def test_several_operations_are_undone_one_by_one(seeded: Address) -> None:
    before = recorded_rows(seeded)
    changes = [suspend, upgrade, add_danzig]
    for change in changes:
        do(seeded, change)
    for _ in changes:
        do(seeded, undo)
    assert recorded_rows(seeded) == before


def test_cities_are_not_parted_while_an_agreement_of_one_is_merged_into_that_of_the_other(seeded: Address) -> None:
    for name in ("Kyiv", "Kiev"):
        do(seeded, lambda session, name=name: add(session, CityInput(name, "UA")))  # type: ignore[misc]
        tie = AgreementInput((name, "Busan"), AgreementKind.SISTER_CITY, DAY)
        do(seeded, lambda session, tie=tie: add(session, tie))  # type: ignore[misc]
    do(seeded, lambda session: merge_city(session, "kiev-ua", "kyiv-ua"))
    before = recorded_rows(seeded)
    do(seeded, lambda session: merge_agreement(session, "busan-kr--kyiv-ua", "busan-kr--kiev-ua"))
    with pytest.raises(ConflictError, match="operation 7 touched"):
        do(seeded, lambda session: undo(session, 6))
    do(seeded, undo)
    assert recorded_rows(seeded) == before
    do(seeded, undo)


def test_an_import_taken_back_is_imported_again_not_redone(seeded: Address) -> None:
    do(seeded, join_register)
    do(seeded, undo)
    with pytest.raises(ConflictError, match="cannot be brought back"):
        do(seeded, lambda session: undo(session, 3))
    do(seeded, join_register)


def test_an_import_whose_rows_others_refer_to_names_the_operation_in_the_way(seeded: Address) -> None:
    do(seeded, add_danzig)
    do(seeded, join_register)
    with reading(seeded) as connection:
        made = connection.scalars(select(City.key).where(City.operation_id == 3)).first()
    before = recorded_rows(seeded)
    tie = AgreementInput((made or "", "gdansk-pl"), AgreementKind.SISTER_CITY, DAY)
    do(seeded, lambda session: add(session, tie))
    with pytest.raises(ConflictError, match="operation 4 recorded something of what operation 3 made") as refused:
        do(seeded, lambda session: undo(session, 3))
    assert "twinning undo 4" in str(refused.value.hint)
    do(seeded, undo)
    assert recorded_rows(seeded) == before
    do(seeded, lambda session: undo(session, 3))


def test_an_import_whose_rows_a_later_import_refers_to_names_that(seeded: Address, tmp_path: Path) -> None:
    cities = [city_cells("arles-fr"), city_cells("york-gb")]
    take(seeded, write_package(tmp_path / "cities", city=cities))
    take(seeded, write_package(tmp_path / "ties", city=cities, **tie("x", "arles-fr", "york-gb")))
    with pytest.raises(ConflictError, match="operation 3 recorded something of what operation 2 made"):
        do(seeded, lambda session: undo(session, 2))


def exchange_ids(session: Session) -> None:
    busan, seoul = (session.scalars(select(City).where(City.key == key)).one() for key in ("busan-kr", "seoul-kr"))
    of_busan, of_seoul = busan.wikidata_id, seoul.wikidata_id
    for record, number in ((busan, None), (seoul, of_busan), (busan, of_seoul)):
        record.wikidata_id = number
        session.flush()


def test_ids_that_two_cities_exchanged_go_back_and_forth(seeded: Address) -> None:
    before = recorded_rows(seeded)
    do(seeded, exchange_ids)
    exchanged = recorded_rows(seeded)
    assert exchanged != before
    do(seeded, undo)
    assert recorded_rows(seeded) == before
    do(seeded, lambda session: undo(session, 3))
    assert recorded_rows(seeded) == exchanged


def test_an_operation_is_taken_back_once(seeded: Address) -> None:
    do(seeded, suspend)
    do(seeded, undo)
    with pytest.raises(ConflictError, match="taken back already, by 3"):
        do(seeded, lambda session: undo(session, 2))


def test_what_a_later_operation_refers_to_is_not_taken_back(seeded: Address) -> None:
    do(seeded, add_danzig)
    do(seeded, lambda session: record_act(session, "busan-kr--gdansk-pl", ActInput(ActKind.AMENDED, DAY)))
    with pytest.raises(ConflictError, match="agreement:busan-kr--gdansk-pl/act-2"):
        do(seeded, lambda session: undo(session, 2))


def test_what_a_later_import_touched_is_not_taken_back(seeded: Address) -> None:
    do(seeded, join_register)
    with pytest.raises(ConflictError, match="operation 2"):
        do(seeded, lambda session: undo(session, 1))


def test_undoing_what_is_not_there_says_so(address: Address) -> None:
    with pytest.raises(NotFoundError, match="nothing to undo"):
        do(address, undo)
    with pytest.raises(NotFoundError, match="no operation 77"):
        do(address, lambda session: undo(session, 77))


def test_a_failed_undo_changes_nothing(seeded: Address) -> None:
    do(seeded, join_register)
    before = recorded_rows(seeded)
    with pytest.raises(ConflictError):
        do(seeded, lambda session: undo(session, 1))
    assert recorded_rows(seeded) == before


def test_the_log_tells_who_did_what_and_what_became_of_it(seeded: Address) -> None:
    do(seeded, suspend)
    do(seeded, undo)
    with reading(seeded) as connection:
        rows = list(list_operations(connection).rows)
        touching = list(list_operations(connection, f"agreement:{MOSCOW}").rows)
    assert [(row.operation, row.undoes, row.undone_by) for row in rows] == [(3, 2, None), (2, None, 3), (1, None, None)]
    assert [row.operation for row in touching] == [3, 2, 1]
    assert {row.actor for row in rows[:2]} == {"tester"}


def test_an_operation_shows_each_value_that_it_changed(seeded: Address) -> None:
    do(seeded, suspend)
    with reading(seeded) as connection:
        (changes,) = describe_operation(connection, 2).sections
    found = {(row.record, row.field): row.after for row in changes.rows}
    assert found[f"agreement:{MOSCOW}/act-2", "kind"] == "suspended"
    assert found["source:example-org-a", "address"] == "https://example.org/a"


def remove_act(session: Session) -> None:
    remove_record(session, f"agreement:{MOSCOW}/act-2")


def remove_danzig(session: Session) -> None:
    remove_record(session, "busan-kr--gdansk-pl")
    remove_record(session, "gdansk-pl")


@pytest.mark.parametrize(("make", "remove"), [(suspend, remove_act), (add_danzig, remove_danzig)])
def test_a_removal_is_undone_though_the_like_was_recorded_since(
    seeded: Address, make: Callable[[Session], object], remove: Callable[[Session], object]
) -> None:
    do(seeded, make)
    before = recorded_rows(seeded)
    do(seeded, remove)
    do(seeded, make)
    do(seeded, lambda session: undo(session, 3))
    do(seeded, lambda session: undo(session, 4))
    assert recorded_rows(seeded) == before


def test_what_is_done_anew_after_it_was_undone_has_the_same_key(seeded: Address) -> None:
    do(seeded, add_danzig)
    before = exported(seeded)
    do(seeded, undo)
    do(seeded, add_danzig)
    assert exported(seeded) == before


def test_what_was_done_anew_is_not_redone_besides(seeded: Address) -> None:
    do(seeded, suspend)
    do(seeded, undo)
    do(seeded, suspend)
    before = recorded_rows(seeded)
    with pytest.raises(ConflictError, match="source:example-org-a cannot be put back") as refusal:
        do(seeded, lambda session: undo(session, 3))
    assert "take back" in str(refusal.value.hint)
    assert recorded_rows(seeded) == before


def test_what_refers_to_a_record_that_is_gone_is_not_put_back(seeded: Address) -> None:
    do(seeded, add_danzig)
    do(seeded, lambda session: remove_record(session, "busan-kr--gdansk-pl"))
    do(seeded, lambda session: remove_record(session, "gdansk-pl"))
    with pytest.raises(ConflictError, match="agreement:busan-kr--gdansk-pl cannot be put back"):
        do(seeded, lambda session: undo(session, 3))


def test_the_undoing_itself_is_no_operation_to_undo(seeded: Address) -> None:
    with pytest.raises(NotFoundError, match="no operation 2"):
        do(seeded, lambda session: undo(session, 2))


def test_an_import_is_taken_back_though_an_undone_operation_once_touched_rows_of_the_same_ids(seeded: Address) -> None:
    before = recorded_rows(seeded)
    do(seeded, add_danzig)
    do(seeded, undo)
    do(seeded, join_register)
    do(seeded, undo)
    assert recorded_rows(seeded) == before


def test_a_row_that_comes_back_carries_the_operation_that_made_it(seeded: Address) -> None:
    do(seeded, add_danzig)
    do(seeded, undo)
    do(seeded, lambda session: undo(session, 3))
    with reading(seeded) as connection:
        assert connection.scalars(select(City.operation_id).where(City.key == "gdansk-pl")).one() == 2


def test_an_operation_names_the_party_that_acted_and_no_database_id(seeded: Address) -> None:
    do(seeded, suspend)
    with reading(seeded) as connection:
        (changes,) = describe_operation(connection, 2).sections
    assert {row.after for row in changes.rows if row.field == "city"} == {"seoul-kr"}


def test_thousands_of_changes_are_taken_back_many_at_a_time(seeded: Address) -> None:
    before = recorded_rows(seeded)
    do(seeded, rename_all)
    with writing(seeded, NewOperation("tester", "undo")) as session, noted(connection_of(session)) as statements:
        undo(session)
    assert recorded_rows(seeded) == before
    assert len(statements) < 40


def rename_all(session: Session) -> None:
    for city in session.scalars(select(City)).all():
        city.name = f"{city.name} (city)"


def test_an_event_and_its_part_go_together_and_the_log_tells_of_each_once(seeded: Address) -> None:
    before = recorded_rows(seeded)
    do(seeded, add_event_with_part)
    do(seeded, undo)
    assert recorded_rows(seeded) == before
    with reading(seeded) as connection:
        (changes,) = describe_operation(connection, 3).sections
    assert {row.record for row in changes.rows} == {"activity:a-fair", "activity:a-stand"}
    assert len({(row.record, row.field) for row in changes.rows}) == len(changes.rows)


def add_event_with_part(session: Session) -> None:
    add(session, EventInput("A fair", start=DAY))
    add(session, EventInput("A stand", start=DAY, part_of="a-fair"))


@pytest.mark.parametrize("undone", [0, 3])
def test_the_log_issues_the_same_statements_however_much_was_undone(seeded: Address, undone: int) -> None:
    for _ in range(undone):
        do(seeded, suspend)
        do(seeded, undo)
    with reading(seeded) as connection, noted(connection) as statements:
        assert [*list_operations(connection).rows]
    assert len(statements) == 3


@pytest.mark.postgresql
def test_two_who_take_the_same_operation_back_take_it_back_once(postgresql_address: Address) -> None:
    do(postgresql_address, lambda session: add(session, CityInput("Busan", "KR")))
    with ThreadPoolExecutor(1) as other, writing(postgresql_address, NewOperation("tester", "undo")) as session:
        undo(session, 1)
        second = other.submit(do, postgresql_address, lambda session: undo(session, 1))
        while not session.execute(text("SELECT 1 FROM pg_locks WHERE NOT granted")).first():
            assert not second.done()
        session.flush()
    with pytest.raises(ConflictError, match="taken back already"):
        second.result()
