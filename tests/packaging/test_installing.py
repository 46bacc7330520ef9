"""What pip installs, and that it works in an empty folder for a user with an empty home."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from programs import find_program

pytestmark = pytest.mark.xdist_group("packaging")  # one worker builds, for all

ROOT = Path(__file__).parents[2]
PLACES = {
    "src/twinning": "twinning",
    "alembic": "twinning/_bundled/alembic",
    "data/seed": "twinning/_bundled/seed",
    "docs": "twinning/_bundled/docs",
}

GENERATOR = "twinning/_bundled/docs/generat"
"""What writes the documentation stays behind."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment, and beside it an empty home and an empty folder to run in."""

    folder: Path

    @property
    def site_packages(self) -> Path:
        return next((self.folder / "venv").glob("lib/python*/site-packages"))

    def install(self, *what: str | Path) -> None:
        """Install with pip, ignoring the project that the tests themselves run on."""
        pip = ["-m", "pip", "--python", str(self.folder / "venv"), "install", "--quiet"]
        offline = ["--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed"]
        subprocess.run([sys.executable, *pip, *offline, *what], check=True)

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of the environment from the empty folder; return what it printed."""
        command = [str(self.folder / "venv/bin" / program), *arguments]
        user = {"HOME": str(self.folder / "home"), "PATH": os.defpath}
        ended = subprocess.run(command, cwd=self.folder / "empty", env=user, check=True, stdout=subprocess.PIPE)
        return ended.stdout.decode()


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment that finds twinning's dependencies, and hatchling, where the tests found them.

    A line in a .pth file adds that folder to its path. The .pth files in there are not read in turn, so the editable
    install that the tests run on stays out of sight.
    """
    made = Environment(tmp_path)
    venv.create(tmp_path / "venv", symlinks=True)
    (made.site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "empty").mkdir()
    return made


@pytest.fixture(scope="session", params=["from the checkout", "by way of the sdist"])
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel: once as `pip install .` builds it, once as it is built from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    options = ["--wheel"] if request.param == "from the checkout" else []
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir"]
    subprocess.run([*command, folder, ROOT], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def test_a_wheel_holds_the_program_its_migrations_its_seed_and_its_guides_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    theirs = {f"{target}/{name}" for source, target in PLACES.items() for name in project_files(source)}
    assert names == {name for name in theirs if not name.startswith(GENERATOR)}


def test_a_wheel_holds_the_licence_and_the_notices(wheel: Path) -> None:
    licences = {Path(name).name for name in ZipFile(wheel).namelist() if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "THIRD-PARTY-NOTICES.md"}


def test_a_wheels_description_is_the_read_me_with_nothing_that_only_a_checkout_has(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(name).decode()
    assert "twinning help getting-started" in text
    assert re.findall(r"\]\((?!https://)[^)]*\)", text) == []


def test_an_installed_wheel_lists_the_partners_of_the_seed_and_shows_its_guides(
    wheel: Path, environment: Environment
) -> None:
    environment.install(wheel)
    assert "shanghai-cn" in environment.run("twinning", "list-partners", "Busan", "--csv")
    assert "getting-started" in environment.run("twinning", "help")
    assert environment.run("twinning", "help", "getting-started").startswith("# Getting started\n")


def test_an_editable_install_reads_the_checkout_and_carries_no_copy(environment: Environment) -> None:
    environment.install("--editable", ROOT)
    assert not (environment.site_packages / "twinning").exists()
    places = "from twinning import _resources as r; print(r.migrations(), r.seed_packs()[r.ARTICLES], sep='\\n')"
    assert environment.run("python", "-c", places).splitlines() == [str(ROOT / "alembic"), str(ROOT / "data/seed")]
    assert "shanghai-cn" in environment.run("twinning", "list-partners", "Busan", "--csv")


def project_files(folder: str) -> list[str]:
    """Return the files that belong to the project, relative to their folder.

    Git tells which; in an unpacked source distribution, which is no checkout of git's, all but what Python made.
    """
    if not (ROOT / ".git").exists():
        found = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
        return [path.relative_to(ROOT / folder).as_posix() for path in found]
    # A checkout of another user's is none to git unless it is told so.
    command = [find_program("git"), "-c", f"safe.directory={ROOT}", "ls-files", "-z", "."]
    listing = subprocess.run(command, cwd=ROOT / folder, check=True, stdout=subprocess.PIPE).stdout
    return listing.decode().split("\0")[:-1]
