"""`record-act`, with short verbs for what happens often."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twinning.cli.asking.prompts import check_given, known_by_today, needed
from twinning.cli.options.arguments import Agreement, as_one, moment
from twinning.cli.options.inputs import (
    ABOUT_SOURCE,
    about_source,
    argument_of,
    given_texts,
    parameters_of_input,
    read_given,
)
from twinning.cli.options.signatures import with_options
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.agreements.acts import ActKind
from twinning.domain.dates import EdtfDate, today
from twinning.domain.vocabulary import AgreementKind, parse_word
from twinning.inputs import ActInput, AgreementInput, SourceInput

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document

_QUESTION = "On which day (2018-10-02, 1995-05, 2001~, unknown)"


def _recording(help: str, *words: str, kind: ActKind | None = None) -> Callable[..., None]:
    """Return the command that records an act of a kind, or of the kind that its argument says."""

    def command(
        context: typer.Context, agreement: Agreement, said: tuple[ActInput, SourceInput], *, writing: Writing
    ) -> None:
        from twinning.actions.evidence.describing import describe_sources
        from twinning.actions.recording import acts
        from twinning.queries.dossiers.show import show

        given, about = said
        check_given(context, {"--on": given.on})
        act = replace(given, on=needed(given.on or None, _QUESTION, known_by_today))

        def change(session: "Session") -> "Document":
            describe_sources(session, act.sources, about)
            return show(connection_of(session), acts.record_act(session, as_one(agreement), act).key, today())

        writing.perform(context, change, "the act was recorded", Ask.NEVER if given.on else Ask.AT_A_TERMINAL)

    command.__doc__ = help
    argument = [] if kind else [argument_of(ActInput, "kind", required=True)]
    fixed = {} if kind is None else {"value_kind": kind.value}
    parameters = [
        *argument,
        *parameters_of_input(ActInput, *words),
        *parameters_of_input(SourceInput, *ABOUT_SOURCE),
    ]

    def read(_context: typer.Context, chosen: Mapping[str, Any]) -> tuple[ActInput, SourceInput]:
        return read_given(ActInput, {**chosen, **fixed}), about_source(given_texts(chosen, "value"))

    return with_writing(with_options(command, "said", parameters, read))


record_act = _recording(
    """Record what happened to an agreement.

    Examples:
      twinning record-act busan-kr--shanghai-cn amended --on 2020-05 --note "Two fields were added"

      twinning record-act moscow-ru--seoul-kr suspended --on 2022-03 --by Seoul --ground armed-conflict
    """,
    *("on", "by", "mode", "until", "ground", "successor", "note", "signatory", "source"),
)

renew_agreement = _recording(
    """Renew an agreement, for a term or for good.

    Example:
      twinning renew-agreement moscow-ru--seoul-kr --on 2014-11-03 --until 2024-11-02
    """,
    *("on", "until", "note", "signatory", "source"),
    kind=ActKind.RENEWED,
)

suspend_agreement = _recording(
    """Suspend an agreement: it is neither in force nor ended until it is resumed or renewed.

    Example:

      twinning suspend-agreement moscow-ru--seoul-kr --on 2022-03 --by Seoul --ground armed-conflict
    """,
    *("on", "by", "mode", "ground", "note", "source"),
    kind=ActKind.SUSPENDED,
)

end_agreement = _recording(
    """End an agreement, together or by one party.

    Example:

      twinning end-agreement moscow-ru--seoul-kr --on 2024 --by Seoul --ground foreign-policy --dry-run
    """,
    *("on", "by", "mode", "ground", "note", "source"),
    kind=ActKind.ENDED,
)


def _upgrade_agreement(
    context: typer.Context,
    agreement: Agreement,
    given: AgreementInput,
    on: Annotated[EdtfDate | None, moment("--on", "When, EDTF: 2018-10-02, 1995-05, 2001~.")] = None,
    *,
    writing: Writing,
) -> None:
    """Upgrade an agreement: a new one between the same cities takes its place.

    Example:
      twinning upgrade-agreement moscow-ru--seoul-kr --kind friendship-city --on 2025-06-01 --dry-run
    """
    from twinning.actions.recording import acts
    from twinning.queries.dossiers.show import show

    check_given(context, {"--kind": given.kind, "--on": on})
    ranks = ", ".join(AgreementKind)
    kind = needed(given.kind or None, f"New rank ({ranks})", lambda text: parse_word(AgreementKind, text))
    new = replace(given, kind=kind, signed=needed(on, _QUESTION, known_by_today))

    def change(session: "Session") -> "Document":
        return show(connection_of(session), acts.upgrade_agreement(session, as_one(agreement), new), today())

    asked = not (given.kind and on)
    writing.perform(context, change, "the agreement was upgraded", Ask.AT_A_TERMINAL if asked else Ask.NEVER)


upgrade_agreement = with_writing(
    with_options(
        _upgrade_agreement,
        "given",
        parameters_of_input(AgreementInput, "kind", "instrument", "title", "signatory", "source"),
        lambda _context, chosen: read_given(AgreementInput, chosen),
    )
)
