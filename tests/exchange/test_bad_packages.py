"""Whatever is wrong with a package, it is refused in words that say where, and nothing is written."""

import json
import os
import shutil
import socket
import tracemalloc
from contextlib import chdir
from pathlib import Path
from unittest import mock

import pytest

from cli.commands import done
from exchange.packages import city, describe, refused, take, tie, write_descriptor, write_package
from twinning.exchange.package import files as package_files

BUSAN, CHICAGO = city("busan-kr"), city("chicago-us")
CITY = "key,name,kind\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "package"


@pytest.fixture
def is_refused(untouched, folder):
    """Import what is in the folder; check that it is refused with these words, and leaves nothing."""

    def check(*words, changed=False):
        with refused(untouched, *words):
            take(untouched, folder, changed=changed)

    return check


def test_a_folder_that_is_not_there(is_refused):
    is_refused("there is no", "datapackage.json")


def test_a_folder_without_a_descriptor(is_refused, folder):
    write_package(folder, city=[BUSAN])
    (folder / "datapackage.json").unlink()
    is_refused("there is no", "datapackage.json")


def test_a_file_instead_of_a_folder(is_refused, folder):
    folder.write_text("key,name\n")
    is_refused("datapackage.json cannot be read")


@pytest.mark.parametrize("content", [b"", b"key,name\n", b"{", b"\xff\xfe", b"[" * 200_000, b'{"twinning": NaN'])
def test_a_descriptor_that_is_not_json(is_refused, folder, content):
    folder.mkdir()
    (folder / "datapackage.json").write_bytes(content)
    is_refused("datapackage.json is not JSON")


@pytest.mark.parametrize(
    "descriptor",
    [None, [], "text", 1, {}, {"twinning": 1}, {"twinning": {"format": 2}}, {"name": "another", "resources": []}],
)
def test_a_descriptor_of_something_else(is_refused, folder, descriptor):
    folder.mkdir()
    write_descriptor(folder, descriptor)
    is_refused("datapackage.json does not describe a package of twinning")


@pytest.mark.parametrize(
    "resources", [None, {}, "city.csv", ["city.csv"], [{}], [{"path": 1}], [{"path": ["city.csv"]}]]
)
def test_resources_that_are_no_list_of_files(is_refused, folder, resources):
    folder.mkdir()
    write_descriptor(folder, {"twinning": {"format": 1}, "resources": resources})
    is_refused("its resources are not a list of files")


@pytest.mark.parametrize("path", ["mayor.csv", "../city.csv", "/etc/passwd", "operation.csv", "city.xlsx", ""])
def test_a_file_that_is_no_table(is_refused, folder, path):
    folder.mkdir()
    write_descriptor(folder, {"twinning": {"format": 1}, "resources": [{"path": path}]})
    is_refused(f"lists {path}, which is no table")


def test_a_listed_file_that_is_missing(is_refused, folder):
    write_package(folder, city=[BUSAN])
    (folder / "city.csv").unlink()
    is_refused("there is no", "city.csv")


def test_a_file_that_was_changed_is_taken_only_as_changed(is_refused, folder, address, tmp_path):
    write_package(folder, city=[BUSAN])
    with (folder / "city.csv").open("a") as stream:
        stream.write("seoul-kr,Seoul,city\n")
    is_refused("city.csv is not the file that datapackage.json describes")
    assert take(address, folder, changed=True).added["city"] == 2


@pytest.mark.parametrize("end", [-1, -4, -12, len(CITY)])
def test_a_file_that_was_cut_off(is_refused, folder, end):
    write_package(folder, city=CITY + "busan-kr,Busan,city\nchicago-us,Chicago,city\n")
    path = folder / "city.csv"
    path.write_bytes(path.read_bytes()[:end])
    is_refused("it was changed or is incomplete")


