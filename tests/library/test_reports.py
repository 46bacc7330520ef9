"""Reports from Python are those of the commands. Of the program, only `twinning` itself is used here."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

import twinning
from cli.commands import RunCli, done, loaded, row_of


@pytest.fixture
def register(seeded: Any) -> Iterator[twinning.Register]:
    with twinning.open(str(seeded.path or seeded.url.render_as_string(False))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("partners", {"city": "Seoul", "as_of": "2005-01-01"}),
        ("commitments", {"city": "Seoul", "as_of": datetime.date(2006, 1, 1), "since": "2005", "until": "2006"}),
        ("anniversaries", {"city": "Seoul", "every": 3, "until": "2040", "as_of": "2026-01-01"}),
        ("dormant", {"years": 10, "as_of": "2026-01-01"}),
        ("quality", {}),
        ("conflicts", {}),
    ],
)
def test_a_report_has_the_rows_of_its_command(
    run_cli: RunCli, seeded: Any, register: twinning.Register, name: str, asked: dict[str, Any]
) -> None:
    options = {"since": "from", "until": "to", "as_of": "as-of"}
    said = [f"--{options.get(each, each)}={value}" for each, value in asked.items() if each != "city"]
    city = [asked["city"]] if "city" in asked else []
    shown = done(run_cli("report", name, *city, *said, "--json", address=seeded)).out
    assert [row_of(row) for row in register.report(name, **asked)] == loaded(shown)


def test_a_report_that_is_none_and_what_it_is_not_asked_for_are_refused(register: twinning.Register) -> None:
    with pytest.raises(twinning.UsageError, match="there is no report 'weather'"):
        register.report("weather")
    with pytest.raises(twinning.UsageError, match="'decades' is not asked for years"):
        register.report("decades", years=5)
    with pytest.raises(twinning.UsageError, match="1 or more"):
        register.report("dormant", years=0)
    with pytest.raises(twinning.UsageError, match="'partners' is on one city, and none is named"):
        register.report("partners")


def test_a_city_that_is_none_is_not_found(register: twinning.Register) -> None:
    with pytest.raises(twinning.NotFoundError):
        register.report("decades", city="Busna")
