"""What follows from a row that is alone is what follows from one that is looked at by itself, as the first five are."""

from pathlib import Path

from exchange.lists.lists import read, rows, take
from twinning.db.storage.address import Address
from twinning.exchange.lists.importing import SHOWN

HEADER = "city1,country1,city2,country2,kind,date,ended,status,source,fields,title,summary,internal"
SAID = [
    "sister,1990-05-01,,active,,culture;sport,A paper,Of two towns,yes",
    ",,,proposed,,,,,",
    "friendship,2001,,ended,gazette,,,,",
    "f,2004~,2009,expired,,,,,no",
    "partnership,[..2003],,suspended,https://www.example.org/ties,youth,,,",
]

FACTS = {
    "agreement": "SELECT key, title, agreement.kind, instrument, summary, internal FROM agreement",
    "field": "SELECT key, field FROM agreement_field JOIN agreement ON agreement.id = agreement_id",
    "act": "SELECT agreement.key, seq, agreement_act.kind, on_text, on_earliest, on_latest, on_doubtful, mode,"
    " until_text FROM agreement_act JOIN agreement ON agreement.id = agreement_id",
    "citation": "SELECT agreement.key, agreement_act.seq, source.key, locator, citation.field, value, basis, because"
    " FROM citation LEFT JOIN agreement_act ON agreement_act.id = agreement_act_id JOIN agreement"
    " ON agreement.id = coalesce(citation.agreement_id, agreement_act.agreement_id)"
    " JOIN source ON source.id = source_id",
}


def test_rows_alone_lead_to_what_they_lead_to_one_by_one(address: Address, tmp_path: Path) -> None:
    lines = [f"{town} {number},GB,Loos,FR,{said}" for town in ("Leek", "Lees") for number, said in enumerate(SAID)]
    assert len(SAID) == SHOWN
    take(address, read(tmp_path, "\n".join([HEADER, *lines, ""])))
    for name, query in FACTS.items():
        facts = [tuple(map(str, row)) for row in rows(address, query)]
        one_by_one = {row for row in facts if "leek" in row[0]}
        alone = {row for row in facts if "lees" in row[0]}
        assert {tuple(cell.replace("ees", "eek") for cell in row) for row in alone} == one_by_one, name
        assert len(alone) == len(facts) / 2 > 0, name


def test_citations_of_a_source_are_numbered_as_its_rows_stand(address: Address, tmp_path: Path) -> None:
    lines = [f"Leek {number},GB,Loos,FR,sister,1990,,,,,,," for number in range(2 * SHOWN)]
    take(address, read(tmp_path, "\n".join([HEADER, *lines, ""])))
    numbers = rows(address, "SELECT seq, field, locator FROM citation ORDER BY seq")
    later = numbers[2 * SHOWN :] or numbers
    assert [seq for seq, *_ in numbers] == [*range(1, 1 + 4 * SHOWN)]
    assert [field for _, field, _ in later] == ["kind", "on"] * SHOWN
    assert [place for *_, place in later] == sorted(place for *_, place in later)
