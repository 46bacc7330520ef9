"""Configuration files of a project that the user trusts as soon as they are written."""

from pathlib import Path
from typing import Any

from twinning.settings.trust import trust


class TrustedFile(type(Path())):  # type: ignore[misc]
    """A path at which a test writes what its user then trusts."""

    def write_text(self, *arguments: Any, **options: Any) -> int:
        written = super().write_text(*arguments, **options)
        trust(Path(self))
        return written

    def write_bytes(self, *arguments: Any, **options: Any) -> int:
        written = super().write_bytes(*arguments, **options)
        trust(Path(self))
        return written
