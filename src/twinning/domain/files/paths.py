"""Paths as people write them."""

from pathlib import Path

from twinning.errors import UsageError


def path_of(text: str) -> Path:
    """Return the path that a text means, `~` and `~user` as in a shell. Raises UsageError for what can be none."""
    if "\0" in text:
        raise UsageError("a path cannot hold a NUL character")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # which says that a home cannot be determined
        user = text.partition("/")[0]
        raise UsageError(f"there is no home of {user!a}", f"write ./{user} for a file of this name") from error
