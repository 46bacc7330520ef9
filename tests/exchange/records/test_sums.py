"""Sums of money as offices write them: read by one rule, or rejected with the reason."""

from pathlib import Path

import pytest

from exchange.lists.lists import rows
from exchange.records.sheets import counts, take
from twinning.db.storage.address import Address
from twinning.errors import InputError
from twinning.exchange.records.sums import read_printed_sum, unit_of_heading

NARROW, THIN, FIXED = "\u202f", "\u2009", "\u00a0"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1000 KRW", "1000 KRW"),
        ("12.50 EUR", "12.50 EUR"),
        ("12 000 €", "12000 EUR"),
        (f"12{NARROW}000{FIXED}€", "12000 EUR"),
        (f"1{THIN}200{THIN}000,50 €", "1200000.50 EUR"),
        ("€12,000.50", "12000.50 EUR"),
        ("12.000,50 EUR", "12000.50 EUR"),
        ("₩1,200,000", "1200000 KRW"),
        ("￦ 1,200,000", "1200000 KRW"),
        ("1 200 000 원", "1200000 KRW"),
        ("１，２００，０００円", "1200000 JPY"),
        ("USD 3,000", "3000 USD"),
        ("3000usd", "3000 USD"),
        ("$3,000 USD", "3000 USD"),
        ("US$3,000.00", "3000 USD"),
        ("CHF 1'200.–", "1200 CHF"),
        ("SFr. 1’200.50", "1200.50 CHF"),
        ("12.000,-- €", "12000 EUR"),
        ("950,- Kč", "950 CZK"),
        ("1.200 €", "1200 EUR"),
        ("1,200 EUR", "1200 EUR"),
        ("1.200.000 VND", "1200000 VND"),
        ("12,5 EUR", "12.5 EUR"),
        ("0 EUR", "0 EUR"),
        ("3 500,00 zł", "3500 PLN"),
        ("120만원", "1200000 KRW"),
        ("1,200천원", "1200000 KRW"),
        ("3.5万円", "35000 JPY"),
        ("12 T€", "12000 EUR"),
        ("1,5 Mio. Euro", "1500000 EUR"),
        ("2 millones de euros", "2000000 EUR"),
        ("5.000 DM", "5000 DEM"),
        ("人民币 8,000", "8000 CNY"),
        ("8,000 руб.", "8000 RUB"),
    ],
)
def test_a_sum_is_read_as_people_write_it(text: str, meant: str) -> None:
    assert read_printed_sum(text) == meant


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("1,200", "EUR", "1200 EUR"),
        ("1,200", "천원", "1200000 KRW"),
        ("1200", "T€", "1200000 EUR"),
        ("12,5", "Tsd. EUR", "12500 EUR"),
        ("12.5", "万元 CNY", None),
        ("$3,000", "USD", "3000 USD"),
        ("3,000", "US$", "3000 USD"),
        ("12,000원", "원", "12000 KRW"),
        ("12천원", "천원", "12000 KRW"),
        ("3 Mio.", "EUR", "3000000 EUR"),
        ("1339.5", "EUR", "1339.5 EUR"),
        ("0", "EUR", "0 EUR"),
        ("12 000", "1000 EUR", "12000000 EUR"),
        ("1'200.50", "Franken", "1200.50 CHF"),
    ],
)
def test_what_a_column_says_of_its_unit_counts(text: str, unit: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(InputError):
            read_printed_sum(text, unit)
    else:
        assert read_printed_sum(text, unit) == meant


@pytest.mark.parametrize("text", ["-", "–", "n/a", "k. A.", "미정", "unbekannt", "?"])
def test_a_sum_that_nobody_knows_stays_unknown(text: str) -> None:
    assert read_printed_sum(text, "EUR") is None


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("12000", "", "no currency"),
        ("1,200,000", "", "no currency"),
        ("$3,000", "", "several currencies"),
        ("¥3,000", "", "several currencies"),
        ("3,000元", "", "several currencies"),
        ("3 000 kr", "", "several currencies"),
        ("1.200", "EUR", "1200 or 1.200"),
        ("1.200", "KRW", "1200 or 1.200"),
        ("1,200", "T€", "1200 or 1.200"),
        ("1.200", "천원", "1200 or 1.200"),
        ("1.200 KWD", "", "1200 or 1.200"),
        ("12,000 €", "USD", "another"),
        ("1,200원", "천원", "another"),
        ("12,00,000 EUR", "", "no sum"),
        ("1.2.3 EUR", "", "no sum"),
        ("1,200.000.00 EUR", "", "no sum"),
        ("12 00 EUR", "", "no sum"),
        ("1'200 000 CHF", "", "no sum"),
        ("ca. 12.000 €", "", "ca."),
        ("약 120만원", "", "약"),
        ("12,000円（税込）", "", "税込"),
        ("12.000 € + 3.000 €", "", "no sum"),
        ("1억 2,000만원", "", "no sum"),
        ("-1,200 EUR", "", "-"),
        ("3000 XYZ", "", "XYZ"),
        ("many EUR", "", "no sum"),
        ("12 EUR 50", "", "no sum"),
    ],
)
def test_what_could_mean_another_sum_is_rejected_with_the_reason(text: str, unit: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_printed_sum(text, unit)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("Cost (EUR)", ("Cost", "EUR")),
        ("Kosten in EUR", ("Kosten", "EUR")),
        ("Kosten\nin Tsd. €", ("Kosten", "Tsd. €")),
        ("비용(원)", ("비용", "원")),
        ("経費（円）", ("経費", "円")),
        ("費用（千円）", ("費用", "千円")),
        ("예산 (단위: 천원)", ("예산", "천원")),
        ("Coût [k€]", ("Coût", "k€")),
        ("Koszt w zł", ("Koszt", "zł")),
        ("Budget €", ("Budget", "€")),
        ("cost_eur", ("cost", "eur")),
        ("金额（万元）", ("金额", "万元")),
        ("Kosten (in 1.000 EUR)", ("Kosten", "1.000 EUR")),
        ("Cost", None),
        ("Cost (all)", None),
        ("Cost (net)", None),
        ("Kosten in Summe", None),
        ("", None),
    ],
)
def test_a_heading_may_name_the_currency(heading: str, read: tuple[str, str] | None) -> None:
    assert unit_of_heading(heading) == read


