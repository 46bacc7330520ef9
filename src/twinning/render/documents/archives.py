"""Files that are archives of parts, as spreadsheets and text documents are: the same bytes for the same content.

Each carries a mark by which this program knows its own: the archive's comment, which no office program writes or keeps.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

MARK = b"twinning report"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive can state


def marked(archive: bytes) -> bytes:
    """Return an archive with the mark, and without the time of its making."""
    with ZipFile(BytesIO(archive)) as parts:
        return packed({name: parts.read(name) for name in parts.namelist()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of parts by their names, with the mark."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            part = ZipInfo(name, _FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content)
        archive.comment = MARK
    return made.getvalue()


def is_marked(path: Path) -> bool:
    """Return whether a file is an archive with the mark. Raises OSError."""
    try:
        with ZipFile(path) as archive:
            return archive.comment == MARK
    except BadZipFile:
        return False
