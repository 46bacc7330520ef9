"""Whether real registers go in without loss and without a duplicate, and how long they take.

`python -m benchmarks.registers FOLDER` imports the files of a folder, each into an empty register and then all into
one, and prints Markdown: what came out beside what has to. It leaves with 1 where a figure is another one.
"""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TWINNING = str(Path(sys.executable).with_name("twinning"))


@dataclass(frozen=True)
class Register:
    """A file, and the command that takes it in."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Figure:
    """What has to hold of an import, what came out, and whether that is so."""

    of: str
    what: str
    wanted: object
    found: object
    holds: bool


def registers(folder: Path) -> dict[str, Register]:
    """Return the registers of a folder by their names."""
    statements, labels = folder / "wikidata_2016_statements.tsv", folder / "wikidata_2016_names.tsv"
    wikidata = ("import-wikidata", "--file", str(statements), "--labels", str(labels), "--listed-on", "2016-09")
    wikipedia = ("import", str(folder / "wikipedia_en_2026.csv"), "--listed-on", "2026")
    german = (
        "import",
        str(folder / "german_municipalities_2015.csv"),
        "--set",
        "city_country=DE",
        "--listed-on",
        "2015",
    )
    entity = ("import-wikidata", "--file", str(folder / "wikidata_entity_weimar.json"), "--listed-on", "2016-09")
    commands = {"wikidata_2016": wikidata, "wikipedia_en_2026": wikipedia, "german_municipalities_2015": german}
    commands["wikidata_entity_weimar"] = entity
    return {name: Register(name, command) for name, command in commands.items()}


class Trial:
    """A register of its own, in which commands are run and timed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "register.db"
        self.seconds = self.computing = 0.0
        self._folder = folder
        self.run("db", "init", "--empty")
        self.seconds = self.computing = 0.0

    def run(self, *command: str) -> str:
        """Run a command; return what it answers."""
        started, computed = time.perf_counter(), _computed()
        answer = subprocess.run(
            [_TWINNING, "--db", str(self.path), *command], check=True, capture_output=True, text=True, cwd=self._folder
        )
        self.seconds += time.perf_counter() - started
        self.computing += _computed() - computed
        return answer.stdout

    def take(self, register: Register) -> dict[str, Any]:
        """Import a register; return what became of it."""
        outcome: dict[str, Any] = json.loads(self.run(*register.command, "--json"))
        return outcome

    @property
    def timing(self) -> str:
        """How long the commands took, and how long they computed, in seconds."""
        return f"{self.seconds:.1f}, {self.computing:.1f}"

    def ask(self, query: str) -> Any:
        """Return the only value that a query gives."""
        with sqlite3.connect(self.path) as connection:
            return connection.execute(query).fetchone()[0]


_PARTNERS = (
    "SELECT count(DISTINCT other.city_id) FROM city JOIN agreement_party own ON own.city_id = city.id"
    " JOIN agreement_party other ON other.agreement_id = own.agreement_id AND other.city_id <> own.city_id"
    " WHERE city.key = '{}'"
)
_PAIRS = (
    "SELECT count(DISTINCT (SELECT group_concat(city_id) FROM (SELECT city_id FROM agreement_party"
    " WHERE agreement_id = agreement.id ORDER BY city_id))) FROM agreement"
)


def main(folder: str) -> int:
    """Measure, print, and return the exit code."""
    figures = list(_figures(registers(Path(folder))))
    print("| register | figure | has to be | is | |", "|---|---|---|---|---|", sep="\n")
    for each in figures:
        print(f"| {each.of} | {each.what} | {each.wanted} | {each.found} | {'' if each.holds else 'NOT SO'} |")
    return 0 if all(each.holds for each in figures) else 1


def _figures(found: dict[str, Register]) -> Iterator[Figure]:
    for name, check in (
        ("wikidata_2016", _wikidata),
        ("wikipedia_en_2026", _wikipedia),
        ("german_municipalities_2015", _german),
        ("wikidata_entity_weimar", _entity),
    ):
        with tempfile.TemporaryDirectory() as scratch:
            trial = Trial(Path(scratch))
            outcome = trial.take(found[name])
            seconds = trial.timing
            yield _add_up(name, outcome)
            yield from check(name, outcome, trial)
            yield Figure(name, "seconds, those of the processor", "", seconds, holds=True)
    del found["wikidata_entity_weimar"]  # is of the statements of 2016, once more
    with tempfile.TemporaryDirectory() as scratch:
        yield from _together(found, Trial(Path(scratch)))


