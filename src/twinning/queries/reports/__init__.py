"""Reports: what a council is given. One module of this folder is one report, found by its file alone.

A module `visits_owed.py` is `twinning report visits-owed`. It has

- a docstring, which is the help of the command, with examples;
- a row class, whose fields are the columns of every format;
- one function under `@report(ItsRowClass)`, which returns a `Listing` with the report's heading. It takes a connection,
  and of `PARAMETERS` what the report can be asked for.

A report of several tables has no row class of its own: its function, under `@report(LineRow)`, returns a `Dossier`.

A module whose name begins with an underscore is no report.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from twinning.domain.names import quote
from twinning.errors import UsageError
from twinning.rows import Dossier, LineRow, Listing, Row, column_names
from twinning.rows.phrases import Phrase

if TYPE_CHECKING:
    from sqlalchemy import Connection

PARAMETERS = {
    "city": "the city reported on: a `FoundCity`, the home city if none is named",
    "scope": "the city reported on as well, or None for the whole register: with `--all`, or without a home city",
    "as_of": "the day of the statuses: ISO, today if not said (`--as-of`)",
    "span": "the days reported on: a `Span` (`--from` and `--to`)",
    "partner": "the city reported on beside it: a `FoundCity`, which has to be named",
    "earlier": "a source to compare: a `FoundRecord`, which has to be named",
    "later": "the source that it is compared with",
    "year": "the year reported on: a number, which has to be named",
    "every": "the years between one anniversary and the next (`--every`)",
    "years": "how many years, for those that report on a number of them (`--years`)",
}
"""What a report can be asked for, by the names of its function's parameters.

The last two, and `span`, have a default, which is the function's own.
"""

Query = Callable[..., Listing[Any] | Dossier]
AnyQuery = TypeVar("AnyQuery", bound=Query)

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a report without loading it: its name, help, parameters and columns."""

    name: str
    help: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def about(self) -> Phrase:
        """What the report tells, in a sentence."""
        told = self.help.partition("\n")[0].removeprefix("Report ")
        return Phrase(f"{told[:1].upper()}{told[1:]}", None, 1, {})


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the class of its rows, and the function that gives its listing."""

    row_class: type[Row]
    query: Query

    @property
    def outline(self) -> Outline:
        """What `list_outlines` reads of it."""
        module = inspect.getmodule(self.query)
        help = inspect.getdoc(module) or ""
        return Outline(_name(self.query.__module__), help, _parameters(self.query), column_names(self.row_class))

    def made(self, connection: "Connection", **asked: Any) -> Listing[Any] | Dossier:
        """Return its listing or dossier, which says for which day it is, where one was asked for."""
        document = self.query(connection, **asked)
        return replace(document, as_of=document.as_of or asked.get("as_of"))


_REPORTS: dict[str, Report] = {}


def report(row_class: type[Row]) -> Callable[[AnyQuery], AnyQuery]:
    """Register the function of a module of this folder that gives its report.

    Raises TypeError where the function has a parameter for which there is no option.
    """

    def register(query: AnyQuery) -> AnyQuery:
        unknown = set(_parameters(query)) - set(PARAMETERS)
        if unknown:
            raise TypeError(f"{query.__module__}: {', '.join(sorted(unknown))} is none of {', '.join(PARAMETERS)}")
        _REPORTS[_name(query.__module__)] = Report(row_class, query)
        return query

    return register


def load_report(name: str) -> Report:
    """Return the report of a name (`visits-owed`). Raises UsageError where there is none."""
    if name not in (names := report_names()):
        raise UsageError(f"there is no report {quote(name)}", f"one of {', '.join(names)}")
    import_module(f"{__name__}.{name.replace('-', '_')}")
    return _REPORTS[name]


def report_names() -> list[str]:
    """Return the names of all reports."""
    return [_name(path.stem) for path in _modules()]


def list_outlines() -> list[Outline]:
    """Return the outlines of all reports by name, read from their files: loading SQLAlchemy takes longer than help may.

    Raises TypeError for a module without a report.
    """
    return [_read(path) for path in _modules()]


def _modules() -> Iterator[Path]:
    return (path for path in sorted(_FOLDER.glob("*.py")) if not path.stem.startswith("_"))


def _read(path: Path) -> Outline:
    module = ast.parse(path.read_text("utf-8"))
    found = [(each, row) for each in module.body if isinstance(each, ast.FunctionDef) for row in _reported(each)]
    if len(found) != 1:
        raise TypeError(f"{path} has {len(found)} functions under @report(…), and a report has one")
    ((query, row_class),) = found
    parameters = tuple(argument.arg for argument in (*query.args.args, *query.args.kwonlyargs))
    columns = (column for each in module.body if isinstance(each, ast.ClassDef) for column in _columns(each, row_class))
    own = column_names(LineRow) if row_class == LineRow.__name__ else tuple(columns)
    return Outline(_name(path.stem), ast.get_docstring(module) or "", parameters[1:], own)


def _reported(function: ast.FunctionDef) -> Iterator[str]:
    """Give the name of the row class that a function is a report of, if it is one."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(func=ast.Name(id="report"), args=[ast.Name(id=row_class)]):
                yield row_class


def _columns(declared: ast.ClassDef, row_class: str) -> Iterator[str]:
    for each in declared.body:
        match each:
            case ast.AnnAssign(annotation=ast.Subscript(value=ast.Name(id="ClassVar"))):
                continue
            case ast.AnnAssign(target=ast.Name(id=name)) if declared.name == row_class:
                yield name


def _name(module: str) -> str:
    return module.rpartition(".")[2].replace("_", "-")


def _parameters(query: Query) -> tuple[str, ...]:
    return tuple(inspect.signature(query).parameters)[1:]
