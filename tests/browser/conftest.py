"""A published site in a real Chromium: `make test-browser`, apart from the other tests, which need Python alone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from cli.commands import done
from cli.running import run_in_process
from db.registers import Registers
from programs import find_program
from twinning.exchange.serving import server_of

AXE = Path(__file__).parents[2] / "build/browser/node_modules/axe-core/axe.min.js"
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def site(sqlite_registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of Busan."""
    folder = tmp_path_factory.mktemp("site")
    with sqlite_registers.copy("seeded", folder) as register:
        done(run_in_process("db", "seed", "--pack", "busan-register", address=register))
        done(run_in_process("publish", str(folder / "busan"), "--city", "Busan", address=register))
    with server_of(folder / "busan", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_program("chromium"), args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail("axe-core is not installed: run `make test-browser`", pytrace=False)
    return AXE.read_text("utf-8")
