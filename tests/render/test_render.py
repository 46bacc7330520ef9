"""One place that knows every format."""

import subprocess
import sys

import pytest
from hypothesis import given, settings

from render.rendering import BUSAN, any_texts, cells, dossier, in_every_format, listing
from twinning.errors import UsageError
from twinning.render import FORMATS, SUFFIXES, Options, write

IMPORTED_BY_WRITING = """
import io, sys
from twinning.render import Options, write
from twinning.rows import Dossier
write(Dossier("Busan", ()), {format!r}, io.StringIO(), Options())
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def test_the_formats_are_those_of_the_documentation_with_table_first():
    assert FORMATS == ("table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx", "docx", "svg", "png", "ics")


def test_each_format_has_a_suffix_of_its_own():
    assert set(SUFFIXES.values()) == set(FORMATS)
    assert all(SUFFIXES[f".{format}"] == format for format in FORMATS if format != "table")


def test_an_unknown_format_is_a_usage_error_that_names_the_known_ones():
    with pytest.raises(UsageError, match="'pdf'") as caught:
        write(dossier(), "pdf", sys.stdout, Options())
    assert caught.value.hint == "one of: table, csv, tsv, json, jsonl, md, html, xlsx, docx, svg, png, ics"


@pytest.mark.parametrize("document", [listing(BUSAN), listing(), dossier()], ids=["listing", "empty", "dossier"])
def test_every_format_writes_whole_lines(document):
    outputs = in_every_format(document).values()
    assert all(text.endswith("\n") for text in outputs if text)


@given(text=any_texts)
@settings(max_examples=100, derandomize=True)
def test_every_format_can_be_encoded_whatever_the_text(text):
    for output in in_every_format(cells(text, None)).values():
        output.encode("utf-8")


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "md", "html"])
def test_only_a_table_loads_rich_and_nothing_loads_the_database(format):
    command = [sys.executable, "-c", IMPORTED_BY_WRITING.format(format=format)]
    imported = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert not {"rich", "sqlalchemy", "typer"} & set(imported.split())
