"""The facts that ship with the program, and those of them that must not be smoothed."""

import csv
import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from twinning import _resources
from twinning.db.models import Base
from twinning.db.references import CHILDREN, KEYED, PARENTS, parse_reference
from twinning.db.session import reading
from twinning.domain.dates import EdtfDate
from twinning.exchange.package.exporting import export_package
from twinning.exchange.package.layout import ColumnKind, layouts
from twinning.exchange.seeding import seed
from twinning.queries.evidence.citations import load_citations
from twinning.queries.evidence.contradictions import list_contradictions
from twinning.queries.upkeep.checks import check

PACKS = _resources.seed_packs()
SCRIPT = "rewrite_seed.py"
ARTICLES = ("global-busan-expanding-networks", "newsworld-seoul-bilateral-ties")


def rows(table, pack="articles"):
    with (PACKS[pack] / f"{table}.csv").open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def where(table, **cells):
    return [row for row in rows(table) if row | cells == row]


def only(table, **cells):
    (row,) = where(table, **cells)
    return row


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_written_as_an_export_of_it_is(sqlite_address, pack, tmp_path):
    seed(sqlite_address, "tester", pack)
    with reading(sqlite_address) as connection:
        export_package(connection, tmp_path / "export")
    for exported in (tmp_path / "export").iterdir():
        if exported.suffix == ".csv":
            assert exported.read_bytes() == (PACKS[pack] / exported.name).read_bytes()
    assert described(tmp_path / "export") == described(PACKS[pack])


@pytest.mark.parametrize("pack", PACKS)
def test_rewriting_a_pack_changes_nothing_but_puts_what_was_edited_in_order(pack, tmp_path):
    copy = Path(shutil.copytree(PACKS[pack], tmp_path / "pack", ignore=lambda *_: ["busan-register"]))
    assert rewrite(copy) == []
    header, *lines = (copy / "city.csv").read_text("utf-8").splitlines()
    (copy / "city.csv").write_text("\n".join([header, *reversed(lines)]), "utf-8")
    assert rewrite(copy) == ["city.csv"]
    assert (copy / "city.csv").read_bytes() == (PACKS[pack] / "city.csv").read_bytes()


def rewrite(pack):
    """What `make seed` does with a pack."""
    spec = importlib.util.spec_from_file_location("rewrite_seed", _resources.seed_packs()["articles"].parent / SCRIPT)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.rewrite(pack)


def described(folder):
    """What a descriptor says, but for the name and title, which are a pack's own."""
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    return {name: value for name, value in descriptor.items() if name not in ("name", "title")}


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_breaks_no_rule(sqlite_address, pack):
    seed(sqlite_address, "tester", pack)
    with reading(sqlite_address) as connection:
        assert list(check(connection).rows) == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_date_is_one(pack):
    for layout in layouts():
        for row in rows(layout.table, pack):
            for column in layout.columns:
                if column.kind is ColumnKind.DATE and row[column.name]:
                    assert EdtfDate.parse(row[column.name]).text == row[column.name]


@pytest.mark.parametrize("pack", PACKS)
def test_every_key_is_well_formed(pack):
    for table in KEYED:
        for row in rows(table, pack):
            assert parse_reference(row["key"]).key == row["key"]


@pytest.mark.parametrize("pack", PACKS)
def test_every_key_of_a_city_ends_with_its_country(pack):
    for row in rows("city", pack):
        assert row["key"].endswith("-" + (row["country_code"] or "xx").lower())


@pytest.mark.parametrize("pack", PACKS)
def test_every_agreement_is_named_after_its_parties_in_order(pack):
    for agreement in rows("agreement", pack):
        parties = sorted(row["city"] for row in rows("agreement_party", pack) if row["agreement"] == agreement["key"])
        stem, _, number = agreement["key"].rpartition("--")
        assert "--".join(parties) in (agreement["key"], stem if number.isdigit() else None)


def names(table, pack):
    for row in rows(table, pack):
        if table in KEYED:
            yield f"{table}:{row['key']}"
        else:
            column = next(name for name in PARENTS[table] if row[name])
            yield f"{PARENTS[table][column]}:{row[column]}/{CHILDREN[table]}-{row['seq']}"


