"""What somebody has set, and where: an option over the environment over the project's file over the user's own.

Both files are TOML with the same keys. The project's is `twinning.toml` in the working folder or the nearest folder
above it; the user's is `config.toml` in the platform's place for configuration. The project's may be a stranger's: it
counts as a whole once the user trusts it, and before that only for what can do no harm.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from twinning.errors import InputError, UsageError
from twinning.settings.trust import read_project_file, user_folder

Key = Literal["database", "actor", "home_city", "format", "language", "contact"]
KEYS: tuple[Key, ...] = get_args(Key)
"""What can be set in a file, in the order in which it is shown."""

_HARMLESS: tuple[Key, ...] = "format", "language"
"""What a project's file sets before it is trusted: the looks of an answer, and not what it is about."""

PROJECT_FILE = "twinning.toml"

_OPTIONS: Mapping[Key, str] = {"database": "--db", "actor": "--actor", "language": "--lang", "contact": "--contact"}
_VARIABLES: Mapping[Key, str] = {
    "database": "TWINNING_DB",
    "actor": "TWINNING_ACTOR",
    "home_city": "TWINNING_HOME_CITY",
    "format": "TWINNING_FORMAT",
    "language": "TWINNING_LANG",
    "contact": "TWINNING_CONTACT",
}
_SQLITE = "sqlite:///"


# Named tuples, as every run needs these two: Python makes a dataclass in five times the time.
class Setting(NamedTuple):
    """A value that counts, and where it comes from: an option, a variable of the environment, or a file's path."""

    value: str
    origin: str


class File(NamedTuple):
    """A configuration file, and what it sets; `ignored` is what it would set if it were trusted.

    A path of a database is complete.
    """

    path: Path
    values: Mapping[str, str]
    ignored: Mapping[str, str] = {}


class Settings:
    """What counts in one run. Files are found and read when a key is first asked for that nothing above them sets."""

    def __init__(
        self,
        options: Mapping[Key, str | None],
        environment: Mapping[str, str] = os.environ,
        files: Sequence[File] | None = None,
        tell: Callable[[str], None] = lambda _text: None,
    ) -> None:
        """Take the options of a run; `files` instead of those that are found. `tell` is told of what is ignored."""
        self._options = options
        self._tell = tell
        self._environment = environment
        self._given_files = files

    def get(self, key: Key) -> Setting | None:
        """Return what is set, None where nothing is. An empty variable sets nothing. Raises InputError for a file."""
        return next((Setting(value, origin) for value, origin in self._said(key) if value is not None), None)

    def _said(self, key: Key) -> Iterator[tuple[str | None, str]]:
        yield self._options.get(key), _OPTIONS.get(key, "")
        yield self._environment.get(_VARIABLES[key]) or None, _VARIABLES[key]
        for file in self.files:
            yield file.values.get(key), str(file.path)

    @cached_property
    def files(self) -> Sequence[File]:
        """The configuration files that there are, the one that counts more first. Raises InputError."""
        if self._given_files is not None:
            return self._given_files
        project, user = (path if path is not None and _is_file(path) else None for path in places())
        files = [] if project is None else [read_project(project)]
        for file in files:
            if file.ignored:
                self._tell(
                    f"{file.path} is not trusted: {', '.join(file.ignored)} in it not counted; "
                    "`twinning config trust` trusts it as it is"
                )
        return files if user is None else [*files, _read(user, user.read_bytes)]

    @property
    def actor(self) -> str:
        """Who works: what is set, else the system's user. Raises InputError for a file."""
        found = self.get("actor")
        return found.value if found else system_user()


def default_database() -> Path:
    """Return the register's file in the user's data folder, which is made and seeded on first use.

    Raises UsageError for a user without a home.
    """
    from platformdirs import user_data_path  # noqa: PLC0415 - a command that is told its database does not pay for it

    try:
        return user_data_path("twinning", appauthor=False) / "register.db"
    except RuntimeError as error:
        raise UsageError("this user has no home folder to keep a register in", "name a file with --db") from error


def cache_folder() -> Path:
    """Return where this user's programs keep what can be fetched again. Raises UsageError for a user without a home."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only what asks other machines keeps anything there

    try:
        return user_cache_path("twinning", appauthor=False)
    except RuntimeError as error:
        raise UsageError("this user has no home folder to keep answers in", "set XDG_CACHE_HOME to a folder") from error


def system_user() -> str:
    """Return the name of the system's user."""
    import getpass  # noqa: PLC0415 - a run that only reads does not pay for it

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def places() -> tuple[Path | None, Path | None]:
    """Return the project's file, None where there is none, and where the user's is or would be.

    The second is None only for a user without a home.
    """
    return _project_file(), _user_file()


def _project_file() -> Path | None:
    try:
        here = Path.cwd()
    except FileNotFoundError:  # the working folder was removed
        return None
    candidates = (folder / PROJECT_FILE for folder in (here, *here.parents))
    return next(filter(_is_file, candidates), None)


def _user_file() -> Path | None:
    try:
        return user_folder() / "config.toml"
    except RuntimeError:
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that this user may not enter
        return False


def read_project(path: Path) -> File:
    """Return a project's file, with what it sets divided by whether it counts. Raises InputError."""
    trusted = False

    def content() -> bytes:
        nonlocal trusted
        read, trusted = read_project_file(path)
        return read

    file = _read(path, content)
    if trusted:
        return file
    counted: dict[str, str] = {}
    ignored: dict[str, str] = {}
    for key, value in file.values.items():
        (counted if key in _HARMLESS else ignored)[key] = value
    return File(path, counted, ignored)


def read_content(path: Path, content: bytes) -> File:
    """Return what a file sets by what was read of it. Raises InputError."""
    return _read(path, lambda: content)


def _read(path: Path, content: Callable[[], bytes]) -> File:
    import tomllib  # noqa: PLC0415 - a run without such a file does not pay for it

    try:
        text = content().decode("utf-8-sig")  # Windows' own editor begins a file with that mark
        return File(path, dict(_checked(path, tomllib.loads(text))))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        from twinning.domain.files.encodings import how_to_save  # noqa: PLC0415 - needed only for this message

        raise InputError(f"{path} is not UTF-8 text", how_to_save(error.object)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not TOML: {error}", 'a setting is a line like home_city = "Busan"') from error


def _checked(path: Path, read: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each key and value that says something. Raises InputError for a key or a type that is not ours."""
    for key, value in read.items():
        if key not in KEYS:
            raise _unknown(path, key)
        if not isinstance(value, str):
            raise InputError(f"{path}: {key} is not a text", f'write it in quotation marks: {key} = "…"')
        if value:
            yield key, _placed(value, path.parent) if key == "database" else value


def _unknown(path: Path, key: str) -> InputError:
    from twinning.domain.names import nearest, quote  # noqa: PLC0415 - needed only for this message

    near = nearest(key, KEYS, limit=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return InputError(f"{path}: there is no setting {quote(key)}", f"{hint}The settings are {', '.join(KEYS)}")


def _placed(address: str, folder: Path) -> str:
    """Return a database's address with the path of a file complete, as seen from the configuration file's folder."""
    if "://" not in address:
        with suppress(RuntimeError):  # ~nobody: the path stays as it is, and is not found
            return str(folder / Path(address).expanduser())
        return str(folder / address)
    if address.startswith(_SQLITE):
        return f"{_SQLITE}{folder / address.removeprefix(_SQLITE)}"
    return address
