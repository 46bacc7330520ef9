"""Python programs in processes of their own that have loaded the libraries already, which takes most of a start.

They are forks of one that has loaded those, and nothing of this program and of its tests.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path

_LIBRARIES = (
    *("alembic.autogenerate", "alembic.command", "babel.dates", "hypothesis.strategies", "psycopg", "pytest"),
    *("rich.console", "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite", "sqlalchemy.orm", "typer.main"),
)
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(list(_LIBRARIES))


def run_python(checkout: Path, environment: Mapping[str, str], *arguments: str) -> tuple[int, str, str]:
    """Run `python ARGUMENTS` on the program in a checkout; return its exit code and what it wrote to either stream."""
    out, err = checkout.parent / "stdout", checkout.parent / "stderr"
    process = _FORKS.Process(target=_become, args=(checkout, dict(environment), arguments, (out, err)))
    process.start()
    process.join()
    return process.exitcode or 0, out.read_text("utf-8"), err.read_text("utf-8")


def _become(
    checkout: Path, environment: Mapping[str, str], arguments: tuple[str, ...], printed: tuple[Path, Path]
) -> None:
    for number, path in enumerate(printed, 1):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    os.chdir(checkout)
    os.environ.clear()
    os.environ.update(environment)
    libraries = [each for each in sys.path if Path(each).is_relative_to(sys.prefix) or "lib/python" in each]
    sys.path[:] = [str(checkout), str(checkout / "src"), *libraries]
    option, *rest = arguments
    if option == "-c":
        sys.argv = rest
        exec(rest[0], {"__name__": "__main__"})
    elif option == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(arguments)
        runpy.run_path(option, run_name="__main__")
