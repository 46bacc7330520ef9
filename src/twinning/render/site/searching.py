"""The index of the search: what each page is called, folded as look-ups fold names, so that any spelling finds it."""

import json
from collections.abc import Iterable

from twinning.domain.names import fold
from twinning.render.site.addresses import page_address
from twinning.render.text import visible
from twinning.rows.site import RecordPage


def index_entry(page: RecordPage, title: str, about: str) -> str:
    """Return an entry of the index as JSON: the title, the address, what it is, and the folded names that find it."""
    names = dict.fromkeys(fold(name) for name in (title, page.dossier.title, *page.names))
    entry = [visible(title), page_address(page.folder, page.key), about, list(names)]
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def write_index(entries: Iterable[str]) -> str:
    """Return the index as JSON, an entry a line."""
    lines = ",\n".join(entries)
    return f"[\n{lines}\n]\n"
