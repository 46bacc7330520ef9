"""The catalogues of languages: gettext's, as text (`locale/ko.po`), read when a language is first asked for.

There is no compiled form that could go stale: reading one takes 40 ms, and no command without a language does.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = files("twinning.render.languages") / "locale"


@cache
def translations(language: str) -> NullTranslations | None:
    """Return the texts of a language (BCP 47), those of `de` for `de-AT`, none for English; None of no catalogue."""
    code = language.replace("_", "-").partition("-")[0].lower()
    if code == "en":
        return NullTranslations()
    path = FOLDER / f"{code}.po"
    if not path.is_file():
        return None
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
