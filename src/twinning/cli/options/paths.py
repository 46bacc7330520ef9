"""Paths, as every command reads them."""

from collections.abc import Callable
from typing import Any

from twinning.errors import UsageError


def with_said_paths(command: Any) -> Any:
    """Return a command or a group that refuses a path which is empty: Python takes it for the present folder.

    So a variable that a script has not set names no folder to write into.
    """
    for parameter in command.params:
        if parameter.type.name == "path":
            parameter.type.convert = _refusing_empty(parameter.type.convert)
    for each in getattr(command, "commands", {}).values():
        with_said_paths(each)
    return command


def _refusing_empty(convert: Callable[..., Any]) -> Callable[..., Any]:
    def said(value: Any, parameter: Any, context: Any) -> Any:
        if value == "" and not context.resilient_parsing:
            name = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.make_metavar(context)
            raise UsageError(f"{name.strip('[]')}: the path is empty", "name a file or a folder; . is the present one")
        return convert(value, parameter, context)

    return said
