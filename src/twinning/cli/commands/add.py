"""`add-city`, `add-agreement`, `add-delegation` and the other commands that add a record."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import typer

from twinning import forms
from twinning.cli.options.inputs import complete, parameters_to_add, said_of
from twinning.cli.options.signatures import with_options
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.session import connection_of
from twinning.domain.dates import EdtfDate, today
from twinning.forms import Form, Said
from twinning.render.messages import print_note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


def _adding(form: Form, help: str) -> Callable[..., None]:
    """Return the command that adds a record of a form."""

    def command(context: typer.Context, said: Said, *, writing: Writing) -> None:
        from twinning.actions.records import add_record
        from twinning.queries.dossiers.show import show

        whole = complete(context, form, said)

        def change(session: "Session") -> "Document":
            return show(connection_of(session), add_record(session, form, whole), today())

        ask = Ask.NEVER if whole == said else Ask.AT_A_TERMINAL
        writing.perform(context, change, f"the {form.name} was added", ask)
        _tell_of_days_to_come(whole)

    command.__doc__ = help
    return with_writing(with_options(command, "said", parameters_to_add(form), _said))


def _said(_context: typer.Context, chosen: Mapping[str, Any]) -> Said:
    return Said(said_of(chosen, "value"), said_of(chosen, "rows"))


def _tell_of_days_to_come(said: Said) -> None:
    signed = said.values.get("signed")
    if signed and EdtfDate.parse_moment(signed).happened_by(today()) is False:
        print_note(f"it is signed on a day to come, {signed}: lists have it from then on", sys.stderr)


add_city = _adding(
    forms.CITY,
    """Add a city, province, state or whatever else can sign.

    Examples:

      twinning add-city Gdańsk --country Poland --name "de: Danzig"

      twinning add-city Bavaria --country DE --kind state --dry-run
    """,
)

add_agreement = _adding(
    forms.AGREEMENT,
    """Add an agreement between two or more cities.

    Examples:

      twinning add-agreement Busan Vladivostok --kind sister-city --signed 1992-06-30

      twinning add-agreement Busan Moscow --kind cooperation --signed 2024 --field culture --dry-run
    """,
)

add_delegation = _adding(
    forms.DELEGATION,
    """Add a delegation: a visit of people who act for a city.

    Examples:

      twinning add-delegation "Visit of the mayor" --start 2026-05-11 --end 2026-05-14 --place "Moscow, role=host"

      twinning add-delegation "Harbour talks" --start 2026-06 --person "Hong Gil-dong, role=head, post=Mayor" --size 12

      twinning add-delegation "Choir" --start 2026-07-02 --expense "54000 KRW, funder=Busan"
    """,
)

add_event = _adding(
    forms.EVENT,
    """Add an event: an exhibition, a meeting, a declared day.

    Example:

      twinning add-event "Day of Busan" --start 2026-10-05 --place "Moscow, role=host" --attendance 800
    """,
)

add_program = _adding(
    forms.PROGRAM,
    """Add an exchange programme: training, internships, expeditions, camps.

    Example:

      twinning add-program "Summer school" --start 2026-07 --duration P4W --place "Moscow, role=host" --participants 24
    """,
)

add_person = _adding(
    forms.PERSON,
    """Add a person, with the posts that they hold or held.

    Example:

      twinning add-person "Hong Gil-dong" --post "Mayor, at=Busan, start=2022-07-01"
    """,
)

add_organization = _adding(
    forms.ORGANIZATION,
    """Add an organization: a foundation, an agency, a company, a museum.

    Example:

      twinning add-organization "Harbour Museum" --acts-for Busan --contact "Office of exchanges, until=2027-12-31"
    """,
)

add_commitment = _adding(
    forms.COMMITMENT,
    """Add a commitment: what a city promised in an agreement or at an activity.

    Example:

      twinning add-commitment "A return visit" --made-in busan-kr--shanghai-cn --debtor Shanghai --due 2027
    """,
)

add_source = _adding(
    forms.SOURCE,
    """Add a source: an article, a register, a page, or the paper itself with its languages, shelf mark and file.

    Example:

      twinning add-source "The agreement, signed" --kind instrument --languages "ko, zh" --shelf-mark "B 12/3"
    """,
)
