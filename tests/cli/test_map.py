"""`map`."""

from pathlib import Path

from cli.commands import AS_OF, RunCli, assert_refused, done, loaded
from twinning.db.storage.address import Address


def test_the_partners_of_a_city_are_drawn_to_a_file(run_cli: RunCli, seeded: Address, tmp_path: Path) -> None:
    picture = tmp_path / "seoul.svg"
    done(run_cli("map", "Seoul", "-o", str(picture), *AS_OF, address=seeded))
    drawn = picture.read_text("utf-8")
    assert "<title>Partners of Seoul</title>" in drawn
    assert "Seoul – Moscow, Russia: cooperation" in drawn


def test_a_page_has_the_map_and_a_table_beneath_it(run_cli: RunCli, seeded: Address) -> None:
    page = done(run_cli("map", "Seoul", "--format", "html", *AS_OF, address=seeded)).out
    assert page.index("<svg") < page.index("</svg>") < page.index("<table>") < page.index("<td>Moscow</td>")


def test_a_page_has_the_title_of_its_map_once_and_a_picture_alone_has_its_own(run_cli: RunCli, seeded: Address) -> None:
    page, picture = (
        done(run_cli("map", "Seoul", "--format", each, *AS_OF, address=seeded)).out for each in ("html", "svg")
    )
    assert "<h1>Partners of Seoul</h1>" in page
    assert ">Partners of Seoul</text>" not in page
    assert ">Partners of Seoul</text>" in picture


def test_a_table_says_where_each_partner_is(run_cli: RunCli, seeded: Address) -> None:
    rows = loaded(done(run_cli("map", "Seoul", "--json", *AS_OF, address=seeded)).out)
    assert ("Moscow", 55.752) in {(row["partner"], row["latitude"]) for row in rows}


def test_a_map_is_as_wide_as_is_said(run_cli: RunCli, seeded: Address) -> None:
    narrow = done(run_cli("map", "Seoul", "--format", "svg", "--width", "400", *AS_OF, address=seeded)).out
    assert ' width="440" ' in narrow


def test_without_a_city_the_whole_register_is_drawn(run_cli: RunCli, seeded: Address) -> None:
    assert "Ties of the register" in done(run_cli("map", "--format", "svg", *AS_OF, address=seeded)).out
    assert_refused(run_cli("map", "Seoul", "--all", address=seeded), 2)
