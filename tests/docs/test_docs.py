"""The documentation says what the program does."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from twinning import _resources
from twinning.domain.dates import EdtfDate
from twinning.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The generator, as `python docs/generate.py` imports it, and forgotten afterwards."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    import generate

    yield generate
    for name in [name for name in sys.modules if name.partition(".")[0] in {"generate", "generators"}]:
        del sys.modules[name]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


def date_table(words: str) -> list[tuple[str, str, str]]:
    """The first three cells of each row of the table that follows these words."""
    text = (ROOT / "docs/recording.md").read_text("utf-8").partition(words)[2]
    rows = text.partition("| --- |")[2].partition("\n\n")[0].splitlines()[1:]
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    return [(written.strip("`"), second, third) for written, second, third, *_ in cells]


def test_a_page_that_the_program_would_write_otherwise_is_named_and_rewritten(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, page: Path
) -> None:
    others = dict.fromkeys(("pages", "stale_tables", "catalogues", "untranslated"), list)  # `make check` has them
    for name, value in {"ROOT": page.parent, "MADE": {page: lambda: "new\n"}, **others}.items():
        monkeypatch.setattr(generate, name, value)
    monkeypatch.setattr(generate.screenshot, "is_fresh", lambda picture: True)
    monkeypatch.setattr(generate.site_page, "browser", lambda: None)
    page.write_text("old\n")
    assert generate.check() == ["page.md is stale: run `make docs`"]
    assert generate.write(generate.stale()) == ["page.md written"]
    assert generate.check() == []
    assert page.read_text() == "new\n"


def test_every_command_is_documented(generate: ModuleType) -> None:
    from generators.commands import command_paths

    reference = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    for path in command_paths():
        assert f"\n## {path.removeprefix('twinning ')}\n" in reference
        assert f"\n{path} " in reference or f"\n{path}\n" in reference


def test_every_command_has_an_example(generate: ModuleType) -> None:
    reference = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    for section in reference.split("\n## ")[3:]:
        assert "Examples:\n\n```sh\ntwinning " in section


def test_no_link_of_the_read_me_leads_where_only_a_checkout_has_something() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", text)
    assert [link for is_picture, link in links if not is_picture and not link.startswith("https://")] == []
    for topic in re.findall(r"twinning help ([\w-]+)", text):
        assert topic in _resources.guides()


def test_every_guide_is_in_the_table_of_contents() -> None:
    contents = (ROOT / "docs/index.md").read_text("utf-8")
    for guide in (ROOT / "docs").glob("*/*.md"):
        assert f"({guide.relative_to(ROOT / 'docs')})" in contents
    for guide in (ROOT / "docs").glob("*.md"):
        assert guide.name == "index.md" or f"({guide.name})" in contents


@pytest.mark.parametrize("row", date_table("## Dates"))
def test_a_date_of_the_guide_has_the_bounds_that_it_says(row: tuple[str, str, str]) -> None:
    text, first, last = row
    date = EdtfDate.parse_moment(text)
    assert (date.earliest or "", date.latest or "") == (first, last)


@pytest.mark.parametrize("row", date_table("What is refused"))
def test_a_date_that_the_guide_says_is_refused_is_and_its_better_form_is_not(row: tuple[str, str, str]) -> None:
    refused, _, instead = row
    with pytest.raises(InputError):
        EdtfDate.parse_moment(refused)
    if instead.startswith("`"):
        EdtfDate.parse_moment(instead.strip("`"))


def test_the_output_of_a_command_is_written_below_it(generate: ModuleType) -> None:
    from generators.sessions import rerun

    page = "before\n\n```console\n$ twinning --version\nsomething else\n```\n\nafter\n"
    assert re.fullmatch(r"before\n\n```console\n\$ twinning --version\ntwinning [0-9.]+\n```\n\nafter\n", rerun(page))


def test_what_a_page_shows_does_not_depend_on_the_place_or_the_user(generate: ModuleType, page: Path) -> None:
    from generators.sessions import rerun

    shown = rerun("```console\n$ twinning --db a.db db init\n$ twinning --db a.db db status\n```\n")
    assert "Database       a.db\n" in shown
    assert str(Path.home()) not in shown


def test_a_link_to_a_page_or_heading_that_is_not_there_is_found(generate: ModuleType, page: Path) -> None:
    from generators.markdown import broken_links

    page.write_text("# One heading\n[a](page.md) [b](#one-heading) [c](other.md) [d](page.md#two)\n")
    assert list(broken_links([page], page.parent)) == ["page.md: other.md", "page.md: page.md#two"]


def test_a_bar_in_a_cell_does_not_end_it(generate: ModuleType) -> None:
    from generators.markdown import table

    assert table(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"


def test_no_picture_fetches_anything() -> None:
    for picture in (ROOT / "docs").rglob("*.svg"):
        text = picture.read_text("utf-8")
        assert "@font-face" not in text
        assert not re.search(r"(href|src)=|url\((?!#)|@import", text)