@pytest.mark.parametrize("text", ["1" * 20_000, "1," * 20_000, "(" * 20_000, "a " * 20_000])
def test_a_text_that_is_too_long_for_a_sum_is_refused_at_once(text: str) -> None:
    assert unit_of_heading(text) is None
    with pytest.raises(InputError, match="no sum"):
        read_printed_sum(text, "EUR")


SPENT = (
    "SELECT amount, currency FROM expense JOIN activity ON activity.id = activity_id"
    " WHERE title LIKE 'Talks%' ORDER BY expense.id"
)


@pytest.mark.parametrize(
    ("heading", "cell", "spent"),
    [
        ("Kosten in EUR", "12.000,50", ("12000.50", "EUR")),
        ("비용(원)", "1 200 000", ("1200000", "KRW")),
        ("経費（円）", "12,000", ("12000", "JPY")),
        ("費用（千円）", "1,200", ("1200000", "JPY")),
        ("Kosten", "CHF 1'200.–", ("1200", "CHF")),
    ],
)
def test_a_column_of_sums_is_read_in_the_currency_of_its_heading(
    seeded: Address, tmp_path: Path, heading: str, cell: str, spent: tuple[str, str]
) -> None:
    listed = f'title,date,host,"{heading}"\nTalks 1,2024-06-01,Shanghai,"{cell}"\nTalks 2,2024-06-02,Shanghai,-\n'
    outcome = take(seeded, tmp_path, "delegations", listed, city="Busan")
    assert counts(outcome) == (2, 0, 0)
    assert rows(seeded, SPENT) == [spent]
    assert counts(take(seeded, tmp_path, "delegations", listed, city="Busan")) == (0, 2, 0)


