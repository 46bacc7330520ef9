"""Where a database is: a path or an SQLAlchemy URL, and how it is named without giving away a password."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from twinning.domain.files.paths import path_of
from twinning.domain.privacy.passwords import looks_like_a_server
from twinning.errors import UsageError


@dataclass(frozen=True, slots=True)
class Address:
    """A database's place. `path` is its file for SQLite, None for a server.

    `called` is how messages name a file that is not yet where it shall be.
    """

    url: URL
    path: Path | None
    called: Path | None = None

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read a path or a URL (`postgresql://host/name`, `sqlite:///file`).

        Raises UsageError, which never repeats the text: a URL may hold a password.
        """
        if not text.strip():
            raise UsageError("the database address is empty", _EXAMPLE)
        if "://" not in text:
            if looks_like_a_server(text):
                raise UsageError("the database address is neither a URL nor a path", f"{_EXAMPLE}, or ./FILE")
            return cls.of_file(path_of(text))
        if text.count("@") > 1:  # a part of the password would be taken for the host, and shown
            raise UsageError("the database address has more than one @", "write one in a user or password as %40")
        try:
            url = make_url(text)
            (url.host or "").encode("idna")  # psycopg does this later, and not as an error of its own
        except (ArgumentError, ValueError):
            raise UsageError("the database address is not a URL", _EXAMPLE) from None  # whose words repeat it
        strange = {"=": url.username, r"[@=\[\]\s]": url.host, "[@=:]": url.database}  # a part of a password, it seems
        if any(re.search(signs, part or "") for signs, part in strange.items()):
            raise UsageError("the database address is not a URL", _EXAMPLE)
        if url.get_backend_name() == "sqlite":
            return cls._of_sqlite(url)
        if url.get_backend_name() == "postgresql":
            return cls(url.set(drivername="postgresql+psycopg"), None)
        raise UsageError(f"{url.get_backend_name()} is not a database that twinning works with", _EXAMPLE)

    @classmethod
    def of_file(cls, path: Path, called: Path | None = None) -> "Address":
        """Give the address of an SQLite file; `called` is where it shall be, if that is elsewhere."""
        if "\0" in str(path):
            raise UsageError("the database path holds a NUL character")
        return cls(URL.create("sqlite", database=str(path)), path, called)

    @classmethod
    def _of_sqlite(cls, url: URL) -> "Address":
        if not url.database or url.database == ":memory:" or url.query:
            raise UsageError("an SQLite address names a file and nothing else", _EXAMPLE)
        return cls.of_file(Path(url.database))

    def __str__(self) -> str:
        """Name the database for people: the file's path, or host and name, never user, password or query."""
        if self.path is not None:
            return str(self.called or self.path)
        return f"{self.url.database or 'the default database'} on {self.url.host or 'the local server'}"


_EXAMPLE = "give a file (register.db) or postgresql://USER@HOST/NAME"
