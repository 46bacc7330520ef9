"""The folder of a published site: whole or not at all, with what did not change left as it was.

A site is made beside the one that is there. Of a file that is the same the new site gets the very file (a hard link),
so that its time stays and a copy to a server skips it. Only a finished site takes the place of the earlier one, by
renaming; a run that fails or is killed leaves that as it was.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twinning.db.storage.files import unwritable
from twinning.db.storage.scratch import scratch_beside, swap
from twinning.errors import InputError

MANIFEST = "twinning-site.json"
"""What says that a folder is such a site, and which files are the site's own."""

_FORMAT = 1
_LARGEST_MANIFEST = 1 << 27  # bytes


class SiteFolder:
    """A site while it is made. `scratch` is a folder for what is not published."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.scratch = scratch
        self.made = scratch / "site"
        self.written = self.kept = self.bytes = 0
        self._before = folder
        self._files: list[str] = []
        self.made.mkdir()

    def write(self, path: str, content: bytes) -> None:
        """Add a file, by its path in the site. Raises OSError."""
        target, before = self.made / path, self._before / path
        if target.parent != self.made:
            target.parent.mkdir(exist_ok=True)
        if _has(before, content):
            _link(before, target)
            self.kept += 1
        else:
            target.write_bytes(content)
            self.written += 1
        self.bytes += len(content)
        self._files.append(path)

    def finish(self, strangers: list[Path]) -> None:
        """Add the manifest, and the files of others that were in the folder."""
        for each in strangers:
            if not (self.made / each).exists():
                (self.made / each).parent.mkdir(parents=True, exist_ok=True)
                _link(self._before / each, self.made / each)
        manifest = {"format": _FORMAT, "files": sorted(self._files)}
        self.write(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=0) + "\n").encode())


@contextmanager
def site_in(folder: Path, *, force: bool = False) -> Iterator[SiteFolder]:
    """Give a site to be filled, which takes the place of a folder that is absent, empty, or such a site.

    With `force` files of others stay in the folder, which else is refused. Raises InputError.
    """
    target = folder.resolve()
    try:
        strangers = _strangers(target, folder)
        if strangers and not force:
            raise InputError(
                f"{folder} holds {strangers[0]}, which is no part of a site that this program published",
                "name another folder, or add --force to publish among these files, which stay",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_beside(target) as scratch:
            site = SiteFolder(target, scratch)
            yield site
            site.finish(strangers)
            if target.exists():
                site.made.chmod(target.stat().st_mode & 0o7777)
            swap(target, site.made, scratch)
    except OSError as error:
        raise unwritable(folder, error) from error


def read_files(folder: Path) -> frozenset[str] | None:
    """Return the paths of the files of a published site; None for a folder that is none. Raises OSError."""
    manifest = folder / MANIFEST
    if manifest.is_symlink() or not manifest.is_file() or manifest.stat().st_size > _LARGEST_MANIFEST:
        return None
    try:
        read = json.loads(manifest.read_bytes())
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("format") != _FORMAT or not isinstance(read.get("files"), list):
        return None
    return frozenset(str(each) for each in read["files"]) | {MANIFEST}


def _strangers(target: Path, named: Path) -> list[Path]:
    """Return the files in a folder that are no part of a site there, by their paths in it."""
    if not target.exists():
        return []
    if not target.is_dir():
        raise InputError(f"{named} exists and is not a folder", "name another folder")
    ours = read_files(target) or frozenset()
    return sorted(path for path in _files_in(target) if path.as_posix() not in ours)


def _files_in(target: Path) -> Iterator[Path]:
    """Give the paths of all that lies in a folder and is no folder; a link to one is none."""
    for place, folders, names in os.walk(target):
        links = (each for each in folders if Path(place, each).is_symlink())
        yield from (Path(place, name).relative_to(target) for name in (*names, *links))


def _has(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _link(before: Path, target: Path) -> None:
    """Give a file a second name; a copy with its time does where the file system has no such names."""
    try:
        os.link(before, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(before, target, follow_symlinks=False)