def test_a_column_that_is_said_has_the_currency_of_its_heading_too(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,Projektmittel (T€)\nTalks,2024,Shanghai,12\n"
    outcome = take(seeded, tmp_path, "delegations", listed, columns={"expense": "Projektmittel (T€)"})
    assert counts(outcome) == (1, 0, 0)
    assert rows(seeded, SPENT) == [("12000", "EUR")]


def test_a_currency_without_an_amount_says_nothing(seeded: Address, tmp_path: Path) -> None:
    listed = (
        'title,date,host,cost,currency\nTalks 1,2024-06-01,Shanghai,,EUR\nTalks 2,2024-06-02,Shanghai,"1,200",EUR\n'
    )
    assert counts(take(seeded, tmp_path, "delegations", listed)) == (2, 0, 0)
    assert rows(seeded, SPENT) == [("1200", "EUR")]


def test_more_of_a_sum_that_is_not_known_is_not_lost(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,cost,currency,expense_note\nTalks,2024-06-01,Shanghai,unknown,EUR,paid by the host\n"
    (reject,) = take(seeded, tmp_path, "delegations", listed).rejects
    assert (reject.column, "not known" in reject.reason) == ("cost", True)


def test_two_words_on_the_currency_of_a_column_are_no_guess(seeded: Address, tmp_path: Path) -> None:
    listed = "title,date,host,cost (EUR),currency\nTalks,2024-06-01,Shanghai,1200,USD\n"
    (reject,) = take(seeded, tmp_path, "delegations", listed).rejects
    assert "another" in reject.reason
    without = listed.replace("cost (EUR)", "cost")
    assert counts(take(seeded, tmp_path, "delegations", without)) == (1, 0, 0)


def test_a_sign_of_several_currencies_offers_one_of_them(seeded: Address, tmp_path: Path) -> None:
    listed = 'title,date,host,Total Cost\nTalks,2024-06-01,Shanghai,"$12,400.00"\n'
    (reject,) = take(seeded, tmp_path, "delegations", listed).rejects
    assert "--set expense_currency=USD" in (reject.hint or "")
    assert counts(take(seeded, tmp_path, "delegations", listed, values={"expense_currency": "USD"})) == (1, 0, 0)


def test_a_sum_without_a_currency_is_told_how_to_say_one_for_all(seeded: Address, tmp_path: Path) -> None:
    listed = 'title,date,host,金额（元）\nTalks,2024-06-01,Shanghai,"8,000"\n'
    (reject,) = take(seeded, tmp_path, "delegations", listed).rejects
    assert (reject.column, "--set expense_currency=" in (reject.hint or "")) == ("金额（元）", True)
    assert counts(take(seeded, tmp_path, "delegations", listed, values={"expense_currency": "CNY"})) == (1, 0, 0)
    assert rows(seeded, SPENT) == [("8000", "CNY")]


@pytest.mark.parametrize("shown", ["1.200,50", "1.200.000", "950,5", "3.000,--", "12 000,50 €"])
def test_other_cells_of_a_column_show_that_a_point_parts_thousands_there(
    seeded: Address, tmp_path: Path, shown: str
) -> None:
    listed = f"title;date;host;Kosten in €\nTalks;2024-06-01;Shanghai;1.200\nFair;2023-06-01;Shanghai;{shown}\n"
    assert counts(take(seeded, tmp_path, "delegations", listed, city="Busan")) == (2, 0, 0)
    assert rows(seeded, SPENT)[0] == ("1200", "EUR")


@pytest.mark.parametrize("shown", ["12.000", "1200", "0.500", "950.50", "1,200.50", "1.200,50\nRide;2022;Shanghai;1.5"])
def test_nothing_is_guessed_of_a_point_from_cells_that_do_not_show_what_it_is(
    seeded: Address, tmp_path: Path, shown: str
) -> None:
    listed = f"title;date;host;Kosten in €\nTalks;2024-06-01;Shanghai;1.200\nFair;2023-06-01;Shanghai;{shown}\n"
    first, *_ = take(seeded, tmp_path, "delegations", listed, city="Busan").rejects
    assert (first.line, first.column, "could be 1200 or 1.200" in first.reason) == (2, "Kosten in €", True)
