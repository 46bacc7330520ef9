"""`record-act`, with short verbs for what happens often."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.arguments import Agreement, By, DryRun, Note, Signatories, Sources, Until, moment
from twinning.cli.asking import check_given, needed
from twinning.cli.context import writing
from twinning.cli.output import Output, with_output
from twinning.cli.words import parse_word, word_argument, word_option
from twinning.dates import EdtfDate, today
from twinning.render.messages import print_note
from twinning.vocabulary import ActKind, ActMode, AgreementKind, Ground, Instrument

if TYPE_CHECKING:
    from twinning.actions.acts import NewAct

On = Annotated[EdtfDate | None, moment("--on", "When, EDTF: 2018-10-02, 1995-05, 2001~.")]
Why = Annotated[Ground | None, word_option(Ground, "--ground", help="Why")]


@with_output
def record_act(
    context: typer.Context,
    agreement: Agreement,
    kind: Annotated[ActKind, word_argument(ActKind, help="What happened")],
    on: On = None,
    by: By = None,
    mode: Annotated[ActMode, word_option(ActMode, "--mode", help="Who did it, if not one party")] = ActMode.JOINT,
    until: Until = None,
    ground: Why = None,
    successor: Annotated[
        str | None, typer.Option("--successor", help="The agreement that takes its place.", metavar="KEY")
    ] = None,
    note: Note = None,
    signatories: Signatories = None,
    sources: Sources = None,
    dry_run: DryRun = False,
    *,
    output: Output,
) -> None:
    """Record what happened to an agreement.

    Examples:
      twinning record-act busan-kr--shanghai-cn amended --on 2020-05 --note "Two fields were added"

      twinning record-act moscow-ru--seoul-kr suspended --on 2022-03 --by Seoul --ground armed-conflict
    """
    from twinning.actions.acts import NewAct

    people, cited = tuple(signatories or ()), tuple(sources or ())
    new = NewAct(kind, _day(on), by, mode, until, ground, successor, note, people, cited)
    _record(context, agreement, new, dry_run, output)


@with_output
def renew_agreement(
    context: typer.Context,
    agreement: Agreement,
    on: On = None,
    until: Until = None,
    note: Note = None,
    signatories: Signatories = None,
    sources: Sources = None,
    dry_run: DryRun = False,
    *,
    output: Output,
) -> None:
    """Renew an agreement, for a term or for good.

    Example:
      twinning renew-agreement moscow-ru--seoul-kr --on 2014-11-03 --until 2024-11-02
    """
    from twinning.actions.acts import NewAct

    people, cited = tuple(signatories or ()), tuple(sources or ())
    new = NewAct(ActKind.RENEWED, _day(on), until=until, note=note, signatories=people, sources=cited)
    _record(context, agreement, new, dry_run, output)


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
        dry_run: DryRun = False,
        *,
        output: Output,
    ) -> None:
        from twinning.actions.acts import NewAct

        new = NewAct(kind, _day(on), by, ground=ground, note=note, sources=tuple(sources or ()))
        _record(context, agreement, new, dry_run, output)

    command.__doc__ = help
    return with_output(command)


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


@with_output
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
    dry_run: DryRun = False,
    *,
    output: Output,
) -> None:
    """Upgrade an agreement: a new one between the same cities takes its place.

    Example:
      twinning upgrade-agreement moscow-ru--seoul-kr --kind friendship-city --on 2025-06-01 --dry-run
    """
    from twinning.actions import acts
    from twinning.queries.dossiers import show

    check_given({"--kind": kind, "--on": on})
    kind = needed(kind, "New rank", lambda text: parse_word(AgreementKind, text))
    people, cited = tuple(signatories or ()), tuple(sources or ())
    with writing(context, dry_run=dry_run) as session:
        key = acts.upgrade_agreement(session, agreement, kind, _day(on), instrument, title, people, cited)
        dossier = show(session, key, today())
    output.show(dossier)
    _tell(dry_run)


def _day(on: EdtfDate | None) -> EdtfDate:
    check_given({"--on": on})
    return needed(on, "On which day (2018-10-02, 1995-05, 2001~)", EdtfDate.parse_moment)


def _record(context: typer.Context, agreement: str, new: "NewAct", dry_run: bool, output: Output) -> None:
    from twinning.actions import acts
    from twinning.queries.dossiers import show

    with writing(context, dry_run=dry_run) as session:
        dossier = show(session, acts.record_act(session, agreement, new).key, today())
    output.show(dossier)
    _tell(dry_run)


def _tell(dry_run: bool) -> None:
    print_note("nothing was written" if dry_run else "the act was recorded", sys.stderr)
