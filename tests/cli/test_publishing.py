"""`publish`: a site that is whole, safe, and the same for the same day; and `serve`, which shows it."""

import html
import http.client
import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock
from urllib.parse import unquote, urlsplit

import pytest

from cli.commands import RunCli, assert_refused, done
from cli.running import run_in_process
from db.registers import Registers
from twinning.db.storage.address import Address
from twinning.exchange.serving import HOST, server_of
from twinning.exchange.site_folder import MANIFEST

DAY = ("--as-of", "2026-01-31")
_SHOWN = """
    SELECT name FROM person JOIN act_person ON act_person.person_id = person.id WHERE role = 'signatory'
    UNION SELECT name FROM person JOIN activity_person ON activity_person.person_id = person.id
    WHERE role IN ('host', 'speaker')
"""
HOSTILE = "<script>alert('hi')</script> & Co"


@pytest.fixture(scope="module")
def register(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with sqlite_registers.copy("seeded", tmp_path_factory.mktemp("register")) as address:
        run_in_process("add-city", HOSTILE, "--country", "Japan", "--yes", address=address)
        run_in_process("add-agreement", "Busan", HOSTILE, "--signed", "2011-05-01", "--yes", address=address)
        yield address


@pytest.fixture(scope="module")
def site(register: Address, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    done(run_in_process("publish", str(folder), *DAY, "--base-url", "https://city.example/sisters", address=register))
    return folder


@pytest.fixture
def copied(site: Path, tmp_path: Path) -> Path:
    """The site in a folder that a test may spoil, its files the same ones with the same times."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def publish(run_cli: RunCli, folder: Path, register: Address, *options: str) -> None:
    base = ("--base-url", "https://city.example/sisters")
    done(run_cli("publish", str(folder), *DAY, *base, *options, address=register))


class Page(HTMLParser):
    """What a page links to, what it has places for, and the elements that would load or run something."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.loaded: list[str] = []
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._in_script = False
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        self.handlers += [name for name in found if name.startswith("on") or name == "style"]
        if tag == "a":
            self.links.append(found["href"])
        elif tag == "link" and found.get("rel") != "canonical":
            self.loaded.append(found["href"])
        elif tag in ("script", "img", "iframe", "source", "embed", "object") and "src" in found:
            self.loaded.append(found["src"])
        self._in_script = tag == "script" and "src" not in found
        if self._in_script:
            self.scripts.append(f"{found.get('type')}:")

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def test_every_link_of_a_site_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    read = {path: Page(path) for path in pages(site)}
    broken = []
    for path, page in read.items():
        for link in (*page.links, *page.loaded):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = read[target].ids if target in read else set()
            if not target.is_file() or (parts.fragment and parts.fragment not in known):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert len(read) > 60
    assert broken == []
    reports = {f"reports/{path.name}" for path in (site / "reports").glob("*.html") if not path.stem[-1].isdigit()}
    assert reports <= {*read[site / "reports.html"].links}


def test_a_site_in_a_language_has_its_words_lists_countries_and_the_names_that_cities_have_in_it(
    register: Address, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    done(run_in_process("--lang", "ja", "publish", str(folder), *DAY, "--city", "Busan", address=register))
    city, agreement = (
        (folder / each).read_text("utf-8") for each in ("cities/busan-kr.html", "agreements/busan-kr--shanghai-cn.html")
    )
    assert "<h1>釜山広域市</h1>" in city
    assert '--shanghai-cn.html">姉妹都市</a>' in city
    assert "<h1>釜山広域市、Shanghai</h1>" in agreement
    everything = "".join(path.read_text("utf-8") for path in pages(folder))
    assert '<span class="then">、</span>' in everything
    assert "エクアドル (派遣)" in everything
    counted = re.findall(
        r'<a href="[a-z]+\.html"><strong>.*?</a>', (folder / "index.html").read_text("utf-8"), re.DOTALL
    )
    assert not re.search("[A-Za-z]{3}", re.sub("<.*?>", "", "".join(counted)))
    for name in ("downloads.html", "reports.html"):
        page = re.sub("<head>.*</head>|<[^>]*>", " ", (folder / name).read_text("utf-8"), flags=re.DOTALL)
        assert {*re.findall("[A-Za-z]{2,}", page)} <= {"CSV", "Excel", "GeoJSON", "kB"}
    found = json.loads((folder / "search.json").read_text("utf-8"))
    names = next(names for title, _, _, names in found if title == "釜山広域市")
    assert {"釜山広域市", "busan", "부산"} <= set(names)


def test_the_page_of_a_city_has_a_small_map_of_its_ties_over_land_that_the_whole_site_shares(site: Path) -> None:
    shanghai = (site / "cities/shanghai-cn.html").read_text("utf-8")
    assert '<img src="../world.svg" alt=""><svg role="img"' in shanghai
    assert "<title>Busan – " not in shanghai
    assert re.search(r'<path d="M[^"]+" class="arc c1"><title>Shanghai – Busan, South Korea: sister city', shanghai)
    land = (site / "world.svg").read_text("utf-8")
    viewed = 'viewBox="[^"]+"'
    assert re.findall(viewed, land) == re.findall(viewed, shanghai)


def test_each_record_has_a_page_of_its_key(site: Path, register: Address) -> None:
    folders = {"delegation": "delegations", "event": "events", "exchange_program": "programs"}
    with sqlite3.connect(str(register.path)) as connection:
        activities = connection.execute("SELECT kind, key FROM activity").fetchall()
        agreements = connection.execute("SELECT key FROM agreement").fetchall()
        cities = connection.execute("SELECT key FROM city").fetchall()
    wanted = {f"{folders[kind]}/{key}.html" for kind, key in activities}
    wanted |= {f"agreements/{key}.html" for (key,) in agreements} | {f"cities/{key}.html" for (key,) in cities}
    assert wanted <= {str(path.relative_to(site)) for path in pages(site)}


def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own(site: Path) -> None:
    for path in pages(site):
        page, text = Page(path), html.unescape(path.read_text("utf-8"))
        assert [each for each in page.loaded if urlsplit(each).scheme or each.startswith("//")] == []
        assert page.handlers == []
        assert all(each.startswith("application/ld+json:") for each in page.scripts)
        assert "script-src 'self'" in text
        assert "unsafe" not in text


def test_a_name_that_is_markup_stays_text(site: Path) -> None:
    for path in pages(site):
        assert HOSTILE not in path.read_text("utf-8"), path
    home = (site / "index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(" in (site / "cities.html").read_text("utf-8")
    assert "<title>" in home


def test_search_engines_read_events_and_cities_as_schema_org_has_them(site: Path) -> None:
    found = [json.loads(script.partition(":")[2]) for path in pages(site) for script in Page(path).scripts]
    kinds = {each.get("@type") for each in found}
    assert {"City", "Event", "WebSite"} <= kinds
    organizations = [each for found_graph in found for each in found_graph.get("@graph", ())]
    assert {each["@type"] for each in organizations} == {"Organization"}
    hostile = next(each for each in found if each.get("name") == HOSTILE)
    assert hostile["url"].startswith("https://city.example/sisters/cities/")


def test_every_page_says_its_day(site: Path) -> None:
    for path in pages(site):
        assert '<time datetime="2026-01-31">31 January 2026</time>' in path.read_text("utf-8")


def test_the_same_day_gives_the_same_bytes_and_leaves_what_is_the_same_alone(
    run_cli: RunCli, register: Address, site: Path, copied: Path
) -> None:
    (copied / "style.css").write_text("body {}")
    (copied / "search.json").unlink()
    before = {path: found.stat().st_mtime_ns for path, found in at(copied).items()}
    publish(run_cli, copied, register)
    files = at(copied)
    assert {path: found.read_bytes() for path, found in files.items()} == {
        path: found.read_bytes() for path, found in at(site).items()
    }
    assert {str(path) for path in files if files[path].stat().st_mtime_ns != before.get(path)} == {
        "style.css",
        "search.json",
    }


def at(folder: Path) -> dict[Path, Path]:
    return {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}


def test_a_build_that_fails_leaves_the_site_that_was_there(
    run_cli: RunCli, register: Address, copied: Path, tmp_path: Path
) -> None:
    before = {path: found.read_bytes() for path, found in at(copied).items()}
    with mock.patch("twinning.cli.publishing.files.home", side_effect=OSError(28, "No space left on device")):
        assert_refused(run_cli("publish", str(copied), address=register), 6, "No space left on device")
    assert {path: found.read_bytes() for path, found in at(copied).items()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".twinning")] == []


def test_a_folder_keeps_the_files_of_others_and_loses_the_pages_that_are_no_longer_wanted(
    run_cli: RunCli, register: Address, copied: Path
) -> None:
    (copied / "mine").mkdir()
    (copied / "mine/thesis.txt").write_text("three years")
    refused = run_cli("publish", str(copied), *DAY, address=register)
    assert_refused(refused, 6, "holds mine/thesis.txt, which is no part of a site")
    publish(run_cli, copied, register, "--force", "--city", "Vladivostok")
    assert (copied / "mine/thesis.txt").read_text() == "three years"
    assert "thesis" not in (copied / MANIFEST).read_text()
    assert (copied / "cities/busan-kr.html").is_file()
    assert not (copied / "cities/cairo-eg.html").exists()


def test_people_appear_as_signatories_hosts_and_speakers_alone(site: Path, register: Address) -> None:
    with sqlite3.connect(str(register.path)) as connection:
        shown = {name for (name,) in connection.execute(_SHOWN)}
        others = {name for (name,) in connection.execute("SELECT name FROM person")} - shown
        titles = "".join(title for (title,) in connection.execute("SELECT title FROM activity"))
    text = "".join(path.read_text("utf-8") for path in pages(site))
    assert len(others) > 3
    assert [name for name in others if name in text and name not in titles] == []


@pytest.mark.parametrize("address", ["ftp://city.example/", "city.example", "javascript:alert(1)"])
def test_a_base_that_is_no_web_address_is_refused(
    run_cli: RunCli, register: Address, tmp_path: Path, address: str
) -> None:
    refused = run_cli("publish", str(tmp_path / "site"), "--base-url", address, address=register)
    assert_refused(refused, 2, "is no address of the web")


@pytest.fixture(scope="module")
def ask(site: Path) -> Iterator[Callable[..., http.client.HTTPResponse]]:
    with server_of(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def asking(method: str, path: str, host: str = HOST) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection(HOST, server.server_address[1], timeout=10)
            connection.request(method, path, headers={"Host": host})
            return connection.getresponse()

        yield asking
        server.shutdown()


def test_a_preview_has_the_pages_and_says_what_they_may_load(ask: Callable[..., http.client.HTTPResponse]) -> None:
    for path, kind in (
        ("/", "text/html"),
        ("/cities/busan-kr.html", "text/html"),
        ("/search.json", "application/json"),
    ):
        answer = ask("GET", path)
        assert (answer.status, answer.headers.get_content_type()) == (200, kind)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        answer.read()


@pytest.mark.parametrize(
    "path",
    [
        "/cities",
        "/cities/",
        "/../register/register.db",
        "/%2e%2e/register/register.db",
        "/nothing.html",
        "/.git/config",
    ],
)
def test_a_preview_has_nothing_else(ask: Callable[..., http.client.HTTPResponse], path: str) -> None:
    assert ask("GET", path).status == 404


def test_a_preview_is_only_read_and_only_by_this_machine(ask: Callable[..., http.client.HTTPResponse]) -> None:
    assert ask("POST", "/").status == 501
    assert ask("DELETE", "/index.html").status == 501
    assert ask("GET", "/", host="rebound.example").status == 421


def test_only_a_published_site_is_shown(run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("serve", str(tmp_path)), 6, "is no published site")
