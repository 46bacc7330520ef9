"""What is said of a text file that is not UTF-8."""

import pytest

from twinning.domain.files.encodings import how_to_save


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("home_city = '부산광역시'", "cp949"),
        ("city = '横浜市のよこはま'", "cp932"),
        ("Düsseldorf", "cp1252"),
        ("부산", "utf-16"),
    ],
)
def test_the_encoding_that_fits_is_named_with_what_it_reads(text: str, encoding: str) -> None:
    hint = how_to_save(text.encode(encoding))
    assert encoding in hint
    assert text.split("'")[1 if "'" in text else 0] in hint
    assert "save it as UTF-8" in hint


def test_what_no_encoding_reads_is_to_be_saved_as_utf_8() -> None:
    assert how_to_save(b"\x81\x98 \x90\xff\x00") == "save it as UTF-8"
