"""Spreadsheets as offices of several countries lay them out: nothing of a row is passed over in silence."""

from pathlib import Path

import pytest

from exchange.lists.lists import rows
from exchange.records.sheets import counts, take
from twinning.db.storage.address import Address
from twinning.exchange.records.kinds import RECORD_KINDS
from twinning.exchange.records.names import is_known

TALKS = "SELECT {0} FROM activity WHERE title LIKE 'Talks%' ORDER BY title"


def test_several_columns_of_remarks_are_one_text_and_each_may_say_that_it_was_called_off(
    seeded: Address, tmp_path: Path
) -> None:
    header = "방문단명,방문일자,방문도시,주요내용,비고"
    listed = f"{header}\nTalks 1,2023,Shanghai,투자설명회,만찬\nTalks 2,2023,Shanghai,공연,취소\n"
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert [(each.line, "says what became of it" in each.reason) for each in outcome.rejects] == [(3, True)]
    assert rows(seeded, TALKS.format("summary")) == [("투자설명회\n만찬",)]


@pytest.mark.parametrize(
    ("kind", "header", "cells", "name"),
    [
        ("contacts", "Stadt,Nachname,Vorname", "Shanghai,Virtanen,Anna", "Anna Virtanen"),
        ("contacts", "Stadt,Name,Vorname", "Shanghai,Virtanen,Anna", "Anna Virtanen"),
        ("contacts", "Ville,Nom,Prénom", "Shanghai,Martin,Claire", "Claire Martin"),
        ("contacts", "Ciudad,Nombre,Apellidos", "Shanghai,Juan,Pérez Gómez", "Juan Pérez Gómez"),
        ("people", "Imię,Nazwisko,Stanowisko,Miasto", "Anna,Nowak,Kierownik,Shanghai", "Anna Nowak"),
        ("people", "First name,Last name,Position,City", "Ann,Lee,Mayor,Shanghai", "Ann Lee"),
        ("people", "姓,名,役職,都市", "山田,太郎,市長,Shanghai", "山田 太郎"),
    ],
)
def test_a_name_in_two_columns_is_one_name(
    seeded: Address, tmp_path: Path, kind: str, header: str, cells: str, name: str
) -> None:
    assert counts(take(seeded, tmp_path, kind, f"{header}\n{cells}\n")) == (1, 0, 0)
    assert rows(seeded, "SELECT name FROM person ORDER BY id DESC LIMIT 1") == [(name,)]


def test_a_column_of_mobile_numbers_is_read_beside_that_of_telephones(seeded: Address, tmp_path: Path) -> None:
    listed = "Stadt,Name,Tel.,Mobil\nShanghai,Li Na,021-5555-0101,010-1234-5678\nShanghai,Wu Min,,010-1234-5679\n"
    assert counts(take(seeded, tmp_path, "contacts", listed)) == (2, 0, 0)
    numbers = "SELECT telephone FROM contact ORDER BY id"
    assert rows(seeded, numbers)[-3:] == [("021-5555-0101",), ("010-1234-5678",), ("010-1234-5679",)]


def test_a_dash_is_an_empty_cell_but_not_where_it_may_mean_no(seeded: Address, tmp_path: Path) -> None:
    listed = (
        "title,date,host,head,head_post,size,cost (EUR),status\n"
        "Talks 1,2023,Shanghai,-,–,-,-,\nTalks 2,2023,Shanghai,n/a,,k. A.,,-\n"
    )
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert [(each.line, each.column) for each in outcome.rejects] == [(3, "status")]
    assert rows(seeded, TALKS.format("size")) == [(None,)]


@pytest.mark.parametrize(
    ("kind", "header", "cells"),
    [
        (
            "delegations",
            "团组名称,出访时间,访问国家,访问城市,团长,人数",
            "Talks,2019年10月2日至5日,韩国,釜山,王伟,12人",
        ),
        ("delegations", "방문단명,방문기간,방문국가,방문도시,인원", "Talks,2019. 10. 2.,한국,부산,10명 내외"),
        ("delegations", "Anlass,Zeitraum,Delegation aus,Gastgeber", "Talks,2.10.2019,Shanghai,Busan"),
        ("delegations", "Visit,From,To,Host city,Lead", "Talks,2019-10-02,2019-10-05,Busan,Ann Lee"),
        ("programs", "Programa,Fecha de inicio,Ciudad hermana,Número de participantes", "Talks,2019,Busan,24"),
        ("events", "事業名,開催日,開催場所,相手都市", "Talks,2019-10-02,文化会館,Busan"),
    ],
)
def test_every_column_of_such_a_sheet_is_read(
    seeded: Address, tmp_path: Path, kind: str, header: str, cells: str
) -> None:
    assert all(is_known(RECORD_KINDS[kind], column) for column in header.split(","))
    assert counts(take(seeded, tmp_path, kind, f"{header}\n{cells}\n")) == (1, 0, 0)


