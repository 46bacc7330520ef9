"""Pictures as PNG, drawn by resvg, which comes with the extra `picture`.

resvg knows no variables of style sheets, so each is replaced by its value for a light page. Letters are those of the
fonts of the machine: which of them no font has is told.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from twinning.errors import UsageError
from twinning.render.drawings.picture import first_picture, pictures_of_whole
from twinning.render.drawings.svg import TEMPLATES
from twinning.render.options import Document, Options
from twinning.rows.phrases import Phrase, phrase

INSTALL = "pip install 'twinning-register[picture]'"
_ZOOM = 2.0  # pixels of the file for each of the drawing, so that it is sharp in print
_BEGINNING = 33  # bytes: the signature of a PNG and its first chunk
_MARK = b"tEXtSoftware\0twinning report"
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_DARK = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}")
# Latin with marks that Western Europe lacks, and what stands between Cyrillic and Hangul: fonts for CJK go without.
_SELDOM_IN_CJK = re.compile("[\u0100-\u02af\u0530-\u10ff\u1e00-\u1eff]")
_FONTS_OF_MANY_LETTERS = "Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif"
_NO_LETTER = "\u0378"  # never assigned, so no font has it
_CJK = "fonts-noto-cjk"
_FONTS = {"HANGUL": _CJK, "CJK": _CJK, "HIRAGANA": _CJK, "KATAKANA": _CJK, "LATIN": "fonts-dejavu-core"}
_OTHER_FONTS = "fonts-noto-core"
"""The packages of Debian that have the letters of a script, by the first word of their Unicode names."""


def is_available() -> bool:
    """Return whether pictures can be drawn as PNG here."""
    return find_spec("resvg_py") is not None


def write_png(document: Document, stream: BinaryIO, options: Options) -> None:
    """Write the first picture of a document as a PNG file. Raises UsageError as `write_picture`, and without resvg."""
    stream.write(png_of(first_picture(document, options.language)))


def png_of(drawn: str) -> bytes:
    """Return a picture that stands alone as PNG, with the mark by which this program knows its own."""
    made = _rasterised(_plain(drawn), _ZOOM)
    chunk = struct.pack(">I", len(_MARK) - 4) + _MARK + struct.pack(">I", zlib.crc32(_MARK))
    return made[:_BEGINNING] + chunk + made[_BEGINNING:]


def is_own_png(path: Path) -> bool:
    """Return whether a file is a PNG with the mark. Raises OSError."""
    with path.open("rb") as stream:
        return _MARK in stream.read(_BEGINNING + len(_MARK) + 8)


def map_as_png(document: Document, language: str | None) -> bytes | None:
    """Return the picture of a document as a whole as PNG; None where there is none, or where none can be made."""
    drawn = next(pictures_of_whole(document, language, alone=True), None)
    return png_of(drawn) if drawn and is_available() else None


def left_out(document: Document) -> tuple[str, ...]:
    """Say of which scripts letters are missing in a PNG, and what to install."""
    drawn = first_picture(document, None)
    return tuple(_missing(unescape("".join(_TEXT.findall(drawn)))))


def map_left_out(document: Document) -> tuple[str, ...]:
    """Say that the map is missing in a text document, where there is one and no PNG can be made; else as `left_out`."""
    if not document.world_map:
        return ()
    if is_available():
        return left_out(document)
    return (phrase("the map is left out: {command} lets it be drawn", command=INSTALL),)


def _missing(text: str) -> Iterator[Phrase]:
    scripts: dict[str, str] = {}
    for letter in sorted(set(text)):
        script = unicodedata.name(letter, "").partition(" ")[0]
        if unicodedata.category(letter)[0] == "L" and len(scripts.get(script, "")) < 3:
            scripts[script] = scripts.get(script, "") + letter
    nothing = {_letter(_NO_LETTER), _letter(" ")}
    for script, letters in scripts.items():
        if any(_letter(each) in nothing for each in letters):
            yield phrase(
                "letters are missing in the picture, since no font here has {letters}: on Debian, {package} has them",
                letters=letters,
                package=_FONTS.get(script, _OTHER_FONTS),
            )


def _letter(letter: str) -> bytes:
    style = _light((TEMPLATES / "picture.css").read_text("utf-8"))
    return _rasterised(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><style>{style}</style>'
        f'<text x="9" y="20">{escape(letter)}</text></svg>',
        1.0,
    )


def _plain(drawn: str) -> str:
    """Return a picture whose style has no variables and nothing for dark pages, and whose texts have fit fonts."""
    begin, style, end = re.split(r"</?style>", drawn, maxsplit=2)
    return f"{begin}<style>{_light(style)}</style>{_TEXT.sub(_in_fit_font, end)}"


def _in_fit_font(found: re.Match[str]) -> str:
    """Name a font that has all letters of a text: resvg takes any, bold or slanted, where the first one lacks one."""
    if not _SELDOM_IN_CJK.search(unescape(found[1])):
        return found[0]
    return found[0].replace("<text", f'<text style="font-family: {_FONTS_OF_MANY_LETTERS}"', 1)


def _light(style: str) -> str:
    without = _DARK.sub("", style)
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", without))
    return _VARIABLE.sub(lambda found: values[found[1]], re.sub(r":root \{[^}]*\}", "", without))


def _rasterised(drawn: str, zoom: float) -> bytes:
    if not is_available():
        raise UsageError("PNG needs resvg-py, which is not installed", f"{INSTALL}, or write svg")
    import resvg_py  # noqa: PLC0415 - for pictures alone

    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=zoom))
