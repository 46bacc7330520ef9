"""`add-city`, `add-agreement`, `add-delegation` and the other commands that add a record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from twinning import inputs
from twinning.cli.asking.questions import ask_for_missing
from twinning.cli.options.inputs import parameters_to_add, read_given
from twinning.cli.options.signatures import with_options
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.dates import today
from twinning.inputs import RecordInput

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


def _adding(input_class: type[RecordInput], help: str) -> Callable[..., None]:
    """Return the command that adds a record of a kind."""

    def command(context: typer.Context, given: RecordInput, *, writing: Writing) -> None:
        from twinning.actions.recording.records import add
        from twinning.queries.dossiers.show import show

        asked = ask_for_missing(context, given)
        new = asked.record

        def change(session: "Session") -> "Document":
            for city in asked.cities:
                add(session, city)
            return show(connection_of(session), str(add(session, new)), today())

        ask = Ask.AT_A_TERMINAL if asked.is_answered else Ask.NEVER
        writing.perform(context, change, f"the {new.called} was added", ask)

    command.__doc__ = help
    parameters = parameters_to_add(input_class)
    return with_writing(
        with_options(command, "given", parameters, lambda _context, chosen: read_given(input_class, chosen))
    )


add_city = _adding(
    inputs.CityInput,
    """Add a city, province, state or whatever else can sign.

    Examples:

      twinning add-city Gdańsk --country Poland --name "de: Danzig"

      twinning add-city Bavaria --country DE --kind state --dry-run
    """,
)

add_agreement = _adding(
    inputs.AgreementInput,
    """Add an agreement between two or more cities.

    Examples:

      twinning add-agreement Busan Vladivostok --kind sister-city --signed 1992-06-30

      twinning add-agreement Busan Moscow --kind cooperation --signed 2024 --field culture --dry-run
    """,
)

add_delegation = _adding(
    inputs.DelegationInput,
    """Add a delegation: a visit of people who act for a city.

    Examples:

      twinning add-delegation "Visit of the mayor" --start 2026-05-11 --end 2026-05-14 --place "Moscow, role=host"

      twinning add-delegation "Harbour talks" --start 2026-06 --person "Hong Gil-dong, role=head, post=Mayor" --size 12

      twinning add-delegation "Choir" --start 2026-07-02 --expense "54000 KRW, funder=Busan"
    """,
)

add_event = _adding(
    inputs.EventInput,
    """Add an event: an exhibition, a meeting, a declared day.

    Example:

      twinning add-event "Day of Busan" --start 2026-10-05 --place "Moscow, role=host" --attendance 800
    """,
)

add_program = _adding(
    inputs.ExchangeProgramInput,
    """Add an exchange programme: training, internships, expeditions, camps.

    Example:

      twinning add-program "Summer school" --start 2026-07 --duration P4W --place "Moscow, role=host" --participants 24
    """,
)

add_person = _adding(
    inputs.PersonInput,
    """Add a person, with the posts that they hold or held.

    Example:

      twinning add-person "Hong Gil-dong" --post "Mayor, at=Busan, start=2022-07-01"
    """,
)

add_organization = _adding(
    inputs.OrganizationInput,
    """Add an organization: a foundation, an agency, a company, a museum.

    Example:

      twinning add-organization "Harbour Museum" --acts-for Busan --contact "Office of exchanges, until=2027-12-31"
    """,
)

add_commitment = _adding(
    inputs.CommitmentInput,
    """Add a commitment: what a city promised in an agreement or at an activity.

    Example:

      twinning add-commitment "A return visit" --made-in busan-kr--shanghai-cn --debtor Shanghai --due 2027
    """,
)

add_source = _adding(
    inputs.SourceInput,
    """Add a source: an article, a register, a page, or the paper itself with its languages, shelf mark and file.

    Example:

      twinning add-source "The agreement, signed" --kind instrument --languages "ko, zh" --shelf-mark "B 12/3"
    """,
)