def _computed() -> float:
    """Return the processor's seconds that ended commands took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _same(of: str, what: str, wanted: object, is_: object) -> Figure:
    return Figure(of, what, wanted, is_, holds=wanted == is_)


def _add_up(name: str, outcome: dict[str, Any]) -> Figure:
    parts = [outcome[each] for each in ("created", "already_there", "added_as_word", "rejected")]
    return Figure(name, "rows by outcome", outcome["rows"], " + ".join(map(str, parts)), sum(parts) == outcome["rows"])


def _wikidata(name: str, outcome: dict[str, Any], trial: Trial) -> Iterator[Figure]:
    yield _same(name, "statements read", 34_182, outcome["rows"])
    yield _same(name, "duplicates", 4, outcome["already_there"])
    yield _same(name, "pairs", 17_401, trial.ask("SELECT count(*) FROM agreement"))
    one_sided = trial.run("report", "reciprocity", "--all", "--csv").splitlines()[1:]
    yield _same(name, "pairs stated by one side", 624, len(one_sided))
    for pair in (("Seoul", "Paris"), ("Busan", "Tijuana")):
        among = any(all(city in line for city in pair) for line in one_sided)
        yield _same(name, f"{' and '.join(pair)} among them", True, among)
    yield _same(name, "cities called Dubai", 2, trial.ask("SELECT count(*) FROM city WHERE name = 'Dubai'"))


def _wikipedia(name: str, outcome: dict[str, Any], trial: Trial) -> Iterator[Figure]:
    yield _same(name, "rows read", 26_114, outcome["rows"])
    unknown = {each["country"] for each in outcome["unknown_countries"]}
    yield Figure(name, "country texts unresolved", "at most 40 places", len(unknown), len(unknown) <= 40)
    for city, partners in (("busan-kr", 26), ("seoul-kr", 22)):
        yield _same(name, f"partners of {city}", partners, trial.ask(_PARTNERS.format(city)))
    yield _same(name, "namesake pairs", 3, outcome.get("namesakes", 0))


def _german(name: str, outcome: dict[str, Any], trial: Trial) -> Iterator[Figure]:
    yield _same(name, "rows read", 7_138, outcome["rows"])
    yield Figure(name, "exact repeats", "7, and what two spellings hide", outcome["already_there"], holds=True)
    several = trial.ask("SELECT count(*) FROM agreement") - trial.ask(_PAIRS)
    yield Figure(
        name, "agreements beside another of the pair", "11, and what two spellings hide", several, holds=several >= 11
    )
    neunkirchen = "SELECT count(*) FROM city WHERE name = 'Neunkirchen' AND country_code = 'DE'"
    yield _same(name, "places called Neunkirchen", 3, trial.ask(neunkirchen))


def _entity(name: str, outcome: dict[str, Any], trial: Trial) -> Iterator[Figure]:
    yield _same(name, "ties", 5, outcome["created"])
    stated = "SELECT count(DISTINCT agreement_act_id) FROM citation WHERE field = 'on' AND basis = 'stated'"
    yield _same(name, "of which a start is stated", 5, trial.ask(stated))
    yield _same(name, "languages of names", 87, trial.ask("SELECT count(DISTINCT language) FROM city_name"))


def _together(found: dict[str, Register], trial: Trial) -> Iterator[Figure]:
    for each in found.values():
        trial.take(each)
    yield Figure("all three", "seconds, those of the processor", "under 30", trial.timing, trial.computing < 30)
    twice = (
        "SELECT count(*) FROM (SELECT 1 FROM city WHERE country_code IS NOT NULL AND latitude IS NULL"
        " AND admin1 IS NULL"
        " GROUP BY folded, country_code HAVING count(*) > 1)"
    )
    yield Figure(
        "all three", "names twice in a country with nothing between them", "the 3 namesakes", trial.ask(twice), True
    )
    before = trial.ask("SELECT max(id) FROM operation")
    again = [trial.take(each) for each in found.values()]
    yield _same("all three", "created by a second run", 0, sum(each["created"] for each in again))
    yield _same("all three", "operations of a second run", 0, trial.ask("SELECT max(id) FROM operation") - before)
    duplicates = len(trial.run("report", "duplicates", "--csv").splitlines()) - 1
    yield Figure("all three", "cities that may be one", "listed", duplicates, duplicates > 0)
    conflicts = len(trial.run("report", "conflicts", "--csv").splitlines()) - 1
    yield Figure("all three", "conflicts", "listed", conflicts, holds=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
