"""Completion in real shells, and what completion reads."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import pytest

from cli.commands import RunCli, done, execute
from cli.processes import forked
from cli.running import run_in_process
from cli.shells import SHELLS, Shell
from db.registers import Registers
from twinning.db.storage.address import Address
from twinning.domain import vocabulary
from twinning.domain.meanings import in_short, meanings_of

Offered = Callable[..., list[str]]


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell(request.param, tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell("bash", tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module")
def register(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """A register with both packs, as the environment names it; it is read alone."""
    with sqlite_registers.copy("seeded", tmp_path_factory.mktemp("register")) as address:
        done(run_in_process("db", "seed", "--pack", "busan-register", address=address))
        yield {"TWINNING_DB": str(address.path)}


def test_a_shell_completes_a_command(shell: Shell, register: Mapping[str, str]) -> None:
    assert shell.offers("twinning list-par", **register) == ["list-partners"]


@pytest.mark.parametrize(
    ("pieces", "offered"),
    [
        ("show person : lee-w", ["lee-wal-jong"]),
        ("show activity : day-of-s", ["day-of-seoul-in-moscow"]),
        ("list-partners --kind = sis", ["sister_city"]),
        ("list-agreements --city = Seo", ["Seoul"]),
    ],
)
def test_bash_completes_words_that_it_takes_apart_at_colons_and_equals_signs(
    bash: Shell, register: Mapping[str, str], pieces: str, offered: list[str]
) -> None:
    assert bash.offers(f"twinning {pieces}", **register) == offered


def test_a_shell_completes_an_option(shell: Shell, register: Mapping[str, str]) -> None:
    assert shell.offers("twinning show --no-in", **register)[0] == "--no-input"


def test_a_shell_completes_a_country_a_city_and_a_name_with_a_blank_by_its_key(
    shell: Shell, register: Mapping[str, str]
) -> None:
    assert shell.offers("twinning list-partners Cair", **register) == ["Cairo"]
    assert shell.offers("twinning list-partners Los", **register) == ["Los-angeles-us"]
    assert shell.offers("twinning list-cities --country Jap", **register)[0] == "Japan"


def test_a_shell_completes_hangul(shell: Shell, register: Mapping[str, str]) -> None:
    assert shell.offers("twinning show 부산광", **register) == ["부산광역시"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("twinning list-cities --columns city,ag", "city,agreements"),
        ("twinning show person:lee-my", "person:lee-myung-bak"),
        ("twinning show geonames/citation-99", "geonames/citation-99"),
    ],
)
def test_a_shell_completes_what_has_commas_colons_and_slashes_in_it(
    shell: Shell, register: Mapping[str, str], line: str, expected: str
) -> None:
    assert shell.offers(line, **register) == [expected]


@pytest.fixture
def hostile(sqlite_seeded: Address, tmp_path: Path) -> Mapping[str, str]:
    """A stranger's register, written without its constraints: its keys and names are commands, and drive a screen."""
    command = f"$(touch {tmp_path / 'ran'})"
    with closing(sqlite3.connect(str(sqlite_seeded.path))) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        for table in ("city", "person", "organization"):
            for number, text in enumerate(
                (command, f"`{command}`", f"'{command}", f'";{command};"', "\x1b[2J", "\u202e")
            ):
                connection.execute(
                    f"UPDATE {table} SET key = :key, name = :name, folded = :folded WHERE id ="
                    f" (SELECT id FROM {table} WHERE key NOT LIKE 'zz%' ORDER BY id LIMIT 1)",
                    {"key": f"zz{number}{text}", "name": f"zzz{text}", "folded": f"zz{number}"},
                )
        connection.execute("UPDATE source SET key = 'zz' || :key WHERE id = 1", {"key": command})
        connection.commit()
    return {"TWINNING_DB": str(sqlite_seeded.path)}


