"""PNG: the same picture, with the letters that the machine's fonts have."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import pytest

from render.rendering import rendered
from twinning.errors import UsageError
from twinning.render import Options, notes_of, write
from twinning.render.drawings import raster
from twinning.rows import Listing, Section
from twinning.rows.maps import CityMap, MappedPartnerRow, MapPoint, MapTie

BUSAN = MapPoint("Busan", "busan-kr", 35.18, 129.08, "South Korea", "KR")
KYIV = MapPoint("Київ", "kyiv-ua", 50.45, 30.52, "Ukraine", "UA")
TIE = MapTie(BUSAN, KYIV, "sister_city", "active", "1990")
ROW = MappedPartnerRow("Київ", "Ukraine", "UA", "sister_city", "active", "1990", 50.45, 30.52, "kyiv-ua", None)
DOCUMENT = Listing(
    MappedPartnerRow,
    (Section("partners", MappedPartnerRow, [ROW]),),
    "Partners",
    world_map=CityMap("Partners", "2026-01-01", (TIE,), BUSAN, 400),
)


def written(format: str) -> bytes:
    behind = BytesIO()
    stream = TextIOWrapper(behind)
    write(DOCUMENT, format, stream, Options())
    return behind.getvalue()


def test_a_png_has_two_pixels_for_each_of_the_drawing_and_is_the_same_again(tmp_path: Path) -> None:
    made = written("png")
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(made[16:20], "big") == 2 * (400 + 2 * 20)
    assert made == written("png")


def test_a_png_of_this_program_is_known_from_another(tmp_path: Path) -> None:
    own, other = tmp_path / "own.png", tmp_path / "other.png"
    own.write_bytes(written("png"))
    other.write_bytes(own.read_bytes()[:33])
    assert raster.is_own_png(own)
    assert not raster.is_own_png(other)


def test_no_colour_is_left_to_a_variable_that_the_rasteriser_does_not_know() -> None:
    plain = raster._plain(rendered(DOCUMENT, "svg").partition("\n")[2])
    assert "var(" not in plain
    assert "@media" not in plain
    assert "#0072b2" in plain


@pytest.mark.parametrize(("name", "is_named"), [("Łódź", True), ("Đà Nẵng", True), ("부산", False), ("Москва", False)])
def test_a_text_with_letters_that_fonts_for_cjk_lack_names_another_font(name: str, is_named: bool) -> None:
    plain = raster._plain(f"<svg><style>text {{ fill: black; }}</style><text x='1'>{name}</text></svg>")
    assert ('<text style="font-family: Noto Sans, DejaVu Sans' in plain) is is_named
    assert f"x='1'>{name}</text>" in plain


def test_letters_that_no_font_has_are_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_letter", lambda letter: b"ink" if letter.isascii() and letter.strip() else b"box")
    (note,) = notes_of(DOCUMENT, "png")
    assert note.endswith("on Debian, fonts-noto-core has them")
    assert [str(each).rpartition(": ")[2] for each in raster._missing("부산 釜山 A")] == [
        "on Debian, fonts-noto-cjk has them"
    ] * 2


def test_the_map_stands_in_a_text_document() -> None:
    with ZipFile(BytesIO(written("docx"))) as parts:
        assert [name for name in parts.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]


def test_without_the_rasteriser_a_png_is_refused_and_the_map_of_a_text_document_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(raster, "find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageError, match="resvg"):
        written("png")
    with ZipFile(BytesIO(written("docx"))) as parts:
        assert not [name for name in parts.namelist() if name.startswith("word/media/")]
    (note,) = notes_of(DOCUMENT, "docx")
    assert "twinning-register[picture]" in note