FILES = {
    "a file without a header": ("", ["city.csv: the column key is missing"]),
    "a missing column": ("key,name\nbusan-kr,Busan\n", ["city.csv: the column kind is missing"]),
    "an unknown column": ("key,name,kind,mayor\n", ["city.csv: there is no column 'mayor'"]),
    "a column twice": ("key,name,kind,name\n", ["city.csv: a column stands twice"]),
    "a column of the database": ("key,name,kind,id\n", ["city.csv: there is no column 'id'"]),
    "a cell too few": (CITY + "busan-kr,Busan,city\nseoul-kr,Seoul\n", ["city.csv, line 3", "cells"]),
    "a cell too many": (CITY + "busan-kr,Busan,city,x\n", ["city.csv, line 2", "cells"]),
    "a quote that is not closed": (CITY + 'busan-kr,"Busan,city\n', ["city.csv, line 2"]),
    "a quote within a cell": (CITY + 'busan-kr,"Bu"san,city\n', ["city.csv, line 2"]),
    "a NUL": (CITY + "busan-kr,Bu\0san,city\n", ["city.csv, line 2", "NUL"]),
    "a cell too large": (CITY + f"busan-kr,{'x' * 1_000_001},city\n", ["city.csv, line 2"]),
    "a text too long": (CITY + f"busan-kr,{'x' * 100_001},city\n", ["city.csv, line 2, name", "100001 characters"]),
    "an escape character": (CITY + "busan-kr,\x1b[31mBusan,city\n", ["city.csv, line 2, name", "U+001B"]),
    "a C1 control character": (CITY + "busan-kr,Bu\x9bsan,city\n", ["city.csv, line 2, name", "U+009B"]),
    "a bidi override": (CITY + "busan-kr,Bu\u202esan,city\n", ["city.csv, line 2, name", "U+202E"]),
    "a carriage return": (CITY + 'busan-kr,"Bu\rsan",city\n', ["city.csv, line 3, name", "U+000D"]),
    "a name of two lines": (CITY + 'busan-kr,"Bu\nsan",city\n', ["city.csv, line 3, name", "U+000A"]),
    "a line separator in a name": (CITY + "busan-kr,Bu\u2028san,city\n", ["city.csv, line 2, name", "U+2028"]),
    "a name of nothing visible": (CITY + "busan-kr,\u200b,city\n", ["city.csv, line 2, name", "empty"]),
    "no name": (CITY + "busan-kr,,city\n", ["city.csv, line 2, name: a value is needed"]),
    "no key": (CITY + ",Busan,city\n", ["city.csv, line 2, key: a value is needed"]),
    "a word that is not on the list": (CITY + "busan-kr,Busan,town\n", ["city.csv, line 2, kind", "'town'"]),
    "a key twice": (CITY + "a-kr,A,city\nb-kr,B,city\na-kr,A,city\n", ["city.csv, line 4", "'a-kr'"]),
    "no whole number": (
        "key,name,kind,geonames_id\nbusan-kr,Busan,city,1.5\n", ["city.csv, line 2, geonames_id", "'1.5'"]
    ),
    "a number that the databases do not both hold": (
        "key,name,kind,geonames_id\nbusan-kr,Busan,city,2147483648\n", ["city.csv, line 2, geonames_id"]
    ),
    "digits of another script": (
        "key,name,kind,geonames_id\nbusan-kr,Busan,city,١٢\n", ["city.csv, line 2, geonames_id"]
    ),
    "not a number": ("key,name,kind,latitude,longitude\nx,X,city,nan,1\n", ["city.csv, line 2, latitude", "'nan'"]),
    "infinity": ("key,name,kind,latitude,longitude\nx,X,city,1,inf\n", ["city.csv, line 2, longitude", "'inf'"]),
    "what a constraint refuses": ("key,name,kind,latitude,longitude\nx,X,city,91,0\n", ["city.csv", "latitude"]),
    "a key that is none": (CITY + "Busan KR,Busan,city\n", ["city.csv", "the rule on city key"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), FILES.values(), ids=FILES.keys())
def test_a_file_with(is_refused, folder, text, words):
    write_package(folder, city=text)
    is_refused(*words)


def test_a_file_that_is_not_utf_8(is_refused, folder):
    write_package(folder, city=[BUSAN])
    (folder / "city.csv").write_bytes(CITY.encode() + "busan-kr,Pusán,city\n".encode("latin-1"))
    describe(folder, "city")
    is_refused("city.csv is not UTF-8 (at byte ")


TIE = tie("busan-kr--chicago-us", "busan-kr", "chicago-us") | {"city": [BUSAN, CHICAGO]}


def act(**cells):
    return {"agreement_act": [TIE["agreement_act"][0] | cells]}


KIM = {"person": [{"key": "kim", "name": "Kim"}]}
SIGNED_BY_KIM = {"act_person": [{"act": "agreement:busan-kr--chicago-us/act-2", "person": "kim"}]}
TABLES = {
    "a date that is none": (act(on="spring"), ["agreement_act.csv, line 2, on", "spring"]),
    "no date of what decides nothing": (act(on="spring", kind="amended"), ["agreement_act.csv, line 2, on", "spring"]),
    "an act that lasts": (act(on="1990/1991"), ["agreement_act.csv", "the rule on agreement act on"]),
    "an act of no agreement": (act(agreement="nowhere"), ["agreement_act.csv, line 2, agreement", "'nowhere'"]),
    "a number that is negative": (act(seq="-1"), ["agreement_act.csv", "the rule on agreement act seq"]),
    "a party that is nowhere": (
        {"agreement_party": [{"agreement": "busan-kr--chicago-us", "city": "atlantis-xx"}]},
        ["agreement_party.csv, line 2, city", "'atlantis-xx'"],
    ),
    "a flag that is none": (
        {"agreement": [TIE["agreement"][0] | {"internal": "maybe"}]},
        ["agreement.csv, line 2, internal", "'maybe'"],
    ),
    "a promise that nothing holds": (
        {"commitment": [{"seq": "1", "debtor": "busan-kr", "text": "A tree", "state": "open"}]},
        ["commitment.csv, line 2", "agreement, activity"],
    ),
    "a signatory of no act": (KIM | SIGNED_BY_KIM, ["act_person.csv, line 2, act", "act-2"]),
}


@pytest.mark.parametrize(("tables", "words"), TABLES.values(), ids=TABLES.keys())
def test_a_package_with(is_refused, folder, tables, words):
    write_package(folder, **(TIE | tables))
    is_refused(*words)


@pytest.mark.parametrize(
    "record", ["busan-kr", "city:nowhere", "mayor:busan-kr", "city:busan-kr/name-1", "reported_count:x", "?", "\u202e"]
)
def test_a_citation_of_nothing(is_refused, folder, record):
    source = {"key": "a-paper", "kind": "press", "title": "A paper"}
    cited = {"source": "a-paper", "seq": "1", "record": record, "basis": "stated", "preferred": "false"}
    write_package(folder, city=[BUSAN], source=[source], citation=[cited])
    is_refused("citation.csv, line 2, record")


def activity(key, part_of):
    return {"key": key, "kind": "event", "title": "A show", "status": "held", "part_of": part_of} | {
        "approximate": "false", "internal": "false"
    }  # fmt: skip


def test_an_e_mail_address_that_is_none(is_refused, folder):
    write_package(folder, city=[BUSAN], contact=[{"city": "busan-kr", "seq": "1", "email": "office at example.org"}])
    is_refused("contact.csv, line 2", "'office at example.org' is no e-mail address")


@pytest.mark.parametrize("parts", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b", "d": ""}])
def test_a_circle_of_parts(is_refused, folder, parts):
    write_package(folder, activity=[activity(key, part_of) for key, part_of in parts.items()])
    is_refused("activity.csv", "part of itself")


GUESSED = "source,seq,record,basis,preferred\na-paper,1,city:busan-kr,guessed,false\n"


def test_an_error_in_the_last_file_takes_everything_back(is_refused, folder):
    source = {"key": "a-paper", "kind": "press", "title": "A paper"}
    write_package(folder, **TIE, source=[source], citation=GUESSED)
    is_refused("citation.csv, line 2, basis: 'guessed'")


def test_messages_show_hostile_cells_escaped(is_refused, folder):
    write_package(folder, city=CITY + "busan-kr,Busan,\x1b[31mred\n")
    is_refused("city.csv, line 2, kind", "\\x1b[31mred")


def test_a_descriptor_without_digests_is_taken_only_when_asked(is_refused, address, folder):
    write_package(folder, city=[BUSAN])
    descriptor = json.loads((folder / "datapackage.json").read_text())
    del descriptor["resources"][0]["hash"]
    write_descriptor(folder, descriptor)
    is_refused("has no digest of", "city.csv")
    assert take(address, folder, changed=True).added["city"] == 1


def test_a_file_that_is_listed_twice(is_refused, folder):
    write_package(folder, city=[BUSAN])
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor["resources"].append({"path": "city.csv"})
    write_descriptor(folder, descriptor)
    is_refused("lists a file twice")


@pytest.mark.parametrize("name", ["city.csv", "datapackage.json"])
@pytest.mark.parametrize("changed", [False, True])
def test_a_file_that_is_not_a_regular_one(is_refused, folder, tmp_path, name, changed):
    write_package(folder, city=[BUSAN])
    (folder / name).rename(tmp_path / "elsewhere")
    for make in (
        lambda path: path.symlink_to(tmp_path / "elsewhere"),
        lambda path: path.symlink_to("/dev/zero"),
        os.mkfifo,
        Path.mkdir,
        listen,
    ):
        make(folder / name)
        is_refused(f"{name} is not a regular file", changed=changed)
        (folder / name).rmdir() if (folder / name).is_dir() else (folder / name).unlink()


def listen(path):
    """Leave a socket there, by way of a shorter name: its address is limited to some 100 characters."""
    with socket.socket(socket.AF_UNIX) as listening, chdir(path.parent):
        listening.bind(path.name)


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("datapackage.json", (1 << 20) + 1, "datapackage.json has 1048577 bytes, more than the 1048576"),
        ("city.csv", 1 << 30, "city.csv, line 3: there is a NUL in it"),
    ],
)
def test_what_is_too_large_or_a_gap_is_not_read(is_refused, folder, name, size, words):
    write_package(folder, city=[BUSAN])
    os.truncate(folder / name, size)
    is_refused(words, changed=True)