@pytest.mark.parametrize("pack", PACKS)
def test_every_record_is_cited(pack):
    cited = {row["record"] for row in rows("citation", pack)}
    for table in (*KEYED, *CHILDREN):
        if table not in ("source", "citation"):
            assert set(names(table, pack)) - cited == set()


@pytest.mark.parametrize("pack", PACKS)
def test_every_source_is_used(pack):
    assert {row["key"] for row in rows("source", pack)} == {row["source"] for row in rows("citation", pack)}


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_inferred_says_why(pack):
    for row in rows("citation", pack):
        assert row["basis"] == "stated" or row["because"]


def test_citations_of_the_articles_say_where():
    assert [row for row in rows("citation") if row["source"] in ARTICLES and not row["locator"]] == []


def test_eighteen_painters_are_claimed_and_seventeen_named():
    claimed = only("reported_count", activity="seoul-modern-art-exhibition", measure="exhibitors")
    assert claimed["value"] == "18"
    assert len(where("activity_person", activity="seoul-modern-art-exhibition", role="exhibitor")) == 17


def test_the_thousand_russians_came_to_the_programme_and_to_nothing_else():
    attended = {row["key"]: row for row in rows("activity") if row["attendance"]}
    assert list(attended) == ["the-colors-and-sound-of-the-orient-and-moscow"]
    (programme,) = attended.values()
    assert (programme["attendance"], programme["approximate"], programme["count_text"]) == (
        "1000", "true", "about 1,000 Russians"
    )  # fmt: skip


def test_the_year_of_the_seoul_article_stays_in_doubt():
    on_the_day = [row for row in rows("citation") if row["value"] == "2004?-11-03"]
    assert on_the_day
    assert {row["basis"] for row in on_the_day} == {"inferred"}
    assert EdtfDate.parse("2004?-11-03").doubtful
    assert not [row for row in rows("citation") if row["value"].startswith(("2003", "2004-"))]


def test_no_source_is_said_to_state_the_year_of_the_seoul_article():
    assert {row["basis"] for row in rows("citation") if "2004?" in row["value"] or "2005?" in row["value"]} == {
        "inferred"
    }


def test_the_year_of_the_seoul_article_is_worked_out_from_two_other_sources():
    council = "activity:business-leaders-council-for-the-mayor-of-shanghai"
    cited = {row["source"]: row["value"] for row in where("citation", record=council, field="start")}
    assert {source for source, value in cited.items() if value == "2004?"} == {
        "china-org-cn-shanghai-council",
        "qeto-shanghai-council",
    }
    assert only("reported_count", measure="editions")["on"] == "2004?-10-31"


def test_of_a_visit_a_day_within_it_is_known_and_not_its_first():
    starts = {row["start"] for row in rows("activity") if row["kind"] == "delegation"}
    assert starts == {"[..2004?-04-23]", "[..2004?-10-31]", "[..2004?-11-03]"}


def wholes(key):
    while key := only("activity", key=key)["part_of"]:
        yield key


@pytest.mark.parametrize(
    ("visit", "parts"),
    [
        ("seoul-mayor-visit-to-moscow", ["seoul-modern-art-exhibition", "seoul-it-goods-exhibition"]),
        ("seoul-mayor-visit-to-moscow", ["e-government-exhibition-of-seoul", "seoul-construction-photo-exhibition"]),
        ("seoul-mayor-visit-to-moscow", ["talks-of-kalmykia-and-seoul-in-moscow"]),
        ("seoul-mayor-visit-to-shanghai", ["seoul-mayor-speech-in-shanghai"]),
        ("moscow-mayor-visit-to-seoul", ["day-of-moscow-in-seoul"]),
    ],
)
def test_what_happened_on_a_visit_is_a_part_of_it(visit, parts):
    for part in parts:
        assert visit in wholes(part)


def test_the_visit_to_moscow_leads_to_the_memorandum_of_its_days():
    assert only("activity", key="seoul-mayor-visit-to-moscow")["agreement"] == "moscow-ru--seoul-kr--2"


def test_moscow_is_a_place_of_the_talks_with_kalmykia():
    places = where("activity_place", activity="talks-of-kalmykia-and-seoul-in-moscow")
    assert ("moscow-ru", "host") in {(row["city"], row["role"]) for row in places}


