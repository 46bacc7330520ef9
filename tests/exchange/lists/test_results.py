"""Results of SPARQL in JSON, CSV and TSV: the same ties from each."""

import csv
import io
import json
from pathlib import Path

import pytest

from exchange.lists.answering import ENTITY, name, place, results, stated
from exchange.lists.lists import counts, rows, take, ties
from twinning.db.storage.address import Address
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError
from twinning.exchange.lists.rejects import write_rejects
from twinning.exchange.lists.tie_list import TieList
from twinning.exchange.lists.wikidata.queries import COLUMNS, items_of_country, ties_of_country, ties_of_items
from twinning.exchange.lists.wikidata.reading import read_wikidata

SINCE = {"start": "1995-02-18T00:00:00Z", "startPrecision": "11", "startCalendar": f"{ENTITY}Q1985727"}
PAGE = {"reference": "http://www.wikidata.org/reference/a", "url": 'https://alpha.example/"partners"'}
GAZETTE = {
    "reference": "http://www.wikidata.org/reference/b",
    "statedIn": f"{ENTITY}Q9",
    "statedInName": "Gazette",
    "retrieved": "2014-05-01T00:00:00Z",
}
DEPRECATED = "http://wikiba.se/ontology#DeprecatedRank"
ROWS = [
    stated("Q1", "Q1", "Q2", **SINCE, **PAGE),
    stated("Q1", "Q1", "Q2", **SINCE, **GAZETTE),
    stated("Q1", "Q1", "Q3", ended="http://www.wikidata.org/.well-known/genid/1"),
    stated("Q1", "Q1", "Q4", rank=DEPRECATED),
    stated("Q1", "Q2", "Q1"),
    place("Q1", country="DE", coordinates="Point(11.3 50.9)", geonames="123", modified="2024-05-01T10:00:00Z"),
    place("Q2", country="FR", coordinates=f"<{ENTITY}Q405> Point(1 2)"),
    *(name("Q1", "Alpha"), name("Q1", "Alfa, die", "de"), name("Q1", "Alphie", sort="alias"), name("Q2", "Beta")),
]


def as_json() -> str:
    return json.dumps(results(*ROWS))


def as_csv() -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(ROWS)
    return text.getvalue()


def as_tsv() -> str:
    """Return the rows with each term as SPARQL writes it: addresses in angles, numbers bare, texts quoted."""
    lines = ["\t".join(f"?{column}" for column in COLUMNS)]
    lines += ["\t".join(_term(row.get(column, "")) for column in COLUMNS) for row in ROWS]
    return "\n".join(lines) + "\n"


def _term(text: str) -> str:
    if not text or text.isdecimal():
        return text
    escaped = text.replace('"', r"\"")
    return f"<{text}>" if text.startswith("http://") else f'"{escaped}"@en'


def read(folder: Path, content: str) -> TieList:
    (folder / "results").write_text(content, encoding="utf-8", newline="")
    return read_wikidata(folder / "results", None)[0]


@pytest.mark.parametrize("written", [as_json, as_csv, as_tsv])
def test_each_form_says_the_same(tmp_path: Path, written: type) -> None:
    found = read(tmp_path, written())
    assert [(tie.locator, str(tie.on), tie.status) for tie in found.ties] == [
        ("P190 Q2", "1995-02-18", None),
        ("P190 Q3", "None", "ended"),
        ("P190 Q1", "None", None),
    ]
    assert [day.text for day in found.days.values()] == ["2024-05-01"]
    cited = [
        (found.sources[number].text, found.sources[number].address, where) for number, where in found.ties[0].references
    ]
    assert cited == [
        ("Gazette", "https://www.wikidata.org/wiki/Q9", "retrieved 2014-05-01"),
        ('https://alpha.example/"partners"', None, None),
    ]
    alpha, beta = found.places[0], found.places[1]
    assert (alpha.name, alpha.country, alpha.latitude, alpha.longitude) == ("Alpha", "DE", 50.9, 11.3)
    assert (beta.name, beta.country, beta.latitude) == ("Beta", "FR", None)
    (of_alpha, of_beta) = found.known
    assert (of_alpha.geonames, [each[:2] for each in of_alpha.names]) == (
        123,
        [("Alpha", "en"), ("Alfa, die", "de"), ("Alphie", "en")],
    )
    assert found.in_part == {of_beta.source}


def test_the_page_that_was_not_asked_in_full_loses_nothing(address: Address, tmp_path: Path) -> None:
    own = (stated("Q2", "Q2", "Q1"), stated("Q2", "Q2", "Q5"), name("Q2", "Beta"))
    take(address, read(tmp_path, json.dumps(results(*own))), source="wikidata")
    of_alpha = (stated("Q1", "Q2", "Q1"), stated("Q1", "Q1", "Q3"), name("Q1", "Alpha"), name("Q2", "Beta"))
    outcome = take(address, read(tmp_path, json.dumps(results(*of_alpha))), source="wikidata")
    assert (counts(outcome), outcome.unlisted) == ((1, 1, 0, 0), [])
    outcome = take(address, read(tmp_path, json.dumps(results(own[0]))), source="wikidata")
    assert [locator for _, locator in outcome.unlisted] == ["P190 Q5"]
    assert len(ties(address)) == 3


