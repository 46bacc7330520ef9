"""What is exported opens in the tools that people use for it, and says what the register says."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import networkx
import pytest
from sqlalchemy import Connection

from queries.making import make_agreement, make_citation, make_city, make_source, trying
from twinning.db.search.index import is_of_index
from twinning.db.session import connection_of, reading
from twinning.db.storage import backup
from twinning.db.storage.address import Address
from twinning.errors import DatabaseError, InputError, UsageError
from twinning.exchange.exports.chosen import Chosen, choose
from twinning.exchange.exports.copying import Copy
from twinning.exchange.exports.files import format_of
from twinning.exchange.exports.geojson import geojson
from twinning.exchange.exports.graphs import edge_list, graphml
from twinning.exchange.exports.quickstatements import stating
from twinning.exchange.exports.sqlite import export_sqlite
from twinning.exchange.exports.ties import list_ties
from twinning.queries.upkeep.checks import check

DAY = "2026-01-01"


@pytest.fixture
def world(untouched: Address) -> Iterator[Connection]:
    """Busan with Chicago (sister and friendship), one agreement of three cities, one that ended, one internal."""
    with trying(untouched) as session:
        busan = make_city(session, "busan-kr", latitude=35.1, longitude=129.03, wikidata_id="Q16520")
        chicago = make_city(session, "chicago-us", latitude=41.85, longitude=-87.65, wikidata_id="Q1297")
        osaka = make_city(session, "osaka-jp", "Ōsaka & <b>", wikidata_id="Q35765")
        cebu = make_city(session, "cebu-ph")
        tie = make_agreement(session, busan, chicago, acts=[("signed", "2007-05-07")])
        make_agreement(session, busan, chicago, key="busan-kr--chicago-us--2", kind="friendship_city")
        make_agreement(session, busan, chicago, osaka, kind="cooperation", acts=[("signed", "199X")])
        make_agreement(session, osaka, chicago, acts=[("signed", "1990-10"), ("ended", "2001")])
        make_agreement(session, cebu, busan, acts=[("signed", "1999~")])
        make_agreement(session, cebu, osaka, internal=True)
        source = make_source(session, title="City gazette", address='https://example.org/a "b"?c=ü')
        make_citation(session, source, agreement_id=tie.id, field="kind", value="sister_city")
        yield connection_of(session)


@pytest.fixture
def chosen(world: Connection) -> Chosen:
    return choose(world, DAY, internal=False)


def test_a_list_of_ties_says_both_sides_the_first_signing_and_where_it_is_written(world: Connection) -> None:
    rows = {row.key: row for row in list_ties(world, DAY, internal=False).rows}
    tie = rows["busan-kr--chicago-us"]
    assert (tie.city, tie.city_country, tie.city_wikidata) == ("Busan", "KR", "Q16520")
    assert (tie.partner, tie.partner_country, tie.date, tie.status) == ("Chicago", "US", "2007-05-07", "active")
    assert tie.source == "City gazette"
    ended = rows["chicago-us--osaka-jp"]
    assert (ended.status, ended.date, ended.ended) == ("ended", "1990-10", "2001")


def test_an_agreement_of_several_parties_is_one_row_with_all_of_them(world: Connection) -> None:
    rows = {row.key: row for row in list_ties(world, DAY, internal=False).rows}
    row = rows["busan-kr--chicago-us--osaka-jp"]
    assert (row.parties, row.city, row.partner) == ("Busan; Chicago; Ōsaka & <b>", None, None)
    assert (row.parties_country, row.parties_wikidata) == ("KR; US; JP", "Q16520; Q1297; Q35765")
    assert (row.parties_latitude, row.parties_region) == ("35.1; 41.85; ", None)


def test_what_is_internal_is_left_out_and_counted_unless_it_is_wanted(world: Connection, chosen: Chosen) -> None:
    assert chosen.left_out == 1
    assert "cebu-ph--osaka-jp" not in {tie.key for tie in chosen.ties}
    everything = choose(world, DAY, internal=True)
    assert everything.left_out == 0
    assert "cebu-ph--osaka-jp" in {tie.key for tie in everything.ties}


def test_networkx_reads_the_graphml_with_every_city_and_every_pair_of_parties(chosen: Chosen) -> None:
    graph = networkx.parse_graphml("".join(graphml(chosen)))
    assert set(graph) == {"busan-kr", "chicago-us", "osaka-jp", "cebu-ph"}
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset(("busan-kr", "chicago-us")),
        frozenset(("busan-kr", "osaka-jp")),
        frozenset(("chicago-us", "osaka-jp")),  # of the agreement of three: their own has ended
        frozenset(("busan-kr", "cebu-ph")),
    }
    assert graph.nodes["osaka-jp"]["name"] == "Ōsaka & <b>"
    edge = graph.edges["busan-kr", "chicago-us"]
    assert (edge["weight"], edge["kind"], edge["since"], edge["status"]) == (3, "sister_city", "1990", "active")


def test_networkx_reads_the_list_of_edges_which_says_its_rule(chosen: Chosen) -> None:
    text = "".join(edge_list(chosen))
    assert text.startswith("# as of 2026-01-01: each pair of the parties of an agreement is an edge")
    graph = networkx.parse_edgelist(text.splitlines(), data=[("weight", int)])
    assert graph.edges["busan-kr", "chicago-us"]["weight"] == 3
    assert graph.number_of_edges() == 4


def test_geojson_has_cities_as_points_and_lines_cut_at_the_180th_meridian(chosen: Chosen) -> None:
    features = {each["id"]: each for each in json.loads("".join(geojson(chosen)))["features"]}
    assert features["busan-kr"]["geometry"] == {"type": "Point", "coordinates": [129.03, 35.1]}
    first, second = features["busan-kr--chicago-us"]["geometry"]["coordinates"]
    assert (first[0], second[1]) == ([129.03, 35.1], [-87.65, 41.85])
    assert first[1][0] == 180
    assert second[0] == [-180, first[1][1]]
    assert 35.1 < first[1][1] < 41.85
    assert features["cebu-ph"]["geometry"] is None
    assert features["busan-kr--cebu-ph"]["geometry"] is None


def test_geojson_has_no_line_from_or_to_a_city_without_a_place(address: Address) -> None:
    with trying(address) as session:
        osaka = make_city(session, "osaka-jp", latitude=34.7, longitude=135.5)
        for key in ("arles-fr", "york-gb"):
            make_agreement(session, osaka, make_city(session, key))
        features = json.loads("".join(geojson(choose(connection_of(session), DAY, internal=False))))["features"]
    lines = {each["id"]: each["geometry"] for each in features if "--" in each["id"]}
    assert lines == {"arles-fr--osaka-jp": None, "osaka-jp--york-gb": None}


def test_statements_are_made_of_both_sides_with_dates_as_exact_as_they_are_known(world: Connection) -> None:
    with stating(world, DAY, None, internal=False) as found:
        lines = {tuple(line.split("\t")[:3]): line.rstrip("\n").split("\t")[3:] for line in found.lines()}
    address = '"https://example.org/a%20%22b%22?c=%C3%BC"'
    assert lines["Q16520", "P190", "Q1297"] == ["P580", "+1990-00-00T00:00:00Z/9", "S854", address]
    assert lines["Q1297", "P190", "Q16520"] == lines["Q16520", "P190", "Q1297"]
    assert lines["Q16520", "P190", "Q35765"] == ["P580", "+1990-00-00T00:00:00Z/8"]
    assert found.without_id == ["cebu-ph"]
    assert found.new == len(lines) == 6
    assert list(lines) == sorted(lines)


def test_an_ended_tie_says_when(address: Address) -> None:
    with trying(address) as session:
        chicago = make_city(session, "chicago-us", wikidata_id="Q1297")
        osaka = make_city(session, "osaka-jp", wikidata_id="Q35765")
        make_agreement(session, osaka, chicago, acts=[("signed", "1990-10"), ("ended", "2001")])
        with stating(connection_of(session), DAY, None, internal=False) as found:
            (line, _) = found.lines()
    assert line == "Q1297\tP190\tQ35765\tP580\t+1990-10-00T00:00:00Z/10\tP582\t+2001-00-00T00:00:00Z/9\n"


def test_cities_without_an_id_are_named_in_the_order_of_their_keys(address: Address) -> None:
    with trying(address) as session:
        cities = [make_city(session, key) for key in ("osaka-jp", "arles-fr", "york-gb", "busan-kr", "cebu-ph")]
        make_agreement(session, *cities)
        with stating(connection_of(session), DAY, None, internal=False) as found:
            assert found.without_id == sorted(city.key for city in cities)


def test_a_tie_known_by_its_end_alone_has_no_date_and_one_proposed_that_of_the_proposal(address: Address) -> None:
    with trying(address) as session:
        busan, osaka, cebu = (make_city(session, key) for key in ("busan-kr", "osaka-jp", "cebu-ph"))
        make_agreement(session, busan, osaka, acts=[("ended", "2001")])
        make_agreement(session, busan, cebu, acts=[("proposed", "1995"), ("proposed", "1990"), ("abandoned", "1999")])
        rows = list_ties(connection_of(session), DAY, internal=False).rows
        assert [(row.key, row.date) for row in rows] == [("busan-kr--cebu-ph", "1990"), ("busan-kr--osaka-jp", None)]


@pytest.mark.parametrize(
    "text",
    [
        "item,sister\r\nhttp://www.wikidata.org/entity/Q16520,http://www.wikidata.org/entity/Q1297\r\n",
        "\ufeffQ16520\tQ1297\n",
        '{"head": {"vars": ["a", "b"]},'
        '"results": {"bindings": [{"b": {"value": "x/Q1297"}, "a": {"value": "Q16520"}}]}}',
        '{"head": {"vars": ["a", "note", "b"]}, "results": {"bindings": [{"note": {"value": "of no pair"}},'
        '{"a": {"value": "Q16520"}, "b": {"value": "Q1297"}}]}}',  # a value that is not known is left out
        '\n{"head": {"vars": ["a", "b"]}, "results": {"bindings": ['
        + '{"a": {"value": "Q1"}, "b": {"value": "Q2"}},\n' * 2000  # more than is read at once
        + '{"a": {"value": "Q16520"}, "b": {"value": "Q1297"}}]}}',
    ],
)
def test_what_wikidata_has_already_is_left_out(world: Connection, tmp_path: Path, text: str) -> None:
    (tmp_path / "has").write_text(text, newline="")
    with stating(world, DAY, tmp_path / "has", internal=False) as found:
        lines = list(found.lines())
    assert (found.known, found.new) == (1, 5)
    assert not any(line.startswith("Q16520\tP190\tQ1297\t") for line in lines)
    assert any(line.startswith("Q1297\tP190\tQ16520\t") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "city,partner\n",
        "{]",
        '{"results": 3}',
        '{"head": {"vars": ["a", "b"]}, "results": {"bindings": [{"a": {"value": "Q16520"}, "b": {"val',  # cut off
        '{"head": {"vars": ["a"]}, "results": {"bindings": [3]}}',
        '{"results": {"bindings": []}, "head": {"vars": []}}',
        '{"head": {"vars": ["a"]}, "results": {"bindings": [' + "[" * 100_000,
    ],
)
def test_an_export_of_wikidata_without_pairs_is_refused(world: Connection, tmp_path: Path, text: str) -> None:
    (tmp_path / "has").write_text(text)
    with pytest.raises(InputError, match="has: "), stating(world, DAY, tmp_path / "has", internal=False):
        pass


def test_an_sqlite_file_is_a_sound_register_without_what_is_internal(world: Connection, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    export_sqlite(world, path, internal=False)
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as connection:
        keys = {key for (key,) in connection.execute("SELECT key FROM agreement")}
        assert "cebu-ph--osaka-jp" not in keys
        assert "busan-kr--chicago-us--osaka-jp" in keys
        assert connection.execute("SELECT count(*) FROM change").fetchone() == (0,)
    with reading(Address.of_file(path)) as connection:
        assert list(check(connection).rows) == []


def test_a_full_disk_is_told_of_the_exported_file(
    world: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.sqlite"

    def write_on_a_full_disk(_copied: Copy, target: Connection) -> None:
        target.exec_driver_sql("PRAGMA max_page_count = 1")
        target.exec_driver_sql("CREATE TABLE needs (a_page)")

    monkeypatch.setattr(Copy, "write", write_on_a_full_disk)
    with pytest.raises(DatabaseError, match=f"full: nothing was written to {path}$"):
        export_sqlite(world, path, internal=True)
    assert list(tmp_path.glob("copy*")) == []


def test_a_full_disk_is_told_of_the_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_to_a_full_disk(_path: Path, _copy: Path) -> None:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("CREATE TABLE full (disk)")

    monkeypatch.setattr(backup, "copy_register", copy_to_a_full_disk)
    with pytest.raises(InputError, match=r"backup\.db cannot be written: No space left on device"):
        backup.back_up(tmp_path / "register.db", tmp_path / "backup.db")


def test_with_everything_an_sqlite_file_has_every_row_and_the_same_each_time(seeded: Address, tmp_path: Path) -> None:
    with reading(seeded) as connection:
        counts = {export_sqlite(connection, tmp_path / name, internal=True) for name in ("one.db", "two.db")}
    assert len(counts) == 1
    assert _rows(tmp_path / "one.db") == _rows(tmp_path / "two.db")


def _rows(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not is_of_index(name)]
        return {f"{name} {row}" for name in kept for row in connection.execute(f"SELECT * FROM {name}")}


def test_an_activity_that_was_part_of_an_internal_one_stands_alone_in_a_copy(seeded: Address, tmp_path: Path) -> None:
    from twinning.db.models import Activity

    with trying(seeded) as session:
        part = session.query(Activity).where(Activity.part_of_id.is_not(None)).order_by(Activity.id).first()
        assert part is not None
        whole = session.get_one(Activity, part.part_of_id)
        whole.internal = True
        session.flush()
        export_sqlite(connection_of(session), tmp_path / "copy.db", internal=False)
        names = whole.key, part.key
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        found = dict(connection.execute("SELECT key, part_of_id FROM activity WHERE key IN (?, ?)", names).fetchall())
    assert found == {names[1]: None}


def test_an_sqlite_file_replaces_nothing(world: Connection, tmp_path: Path) -> None:
    path = tmp_path / "thesis.db"
    path.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        export_sqlite(world, path, internal=False)
    assert path.read_text() == "mine"


def test_the_suffix_says_the_format_and_a_folder_gets_the_package(tmp_path: Path) -> None:
    assert format_of(Path("ties.XLSX"), None) == "xlsx"
    assert format_of(Path("register-2026"), None) == "package"
    assert format_of(tmp_path, None) == "package"
    assert format_of(Path("register.2026"), None) == "package"
    for mistaken in ("ties.xls", "ties.json", "ties.ods", "ties.mp3"):
        with pytest.raises(UsageError, match="no export has the suffix"):
            format_of(Path(mistaken), None)
    assert format_of(Path("ties.txt"), "edges") == "edges"
    with pytest.raises(UsageError, match="no export format") as caught:
        format_of(Path("ties"), "shapefile")
    assert "geojson" in str(caught.value.hint)
    with pytest.raises(UsageError, match="no suffix"):
        format_of(Path("-"), None)