@pytest.mark.parametrize(
    "line", ["show zz", "list-partners zz", "list-events --person zz", "show zz0", "show person:zz"]
)
def test_a_shell_is_offered_no_key_and_no_name_that_it_could_run(
    shell: Shell, hostile: Mapping[str, str], tmp_path: Path, line: str
) -> None:
    assert shell.offers(f"twinning {line}", **hostile) in ([], [line.split(" ")[-1]])
    assert not (tmp_path / "ran").exists()


def test_a_shell_is_not_offered_again_what_was_typed_before_a_column(
    shell: Shell, register: Mapping[str, str], tmp_path: Path
) -> None:
    typed = f"$(touch\\ {tmp_path / 'ran'}),ke"
    assert not [
        offer for offer in shell.offers(f"twinning list-cities --columns {typed}", **register) if "key" in offer
    ]
    assert not (tmp_path / "ran").exists()


@pytest.fixture
def offered(sqlite_seeded: Address) -> Offered:
    """Give what the program, and nothing else, answers to a shell that completes the last word of a line."""

    def complete(line: str, **environment: str) -> list[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        answer = forked(env={"_TWINNING_COMPLETE": "complete_bash"} | words | environment, address=sqlite_seeded)
        assert answer.err == ""
        return answer.out.split()

    return complete


def test_a_name_is_offered_as_it_was_begun_in_any_script_and_else_by_its_key(offered: Offered) -> None:
    assert offered("twinning list-partners Bu") == ["Busan"]
    assert offered("twinning list-partners bus") == ["busan-kr"]
    assert offered("twinning list-partners 釜") == ["釜山", "釜山広域市"]


def test_a_key_is_offered_with_the_capitals_that_were_typed_and_is_found_with_them(
    offered: Offered, run_cli: RunCli, sqlite_seeded: Address
) -> None:
    assert offered("twinning list-partners Saint") == ["Saint-petersburg-ru"]
    assert done(run_cli("show", "Saint-petersburg-ru", address=sqlite_seeded)).out.startswith("Saint Petersburg\n")


def test_show_offers_the_keys_of_agreements_too(offered: Offered) -> None:
    assert offered("twinning show busan-kr--") == ["busan-kr--fukuoka-jp", "busan-kr--shanghai-cn"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("twinning list-agreements --city Busa", ["Busan"]),
        ("twinning list-agreements --city Busan --partner Shan", ["Shanghai"]),
        ("twinning list-events --person Lee-my", ["Lee-myung-bak"]),
        ("twinning list-events --organization busan-me", ["busan-metro"]),
        ("twinning list-events --agreement seoul", ["seoul-kr--shanghai-cn"]),
        ("twinning list-events --source glob", ["global-busan-expanding-networks"]),
        ("twinning renew-agreement busan-kr--shanghai-cn --source glob", ["global-busan-expanding-networks"]),
        ("twinning show day-of-s", ["day-of-seoul-in-moscow"]),
        ("twinning show lee-my", ["lee-myung-bak"]),
        ("twinning show koi", ["koica"]),
        ("twinning show geo", ["geonames"]),
        ("twinning show geonames/", [f"geonames/citation-{number}" for number in range(1, 51)]),
        ("twinning show geonames/citation-12", [f"geonames/citation-{number}" for number in (12, 120, 121, 122, 123)]),
        ("twinning show source:geonames/cit", [f"source:geonames/citation-{number}" for number in range(1, 51)]),
        ("twinning show geonames/act-1", []),
        ("twinning show person:lee-my", ["person:lee-myung-bak"]),
        ("twinning log sh", ["show", "shanghai-cn"]),
        ("twinning log day-of-s", ["day-of-seoul-in-moscow"]),
        ("twinning log show ", ["1"]),
        ("twinning undo 1", ["1"]),
        ("twinning undo x", []),
        ("twinning list-cities --columns city,country_", ["city,country_code"]),
        ("twinning list-cities --columns country-", ["country-code"]),
        ("twinning list-cities --columns key,k", ["key,kind"]),
        ("twinning list-people --sort s", ["signed"]),
    ],
)
def test_every_reference_and_column_is_offered(offered: Offered, line: str, expected: list[str]) -> None:
    assert offered(line) == expected


