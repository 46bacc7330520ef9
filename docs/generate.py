"""Write what is made from the program: the reference, what pages show of commands, pictures, and the typed tables.

`make docs` rewrites what is stale; with `--check`, which `make check` uses, it names what is, and links that lead
nowhere, and leaves with 1 if there is any. The picture of the site needs Chromium: where there is none, the picture is
left as it is.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generators import screenshot, site_page
from generators.catalogues import catalogues, untranslated
from generators.commands import command_page
from generators.countries import country_module
from generators.diagram import draw_data_model
from generators.imports import import_page
from generators.lists import column_page, exit_code_page, word_page
from generators.markdown import broken_links
from generators.pictures import drawings
from generators.schema_objects import schema_objects_module
from generators.sessions import rerun
from generators.tables import data_model_page
from generators.typed_tables import table_modules

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "src/twinning/db/tables"
COUNTRIES = ROOT / "src/twinning/domain/countries/english.py"
SCHEMA_OBJECTS = ROOT / "src/twinning/db/migrations/schema_objects.py"
IMAGES = ROOT / "docs/images"
SCREEN = IMAGES / "list-partners.svg"
SITE = IMAGES / "site-of-busan.png"
MADE: dict[Path, Callable[[], str]] = {
    ROOT / "docs/reference" / name: make
    for name, make in {
        "commands.md": command_page,
        "columns.md": column_page,
        "vocabulary.md": word_page,
        "exit-codes.md": exit_code_page,
        "lists.md": import_page,
        "data-model.md": data_model_page,
        "data-model.svg": draw_data_model,
    }.items()
} | {COUNTRIES: country_module, SCHEMA_OBJECTS: schema_objects_module, **drawings(IMAGES)}


def pages() -> list[Path]:
    """Return every page, those made from the program included."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def stale_tables() -> list[tuple[Path, str]]:
    """Return each module of tables that is not as the models would have it, with what would be written."""
    return [(path, text) for path, text in table_modules(TABLES) if text != _text(path)]


def stale() -> Iterator[tuple[Path, str | bytes]]:
    """Give each file that is not as it would be written now, with what would be written: but for the tables."""
    for path, make in MADE.items():
        if (made := make()) != _text(path):
            yield path, made
    yield from ((path, text) for path, text in catalogues() if text != _text(path))
    for path in pages():
        if path not in MADE and (run_again := rerun(_text(path))) != _text(path):
            yield path, run_again
    if not screenshot.is_fresh(_text(SCREEN)):
        yield SCREEN, screenshot.draw_screen()
    if site_page.browser() is not None and not site_page.is_of_today(SITE):
        yield SITE, site_page.take_picture()


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def check() -> list[str]:
    """Return what is wrong with the documentation, a line each."""
    old = [f"{path.relative_to(ROOT)} is stale: run `make docs`" for path, _ in (*stale_tables(), *stale())]
    return [*old, *untranslated(), *(f"{broken} leads nowhere" for broken in broken_links(pages(), ROOT))]


def write(files: Iterable[tuple[Path, str | bytes]]) -> list[str]:
    """Rewrite what is stale; return what was written, a line each."""
    written = []
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        written.append(f"{path.relative_to(ROOT)} written")
    return written


def main() -> int:
    """Run the command; return its exit code."""
    if sys.argv[1:] == ["--check"]:
        wrong = check()
        _say(wrong)
        return 1 if wrong else 0
    if tables := write(stale_tables()):
        _say(tables)
        return subprocess.run([sys.executable, __file__], check=False).returncode  # noqa: S603 - with the new ones
    _say(write(stale()))
    return 0


def _say(lines: list[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
