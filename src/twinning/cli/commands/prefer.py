"""`prefer`: a decision between sources that disagree."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.asking.prompts import check_given, needed
from twinning.cli.completion.names import complete_citation
from twinning.cli.options.writing import Writing, with_writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document


@with_writing
def prefer(
    context: typer.Context,
    citation: Annotated[
        str,
        typer.Argument(
            help="The place in a source that you believe, as `show` names it: source:a-list/citation-3.",
            autocompletion=complete_citation,
            metavar="CITATION",
        ),
    ],
    because: Annotated[str | None, typer.Option("--because", help="Why you believe this one.", metavar="TEXT")] = None,
    *,
    writing: Writing,
) -> None:
    """Decide what is recorded where sources disagree. What the other sources state is kept beside it.

    Example:
      twinning prefer source:newsworld-seoul-bilateral-ties/citation-57 --because "Only this article has the year"
    """
    from twinning.actions.evidence import preferring

    check_given(context, {"--because": because})
    reason = needed(because, "Why this one", str.strip)

    def change(session: "Session") -> "Document":
        return preferring.prefer(session, citation, reason)

    writing.perform(context, change, "the decision was recorded")