def test_operations_are_offered_by_their_first_digits_the_latest_of_each_length_first(
    offered: Offered, run_cli: RunCli, sqlite_seeded: Address
) -> None:
    for number in range(2, 13):
        done(run_cli("add-city", f"City {number}", "--country", "DE", address=sqlite_seeded))
    assert offered("twinning undo ") == [str(number) for number in range(12, 0, -1)]
    assert offered("twinning undo 1") == ["1", "12", "11", "10"]
    assert offered("twinning undo 01") == []


def test_a_key_is_offered_in_capitals_only_where_it_is_found_with_them(
    offered: Offered, run_cli: RunCli, sqlite_seeded: Address
) -> None:
    statement = "INSERT INTO person (key, name, folded, operation_id) VALUES (:key, 'Han Zheng', 'hanzheng', 1)"
    execute(sqlite_seeded, statement, key="han-zheng-2")
    assert offered("twinning list-events --person Han") == ["Han-zheng"]
    assert offered("twinning list-events --person han") == ["han-zheng", "han-zheng-2"]


def test_words_of_a_list_are_offered_for_their_option(offered: Offered) -> None:
    assert offered("twinning list-partners Busan --kind sister-") == ["sister-city"]
    assert offered("twinning list-partners Busan --format js") == ["json", "jsonl"]


def test_the_register_named_before_or_behind_the_command_is_the_one_that_is_read(
    offered: Offered, run_cli: RunCli, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    done(run_cli("--db", str(other), "db", "init", "--empty"))
    done(run_cli("--db", str(other), "add-city", "Cairns", "--country", "AU"))
    assert offered(f"twinning --db {other} list-partners Cai") == ["Cairns"]
    assert offered(f"twinning list-partners --db {other} Cai") == ["Cairns"]
    assert offered(f"twinning list-partners --db={other} Cai") == ["Cairns"]
    assert offered("twinning list-partners Cai", TWINNING_DB=f"sqlite:///{other}") == ["Cairns"]


@pytest.mark.parametrize("text", ["missing.db", "postgresql://user:correct-horse@127.0.0.1:1/none", "nonsense://", "."])
def test_a_register_that_cannot_be_read_offers_nothing_and_says_nothing(offered: Offered, text: str) -> None:
    assert offered("twinning list-partners B", TWINNING_DB=text) == []


def test_the_default_register_is_not_made_by_completing(spawn_cli: RunCli, tmp_path: Path) -> None:
    words = {"_TWINNING_COMPLETE": "complete_bash", "COMP_WORDS": "twinning show B", "COMP_CWORD": "2"}
    assert spawn_cli(env=words).out.strip() == ""
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("list-cities --country Jap", "Japan"),
        ("list-cities --country jap", "japan"),
        ("add-city Daegu --country kr", "kr"),
        ("edit busan-kr --country Germ", "Germany"),
        ("list-cities --lang zh-Hans-C", "zh-Hans-CN"),
        ("db seed --pack bus", "busan-register"),
        ("show --no-in", "--no-input"),
        ("list-cities --color al", "always"),
        ("list-cities -q --sort cou", "country"),
    ],
)
def test_countries_languages_packs_and_general_options_are_offered(offered: Offered, line: str, offer: str) -> None:
    assert offered(f"twinning {line}")[0] == offer


def test_a_shell_that_can_shows_what_each_word_means(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    shown = Shell("fish", tmp_path / "bin").shows("twinning list-partners Busan --kind ")
    assert "sister_city\tSister cities, twin towns, partner cities" in shown
    assert "contact\tRegular contact without a title or a programme" in shown


def test_zsh_shows_meanings_with_nothing_in_them_that_it_would_evaluate(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    assert Shell("zsh", tmp_path / "bin").offers("twinning list-partners Busan --kind coop") == ["cooperation"]
    for words in vars(vocabulary).values():
        if isinstance(words, type) and words.__base__ is StrEnum:
            assert all(re.fullmatch(r"[\w ,’-]+", in_short(text)) for text in meanings_of(words).values())