def test_a_package_that_there_is_no_room_for_is_refused_before_it_is_copied(is_refused, folder):
    write_package(folder, city=[BUSAN])
    with mock.patch.object(shutil, "disk_usage", return_value=mock.Mock(free=10)):
        is_refused("package has ", " bytes, and ", " has room for 10")


@pytest.mark.parametrize("endless", [",", '"\n",'])
def test_a_row_without_an_end_is_not_held(is_refused, folder, endless):
    write_package(folder, city=f"{CITY}busan-kr,Busan,{endless * (9_000_000 // len(endless))}")
    is_refused("city.csv, line ", "a row of more than 8388608 characters")


def test_a_package_is_read_before_anybody_is_kept_from_writing(sqlite_address, folder, run_cli):
    write_package(folder, city=[BUSAN])
    read = package_files.read

    def read_while_another_writes(*arguments, **options):
        done(run_cli("add-city", "Ulsan", "--country", "KR", address=sqlite_address))
        return read(*arguments, **options)

    with mock.patch.object(package_files, "read", read_while_another_writes):
        done(run_cli("import", str(folder), address=sqlite_address))


def test_a_file_is_not_held_as_a_whole_while_it_is_read(folder):
    write_package(folder, city=CITY + "".join(f"c-{number},C,city\n" for number in range(50_000)))
    tracemalloc.start()
    table = package_files.read(folder)["city"]
    read = sum(len(batch) for batch in table.batches())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(table) == read == 50_000
    assert peak < 10_000_000


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(address, folder):
    write_package(folder, city="\ufeffkey,name,kind\r\nbusan-kr,Busan,city\r\n")
    assert take(address, folder).added["city"] == 1


