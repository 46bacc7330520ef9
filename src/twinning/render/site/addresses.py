"""Where each record has its page: by its key, so that a link lasts."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

ACTIVITIES = ("events", "programs", "delegations")
_OF_TABLES = {"city": ("cities",), "agreement": ("agreements",), "activity": ACTIVITIES}
_WEB = ("http", "https")


class Addresses:
    """The pages of records that a site has, with their titles."""

    def __init__(self) -> None:
        self._titles: dict[str, dict[str, str]] = {}

    def add(self, folder: str, key: str, title: str) -> None:
        """Take note of a page."""
        self._titles.setdefault(folder, {})[key] = title

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(map(len, self._titles.values()))

    def __iter__(self) -> Iterator[str]:
        """Give their addresses, in the order in which they were noted."""
        return (page_address(folder, key) for folder, titles in self._titles.items() for key in titles)

    def find(self, key: str, folders: Iterable[str]) -> str | None:
        """Return the address of the page of a key in the first of these folders that has one."""
        for folder in folders:
            if key in self._titles.get(folder, {}):
                return page_address(folder, key)
        return None

    def find_reference(self, reference: str) -> str | None:
        """Return the page on which a record stands that is named in full (`agreement:KEY/act-1`)."""
        table, _, name = reference.rpartition(":")
        return self.find(name.partition("/")[0], _OF_TABLES.get(table, (*ACTIVITIES, "agreements", "cities")))

    def title(self, key: str) -> str:
        """Return what the record of a key is called; the key where it has no page."""
        found = (titles[key] for titles in self._titles.values() if key in titles)
        return next(found, key)


def page_address(folder: str, key: str) -> str:
    """Return the address of a record's page in the site."""
    return f"{folder}/{quote(key)}.html"


def root_of(path: str) -> str:
    """Return what leads from a page to the site's first folder."""
    return "../" * path.count("/")


def web_address(text: object) -> str | None:
    """Return an address that a link may lead to: one of the web, and nothing that a browser would run."""
    try:
        parts = urlsplit(str(text or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme.lower() in _WEB and parts.netloc else None
