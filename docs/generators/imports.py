"""The reference page of lists: the columns that an import reads, and the words that it knows."""

from collections.abc import Iterator

from generators.markdown import MADE, code, table
from twinning.domain.dates import printed_dates, printed_spans
from twinning.exchange.lists.columns.fields import (
    PARTNER_COUNTRY_NAMES,
    PARTNER_NAMES,
    PLACE_FIELDS,
    TIE_FIELDS,
    list_fields,
    own_field,
    partner_field,
)
from twinning.exchange.lists.columns.no_rows import TOTALS
from twinning.exchange.lists.columns.words import ANSWERS, FIELD_WORDS, KIND_WORDS, STATUS_WORDS
from twinning.exchange.records import sums
from twinning.exchange.records.aliases import ALIASES
from twinning.exchange.records.kinds import RECORD_KINDS, fields_of_kind
from twinning.exchange.records.sums import CURRENCY_WORDS
from twinning.exchange.records.words import WORDS

_INTRODUCTION = """# Lists

What `twinning import` reads of a spreadsheet. [Your spreadsheet](../your-spreadsheet.md) shows it at work.

## Fields

What `--map` and `--set` name.

"""
_COLUMNS = """
## Names of columns

A column is known by its name in any of these forms; case, accents, blanks, hyphens and underscores do not decide. `1`,
`a`, `own`, `home` and `US` with the name of a place's column mean the first side, `2`, `b`, `partner`, `twin`,
`foreign`, `international` and `overseas` the other. Without such a word it belongs to the place whose column stands
before it, and before the first to the first; where a country is the only one and does not stand behind the
partner, it is asked whose it is. A name in two languages (`Country / Pays`) is known where both mean the same.

"""


_MARKS = """
They are read in columns of a yes or no, such as `internal`, and of a state (`in force`, `done`). `O` is none of them:
in a list that has it, `X` may mean no. Say which is which: `--alias O=yes --alias X=no`.
"""


_TOTALS = """
## Totals

A line that begins with one of these words, and has nothing but numbers beside it, is rejected as no row of the list:
{}.
"""


_OTHERS = """
## Other spreadsheets

What `--as` reads, and what `--map` and `--set` name there. Of these fields, values are those of the commands that add
such records. Several values of one cell have semicolons between them. A column that is only called `country` or
`region` belongs to the city whose column stands before it. `_country`, `_region`, `_post` and their like say more of
what the field before them names; of roles, only those of one place and one person are shown, and the others have the
same. What columns of cities, partners, countries, regions and remarks are called in lists of ties is known here, too.

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
            "\n## Fields of cooperation\n\n",
            table(("field", "words"), [(code(each.value), ", ".join(words)) for each, words in FIELD_WORDS.items()]),
            "\n## Yes and no\n\n",
            table(("answer", "words"), [(code(answer), ", ".join(words)) for answer, words in ANSWERS.items()]),
            _MARKS,
            _TOTALS.format(", ".join(TOTALS)),
            "\n## Dates\n\n",
            f"{(printed_dates.__doc__ or '').strip()}\n",
            _OTHERS,
            table(("field", "of", "holds", "columns"), list(_record_fields())),
            "\n### Words\n\n",
            table(("word", "everyday words"), [(code(word.value), ", ".join(names)) for word, names in WORDS.items()]),
            "\n### Days in one cell\n\n",
            f"{(printed_spans.__doc__ or '').strip()}\n",
            "\n### Sums of money\n\n",
            f"{(sums.__doc__ or '').strip()}\n",
            "\n",
            table(("currency", "called"), [(code(each), ", ".join(words)) for each, words in CURRENCY_WORDS.items()]),
        )
    )


def _columns() -> list[tuple[str, tuple[str, ...]]]:
    places = [(f"{own_field(each.name)}` or `{partner_field(each.name)}", each.all_aliases) for each in PLACE_FIELDS]
    partners = ("partner", PARTNER_NAMES), ("partner_country", PARTNER_COUNTRY_NAMES)
    return [*places, *partners, *((each.name, each.all_aliases) for each in TIE_FIELDS)]


def _record_fields() -> Iterator[tuple[str, str, str, str]]:
    """Give each field once, with the kinds of spreadsheet that have it."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for kind in RECORD_KINDS.values():
        for field in fields_of_kind(kind).values():
            if not _is_like_another(field.name):
                kinds.setdefault((field.name, field.means), []).append(kind.name)
    for (name, means), having in kinds.items():
        yield code(name), ", ".join(having), means, ", ".join(ALIASES.get(name, ()))


def _is_like_another(name: str) -> bool:
    """Say whether a field is shown by that of another role: all roles have the same."""
    begins = ("sender_", "guest_", "participant_", "stop_", "place_", "person_", "member_", "speaker_", "exhibitor_")
    return name.startswith((*begins, "performer_", "source_", "claim_"))
