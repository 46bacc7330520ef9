"""What is changed from Python is checked, logged and undone as a command's change is. Only `twinning` is used here."""

import contextlib
import datetime
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import twinning


@pytest.fixture
def register(seeded: Any) -> Iterator[twinning.Register]:
    with twinning.open(str(seeded.path or seeded.url.render_as_string(False)), actor="Kim") as opened:
        yield opened


@pytest.fixture
def command(run_cli: Callable[..., Any], seeded: Any) -> Callable[..., Any]:
    """Run a command on the same register; return its rows."""

    def run(*arguments: str) -> Any:
        answer = run_cli(*arguments, "--json", address=seeded)
        assert answer.code == 0, answer.err
        return json.loads(answer.out)

    return run


def add_gdansk(register: twinning.Register | twinning.Transaction) -> str:
    return register.add_city(name="Gdańsk", country_code="PL", names=("de: Danzig",), admin1="Gdynia")  # type: ignore[arg-type]


def test_a_record_is_added_with_its_rows_and_stands_in_the_log(register: twinning.Register, command: Any) -> None:
    assert add_gdansk(register) == "city:gdansk-pl"
    assert [row.key for row in register.list_cities(text="danzig")] == ["gdansk-pl"]
    (operation, *_) = command("log")
    assert operation["actor"] == "Kim"
    assert operation["command"] == "register.add_city(name, country_code, names, admin1)"


def test_values_are_typed_or_the_texts_of_the_command(register: twinning.Register) -> None:
    for signed in (twinning.EdtfDate.parse("2024-05-11"), datetime.date(2024, 5, 11), "2024-05-11"):
        register.add_agreement(parties=("Busan", "Cairo"), kind="cooperation", signed=signed)  # type: ignore[arg-type]
        (row,) = register.list_agreements(city="Cairo")
        assert (row.kind, row.since) == ("cooperation", "2024-05-11")
        register.undo()
    assert register.list_agreements(city="Cairo") == []


def test_a_year_may_be_a_number(register: twinning.Register) -> None:
    agreement = register.add_agreement(parties=["Busan", "Cairo"], kind="contact", signed=2020)  # type: ignore[arg-type]
    register.record_act(agreement, "ended", on=2021)
    (shown,) = register.list_agreements(city="Cairo")
    assert (shown.since, shown.status) == ("2020", "ended")


def test_every_kind_of_record_can_be_added(register: twinning.Register) -> None:
    visit = register.add_delegation(title="Visit", start="2026-05-11", places=["Moscow, role=host"])  # type: ignore[arg-type]
    assert [row.activity for row in register.list_delegations(year="2026")] == ["Visit"]
    register.add_event(title="Day of Busan", start="2026-10-05")  # type: ignore[arg-type]
    register.add_program(title="Summer school", start="2026-07")  # type: ignore[arg-type]
    register.add_person(name="Hong Gil-dong")
    register.add_organization(name="Harbour Museum")
    register.add_source(title="A page", kind="website")  # type: ignore[arg-type]
    register.add_commitment(text="Come again", made_in=visit, debtor="Busan")
    assert [row.commitment for row in register.list_commitments(text="again")] == ["Come again"]


def test_a_promise_that_was_kept_is_not_overdue(register: twinning.Register) -> None:
    visit = register.add_delegation(title="Visit", start="2024-05-11")  # type: ignore[arg-type]
    register.add_commitment(text="To plant a tree", made_in=visit, debtor="Busan", due="2025")  # type: ignore[arg-type]
    register.add_commitment(text="To plant a hedge", made_in=visit, debtor="Busan", due="2025", state="kept")  # type: ignore[arg-type]
    assert [row.commitment for row in register.list_commitments(text="to plant", overdue_by="2026-01-01")] == [
        "To plant a tree"
    ]
    assert register.list_commitments(text="to plant", overdue_by="2025-12-31") == []


def test_a_record_is_changed_emptied_and_removed(register: twinning.Register) -> None:
    key = add_gdansk(register)
    register.edit(key, admin1="Pomorskie", names=["pl: Gdańsk nad Motławą"])
    register.edit(key, clear=["admin1"])
    shown = register.show(key)
    facts = {fact.name: fact.value for fact in shown.facts}
    assert facts.get("admin1") is None
    assert "Gdańsk nad Motławą" in [row.name for row in shown.sections[0].rows]
    register.remove(key)
    with pytest.raises(twinning.NotFoundError):
        register.show(key)


def test_an_act_is_recorded(register: twinning.Register) -> None:
    register.record_act("moscow-ru--seoul-kr", "ended", on="2025-03-01", by="Seoul")
    (row,) = (row for row in register.list_agreements(city="Moscow") if row.key == "moscow-ru--seoul-kr")
    assert row.status == "ended"


