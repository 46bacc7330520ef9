"""How `import-wikidata` comes to what Wikidata says: from a file, or by asking; and which places are meant."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twinning.cli.asking.prompts import ask, ask_which
from twinning.cli.context import may_ask, reading, settings_of
from twinning.domain.dates import EdtfDate, today
from twinning.domain.names import LONGEST_NAME, clean_text, quote
from twinning.errors import NotFoundError, UsageError
from twinning.render.terminal.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.exchange.lists.tie_list import TieList
    from twinning.exchange.lists.wikidata.asking import Answers
    from twinning.exchange.lists.wikidata.facts import WikidataFacts


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Whose ties are asked for: cities as people name them, or a country by its code. Of whom, and who asks."""

    cities: Sequence[str]
    country: str | None
    endpoint: str | None
    contact: str | None


def check_choice(file: Path | None, labels: Path | None, asked: AskedFor) -> None:
    """Raise UsageError unless either a file was named, or cities, or a country."""
    if [file is not None, bool(asked.cities), asked.country is not None].count(True) != 1:
        raise UsageError(
            "say whose ties: either cities, or a country, or a file",
            "twinning import-wikidata Busan, or --country KR, or --file FILE",
        )
    if file is None and labels is not None:
        raise UsageError("--labels goes with --file: Wikidata itself gives the names")
    if file is not None and (asked.endpoint or asked.contact):
        raise UsageError("--file asks nobody", "leave out --endpoint and --contact")


def read_file(
    file: Path, labels: Path | None, listed_on: EdtfDate | None, *, allow_early: bool
) -> tuple["TieList", EdtfDate]:
    """Return the ties of a file and their day, and say what was left out, and which day nobody said. Raises InputError.

    It is that of the last change of the pages in it, and today where the file does not say it of each.
    """
    from twinning.exchange.lists.wikidata.reading import read_wikidata

    found, facts = read_wikidata(file, labels, listed_on, allow_early=allow_early)
    _tell(facts)
    if listed_on is not None:
        return found, listed_on
    day, which = facts.last_change or EdtfDate.parse(today()), "today"
    if facts.last_change is not None:
        which = "the day of the last change in it"
    print_note(f"listed by {day.text}, which is {which}; --listed-on says the day of the statements", sys.stderr)
    return found, day


def ask_wikidata(context: typer.Context, asked: AskedFor, *, allow_early: bool) -> tuple["TieList", "Answers"]:
    """Return the ties that an endpoint knows, and its answers, which are kept until they are imported.

    Raises NotFoundError or UsageError for what cannot be asked for, InputError for an endpoint that does not answer.
    """
    from twinning.exchange.lists.wikidata.asking import ask_for, find_items, find_named, none_stated
    from twinning.exchange.lists.wikidata.gathering import gather

    answers = _answers(context, asked)
    items = items_of(context, asked.cities, lambda text: find_named(answers, text))
    facts = ask_for(answers, items or find_items(answers, asked.country or ""), allow_early=allow_early)
    without = ", ".join(each for each in items if each not in facts.stated)
    if not facts.statements and not facts.passed_over:
        raise none_stated(answers, without)
    if without:
        print_note(f"Wikidata states no ties of {without}", sys.stderr)
    _tell(facts)
    return gather(facts, f"Wikidata ({asked.country or ', '.join(items)})", facts.digest, {}), answers


def _answers(context: typer.Context, asked: AskedFor) -> "Answers":
    from twinning import __version__
    from twinning.exchange.lists.wikidata.asking import Answers
    from twinning.exchange.lists.wikidata.endpoint import WIKIDATA, Endpoint
    from twinning.settings import cache_folder

    address = asked.endpoint or WIKIDATA
    contact = _contact(context, asked, is_public=address == WIKIDATA)
    endpoint = Endpoint(address, contact, __version__, lambda text: print_note(text, sys.stderr))
    return Answers(cache_folder() / "wikidata", endpoint)


def _contact(context: typer.Context, asked: AskedFor, *, is_public: bool) -> str:
    """Return whom operators can write to: Wikimedia's policy wants to know. Raises UsageError where nobody says it."""
    setting = settings_of(context).get("contact")
    said = asked.contact or (setting.value if setting else None)
    if said is None and is_public and may_ask(context):
        said = ask("Whom can Wikidata's operators write to (an e-mail address or a page of yours)", str)
    if said is None and is_public:
        raise UsageError(
            "Wikidata wants to know whom it can write to about what is asked",
            "say it with --contact you@example.org, or as contact in your configuration",
        )
    cleaned = clean_text(said, "the contact", LONGEST_NAME) if said else "no contact given"
    if not cleaned.isascii():
        raise UsageError("--contact is sent as it is, and can hold ASCII letters only")
    return cleaned


def items_of(
    context: typer.Context, cities: Sequence[str], find_elsewhere: Callable[[str], str] | None = None
) -> list[str]:
    """Return the Wikidata ids of cities, each once: as they were given, else those recorded.

    What the register has not may be found elsewhere. Raises NotFoundError, AmbiguousError, UsageError.
    """
    from twinning.exchange.lists.wikidata.facts import item_of

    given = {text: item_of(text.strip().upper()) for text in cities}
    if None in given.values():  # else no register is needed
        with reading(context) as connection:
            given |= {text: _recorded(context, connection, text) for text, item in given.items() if item is None}
    return list(dict.fromkeys(item or _found_elsewhere(text, find_elsewhere) for text, item in given.items()))


def _recorded(context: typer.Context, connection: "Connection", text: str) -> str | None:
    """Return the Wikidata id of a city of the register; None for one that is not there."""
    from twinning.queries.lookup.cities import cities_named, find_city, wikidata_id_of

    if not cities_named(connection, text):
        return None
    city = ask_which(context, connection, lambda: find_city(connection, text))
    if (item := wikidata_id_of(connection, city)) is None:
        what = f"{city.name} has no Wikidata id in the register"
        raise UsageError(what, f"give the id itself, or record it: twinning edit {city.key} --wikidata ID")
    return item


def _found_elsewhere(text: str, find: Callable[[str], str] | None) -> str:
    if find is None:
        raise NotFoundError(
            f"there is no city {quote(text)} in the register",
            "give its Wikidata id, such as Q16520; https://www.wikidata.org finds it",
        )
    return find(text)


def _tell(facts: "WikidataFacts") -> None:
    for told in facts.told():
        print_note(told, sys.stderr)
