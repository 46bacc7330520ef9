"""A package meets a register that knows some of it already."""

import csv
import shutil

import pytest

from exchange.packages import city, contents, rows, take, tie, together, write_package
from twinning import _resources
from twinning.exchange.seeding import seed

CITIES = [city("busan-kr", wikidata_id="Q16520"), city("chicago-us"), city("osaka-jp")]
NAMES = {"busan-kr": "Busan", "pusan-kr": "Pusan"}


@pytest.fixture
def package(tmp_path):
    """Write a package with the usual cities besides what is said."""
    written = iter(range(100))
    return lambda **tables: write_package(tmp_path / f"package-{next(written)}", **({"city": CITIES} | tables))


@pytest.fixture
def recorded(address, tmp_path):
    """The register's rows of a table, as an export has them."""
    return lambda table: rows(address, tmp_path / "contents", table)


@pytest.fixture
def joined(prepared):
    """A register with both packs."""
    return prepared(join_register)


def join_register(address):
    seed(address, "tester", "busan-register")


def ties(recorded):
    days = {(row["agreement"], row["kind"]): row["on"] for row in recorded("agreement_act")}
    return {row["key"]: (row["kind"], days.get((row["key"], "signed"))) for row in recorded("agreement")}


def test_importing_a_package_again_adds_nothing_and_reports_no_difference(seeded, tmp_path):
    first = take(seeded, _resources.seed_packs()["busan-register"])
    before = contents(seeded, tmp_path / "contents")
    for pack in ("busan-register", "articles", "busan-register"):
        again = take(seeded, _resources.seed_packs()[pack])
        assert (again.added.total(), again.completed, again.differences) == (0, 0, [])
    assert contents(seeded, tmp_path / "contents") == before
    assert first.added["agreement"] > 0


def test_a_pack_joins_what_the_articles_know(seeded, tmp_path):
    result = seed(seeded, "tester", "busan-register")
    known = {row["key"]: row for row in rows(seeded, tmp_path / "contents", "agreement")}
    days = {(row["agreement"], row["seq"]): row["on"] for row in rows(seeded, tmp_path / "contents", "agreement_act")}
    assert days["busan-kr--shanghai-cn", "1"] == "1993-08-24"
    assert "busan-kr--shanghai-cn--2" not in known
    assert [known[key]["kind"] for key in known if "fukuoka" in key] == ["sister_city", "cooperation"]
    assert days["busan-kr--los-angeles-us", "1"] == "1967-12-18"
    assert ("busan-kr--los-angeles-us", "2") not in days
    assert (result.completed, result.differences) == (2, [])


def test_the_other_sides_word_is_cited_and_not_recorded(joined, tmp_path):
    said = {
        (row["source"], row["value"])
        for row in rows(joined, tmp_path / "contents", "citation")
        if row["record"] == "agreement:busan-kr--los-angeles-us/act-1"
    }
    assert {("lacity-sister-cities", "1971-04-05"), ("busan-go-kr-los-angeles", "1967-12-18")} <= said


def test_cebu_and_cebu_province_stay_two_places(joined, tmp_path):
    cebu = {row["key"]: row["kind"] for row in rows(joined, tmp_path / "contents", "city") if "cebu" in row["key"]}
    assert cebu == {"cebu-ph": "other", "cebu-province-ph": "province"}


def test_the_order_in_which_packs_come_makes_the_same_ties(registers, tmp_path):
    found = []
    for order in (("articles", "busan-register"), ("busan-register", "articles")):
        folder = tmp_path / order[0]
        folder.mkdir()
        with registers.copy("empty", folder) as address:
            for pack in order:
                take(address, _resources.seed_packs()[pack])
            files = contents(address, folder / "contents")
        found.append({name: files[f"{name}.csv"] for name in ("city", "agreement_party", "agreement_act")})
    assert found[0] == found[1]


@pytest.mark.parametrize("pack", ["articles", "busan-register"])
def test_a_pack_loads_alone(address, pack):
    result = take(address, _resources.seed_packs()[pack])
    assert (result.found.total(), result.completed, result.differences) == (0, 0, [])