def test_whose_free_zone_and_oil_fields_they_are_is_not_decided():
    promise = only("commitment", debtor="kalmykia-ru")
    assert "Kalmykia" not in promise["text"]
    for table, key in (("agreement", "kalmykia-ru--seoul-kr"), ("activity", "talks-of-kalmykia-and-seoul-in-moscow")):
        assert "not said" in only(table, key=key)["summary"]


def test_the_mayor_of_seoul_and_the_president_of_kalmykia_first_met_in_1990_and_stayed_close():
    for key in ("lee-myung-bak", "kirsan-nikolayevich-ilyumzhinov"):
        summary = only("person", key=key)["summary"]
        assert "first met" in summary
        assert "close ties since" in summary


def test_the_stream_and_the_wood_are_projects_under_way():
    assert "under way" in only("activity", key="seoul-mayor-speech-in-shanghai")["summary"]
    assert "restored" not in only("activity", key="seoul-construction-photo-exhibition")["shown"]


def test_the_short_name_of_seouls_government_is_the_governments():
    assert only("city_name", name="SMG")["kind"] == "government"


def test_the_three_teams_of_cairo_are_a_number_and_no_records():
    assert only("reported_count", measure="teams")["value"] == "3"
    assert not where("activity", part_of="cairo-metro-program")


def test_the_mission_is_the_foundations():
    assert "Mission" in only("organization", short_name="BFIC")["summary"]
    assert "ission" not in only("activity", key="eurasia-expedition")["summary"]


PROSE = ("summary", "note", "purpose", "shown", "text", "because")


def words_of(table, pack):
    """Each text in which the register speaks for itself or for a source, and no field of a record is given."""
    for row in rows(table, pack):
        yield from (row[column] for column in PROSE if row.get(column))
        if table == "citation" and row["field"] in ("", *PROSE):
            yield row["value"]


@pytest.mark.parametrize("pack", PACKS)
def test_notes_print_names_and_no_keys(pack):
    keys = {row["key"] for table in ("agreement", "activity", "city", "person") for row in rows(table, pack)}
    tables = [layout.table for layout in layouts()]
    assert {
        word for table in tables for text in words_of(table, pack) for word in text.split() if word in keys
    } == set()


@pytest.mark.parametrize(
    ("record", "field", "place"),
    [
        ("person:lee-myung-bak/post-1", "start", "paragraph 18"),
        ("person:lee-myung-bak/post-1", "end", "paragraph 15"),
        ("activity:meeting-of-the-mayors-of-seoul-and-shanghai", "part_of", "paragraphs 2 and 17"),
        ("activity:seoul-mayor-speech-in-shanghai", "part_of", "paragraphs 2 and 18"),
    ],
)
def test_a_citation_points_to_where_the_thing_stands(record, field, place):
    assert only("citation", record=record, field=field)["locator"] == place


def test_what_is_read_from_several_paragraphs_is_inferred():
    read = [row for row in rows("citation") if row["locator"].startswith("paragraphs") and row["field"] not in PROSE]
    assert read
    assert {row["basis"] for row in read} == {"inferred"}


@pytest.mark.parametrize(
    ("pack", "open_ones"),
    [
        ("articles", set()),
        ("busan-register", {"1971-04-05", "1994-11-10"}),
    ],
)
def test_sources_contradict_one_another_where_they_differ_and_not_over_a_misprint(sqlite_address, pack, open_ones):
    seed(sqlite_address, "tester", pack)
    with reading(sqlite_address) as session:
        recorded = {*KEYED, *CHILDREN} - {"source", "citation"}
        everything = {name: select(Base.metadata.tables[name].c.id) for name in recorded}
        found = list_contradictions(session, load_citations(session, everything))
    assert {row.stated for row in found} == open_ones


def test_the_paper_of_surabaya_is_the_one_that_a_source_names():
    (surabaya,) = (row for row in rows("agreement", "busan-register") if "surabaya" in row["key"])
    assert surabaya["instrument"] == "memorandum"


