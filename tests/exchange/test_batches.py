"""A package is read some rows at a time: where one batch ends and the next begins decides nothing."""

import random
import tracemalloc
from unittest import mock

import pytest

from exchange.packages import city, contents, take, tie, together, write_package
from twinning import _resources
from twinning.db.storage.notes import taking_notes
from twinning.errors import InputError
from twinning.exchange.package import files as package_files
from twinning.exchange.package.staging import SCHEMA, Ids

CITIES = [city("busan-kr"), city("chicago-us"), city("osaka-jp")]


@pytest.fixture
def _small_batches():
    with mock.patch.object(package_files, "_ROWS_AT_ONCE", 2):
        yield


@mock.patch.object(package_files, "_ROWS_AT_ONCE", 40)
def test_the_articles_are_the_same_in_batches_of_any_size(sqlite_address, sqlite_registers, tmp_path):
    take(sqlite_address, _resources.seed_packs()["articles"])
    again = take(sqlite_address, _resources.seed_packs()["articles"])
    (tmp_path / "seeded").mkdir()
    with sqlite_registers.copy("seeded", tmp_path / "seeded") as seeded:
        assert contents(sqlite_address, tmp_path / "ours") == contents(seeded, tmp_path / "usual")
    assert (again.added.total(), again.completed, again.differences) == (0, 0, [])


@pytest.mark.usefixtures("_small_batches")
def test_parts_that_stand_before_their_whole_are_added_after_it(sqlite_address, tmp_path):
    parts = {"d": "c", "c": "b", "b": "a", "a": "", "e": "b"}
    event = {"kind": "event", "status": "held", "internal": "false", "approximate": "false"}
    rows = [event | {"key": key, "title": key} for key in parts]
    folder = write_package(
        tmp_path / "package",
        activity=[row | {"part_of": whole} for row, whole in zip(rows, parts.values(), strict=True)],
    )
    assert take(sqlite_address, folder).added["activity"] == len(parts)


@pytest.mark.usefixtures("_small_batches")
def test_a_number_that_an_earlier_batch_took_is_not_given_twice(sqlite_address, tmp_path):
    signed = {"kind": "signed", "on": "1990", "mode": "joint", "agreement": "x"}
    whole = tie("x", "busan-kr", "chicago-us") | {"agreement_act": [signed | {"seq": "1"}]}
    take(sqlite_address, write_package(tmp_path / "one", city=CITIES, **whole))
    acts = [signed | {"seq": str(seq), "kind": "renewed", "on": str(1990 + seq)} for seq in (1, 2, 3)]
    result = take(sqlite_address, write_package(tmp_path / "two", city=CITIES, **(whole | {"agreement_act": acts})))
    assert result.added["agreement_act"] == 3


@pytest.mark.usefixtures("_small_batches")
def test_what_an_earlier_batch_added_is_not_taken_for_what_was_recorded(sqlite_address, tmp_path):
    known = tie("x", "busan-kr", "chicago-us")
    take(sqlite_address, write_package(tmp_path / "one", city=CITIES, **known))
    amended = known["agreement_act"][0] | {"kind": "amended", "on": ""}
    acts = [*known["agreement_act"], *(amended | {"seq": str(seq)} for seq in range(2, 7))]
    offered = write_package(tmp_path / "two", city=CITIES, **(known | {"agreement_act": acts}))
    results = [take(sqlite_address, offered) for _ in range(2)]
    assert [(each.found["agreement_act"], each.added["agreement_act"]) for each in results] == [(1, 5), (6, 0)]


@pytest.mark.usefixtures("_small_batches")
def test_an_error_in_a_batch_names_the_row_that_has_it(sqlite_address, tmp_path):
    ties = together(*(tie(f"x-{number}", "busan-kr", "chicago-us", on=f"19{50 + number}") for number in range(5)))
    ties["agreement_act"][3] = ties["agreement_act"][3] | {"on": "never"}
    with pytest.raises(InputError, match=r"agreement_act\.csv, line 5, on"):
        take(sqlite_address, write_package(tmp_path / "package", city=CITIES, **ties))


def test_many_ids_take_little_memory_and_are_found_again():
    tracemalloc.start()
    numbers = Ids()
    numbers.update(range(1_000, 1_000_000, 100))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 5_000 in numbers
    assert 5_001 not in numbers
    assert 0 not in numbers
    assert peak < 200_000


def test_what_is_noted_of_a_package_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with taking_notes(SCHEMA) as disk:
        disk.execute("PRAGMA cache_size = 10")
        filler = ((random.randbytes(100).hex(), number) for number in range(5_000))
        disk.executemany("INSERT INTO matched VALUES (?, ?)", filler)
        assert list(tmp_path.iterdir()) == []