def test_a_city_is_known_by_its_key_or_its_wikidata_number(address, package, recorded):
    take(address, package())
    pusan = city("pusan-kr", wikidata_id="Q16520", geonames_id="1838524")
    result = take(address, package(city=[pusan, city("chicago-us")], **tie("x", "pusan-kr", "chicago-us")))
    assert (result.found["city"], result.added["city"]) == (2, 0)
    assert [row["city"] for row in recorded("agreement_party")] == ["busan-kr", "chicago-us"]
    assert recorded("city")[0]["geonames_id"] == "1838524"


def test_gaps_are_filled_and_what_differs_is_reported_and_kept(address, package, recorded):
    take(address, package())
    result = take(address, package(city=[city("chicago-us", name="Chikago", admin1="Illinois")]))
    assert (result.completed, result.added.total()) == (1, 0)
    assert [(each.record, each.field, each.kept, each.offered) for each in result.differences] == [
        ("chicago-us", "name", "Chicago", "Chikago")
    ]
    assert [(row["name"], row["admin1"]) for row in recorded("city")][1] == ("Chicago", "Illinois")


@pytest.mark.parametrize(
    ("known", "offered", "kept"),
    [
        ("[..2019-12-13]", "1993-08-24", "1993-08-24"),
        ("1993", "1993-08", "1993-08"),
        ("1993?", "1993-08", "1993-08"),
        ("1993-08-24", "1993", "1993-08-24"),
        ("1993-08", "1993-08~", "1993-08"),
        ("1993", "1993-08?", "1993"),
        ("199X", "[1995..2005]", "199X"),
    ],
)
def test_a_date_is_replaced_only_by_one_that_says_more(address, package, recorded, known, offered, kept):
    take(address, package(**tie("x", "busan-kr", "chicago-us", on=known)))
    result = take(address, package(**tie("y", "busan-kr", "chicago-us", on=offered)))
    assert ties(recorded) == {"x": ("sister_city", kept)}
    assert result.differences == []


def test_the_same_kind_makes_the_same_tie_before_the_same_date_does(address, package, recorded):
    both = (
        tie("a", "busan-kr", "chicago-us", on="1990-05-01", kind="cooperation"),
        tie("b", "busan-kr", "chicago-us", on="1995-05-01"),
    )
    take(address, package(**together(*both)))
    result = take(address, package(**tie("c", "busan-kr", "chicago-us", on="[1990..1999]")))
    assert result.found["agreement"] == 1
    assert ties(recorded) == {"a": ("cooperation", "1990-05-01"), "b": ("sister_city", "1995-05-01")}


def test_of_the_same_kind_the_nearest_date_is_the_same_tie(address, package, recorded):
    known = (tie("a", "busan-kr", "chicago-us", on="1990"), tie("b", "busan-kr", "chicago-us", on="2000"))
    take(address, package(**together(*known)))
    take(address, package(**tie("c", "busan-kr", "chicago-us", on="2000-06-30", title="Ours")))
    assert [row["title"] for row in recorded("agreement")] == ["", "Ours"]


def test_another_day_of_signing_is_a_difference_and_no_second_signing(address, package, recorded):
    take(address, package(**tie("x", "busan-kr", "chicago-us", on="1967-12-18")))
    result = take(address, package(**tie("x", "busan-kr", "chicago-us", on="1971-04-05")))
    assert [(each.field, each.kept, each.offered) for each in result.differences] == [
        ("on", "1967-12-18", "1971-04-05")
    ]
    assert [row["on"] for row in recorded("agreement_act")] == ["1967-12-18"]


def test_another_day_of_a_renewal_is_another_renewal(address, package, recorded):
    first, second = (tie("x", "busan-kr", "chicago-us") for _ in range(2))
    for package_tie, day in ((first, "2000"), (second, "2010")):
        renewed = package_tie["agreement_act"][0] | {"seq": "2", "kind": "renewed", "on": day}
        package_tie["agreement_act"].append(renewed)
        take(address, package(**package_tie))
    assert [(row["kind"], row["on"]) for row in recorded("agreement_act")] == [
        ("signed", "1990"),
        ("renewed", "2000"),
        ("renewed", "2010"),
    ]


