"""The English names of countries that `twinning.domain.countries.english` holds, from Unicode's CLDR."""

import json

from twinning.domain.countries import territories

_HEAD = '''"""What countries and other territories are called in English: made from CLDR by `python docs/generate.py`.

Lists show these names, and babel's data takes as long to load as a whole list takes to read.
"""

from typing import Final

ENGLISH_NAMES: Final = {
'''


def country_module() -> str:
    """Return the module of English names."""
    names = territories("en").items()
    return _HEAD + "".join(f"    {_quoted(code)}: {_quoted(name)},\n" for code, name in sorted(names)) + "}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
