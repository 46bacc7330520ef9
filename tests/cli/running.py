"""Commands run in this process, with streams of their own."""

import contextlib
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from unittest import mock

from twinning.db.storage.address import Address


@dataclass(frozen=True, slots=True)
class Result:
    """What a command answered: its exit code, and its two streams exactly as written."""

    code: int
    out: str
    err: str


def run_in_process(
    *arguments: str, address: Address | None = None, env: Mapping[str, str] | None = None, input: str = ""
) -> Result:
    """Run a command on a register."""
    from twinning.cli.main import run

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, environment_of(address, env)))
        stack.enter_context(mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(input.encode()), "utf-8")))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = run(arguments)
    return Result(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = cast("io.BytesIO", stream.buffer).getvalue()
    return written.decode()


def environment_of(address: Address | None, env: Mapping[str, str] | None) -> dict[str, str]:
    """Return the variables with which a command finds a register."""
    database = {} if address is None else {"TWINNING_DB": str(address.path or address.url.render_as_string(False))}
    return database | dict(env or {})