def test_another_kind_is_the_same_tie_only_if_its_date_can_be(address, package, recorded):
    take(address, package(**tie("a", "busan-kr", "chicago-us", on="1990")))
    result = take(address, package(**tie("b", "busan-kr", "chicago-us", on="1990-05", kind="friendship_city")))
    assert [(each.field, each.kept, each.offered) for each in result.differences] == [
        ("kind", "sister_city", "friendship_city")
    ]
    take(address, package(**tie("c", "busan-kr", "chicago-us", on="2005", kind="contact")))
    assert ties(recorded) == {"a": ("sister_city", "1990-05"), "c": ("contact", "2005")}


def test_one_row_of_a_source_takes_one_agreement(address, package, recorded):
    take(address, package(**tie("a", "busan-kr", "chicago-us", on="1990")))
    two = (tie("b", "busan-kr", "chicago-us", on="1990-05"), tie("c", "busan-kr", "chicago-us", on="1990-06"))
    result = take(address, package(**together(*two)))
    assert (result.found["agreement"], result.added["agreement"]) == (1, 1)
    assert ties(recorded) == {"a": ("sister_city", "1990-05"), "c": ("sister_city", "1990-06")}


def test_other_parties_make_another_tie(address, package, recorded):
    take(address, package(**tie("a", "busan-kr", "chicago-us", "osaka-jp")))
    take(address, package(**tie("b", "busan-kr", "chicago-us")))
    assert set(ties(recorded)) == {"a", "b"}


def test_a_key_that_another_tie_has_gets_the_next_free_number(address, package, recorded):
    take(address, package(**tie("x", "busan-kr", "chicago-us")))
    others = (tie("x", "busan-kr", "osaka-jp"), tie("x--2", "chicago-us", "osaka-jp"))
    take(address, package(**together(*others)))
    assert {(row["agreement"], row["city"]) for row in recorded("agreement_party")} == {
        ("x", "busan-kr"), ("x", "chicago-us"),
        ("x--2", "busan-kr"), ("x--2", "osaka-jp"),
        ("x--3", "chicago-us"), ("x--3", "osaka-jp"),
    }  # fmt: skip


def test_a_tie_of_cities_that_only_the_register_describes_is_found_again(address, package, tmp_path, recorded):
    take(address, package())
    alone = write_package(tmp_path / "alone", **tie("x", "busan-kr", "chicago-us"))
    take(address, alone)
    assert take(address, alone).added.total() == 0
    assert set(ties(recorded)) == {"x"}


def names(*spelt):
    return [{"city": "busan-kr", "seq": str(seq), "name": name, "kind": "exonym"} for seq, name in enumerate(spelt, 1)]


def test_a_number_that_is_taken_is_replaced_and_citations_follow(address, package, recorded):
    take(address, package(city_name=names("Pusan", "Fusan")))
    source = {"key": "a-paper", "kind": "press", "title": "A paper"}
    cited = {"source": "a-paper", "seq": "1", "record": "city:busan-kr/name-1", "basis": "stated", "preferred": "false"}
    take(address, package(city_name=names("Busan-si", "Pusan"), source=[source], citation=[cited]))
    assert [(row["seq"], row["name"]) for row in recorded("city_name")] == [
        ("1", "Pusan"), ("2", "Fusan"), ("3", "Busan-si")
    ]  # fmt: skip
    assert recorded("citation")[0]["record"] == "city:busan-kr/name-3"


def test_a_package_without_agreements_is_a_package(address, tmp_path, recorded):
    assert take(address, write_package(tmp_path / "only", city=[city("busan-kr")])).added["city"] == 1
    assert take(address, write_package(tmp_path / "none")).added.total() == 0
    assert recorded("agreement") == []


def test_the_order_of_rows_does_not_matter(registers, tmp_path):
    shuffled = tmp_path / "shuffled"
    shutil.copytree(_resources.seed_packs()["articles"], shuffled)
    for path in shuffled.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as stream:
            header, *lines = csv.reader(stream)
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([header, *reversed(lines)])
    with registers.copy("empty", tmp_path) as address:
        take(address, shuffled, changed=True)
        found = contents(address, tmp_path / "contents")
    seed_files = {
        path.name: path.read_bytes() for path in _resources.seed_packs()["articles"].iterdir() if path.is_file()
    }
    assert {name: found[name] for name in found} == {name: seed_files[name] for name in found}


