"""Pages of HTML: everything within, nothing fetched, and data that is only text."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from hypothesis import given, settings

from render.rendering import BUSAN, CHICAGO, any_texts, cells, dangers, dossier, listing, rendered
from twinning.render import Document


def tree(document: Document) -> ElementTree.Element:
    """Parse a page, but for the three elements that HTML does not close and the type before it."""
    page = rendered(document, "html").removeprefix("<!doctype html>\n")
    return ElementTree.fromstring(re.sub(r"<meta ([^>]*)>", r"<meta \1/>", page))


def texts(document: Document, name: str) -> list[str]:
    return ["".join(each.itertext()) for each in tree(document).iter(name)]


def test_a_page_has_a_title_the_day_and_a_table_for_people():
    document = replace(listing(BUSAN, CHICAGO, title="Ties"), as_of="2026-01-01", notes=("one more",))
    assert texts(document, "h1") == ["Ties"]
    assert texts(document, "th") == ["City", "Last activity", "Events", "One sided"]
    assert texts(document, "td") == ["Busan", "1966-06-30", "12", "yes", "Chicago", "", "", "no"]
    assert "As of 2026-01-01" in texts(document, "p")
    assert texts(document, "li") == ["one more"]


def test_a_page_of_nothing_says_so():
    assert texts(listing(empty="no ties recorded"), "p") == ["no ties recorded"]


def test_a_dossier_has_its_facts_and_a_heading_for_each_section():
    assert texts(dossier(), "dt") == ["Name", "First tie", "Member"]
    assert texts(dossier(), "dd") == ["Busan", "1966", "yes"]
    assert texts(dossier(), "h2") == ["Sister cities"]


@given(any_texts)
@settings(max_examples=25)
def test_data_is_text_whatever_it_holds(text: str):
    document = replace(cells(text), title=text, notes=(text,))
    assert {each.tag for each in tree(document).iter()} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "section", "div"),
        *("table", "thead", "tbody", "tr", "th", "td", "footer", "ul", "li"),
    }
    assert not dangers(rendered(document, "html")) - {"\n"}


def test_a_page_runs_nothing_and_fetches_nothing():
    page = rendered(replace(cells('<script>alert(1)</script><img src="https://example.org/x">'), title="x"), "html")
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"\b(?:src|href|style|on\w+)=\"", page)
    assert re.search(r"default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]+=&#39;", page)