def test_a_partner_whose_page_does_not_return_it_is_one_sided_since_it_was_asked(
    address: Address, tmp_path: Path
) -> None:
    take(address, read(tmp_path, json.dumps(results(stated("Q1", "Q1", "Q2"), name("Q2", "Beta")))), source="wikidata")
    speaking = rows(address, "SELECT title FROM source WHERE speaks_for_id IS NOT NULL ORDER BY title")
    assert speaking == [("Wikidata: Beta (Q2)",), ("Wikidata: Q1 (Q1)",)]


def test_a_day_of_the_julian_calendar_comes_turned_and_one_without_a_precision_is_a_day(tmp_path: Path) -> None:
    julian = {"start": "1905-01-22T00:00:00Z", "startPrecision": "11", "startCalendar": f"{ENTITY}Q1985786"}
    bare = {"start": "+1990-05-01T00:00:00Z"}
    found = read(tmp_path, json.dumps(results(stated("Q1", "Q1", "Q2", **julian), stated("Q1", "Q1", "Q3", **bare))))
    assert [tie.on for tie in found.ties] == [EdtfDate.parse("1905-01-22"), EdtfDate.parse("1990-05-01")]


def test_a_reference_that_no_source_can_hold_is_left_out(tmp_path: Path) -> None:
    bad = ("javascript:alert(1)", "https://alpha.example/\x1b[2J", "https://alpha.example/" + "x" * 2000)
    pages = [stated("Q1", "Q1", "Q2", reference=f"r{number}", url=url) for number, url in enumerate(bad)]
    odd = stated("Q1", "Q1", "Q2", reference="r9", url="https://alpha.example/", retrieved="\u202esoon")
    (tie,) = (found := read(tmp_path, json.dumps(results(*pages, odd)))).ties
    assert [(found.sources[number].text, where) for number, where in tie.references] == [
        ("https://alpha.example/", None)
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"head": {"vars": ["item"]}, "results": {"bindings": []}}', "no column subject"),
        ('{"head": {}, "results": []}', "no SPARQL results"),
        ('subject,object\n"http://www.wikidata.org/entity/Q1', "line 2"),
        ("subject,object\nQ1\n", "line 2: 1 cells"),
        ("?subject\t?object\n<Q1>\t<Q2>\t<Q3>\n", "line 2: 3 cells"),
    ],
)
def test_what_are_no_results_is_refused_with_the_line(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(tmp_path, content)


def test_a_query_names_its_places_and_asks_for_every_column() -> None:
    of_items, of_country = ties_of_items(["Q1", "Q2"]), ties_of_country("KR")
    assert "VALUES ?asked { wd:Q1 wd:Q2 }" in of_items
    assert 'wdt:P297 "KR"' in of_country
    for query in (of_items, of_country):
        assert all(f"?{column}" in query for column in COLUMNS)
        assert query.count("{") == query.count("}")
    assert items_of_country("KR").count('"KR"') == 2


def rejected(folder: Path, content: str) -> str:
    found = read(folder, content)
    text = io.StringIO()
    write_rejects(text, found.header, found.rejects)
    return text.getvalue()


def reasons(content: str) -> list[tuple[str, ...]]:
    return [(*row[:5], row[-1].partition(" (")[0]) for row in csv.reader(content.splitlines())]


def test_what_is_rejected_says_its_days_as_exactly_as_they_are_known_and_is_no_other_when_read_again(
    tmp_path: Path,
) -> None:
    years = {"start": "1998-01-01T00:00:00Z", "startPrecision": "9", "end": "1990-01-01T00:00:00Z", "endPrecision": "9"}
    century = {"start": "1901-01-01T00:00:00Z", "startPrecision": "7", "ended": "somewhen"}
    caesar = {"start": "-0044-03-15T00:00:00Z", "startPrecision": "11"}
    rows = (stated("Q1", "Q1", f"Q{number}", **days) for number, days in ((2, years), (3, century), (4, caesar)))
    first = rejected(tmp_path, json.dumps(results(*rows)))
    assert [line.split(",")[:5] for line in first.splitlines()] == [
        ["subject", "object", "start", "end", "ended"],
        ["Q1", "Q2", "1998", "1990", ""],
        ["Q1", "Q3", "1901-01-01T00:00:00Z/7", "", "yes"],
        ["Q1", "Q4", "'-0044-03-15T00:00:00Z/11", "", ""],
    ]
    assert reasons(rejected(tmp_path, first)) == reasons(first)


def test_a_date_that_somebody_corrected_in_a_spreadsheet_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = read(tmp_path, "subject;object;start;end;ended\nQ1;Q2;1998;2001-05;\nQ1;Q3;190X;;yes\n")
    assert [(str(tie.on), str(tie.ended), tie.status) for tie in found.ties] == [
        ("1998", "2001-05", None),
        ("190X", "None", "ended"),
    ]


def test_of_several_days_the_first_start_and_the_last_end_count_and_that_is_told(tmp_path: Path) -> None:
    days = [{"start": "2007-05-01T00:00:00Z"}, {"start": "1990-05-01T00:00:00Z", "end": "1999-01-01T00:00:00Z"}]
    several = [stated("Q1", "Q1", "Q2", **each) for each in (*days, {"end": "2001-01-01T00:00:00Z"})]
    (tmp_path / "results").write_text(json.dumps(results(*several)))
    found, facts = read_wikidata(tmp_path / "results", None)
    assert [(str(tie.on), str(tie.ended)) for tie in found.ties] == [("1990-05-01", "2001-01-01")]
    assert list(facts.told()) == [
        "statements with several starts or ends, of which the first start and the last end count: 1"
    ]