def test_the_order_of_acts_does_not_decide_which_tie_it_is(registers, tmp_path):
    known = together(
        tie("a", "busan-kr", "chicago-us", on="1980", kind="contact"),
        tie("b", "busan-kr", "chicago-us", on="1990", kind="other"),
    )
    offered = tie("c", "busan-kr", "chicago-us", on="1990")
    offered["agreement_act"].append(offered["agreement_act"][0] | {"seq": "2", "kind": "proposed", "on": "1980"})
    found = []
    for turned in (False, True):
        acts = offered["agreement_act"][::-1] if turned else offered["agreement_act"]
        folder = tmp_path / str(turned)
        folder.mkdir()
        with registers.copy("empty", folder) as address:
            take(address, write_package(folder / "known", city=CITIES, **known))
            take(address, write_package(folder / "offered", city=CITIES, **(offered | {"agreement_act": acts})))
            found.append(sorted(row["agreement"] for row in rows(address, folder / "contents", "agreement_act")))
    assert found[0] == found[1]


def acts(*acts):
    """An agreement of three with these acts after its signing: a kind, a day, who did it."""
    of_three = tie("x", "busan-kr", "chicago-us", "osaka-jp")
    for seq, (kind, on, party) in enumerate(acts, start=2):
        act = {"agreement": "x", "seq": str(seq), "kind": kind, "on": on, "city": party}
        of_three["agreement_act"].append(act | {"mode": "party" if party else "joint"})
    return of_three


def test_what_another_party_did_is_another_act(address, package, recorded):
    take(address, package(**acts(("left", "2010", "chicago-us"))))
    result = take(address, package(**acts(("left", "2010", "osaka-jp"))))
    assert [(row["kind"], row["city"]) for row in recorded("agreement_act")] == [
        ("signed", ""),
        ("left", "chicago-us"),
        ("left", "osaka-jp"),
    ]
    assert result.differences == []


def test_who_did_an_act_alone_is_a_difference_where_it_is_recorded_as_joint(address, package, recorded):
    take(address, package(**acts(("ended", "2010", ""))))
    result = take(address, package(**acts(("ended", "2010", "osaka-jp"))))
    assert [(each.field, each.kept, each.offered) for each in result.differences] == [("mode", "joint", "party")]
    assert [row["city"] for row in recorded("agreement_act")] == ["", ""]


def test_who_did_an_act_is_gained_where_that_is_unknown(address, package, recorded):
    unknown, known = acts(("ended", "2010", "")), acts(("ended", "2010", "osaka-jp"))
    unknown["agreement_act"][1]["mode"] = "unknown"
    take(address, package(**unknown))
    assert take(address, package(**known)).differences == []
    assert [(row["mode"], row["city"]) for row in recorded("agreement_act")][1] == ("party", "osaka-jp")


def test_what_is_recorded_as_unknown_is_a_gap_and_what_is_offered_as_unknown_is_no_word(address, package, recorded):
    known = tie("x", "busan-kr", "chicago-us", instrument="memorandum")
    take(address, package(**tie("x", "busan-kr", "chicago-us")))
    assert take(address, package(**known)).differences == []
    assert take(address, package(**tie("x", "busan-kr", "chicago-us"))).differences == []
    assert [row["instrument"] for row in recorded("agreement")] == ["memorandum"]


def test_an_activity_becomes_part_of_one_that_the_package_brings(address, package, recorded):
    event = {"kind": "event", "title": "A day", "status": "held", "approximate": "false", "internal": "false"}
    take(address, package(activity=[event | {"key": "day"}]))
    take(address, package(activity=[event | {"key": "day", "part_of": "week"}, event | {"key": "week"}]))
    assert [(row["key"], row["part_of"]) for row in recorded("activity")] == [("day", "week"), ("week", "")]
