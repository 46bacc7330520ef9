"""What is read from Python is what the commands say. Of the program, only `twinning` itself is used here."""

import datetime
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import twinning
from cli.commands import loaded, row_of

LISTS = {
    "list-cities": twinning.Register.list_cities,
    "list-agreements": twinning.Register.list_agreements,
    "list-delegations": twinning.Register.list_delegations,
    "list-events": twinning.Register.list_events,
    "list-programs": twinning.Register.list_programs,
    "list-people": twinning.Register.list_people,
    "list-organizations": twinning.Register.list_organizations,
    "list-contacts": twinning.Register.list_contacts,
    "list-commitments": twinning.Register.list_commitments,
    "list-sources": twinning.Register.list_sources,
}
FILTERS: dict[str, Any] = {
    "city": "Busan",
    "partner": "Moscow",
    "country": "Russia",
    "field": "culture",
    "year": "2019",
    "since": "2018",
    "until": datetime.date(2019, 12, 13),
    "certain": True,
    "person": "Lee Myung-bak",
    "organization": "BFIC",
    "agreement": "kalmykia-ru--seoul-kr",
    "source": "newsworld-seoul-bilateral-ties",
    "text": "a",
}
OPTIONS = {"since": "from", "until": "to"}


@pytest.fixture
def register(seeded: Any) -> Iterator[twinning.Register]:
    with twinning.open(str(seeded.path or seeded.url.render_as_string(False))) as opened:
        yield opened


def rows_of(found: list[Any]) -> list[dict[str, object]]:
    return list(map(row_of, found))


def options(filters: dict[str, Any]) -> list[str]:
    """Return filters as their command takes them."""
    return [
        f"--{OPTIONS.get(name, name)}" if given is True else f"--{OPTIONS.get(name, name)}={given}"
        for name, given in filters.items()
    ]


@pytest.fixture
def command(run_cli: Callable[..., Any], seeded: Any) -> Callable[..., Any]:
    """Run a command on the same register; return its rows."""

    def run(*arguments: str) -> Any:
        answer = run_cli(*arguments, "--json", address=seeded)
        assert answer.code == 0, answer.err
        return loaded(answer.out)

    return run


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_rows_of_its_command(register: twinning.Register, command: Any, name: str) -> None:
    assert rows_of(LISTS[name](register)) == command(name)


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_the_filters_of_its_command_and_no_others(
    register: twinning.Register, command: Any, run_cli: Any, name: str
) -> None:
    taken = run_cli(name, "--help").out
    for filter_name, given in FILTERS.items():
        filters = {filter_name: given} | ({"city": "Seoul"} if filter_name == "partner" else {})
        if f"--{OPTIONS.get(filter_name, filter_name)} " in taken:
            assert rows_of(LISTS[name](register, **filters)) == command(name, *options(filters))
        else:
            with pytest.raises(twinning.UsageError, match="there is no filter"):
                LISTS[name](register, **filters)


def test_partners_are_those_of_the_command_as_of_a_day(register: twinning.Register, command: Any) -> None:
    for day in ("2019-12-13", datetime.date(2000, 1, 1)):
        partners = register.list_partners("서울", as_of=day, kind="cooperation")
        assert rows_of(partners) == command("list-partners", "Seoul", f"--as-of={day}", "--kind", "cooperation")
    assert rows_of(register.list_partners("Busan")) == command("list-partners", "Busan")


def test_everything_about_a_record_and_a_search(register: twinning.Register, command: Any) -> None:
    shown = register.show("Busan", as_of="2020-01-01")
    assert shown.title == "Busan"
    assert {fact.name: fact.value for fact in shown.facts}["key"] == "busan-kr"
    assert rows_of(register.search("oil fields")) == command("search", "oil fields")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda register: register.list_partners("Atlantis"), twinning.NotFoundError),
        (lambda register: register.list_partners("Busan", as_of="yesterday"), twinning.InputError),
        (lambda register: register.list_agreements(kind="siser_city"), twinning.UsageError),
        (lambda register: register.list_agreements(partner="Busan"), twinning.UsageError),
        (lambda register: register.list_events(year="soon"), twinning.InputError),
        (lambda register: register.list_events(since=2019.5), twinning.InputError),
        (lambda register: register.list_partners("Busan", as_of=2019), twinning.InputError),
        (lambda register: register.list_agreements(status=["active", "ended"]), twinning.UsageError),
        (lambda register: register.list_agreements(city=["Busan"]), twinning.UsageError),
        (lambda register: register.report("annual", year="2019"), twinning.UsageError),
        (lambda register: register.list_cities(country="Atlantis"), twinning.InputError),
    ],
)
def test_what_cannot_be_is_an_error_of_the_library(
    register: twinning.Register, call: Callable[[twinning.Register], object], error: type[twinning.TwinningError]
) -> None:
    with pytest.raises(error):
        call(register)


def test_a_year_may_be_a_number(register: twinning.Register) -> None:
    assert register.list_events(since=2018, until=2019) == register.list_events(since="2018", until="2019")
    assert register.report("anniversaries", city="Seoul", since=2030) == register.report(
        "anniversaries", city="Seoul", since="2030"
    )


def test_a_register_that_is_not_there_is_an_error_of_the_library(tmp_path: Any) -> None:
    with pytest.raises(twinning.DatabaseError, match="missing"):
        twinning.open(tmp_path / "missing.db")


def test_every_public_name_is_there_and_nothing_is_loaded_for_the_package_alone() -> None:
    for name in twinning.__all__:
        assert getattr(twinning, name) is not None
    program = "import sys, twinning; print({'sqlalchemy', 'typer', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_reading_loads_neither_the_command_line_nor_the_orm(seeded: Any) -> None:
    address = str(seeded.path or seeded.url.render_as_string(False))
    program = (
        "import sys, twinning; twinning.open(sys.argv[1]).list_partners('Busan'); "
        "print({'typer', 'rich', 'sqlalchemy.orm'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, address], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