def test_a_transaction_is_one_operation(register: twinning.Register, command: Any) -> None:
    before = len(command("log"))
    with register.transaction("two cities") as both:
        add_gdansk(both)
        both.add_city(name="Sopot", country_code="PL")
    assert len(command("log")) == before + 1
    register.undo()
    assert register.list_cities(country="Poland") == []


def test_a_transaction_that_is_repeated_with_its_token_is_done_once(register: twinning.Register, command: Any) -> None:
    with register.transaction("a city", token="8b1e") as changes:
        add_gdansk(changes)
    before = command("log")
    with (
        pytest.raises(twinning.ConflictError, match=f"done already, as operation {before[0]['operation']}") as repeated,
        register.transaction("a city", token="8b1e") as changes,
    ):
        changes.add_city(name="Sopot", country_code="PL")
    assert f"`twinning log show {before[0]['operation']}`" in str(repeated.value.hint)
    assert command("log") == before


def remove_what_is_not_there(register: twinning.Register, *, passing_over: bool) -> None:
    with register.transaction("one of two") as both:
        add_gdansk(both)
        with contextlib.suppress(*[twinning.NotFoundError] if passing_over else []):
            both.remove("city:atlantis")


def test_nothing_of_a_transaction_is_written_where_one_change_failed(register: twinning.Register, command: Any) -> None:
    before = command("log")
    with pytest.raises(twinning.NotFoundError):
        remove_what_is_not_there(register, passing_over=False)
    with pytest.raises(twinning.ConflictError, match="nothing of it"):
        remove_what_is_not_there(register, passing_over=True)
    assert command("log") == before


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda register: register.add_city(), twinning.UsageError),
        (lambda register: register.add_city(name="Busan", country_code="KR"), twinning.ConflictError),
        (lambda register: register.add_city(name="X", colour="red"), twinning.UsageError),
        (lambda register: register.add_agreement(parties=("Busan",), kind="contact"), twinning.UsageError),
        (lambda register: register.add_event(title="X", start="soon"), twinning.InputError),
        (lambda register: register.add_event(title="X", start=float("nan")), twinning.InputError),
        (lambda register: register.add_agreement(parties="Busan", kind="contact", signed="2020"), twinning.UsageError),
        (lambda register: register.edit("busan-kr", colour="red"), twinning.UsageError),
        (lambda register: register.edit("busan-kr", clear="admin1"), twinning.UsageError),
        (lambda register: register.edit("atlantis", name="X"), twinning.NotFoundError),
        (lambda register: register.remove("busan-kr"), twinning.ConflictError),
        (lambda register: register.undo(999), twinning.NotFoundError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    register: twinning.Register, command: Any, call: Callable[[twinning.Register], object], error: type[Exception]
) -> None:
    before = command("log")
    with pytest.raises(error):
        call(register)
    assert command("log") == before


def test_what_a_command_would_say_in_a_note_is_in_the_remarks_of_the_last_change(register: twinning.Register) -> None:
    assert not register.remarks
    register.add_person(name="Lee Myung-back")
    (remark,) = register.remarks
    assert remark == twinning.Remark(
        "Lee Myung-back is new, and may be Lee Myung-bak (person:lee-myung-bak)", doubtful=True
    )
    add_gdansk(register)
    assert not register.remarks
    with register.transaction("both") as changes:
        changes.add_city(name="Busann", country_code="KR")
        changes.add_city(name="Gdynia", country_code="PL")
    assert [remark.text for remark in register.remarks] == ["Busann is new, and may be Busan (city:busan-kr)"]


def test_what_is_unlikely_is_refused_and_taken_where_that_is_allowed(register: twinning.Register, seeded: Any) -> None:
    early: dict[str, Any] = {"parties": ("Busan", "Cairo"), "kind": "cooperation", "signed": "1790"}
    with pytest.raises(twinning.InputError, match="lies before 1800"):
        register.add_agreement(**early)
    address = str(seeded.path or seeded.url.render_as_string(False))
    with twinning.open(address, allow_unlikely=True) as allowing:
        assert allowing.add_agreement(**early) == "agreement:busan-kr--cairo-eg"
        assert allowing.add_agreement(**early) == "agreement:busan-kr--cairo-eg--2"


def test_two_records_are_merged_and_the_old_key_answers(register: twinning.Register, command: Any) -> None:
    register.add_person(name="Lee Myung-back")
    register.merge_person("Lee Myung-back", "Lee Myung-bak")
    assert register.show("lee-myung-back").title == "Lee Myung-bak"
    assert command("log")[0]["command"] == "register.merge_person()"
    register.add_city(name="Busan City", country_code="KR")
    register.merge_city("busan-city-kr", "Busan")
    assert register.show("busan-city-kr").title == "Busan"
    key = register.add_agreement(parties=("Seoul", "Moscow"), kind="cooperation", signed="2004")  # type: ignore[arg-type]
    register.merge_agreement(key, "moscow-ru--seoul-kr--2")
    assert register.show(key).facts[0].value == "moscow-ru--seoul-kr--2"
