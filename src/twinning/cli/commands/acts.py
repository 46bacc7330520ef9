"""`record-act`, with short verbs for what happens often."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.options.arguments import Agreement, By, Note, Signatories, Sources, Until, moment
from twinning.cli.options.words import word_argument, word_option
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.cli.prompts import check_given, needed
from twinning.db.session import connection_of
from twinning.domain.acts import ActKind
from twinning.domain.dates import EdtfDate, today
from twinning.domain.vocabulary import ActMode, AgreementKind, Ground, Instrument, parse_word

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.actions.acts import NewAct
    from twinning.render import Document

On = Annotated[EdtfDate | None, moment("--on", "When, EDTF: 2018-10-02, 1995-05, 2001~.")]
Why = Annotated[Ground | None, word_option(Ground, "--ground", help="Why")]


@with_writing
def record_act(
    context: typer.Context,
    agreement: Agreement,
    kind: Annotated[ActKind, word_argument(ActKind, help="What happened")],
    on: On = None,
    by: By = None,
    mode: Annotated[ActMode | None, word_option(ActMode, "--mode", help="Who did it, if not one party")] = None,
    until: Until = None,
    ground: Why = None,
    successor: Annotated[
        str | None, typer.Option("--successor", help="The agreement that takes its place.", metavar="KEY")
    ] = None,
    note: Note = None,
    signatories: Signatories = None,
    sources: Sources = None,
    *,
    writing: Writing,
) -> None:
    """Record what happened to an agreement.

    Examples:
      twinning record-act busan-kr--shanghai-cn amended --on 2020-05 --note "Two fields were added"

      twinning record-act moscow-ru--seoul-kr suspended --on 2022-03 --by Seoul --ground armed-conflict
    """
    from twinning.actions.acts import NewAct

    people, cited = tuple(signatories or ()), tuple(sources or ())
    new = NewAct(kind, _day(context, on), by, mode, until, ground, successor, note, people, cited)
    _record(context, agreement, new, writing, asked=on is None)


@with_writing
def renew_agreement(
    context: typer.Context,
    agreement: Agreement,
    on: On = None,
    until: Until = None,
    note: Note = None,
    signatories: Signatories = None,
    sources: Sources = None,
    *,
    writing: Writing,
) -> None:
    """Renew an agreement, for a term or for good.

    Example:
      twinning renew-agreement moscow-ru--seoul-kr --on 2014-11-03 --until 2024-11-02
    """
    from twinning.actions.acts import NewAct

    people, cited = tuple(signatories or ()), tuple(sources or ())
    new = NewAct(ActKind.RENEWED, _day(context, on), until=until, note=note, signatories=people, sources=cited)
    _record(context, agreement, new, writing, asked=on is None)


def _stopping(kind: ActKind, help: str) -> Callable[..., None]:
    """Return the command for an act that stops an agreement, done together or by one party."""

    def command(
        context: typer.Context,
        agreement: Agreement,
        on: On = None,
        by: By = None,
        ground: Why = None,
        note: Note = None,
        sources: Sources = None,
        *,
        writing: Writing,
    ) -> None:
        from twinning.actions.acts import NewAct

        new = NewAct(kind, _day(context, on), by, ground=ground, note=note, sources=tuple(sources or ()))
        _record(context, agreement, new, writing, asked=on is None)

    command.__doc__ = help
    return with_writing(command)


suspend_agreement = _stopping(
    ActKind.SUSPENDED,
    """Suspend an agreement: it is neither in force nor ended until it is resumed or renewed.

    Example:

      twinning suspend-agreement moscow-ru--seoul-kr --on 2022-03 --by Seoul --ground armed-conflict
    """,
)

end_agreement = _stopping(
    ActKind.ENDED,
    """End an agreement, together or by one party.

    Example:

      twinning end-agreement moscow-ru--seoul-kr --on 2024 --by Seoul --ground foreign-policy --dry-run
    """,
)


@with_writing
def upgrade_agreement(
    context: typer.Context,
    agreement: Agreement,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="The new rank")] = None,
    on: On = None,
    instrument: Annotated[
        Instrument, word_option(Instrument, "--instrument", help="The new paper")
    ] = Instrument.UNKNOWN,
    title: Annotated[str | None, typer.Option("--title", help="The new title, as signed.")] = None,
    signatories: Signatories = None,
    sources: Sources = None,
    *,
    writing: Writing,
) -> None:
    """Upgrade an agreement: a new one between the same cities takes its place.

    Example:
      twinning upgrade-agreement moscow-ru--seoul-kr --kind friendship-city --on 2025-06-01 --dry-run
    """
    from twinning.actions import acts
    from twinning.queries.dossiers.show import show

    check_given(context, {"--kind": kind, "--on": on})
    ask = Ask.NEVER if kind and on else Ask.AT_A_TERMINAL
    kind = needed(kind, "New rank", lambda text: parse_word(AgreementKind, text))
    people, cited = tuple(signatories or ()), tuple(sources or ())
    day = _day(context, on)

    def change(session: "Session") -> "Document":
        key = acts.upgrade_agreement(session, agreement, kind, day, instrument, title, people, cited)
        return show(connection_of(session), key, today())

    writing.perform(context, change, "the agreement was upgraded", ask)


def _day(context: typer.Context, on: EdtfDate | None) -> EdtfDate:
    check_given(context, {"--on": on})
    return needed(on, "On which day (2018-10-02, 1995-05, 2001~)", EdtfDate.parse_moment)


def _record(context: typer.Context, agreement: str, new: "NewAct", writing: Writing, *, asked: bool) -> None:
    from twinning.actions import acts
    from twinning.queries.dossiers.show import show

    def change(session: "Session") -> "Document":
        return show(connection_of(session), acts.record_act(session, agreement, new).key, today())

    writing.perform(context, change, "the act was recorded", Ask.AT_A_TERMINAL if asked else Ask.NEVER)
