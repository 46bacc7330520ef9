"""Spreadsheets of contacts: each e-mail address and telephone number of a cell or a further row is kept."""

from pathlib import Path

import pytest

from cli.commands import unchanged
from exchange.lists.lists import rows
from exchange.records.sheets import counts, take
from twinning.db.storage.address import Address
from twinning.exchange.records.importing import RowOutcome

REACHED = (
    "SELECT office, person.name, email, telephone FROM contact LEFT JOIN person ON person.id = person_id"
    " WHERE city_id = (SELECT id FROM city WHERE key = 'shanghai-cn') ORDER BY contact.seq"
)


@pytest.mark.parametrize(
    ("email", "telephone", "reached"),
    [
        ("a@example.org", "021-5555-0101", [("a@example.org", "021-5555-0101")]),
        (
            "a@example.org",
            "021-5555-0101 / 010-1234-5678",
            [("a@example.org", "021-5555-0101"), (None, "010-1234-5678")],
        ),
        (
            "a@example.org; b@example.org",
            "021-5555-0101",
            [("a@example.org", "021-5555-0101"), ("b@example.org", None)],
        ),
        (
            "a@example.org b@example.org",
            "021-5555-0101\n+86 21 5555 0102",
            [("a@example.org", "021-5555-0101"), ("b@example.org", "+86 21 5555 0102")],
        ),
        ("", "0351/488-1234", [(None, "0351/488-1234")]),
        ("", "Tel. 0351/488-1234, mobil 0170/1234567", [(None, "Tel. 0351/488-1234"), (None, "mobil 0170/1234567")]),
        ("", "02-3456-7890, 7891", [(None, "02-3456-7890, 7891")]),
        ("", "02-3456-7890 (ext. 12; 14)", [(None, "02-3456-7890 (ext. 12; 14)")]),
        ("", "０２１-5555-0101、021-5555-0102", [(None, "０２１-5555-0101"), (None, "021-5555-0102")]),
    ],
)
def test_each_address_and_number_of_a_cell_is_a_contact_of_the_same_person(
    seeded: Address, tmp_path: Path, email: str, telephone: str, reached: list[tuple[str | None, str | None]]
) -> None:
    listed = f'city,office,person,email,telephone\nShanghai,Foreign Affairs,Li Na,"{email}","{telephone}"\n'
    assert counts(take(seeded, tmp_path, "contacts", listed)) == (1, 0, 0)
    assert rows(seeded, REACHED) == [("Foreign Affairs", "Li Na", *each) for each in reached]
    with unchanged(seeded):
        again = take(seeded, tmp_path, "contacts", listed)
    assert (counts(again), again.differences) == ((0, 1, 0), [])


def test_an_address_among_several_that_is_none_is_told(seeded: Address, tmp_path: Path) -> None:
    listed = "city,email\nShanghai,a@example.org; nobody\n"
    (reject,) = take(seeded, tmp_path, "contacts", listed).rejects
    assert (reject.column, "'nobody' is no e-mail address" in reject.reason) == ("email", True)
    assert rows(seeded, REACHED) == []


TWICE = (
    "city,office,person,email,telephone\nShanghai,FAO,Li Na,a@example.org,{0}\nShanghai,FAO,Li Na,a@example.org,{1}\n"
)


def test_a_further_row_of_a_contact_adds_its_telephone(seeded: Address, tmp_path: Path) -> None:
    listed = TWICE.format("021-5555-0101", "021-5555-0102")
    outcome = take(seeded, tmp_path, "contacts", listed)
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED], outcome.differences) == ((1, 0, 0), 1, [])
    assert [row[3] for row in rows(seeded, REACHED)] == ["021-5555-0101", "021-5555-0102"]
    with unchanged(seeded):
        assert counts(take(seeded, tmp_path, "contacts", listed)) == (0, 2, 0)


def test_a_further_row_fills_what_the_contact_lacks(seeded: Address, tmp_path: Path) -> None:
    outcome = take(seeded, tmp_path, "contacts", TWICE.format("", "021-5555-0102"))
    assert (counts(outcome), outcome.counts[RowOutcome.ADDED]) == ((1, 0, 0), 1)
    assert [row[3] for row in rows(seeded, REACHED)] == ["021-5555-0102"]


def test_another_number_in_another_file_may_be_a_new_one_and_is_told(seeded: Address, tmp_path: Path) -> None:
    first, once, again = TWICE.format("021-5555-0101", "021-5555-0102").splitlines()
    take(seeded, tmp_path, "contacts", f"{first}\n{once}\n")
    with unchanged(seeded):
        outcome = take(seeded, tmp_path, "contacts", f"{first}\n{again}\n")
    assert [(each.field, each.here, each.there) for _, _, each in outcome.differences] == [
        ("telephone", "021-5555-0101", "021-5555-0102")
    ]