def test_the_pack_says_what_it_infers_of_its_signings():
    said = {row["record"]: row["basis"] for row in rows("citation", "busan-register") if row["field"] == "mode"}
    assert set(said) == set(names("agreement_act", "busan-register"))
    assert set(said.values()) == {"inferred"}


def test_kalmykia_is_a_republic():
    assert only("city", key="kalmykia-ru")["kind"] == "republic"


def test_it_is_not_decided_which_cebu_is_meant():
    cebu = only("city", key="cebu-ph")
    assert (cebu["kind"], cebu["wikidata_id"], cebu["latitude"]) == ("other", "", "")


def test_the_council_with_shanghai_was_proposed_twice_and_never_signed():
    acts = where("agreement_act", agreement="seoul-kr--shanghai-cn")
    assert [(act["kind"], act["mode"], act["city"]) for act in acts] == [
        ("proposed", "party", "seoul-kr"), ("proposed", "joint", "")
    ]  # fmt: skip


def test_who_proposed_the_council_with_shanghai_signed_nothing():
    roles = {(row["act"].partition("/")[0], row["role"]) for row in rows("act_person")}
    assert roles == {
        ("agreement:kalmykia-ru--seoul-kr", "signatory"),
        ("agreement:moscow-ru--seoul-kr--2", "signatory"),
        ("agreement:seoul-kr--shanghai-cn", "proposer"),
    }


def test_seoul_and_moscow_have_a_pact_and_a_memorandum():
    agreements = {row["key"]: row["instrument"] for row in rows("agreement") if "moscow" in row["key"]}
    assert agreements == {"moscow-ru--seoul-kr": "unknown", "moscow-ru--seoul-kr--2": "memorandum"}
    assert only("agreement_act", agreement="moscow-ru--seoul-kr")["on"] == "1994?"


def test_countries_are_no_cities():
    assert not {row["name"] for row in rows("city")} & {"Ecuador", "Myanmar", "Mongolia", "Poland", "Russia", "China"}
    assert {"EC", "MM", "MN"} <= {row["country_code"] for row in rows("activity_place") if not row["city"]}


def test_the_visit_due_next_april_or_may_is_a_promise_and_no_activity():
    promise = only("commitment", due="[2005?-04,2005?-05]")
    assert (promise["debtor"], promise["creditor"], promise["state"]) == ("seoul-kr", "kalmykia-ru", "open")
    assert not [row for row in rows("activity") if row["start"].startswith("2005")]


def test_no_promise_is_recorded_as_kept():
    assert {row["state"] for row in rows("commitment")} == {"open"}


def test_signatories_stand_with_the_posts_that_they_held():
    signed = {(row["act"], row["city"]): (row["person"], row["post"]) for row in rows("act_person")}
    assert signed["agreement:kalmykia-ru--seoul-kr/act-1", "seoul-kr"] == ("lee-myung-bak", "Mayor of Seoul")
    assert all(post for _, post in signed.values())
    assert ("agreement:moscow-ru--seoul-kr--2/act-1", "moscow-ru") not in signed


def test_organizations_act_for_cities_where_the_article_says_so():
    assert {row["key"]: row["acts_for"] for row in rows("organization") if row["acts_for"]} == {
        "busan-foundation-for-international-cooperation": "busan-kr",
        "busan-metro": "busan-kr",
    }


def test_36_cities_in_27_countries_are_a_claim():
    claims = {row["measure"]: (row["value"], row["on"]) for row in where("reported_count", city="busan-kr")}
    assert claims["partner_cities"] == ("36", "2019-12")
    assert claims["partner_countries"] == ("27", "2019-12")
    covered = [row["kind"] for row in where("reported_count_kind", reported_count="city:busan-kr/count-1")]
    assert covered == ["friendship_city", "sister_city"]


def test_the_articles_name_two_partners_of_busan():
    assert [row["key"] for row in rows("agreement") if "busan" in row["key"]] == [
        "busan-kr--fukuoka-jp", "busan-kr--shanghai-cn"
    ]  # fmt: skip
    assert {row["on"] for row in rows("agreement_act") if "busan" in row["agreement"]} == {"[..2019-12-13]"}


def test_rounded_numbers_are_approximate():
    rounded = {row["value"] for row in rows("reported_count") if row["approximate"] == "true"}
    assert rounded == {"3500000", "60000"}
