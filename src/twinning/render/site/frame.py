"""What all pages of a site share: its title, its day, its navigation, and the templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar, cast

from twinning.render.documents.page import as_of_day
from twinning.render.drawings.locator import draw_world
from twinning.render.drawings.projection import ATLANTIC
from twinning.render.drawings.svg import TEMPLATES as PICTURES
from twinning.render.languages.cities import text_with_city_names, with_city_names
from twinning.render.languages.saying import comma, sentence_end, translated, words
from twinning.render.options import Document
from twinning.render.site.addresses import Addresses, root_of
from twinning.render.site.cells import Linking
from twinning.render.site.elements import Elements, safe
from twinning.render.site.linked_data import as_script
from twinning.render.site.words import texts
from twinning.rows import Meaning

AnyDocument = TypeVar("AnyDocument", bound=Document)

TEMPLATES = files("twinning.render.site") / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
"""What a page may load: the site's own style sheet, script and index, and nothing that stands in a page itself."""

WORLD = "world.svg"
"""The land that lies under the small maps."""

File = tuple[str, bytes]
"""A file of the site: its path and its content."""


@dataclass(frozen=True)
class Site:
    """A site, as of a day (ISO). `base_url` ends with a slash where it is known.

    `meridian` is in the middle of its small maps, in degrees east.
    """

    title: str
    as_of: str
    language: str | None
    base_url: str | None
    navigation: tuple[tuple[str, str], ...]
    addresses: Addresses
    city_names: Mapping[str, str] = field(default_factory=dict)
    meridian: float = ATLANTIC

    @cached_property
    def title_said(self) -> str:
        """The title in the site's language."""
        return self.translated(self.title)

    @cached_property
    def navigation_said(self) -> list[tuple[str, str]]:
        """The addresses that every page leads to, with their words in the site's language."""
        return [(address, self.translated(text)) for address, text in self.navigation]

    @cached_property
    def linking(self) -> Linking:
        """How what stands on a page becomes links."""
        return Linking(self.addresses, self.language)

    @cached_property
    def as_of_said(self) -> tuple[str, str, str]:
        """What is said of the day: before it, the day, and after it."""
        return self.translated(as_of_day(self.as_of)).partition(words(Meaning.DATE, self.language)(self.as_of))

    @property
    def sentence_end(self) -> str:
        """What ends a sentence before another one."""
        return sentence_end(self.language)

    def translated(self, text: str) -> str:
        """Return a text in the site's language, with the names that cities have in it."""
        return translated(text_with_city_names(text, self.city_names), self.language)

    def city(self, name: str) -> str:
        """Return what the site calls a city."""
        return self.city_names.get(name, name)

    def named(self, document: AnyDocument) -> AnyDocument:
        """Return a document with the names that cities have in the site's language."""
        return cast("AnyDocument", with_city_names(document, self.city_names))

    def address(self, path: str) -> str | None:
        """Return the whole address of a page; None where nobody said where the site will be."""
        return f"{self.base_url}{path}" if self.base_url else None

    def _elements(self, root: str) -> Elements:
        return Elements(root, texts(self.language), comma(self.language))

    def page(self, path: str, template: str, heading: str, data: object = None, **values: Any) -> File:
        """Return a page from its template; `data` is what search engines read (JSON-LD)."""
        made = _template(template).render(
            site=self,
            path=path,
            root=root_of(path),
            policy=POLICY,
            heading=self.translated(heading),
            data=safe(as_script(data)) if data else None,
            texts=texts(self.language),
            html=self._elements(root_of(path)),
            **values,
        )
        return path, f"{made}\n".encode()


def assets(site: Site) -> Iterator[File]:
    """Give the style sheet, the script, the icon, and the land of the small maps."""
    yield WORLD, draw_world(site.meridian).encode()
    style = "".join(each.read_text("utf-8") for each in (PICTURES / "picture.css", TEMPLATES / "site.css"))
    yield "style.css", style.encode()
    yield from ((name, (TEMPLATES / name).read_bytes()) for name in ("site.js", "icon.svg"))


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - for pages alone

    load = FunctionLoader(lambda each: (TEMPLATES / each).read_text("utf-8"))
    environment = Environment(
        loader=load, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(f"{name}.html.jinja")
