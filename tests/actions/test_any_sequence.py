"""Whatever is done and taken back, in whatever order it was done, leaves the register as it was."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from cli.commands import recorded_rows
from db.registers import Registers
from twinning.actions.evidence.preferring import prefer
from twinning.actions.merging.cities import merge_city
from twinning.actions.recording.acts import record_act, upgrade_agreement
from twinning.actions.recording.records import add, edit, find_editable
from twinning.actions.recording.successions import succeed_city
from twinning.actions.withdrawing.removing import remove_record
from twinning.actions.withdrawing.undoing import undo
from twinning.db.log.history import operation_id
from twinning.db.session import NewOperation, connection_of, reading, writing
from twinning.db.storage.address import Address
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate
from twinning.domain.vocabulary import AgreementKind
from twinning.errors import TwinningError
from twinning.inputs import (
    ActInput,
    AgreementInput,
    CityInput,
    CommitmentInput,
    DelegationInput,
    PersonInput,
    RecordInput,
)
from twinning.inputs.reading import ChangeTexts, read_changes, read_input
from twinning.queries.upkeep.checks import check

Step = Callable[[Session], object]
Rows = dict[str, list[str]]

SHANGHAI, MOSCOW = "busan-kr--shanghai-cn", "moscow-ru--seoul-kr"
DAY = EdtfDate.parse("2004-05")


def adding(input_class: type[RecordInput], rows: dict[str, list[str]], **values: str) -> Step:
    return lambda session: add(session, read_input(input_class, values, rows))


def editing(record: str, *clear: str, add: Rows | None = None, remove: Rows | None = None, **values: str) -> Step:
    def step(session: Session) -> None:
        found, input_class = find_editable(connection_of(session), record)
        changes = read_changes(input_class, ChangeTexts(values, clear, add or {}, remove or {}), str(found))
        edit(session, record, changes.input, remove=changes.remove)

    return step


def removing(record: str) -> Step:
    return lambda session: remove_record(session, record)


def acting(agreement: str, kind: ActKind, on: str = "2012~", by: str | None = None) -> Step:
    return lambda session: record_act(session, agreement, ActInput(kind, EdtfDate.parse(on), by=by))


def merging(one: str, other: str) -> Step:
    return lambda session: merge_city(session, one, other)


def succeeding(old: list[str], new: list[str]) -> Step:
    return lambda session: succeed_city(session, old, new, DAY)


def preferring(seq: int) -> Step:
    return lambda session: prefer(session, f"source:newsworld-seoul-bilateral-ties/citation-{seq}", "Seen")


VISIT = {"place": ["Busan, role=sender", "Japan, role=host"], "person": ["Hong, role=head"], "expense": ["5 EUR"]}
BEGINNING = [
    adding(CityInput, {"name": ["ko: 새 도시", "X"]}, name="New", country="KR"),
    adding(CityInput, {"contact": ["Desk, person=Hong"]}, name="Newer", country="KR"),
    adding(PersonInput, {"post": ["Mayor, at=Seoul"], "source": ["https://example.org"]}, name="Kim"),
    adding(DelegationInput, VISIT, title="Visit", start="2024-05"),
]
"""What most steps rest on."""

STEPS = [
    adding(DelegationInput, {"place": ["new-kr, role=host"]}, title="Visit", start="2025"),
    editing("person:kim", add={"post": ["Deputy, at=seoul-kr"], "name": ["ko: 김"]}, summary="Known as Kim"),
    adding(AgreementInput, {"party": ["new-kr", "newer-kr"], "field": ["culture"]}, kind="contact", signed="1999"),
    adding(AgreementInput, {"party": ["new-kr", "Moscow"], "act": ["ended, on=2003"]}, kind="contact", signed="1999"),
    adding(CommitmentInput, {}, **{"text": "A visit", "made-in": SHANGHAI, "debtor": "Busan", "creditor": "Shanghai"}),
    editing("busan-kr", add={"name": ["釜山浦, kind=former"]}, name="Pusan", admin1="X"),
    editing("busan-kr", remove={"name": ["1", "2"]}),
    editing("new-kr", "admin1", add={"source": ["https://example.org, field=country"]}, name="Newest"),
    editing(SHANGHAI, add={"field": ["culture"], "act": ["renewed, on=2020"]}, kind="contact", title="Anew"),
    editing(SHANGHAI, "title", "summary", remove={"field": ["culture"]}),
    editing(MOSCOW, add={"party": ["new-kr"]}),
    editing(MOSCOW, remove={"party": ["new-kr"]}),
    editing(f"agreement:{MOSCOW}/act-1", add={"signatory": ["Seoul: Hong"]}, note="Seen"),
    editing(f"agreement:{MOSCOW}/act-1", "note", remove={"signatory": ["Hong"]}),
    editing("visit", "start", add={"place": ["Busan, role=guest"]}, remove={"expense": ["1"]}, size="5"),
    *map(removing, ("new-kr", "visit", "visit--2", "person:kim", f"agreement:{MOSCOW}/act-1", SHANGHAI)),
    removing(f"agreement:{SHANGHAI}/commitment-1"),
    *(acting(tie, kind) for tie in (SHANGHAI, MOSCOW) for kind in (ActKind.RENEWED, ActKind.SUSPENDED, ActKind.ENDED)),
    acting(MOSCOW, ActKind.LEFT, by="new-kr"),
    acting(MOSCOW, ActKind.AMENDED, by="Seoul"),
    lambda session: upgrade_agreement(session, SHANGHAI, AgreementInput((), AgreementKind.FRIENDSHIP_CITY, DAY)),
    *(merging(*pair) for pair in (("new-kr", "newer-kr"), ("new-kr", "seoul-kr"), ("newer-kr", "busan-kr"))),
    merging("berlin-de", "new-kr"),
    succeeding(["new-kr", "newer-kr"], ["busan-kr"]),
    succeeding(["berlin-de"], ["new-kr", "newer-kr"]),
    *map(preferring, (1, 4, 9)),
]


def do(address: Address, step: Step) -> bool:
    """Do a step as an operation; say whether it was done, or refused."""
    try:
        with writing(address, NewOperation("tester", "step")) as session:
            step(session)
    except TwinningError:
        return False
    return True


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def registers(request: pytest.FixtureRequest) -> Registers:
    return request.getfixturevalue(f"{request.param}_registers")


@pytest.mark.scenario
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.permutations(STEPS).map(lambda steps: steps[:12]))
def test_any_sequence_is_undone_to_what_was_recorded_before_and_redone_to_what_was_after(
    registers: Registers, steps: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder, registers.copy("seeded", Path(folder)) as address:
        states = [recorded_rows(address)]
        for number, step in enumerate((*BEGINNING, *steps)):
            done = do(address, step)
            assert done or number >= len(BEGINNING)
            if (state := recorded_rows(address)) != states[-1]:
                assert done
                states.append(state)
        assert len(states) > len(BEGINNING) + len(steps) // 2  # or hardly anything was tried
        assert_whole(address)
        undoings = []
        for before in reversed(states[:-1]):
            undoings.append(taken_back(address))
            assert recorded_rows(address) == before
        assert_whole(address)
        for number, after in zip(reversed(undoings), states[1:], strict=True):
            taken_back(address, number)
            assert recorded_rows(address) == after


def taken_back(address: Address, number: int | None = None) -> int:
    """Take an operation back, the last or the one of a number; return the number of the operation that did."""
    with writing(address, NewOperation("tester", "undo")) as session:
        undo(session, number)
        return operation_id(session)


def assert_whole(address: Address) -> None:
    with reading(address) as connection:
        assert [row.problem for row in check(connection).rows] == []
