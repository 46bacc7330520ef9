"""The picture of a published site's home page, taken by Chromium: of what the page was, it bears the digest.

Browsers draw the same page in different ways, so the digest decides whether the picture is of today's page.
"""

import hashlib
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from generators.sessions import answer, fresh_home

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1200,1000",
)
_BEGINNING = 33  # bytes: the signature of a PNG and its first chunk


def browser() -> str | None:
    """Return the path of Chromium; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def is_of_today(picture: Path) -> bool:
    """Return whether a picture shows the page as it is published today."""
    if not picture.exists():
        return False
    with fresh_home():
        return _digest(_published()) in picture.read_bytes()


def take_picture() -> bytes:
    """Return a PNG of the page. Raises CalledProcessError where Chromium fails."""
    with fresh_home(), tempfile.TemporaryDirectory() as profile:
        site, taken = _published(), Path(profile) / "page.png"
        subprocess.run(  # noqa: S603 - a page of our own
            [
                str(browser()),
                *_FLAGS,
                f"--user-data-dir={profile}/profile",
                f"--screenshot={taken}",
                (site / "index.html").resolve().as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return _with_text(taken.read_bytes(), b"tEXtComment\0" + _digest(site))


def _published() -> Path:
    answer("twinning db seed --pack busan-register")
    answer("twinning publish site --city Busan")
    return Path("site")


def _digest(site: Path) -> bytes:
    shown = b"".join((site / name).read_bytes() for name in ("index.html", "style.css"))
    return f"page {hashlib.sha256(shown).hexdigest()}".encode()


def _with_text(png: bytes, chunk: bytes) -> bytes:
    """Return a PNG with a chunk after its first."""
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_BEGINNING] + framed + png[_BEGINNING:]