def succession(old, new):
    return {"old_city": old, "seq": "1", "new_city": new, "on": "2000"}


BROKEN = {
    "an agreement of one party": (tie("busan-kr--x", "busan-kr"), "two parties and this one has 1"),
    "a circle of successions": (
        {"city": [BUSAN, city("seoul-kr")]}
        | {"city_succession": [succession("busan-kr", "seoul-kr"), succession("seoul-kr", "busan-kr")]},
        "it is its own successor",
    ),
    "a name that is too long": ({"city": [city("busan-kr", name="x" * 201)]}, "201 characters"),
    "a code of no country": ({"city": [city("busan-kr", country_code="QQ")]}, "'QQ' is no country's code"),
    "a number as Python writes it": (
        {"city": [city("busan-kr", latitude="1_0", longitude="1")]},
        "'1_0' is not a number",
    ),
}


@pytest.mark.parametrize(("tables", "said"), BROKEN.values(), ids=list(BROKEN))
def test_what_the_check_would_call_damage_is_not_imported(is_refused, folder, tables, said):
    write_package(folder, **({"city": [BUSAN]} | tables))
    is_refused(said)


@pytest.mark.parametrize(
    ("record", "field", "value", "words"),
    [
        ("agreement:busan-kr--chicago-us/act-1", "on", "April 5, 1971", "what a source states for on has to be one"),
        ("agreement:busan-kr--chicago-us", "kind", "twin town", "what a source states for kind has to be one"),
        ("agreement:busan-kr--chicago-us", "status", "broken", "what a source states for status has to be one"),
        ("city:busan-kr", "population", "many", "what a source states for population has to be one"),
        ("city:busan-kr", "wikidata_id", "Busan", "what a source states for wikidata_id has to be one"),
    ],
)
def test_a_stated_value_that_its_field_cannot_hold(is_refused, folder, record, field, value, words):
    source = {"key": "a", "kind": "press", "title": "A"}
    cited = {"source": "a", "seq": "1", "record": record, "field": field, "value": value, "basis": "stated"}
    write_package(folder, **TIE, source=[source], citation=[cited | {"preferred": "false"}])
    is_refused("citation.csv, line 2", words)


@pytest.mark.parametrize(("amount", "currency"), [("1.000", "KRW"), ("12.505", "EUR")])
def test_a_sum_with_more_decimals_than_its_currency_has(is_refused, folder, amount, currency):
    expense = {"agreement": "busan-kr--chicago-us", "seq": "1", "amount": amount, "currency": currency}
    write_package(folder, **TIE, expense=[expense])
    is_refused("expense.csv, line 2", f"{amount} {currency} has 3 decimals")
