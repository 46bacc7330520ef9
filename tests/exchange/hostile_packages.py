"""Data packages as a stranger would make them, each in a folder of its own.

`python -m exchange.hostile_packages FOLDER` from `tests/` writes them, to try a program on them by hand.
"""

import hashlib
import os
import socket
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from exchange.packages import write_descriptor, write_package
from hostile import TEXTS

SECRET = "correct-horse-battery-staple"
"""What stands in a file beside the packages, and no answer may repeat."""

_CITIES = "key,name,kind\nbusan-kr,Busan,city\n"
Maker = Callable[[Path], object]


def make_all(folder: Path) -> list[Path]:
    """Write every package, and the file that some of them would lead to; return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret.csv").write_text(f"key,name,kind\n{SECRET},{SECRET},{SECRET}\n")
    made = []
    for name, make in PACKAGES.items():
        package = write_package(folder / name, city=_CITIES)
        make(package)
        made.append(package)
    return made


def _table(make: Maker) -> Maker:
    """Put something else in the place of the table."""

    def instead(package: Path) -> None:
        (package / "city.csv").unlink()
        make(package / "city.csv")

    return instead


def _describe(path: str, digest: str | None) -> Maker:
    resource = {"path": path} | ({"hash": digest} if digest is not None else {})
    return lambda package: write_descriptor(package, {"twinning": {"format": 1}, "resources": [resource]})


def _descriptor(content: bytes) -> Maker:
    return lambda package: (package / "datapackage.json").write_bytes(content)


def _of(text: str) -> Maker:
    """Write the table anew, with its digest."""
    return lambda package: write_package(package, city=text)


def _link_descriptor(package: Path) -> None:
    (package / "datapackage.json").replace(package / "other.json")
    (package / "datapackage.json").symlink_to("other.json")


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as stream:
        stream.truncate(size)


def _listen(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as listening:  # its address may have some 100 characters
        listening.bind(path.name)


def _cells() -> list[str]:
    """Return the hostile texts that UTF-8 can hold, quoted as CSV is."""
    texts = (text for text in TEXTS.values() if "\udcff" not in text)
    return ['"{}"'.format(text.replace('"', '""')) for text in texts]


def _digest_of(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


PACKAGES: dict[str, Maker] = {
    "link": _table(lambda table: table.symlink_to("../secret.csv")),
    "link-to-system-file": _table(lambda table: table.symlink_to("/etc/passwd")),
    "link-to-itself": _table(lambda table: table.symlink_to(table.name)),
    "link-to-device": _table(lambda table: table.symlink_to("/dev/zero")),
    "linked-descriptor": _link_descriptor,
    "pipe": _table(os.mkfifo),
    "socket": _table(_listen),
    "folder-for-file": _table(Path.mkdir),
    "path-out-of-folder": _describe("../secret.csv", None),
    "path-from-root": _describe("/etc/passwd", None),
    "path-with-dots": _describe("./../link/city.csv", None),
    "path-on-windows": _describe("..\\secret.csv", None),
    "address-for-path": _describe("https://example.org/city.csv", None),
    "no-digest": _describe("city.csv", None),
    "wrong-digest": _describe("city.csv", _digest_of("other")),
    "digest-of-another-kind": _describe("city.csv", "md5:0cc175b9c0f1b6a831c399e269772661"),
    "digest-that-is-none": _describe("city.csv", "sha256:"),
    "huge-file": _table(lambda table: _sparse(table, 1 << 40)),
    "huge-descriptor": lambda package: _sparse(package / "datapackage.json", 1 << 40),
    "huge-cell": _of(f"key,name,kind\nbusan-kr,{'x' * 1_000_001},city\n"),
    "many-columns": _of(",".join(["key"] * 100_000) + "\n"),
    "huge-number": _of(f"key,name,kind,population\nbusan-kr,Busan,city,{'9' * 5000}\n"),
    "not-text": _of("key,name,kind\nbusan-kr,Bu\0san,city\n"),
    "unclosed-quote": _of('key,name,kind\nbusan-kr,"Busan,city\n'),
    "no-json": _descriptor(b'{"twinning": '),
    "deep-json": _descriptor(b"[" * 200_000),
    "json-of-many-digits": _descriptor(b'{"twinning": {"format": ' + b"9" * 5000 + b"}}"),
    "json-with-key-twice": _descriptor(b'{"twinning": {"format": 1}, "resources": [], "resources": [{}]}'),
    "packed": lambda package: (package / "datapackage.json").write_bytes(b"PK\x03\x04" + b"\0" * 100),
    "hostile-file-name": lambda package: write_descriptor(
        package, {"twinning": {"format": 1}, "resources": [{"path": text} for text in TEXTS.values()]}
    ),
    "hostile-words": _of("key,name,kind\n" + "".join(f"a{n}-kr,A,{cell}\n" for n, cell in enumerate(_cells()))),
    "hostile-keys": _of("key,name,kind\n" + "".join(f"{cell},A,city\n" for cell in _cells())),
}
"""What makes each package, from one that could be imported."""


if __name__ == "__main__":
    make_all(Path(sys.argv[1]))
