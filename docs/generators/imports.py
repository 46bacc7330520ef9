"""The reference page of lists: the columns that an import reads, and the words that it knows."""

from generators.markdown import MADE, code, table
from twinning.domain.dates import printed_dates
from twinning.exchange.lists.fields import (
    PARTNER_NAMES,
    PLACE_FIELDS,
    TIE_FIELDS,
    list_fields,
    own_field,
    partner_field,
)
from twinning.exchange.lists.words import KIND_WORDS, STATUS_WORDS

_INTRODUCTION = """# Lists

What `twinning import` reads of a spreadsheet. [Your spreadsheet](../your-spreadsheet.md) shows it at work.

## Fields

What `--map` and `--set` name.

"""
_COLUMNS = """
## Names of columns

A column is known by its name in any of these forms; case, accents, blanks, hyphens and underscores do not decide. `1`,
`a`, `own`, `home` and `US` with the name of a place's column mean the first side, `2`, `b`, `partner`, `twin` and
`foreign` the other. Without such a word it belongs to the place whose column stands before it, and before the first to
the first.

"""


def import_page() -> str:
    """Return the page."""
    fields = [(code(name), means) for name, means in list_fields().items()]
    return "".join(
        (
            MADE,
            _INTRODUCTION,
            table(("field", "holds"), fields),
            _COLUMNS,
            table(("column", "field"), [(", ".join(names), code(name)) for name, names in _columns()]),
            "\n## Kinds\n\n",
            table(("kind", "words"), [(code(kind.value), ", ".join(words)) for kind, words in KIND_WORDS.items()]),
            "\n## States\n\n",
            table(("status", "words"), [(code(each.value), ", ".join(words)) for each, words in STATUS_WORDS.items()]),
            "\n## Dates\n\n",
            f"{(printed_dates.__doc__ or '').strip()}\n",
        )
    )


def _columns() -> list[tuple[str, tuple[str, ...]]]:
    places = [(f"{own_field(each.name)}` or `{partner_field(each.name)}", each.aliases) for each in PLACE_FIELDS]
    return [*places, ("partner", PARTNER_NAMES), *((each.name, each.aliases) for each in TIE_FIELDS)]
