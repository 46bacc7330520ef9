"""The site as people meet it: it opens, finds, works with the keyboard and without a script, and shuts nobody out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

PAGES = (
    *("index.html", "cities.html", "agreements.html", "activities.html", "timeline.html", "anniversaries.html"),
    *(
        "questions.html",
        "reports.html",
        "reports/countries.html",
        "downloads.html",
        "sources.html",
        "organizations.html",
    ),
    *("cities/busan-kr.html", "cities/fukuoka-jp.html", "agreements/busan-kr--fukuoka-jp.html"),
)
DESKTOP, PHONE = (1280, 900), (390, 844)
LOOKS = (("light", DESKTOP), ("dark", PHONE))


@contextmanager
def opened(browser: Browser, look: tuple[str, tuple[int, int]] = LOOKS[0], **options: Any) -> Iterator[Page]:
    scheme, (width, height) = look
    looks: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": height}}
    context = browser.new_context(**looks, **options)
    yield context.new_page()
    context.close()


def test_pages_open_without_an_error_and_ask_nobody_else(browser: Browser, site: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    with opened(browser) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for path in PAGES:
            assert page.goto(site + path).ok, path
    assert said == []
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(site).netloc}


def test_the_links_of_the_home_page_lead_somewhere(browser: Browser, site: str) -> None:
    with opened(browser) as page:
        page.goto(site)
        links = {
            link for link in page.eval_on_selector_all("a", "all => all.map(a => a.href)") if link.startswith(site)
        }
        assert len(links) > 40
        assert [link for link in links if not page.request.get(link.partition("#")[0]).ok] == []


@pytest.mark.parametrize("typed", ["부산", "Pusan", "busan", "BUSAN"])
def test_the_search_finds_a_city_by_any_of_its_names(browser: Browser, site: str, typed: str) -> None:
    with opened(browser) as page:
        page.goto(f"{site}agreements/busan-kr--fukuoka-jp.html")
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("search").get_by_role("link", name="Busan", exact=True).click()
        assert page.url == f"{site}cities/busan-kr.html"


def test_the_search_says_that_there_is_nothing(browser: Browser, site: str) -> None:
    with opened(browser) as page:
        page.goto(site)
        page.get_by_role("searchbox").fill("Atlantis")
        page.get_by_text("Nothing found").wait_for(state="attached")


def test_the_keyboard_does_for_everything(browser: Browser, site: str) -> None:
    with opened(browser) as page:
        page.goto(site)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.get_by_role("searchbox").focus()
        page.keyboard.type("fuku")
        page.get_by_role("search").get_by_role("link").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cities/fukuoka-jp.html")


def test_without_a_script_every_page_is_reached_by_links(browser: Browser, site: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(site)
        assert not page.get_by_role("searchbox").is_visible()
        page.get_by_role("link", name="Kaohsiung").last.click()
        assert page.url == f"{site}cities/kaohsiung-tw.html"


def test_a_phone_shows_every_page_without_moving_sideways(browser: Browser, site: str) -> None:
    with opened(browser, ("light", PHONE)) as page:
        wide = []
        for path in PAGES:
            page.goto(site + path)
            if page.evaluate("document.documentElement.scrollWidth") > PHONE[0]:
                wide.append(path)
        assert wide == []


def test_a_phone_shows_whole_charts(browser: Browser, site: str) -> None:
    with opened(browser, ("light", PHONE)) as page:
        page.goto(f"{site}reports/countries.html")
        rooms = "all => all.map(figure => [figure.scrollWidth, figure.clientWidth])"
        charts = page.eval_on_selector_all("figure", rooms)
        assert charts != []
        assert [(drawn, room) for drawn, room in charts if drawn > room] == []
        assert page.locator("figure svg").filter(visible=True).count() == len(charts)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nobody_is_shut_out(browser: Browser, site: str, axe: str, look: tuple[str, tuple[int, int]]) -> None:
    """Ask axe-core for what of WCAG 2.2 AA and of good practice a program can find."""
    found = []
    with opened(browser, look) as page:
        for path in PAGES:
            page.goto(site + path)
            page.evaluate(axe)
            violations = page.evaluate("axe.run().then(found => found.violations)")
            found += [f"{path}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
    assert found == []