@pytest.mark.parametrize("text", ["10명 내외", "20여명", "約10名", "10名程度", "30人左右"])
def test_a_number_that_is_about_right_is_said_to_be(seeded: Address, tmp_path: Path, text: str) -> None:
    assert counts(take(seeded, tmp_path, "delegations", f"title,date,host,size\nTalks,2023,Shanghai,{text}\n"))[0] == 1
    assert rows(seeded, TALKS.format("approximate, count_text")) == [(1, text)]


def test_a_cell_that_may_name_several_cities_is_told_of(seeded: Address, tmp_path: Path) -> None:
    listed = 'title,date,host,host country\nTalks 1,2023,"Lyon, Lille",France\nTalks 2,2023,Nantes; Brest,France\n'
    outcome = take(seeded, tmp_path, "delegations", listed)
    assert (counts(outcome), [line for line, text in outcome.remarks if "may be several" in text]) == ((2, 0, 0), [2])
    assert [each.name for each in outcome.new_cities] == ["Lyon, Lille", "Nantes", "Brest"]


def test_a_head_who_is_not_known_yet_is_left_out_and_told(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,head\nTalks,2024-06-01,Shanghai,N.N.\n"
    outcome = take(seeded, tmp_path, "delegations", listed, city="Busan")
    assert counts(outcome) == (1, 0, 0)
    assert (2, "'N.N.' names nobody yet, and is left out: head") in outcome.remarks
    assert not rows(seeded, "SELECT id FROM person_name WHERE name = 'N.N.'")
    listed = "title,date,host,head,head_post\nFair,2024-06-01,Shanghai,N.N.,mayor\n"
    (reject,) = take(seeded, tmp_path, "delegations", listed, city="Busan").rejects
    assert reject.column == "head"


def test_a_visit_that_was_called_off_is_rejected_for_the_column_that_says_so(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,note,remarks\nTalks,2024-06-01,Shanghai,by train,cancelled\n"
    (reject,) = take(seeded, tmp_path, "delegations", listed, city="Busan").rejects
    assert reject.column == "remarks"


@pytest.mark.parametrize(
    "remark",
    [
        "wegen Corona abgesagt",
        "新型コロナのため中止",
        "코로나19로 인한 취소",
        "因疫情取消",
        "z powodu pandemii odwołana.",
    ],
)
def test_a_visit_was_called_off_whatever_reason_stands_before_that(
    seeded: Address, tmp_path: Path, remark: str
) -> None:
    listed = f"title,date,host,note\nTalks,2024-06-01,Shanghai,{remark}\nFair,2024-06-01,Shanghai,台風で雨\n"
    outcome = take(seeded, tmp_path, "delegations", listed, city="Busan")
    assert [(each.line, each.column) for each in outcome.rejects] == [(2, "note")]


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("delegations", "방문명,방문기간,방문도시,소요예산(천원)"),
        ("delegations", "事業名,期間,派遣先,経費（千円）"),
        ("delegations", "Trip,Start Date,City,# of Delegates,Delegation Leader"),
        ("delegations", "Nazwa wyjazdu,Termin,Miasto,Przewodniczący delegacji,Koszt (zł)"),
        ("delegations", "Objet,Date de début,Ville,Nb de personnes,Coût TTC"),
        ("contacts", "Miasto,Imię i nazwisko,Adres e-mail,Nr telefonu"),
        ("contacts", "City,Email Address,Phone #"),
    ],
)
def test_offices_call_their_columns_so(kind: str, header: str) -> None:
    assert [name for name in header.split(",") if not is_known(RECORD_KINDS[kind], name)] == []


@pytest.mark.parametrize("size", ["3 os.", "3 Teilnehmer", "3 delegates", "3 TN"])
def test_people_are_counted_in_the_words_of_offices(seeded: Address, tmp_path: Path, size: str) -> None:
    listed = f'title,date,host,size,head\nTalks,2024-06-01,Shanghai,{size},"Weber, Dr. Hans"\n'
    assert counts(take(seeded, tmp_path, "delegations", listed, city="Busan")) == (1, 0, 0)
    assert rows(seeded, TALKS.format("size")) == [(3,)]
