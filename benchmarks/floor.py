"""The least that typer, rich and SQLAlchemy's ORM can do: load, run one select on a register, print a table.

Takes the register's file and the key of a city. No command that is built on the three can be faster.
"""

import sys

import typer  # noqa: F401 - loaded for its cost
from rich.console import Console
from rich.table import Table
from sqlalchemy import column, create_engine, select, table
from sqlalchemy.orm import Session

_COLUMNS = ("id", "key", "name", "kind", "country_code")


def main(path: str, key: str) -> None:
    city = table("city", *map(column, _COLUMNS))
    printed = Table(*_COLUMNS)
    with Session(create_engine(f"sqlite:///{path}")) as session:
        for row in session.execute(select(city).where(city.c.key != key).limit(9)):
            printed.add_row(*map(str, row))
    Console(width=120).print(printed)


if __name__ == "__main__":
    main(*sys.argv[1:])
