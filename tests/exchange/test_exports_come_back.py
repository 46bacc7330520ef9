"""What is exported as a table of ties and imported into an empty register is the same table again."""

import csv
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cli.commands import done, unchanged
from conftest import RunCli
from db.registers import Registers
from queries.making import make_agreement, make_citation, make_city, make_source
from twinning.db.session import NewOperation, writing
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.domain.names import slug
from twinning.domain.vocabulary import AgreementKind, Instrument

if TYPE_CHECKING:
    from twinning.db.models.agreements import Agreement

_PLACES = ["Alpha-kr", "Beta, or so-us", "Gamma (Old)-jp", "Delta-de", "Épsilon-fr", "Zeta-au"]


def _fill(address: Address, seed: int) -> None:
    """Record cities and ties between two to four of them, in force, proposed, ended, or followed by another."""
    drawn = random.Random(seed)
    with writing(address, NewOperation("tester", "test")) as session:
        cities = []
        for place in _PLACES:
            name, _, country = place.rpartition("-")
            where = {"latitude": drawn.randint(-80, 80) / 2, "longitude": drawn.randint(-170, 170) / 2}
            known = {"admin1": drawn.choice([None, "North"]), **(where if drawn.random() < 0.5 else {})}
            key = f"{slug(name)}-{country}"
            cities.append(make_city(session, key, name, **known))
        source = make_source(session, title="A gazette", address="https://example.org/gazette")
        ties: list[Agreement] = []
        for number in range(12):
            parties = drawn.sample(cities, drawn.choice([2, 2, 3, 4]))
            said: dict[str, Any] = {
                "kind": drawn.choice(list(AgreementKind)),
                "instrument": drawn.choice(list(Instrument)),
            }
            said |= {
                "internal": number % 3 == 0,
                "title": drawn.choice([None, f"Title; {number}"]),
                "summary": drawn.choice([None, "One\nand two"]),
            }
            day = drawn.choice(
                [f"{1950 + number}", f"{1950 + number}-05", f"{1950 + number}-05-06", f"{1950 + number}~"]
            )
            acts: list[Any] = [("signed", day), *drawn.choice([[], [("ended", "2001-02")]])]
            if number % 4 == 3:
                acts = [("signed", day), ("superseded", "2010", {"successor_id": ties[-1].id})]
            if number % 5 == 4:
                acts = [("proposed", day)]
            if number % 6 == 5:
                acts = [("signed", day, {"until": EdtfDate.parse("2005-03")})]
            ties.append(make_agreement(session, *parties, acts=acts, key=f"tie-{number}", **said))
            make_citation(session, source, agreement_id=ties[-1].id, seq=number, field="kind")


def _exported(run_cli: RunCli, address: Address, path: Path) -> list[dict[str, str]]:
    done(run_cli("export", str(path), "--force", "--internal", address=address))
    with path.open(newline="", encoding="utf-8") as stream:
        rows = [
            {name: cell for name, cell in row.items() if name not in ("key", "successor")}
            for row in csv.DictReader(stream)
        ]
    return sorted(rows, key=lambda row: sorted(row.items()))


def test_an_export_that_is_imported_where_it_came_from_changes_nothing(
    run_cli: RunCli, sqlite_registers: Registers, tmp_path: Path
) -> None:
    with sqlite_registers.copy("seeded", tmp_path) as address:
        done(run_cli("export", str(tmp_path / "ties.csv"), address=address))
        with unchanged(address):
            done(run_cli("import", str(tmp_path / "ties.csv"), address=address))


def test_namesakes_and_what_is_like_no_name_come_back_as_themselves(
    run_cli: RunCli, sqlite_registers: Registers, tmp_path: Path
) -> None:
    exported = str(tmp_path / "ties.csv")
    with sqlite_registers.copy("empty", tmp_path) as address:
        with writing(address, NewOperation("tester", "test")) as session:
            own = make_city(session, "alpha-kr", "Alpha")
            known = {
                "delta-de": {"latitude": 50, "longitude": 8},
                "delta-de--3": {"admin1": "Hessen"},
                "delta-de--4": {},
            }
            others = [make_city(session, key, "Delta", **{"country_code": "DE"} | each) for key, each in known.items()]
            others += [make_city(session, key, "Minsk", country_code=None) for key in ("minsk-xx", "minsk-xx--2")]
            others.append(make_city(session, "of-a--former-name", "3. District / Bezirk", country_code="DE"))
            source = make_source(session, title="A gazette", address="https://example.org/gazette")
            for number, other in enumerate(others):
                tie = make_agreement(session, own, other, acts=[("signed", f"{1990 + number}")])
                make_citation(session, source, agreement_id=tie.id, seq=number, field="kind")
        before = _exported(run_cli, address, tmp_path / "before.csv")
        done(run_cli("export", exported, address=address))
        with unchanged(address):
            assert "rejected" not in done(run_cli("import", exported, address=address)).err
    (tmp_path / "again").mkdir()
    with sqlite_registers.copy("empty", tmp_path / "again") as address:
        done(run_cli("import", exported, address=address))
        assert _exported(run_cli, address, tmp_path / "again.csv") == before
    assert [each["partner_key"] for each in before].count("") == 0


@pytest.mark.parametrize(("seed", "suffix"), [(None, "csv"), (1, "csv"), (2, "tsv"), (3, "xlsx")])
def test_an_export_that_is_imported_is_the_same_export(
    run_cli: RunCli, sqlite_registers: Registers, tmp_path: Path, seed: int | None, suffix: str
) -> None:
    exported = str(tmp_path / f"ties.{suffix}")
    with sqlite_registers.copy("empty" if seed else "seeded", tmp_path) as address:
        if seed:
            _fill(address, seed)
        before = _exported(run_cli, address, tmp_path / "before.csv")
        done(run_cli("export", exported, "--internal", address=address))
    (tmp_path / "again").mkdir()
    with sqlite_registers.copy("empty", tmp_path / "again") as address:
        done(run_cli("import", exported, address=address))
        assert _exported(run_cli, address, tmp_path / "again.csv") == before
        done(run_cli("import", exported, address=address))
        assert _exported(run_cli, address, tmp_path / "again.csv") == before
    assert before
