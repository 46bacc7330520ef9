"""What the pages of a site say besides data. Everything is a phrase, so that a catalogue can say it in a language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from twinning.render.languages.saying import translated
from twinning.rows.phrases import Phrase, phrase

_TEXTS: Mapping[str, Phrase] = MappingProxyType(
    {
        "anniversaries": phrase("Anniversaries"),
        "downloads": phrase("Downloads"),
        "found": phrase("found: {number}", number="#"),
        "map": phrase("Map"),
        "no_source": phrase("No source is recorded for this."),
        "nothing_found": phrase("Nothing found"),
        "now_at": phrase("This is now at"),
        "pages": phrase("Pages"),
        "parts": phrase("Parts of this list"),
        "picture": phrase("Picture"),
        "placeholder": phrase("City, agreement, event …"),
        "promise": phrase("Each statement names the sources that it rests on; what is not known is left open."),
        "questions": phrase("Open questions"),
        "search": phrase("Search"),
        "skip": phrase("Skip to the content"),
        "source": phrase("source"),
        "sources": phrase("Sources"),
        "table": phrase("Table"),
        "whole": phrase("The record as a whole:"),
    }
)


@cache
def texts(language: str | None) -> Mapping[str, str]:
    """Return the words of the templates in a language."""
    return {name: translated(text, language) for name, text in _TEXTS.items()}
