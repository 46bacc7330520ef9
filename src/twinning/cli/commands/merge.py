"""`merge-city`, `merge-agreement`, `merge-person`: one city, agreement or person with two records."""

from typing import TYPE_CHECKING, Annotated

import typer

from twinning.cli.completion.names import complete_agreement, complete_city, complete_person
from twinning.cli.options.writing import Ask, Writing, with_writing
from twinning.db.connections import connection_of
from twinning.domain.dates import today

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from twinning.render import Document

_GOES, _STAYS = "The duplicate, which goes; all that it has moves to the other.", "The record that stays."
_DONE = "the two records were merged"


@with_writing
def merge_city(
    context: typer.Context,
    duplicate: Annotated[str, typer.Argument(help=_GOES, autocompletion=complete_city, metavar="FROM")],
    into: Annotated[str, typer.Argument(help=_STAYS, autocompletion=complete_city, metavar="INTO")],
    *,
    writing: Writing,
) -> None:
    """Merge a duplicate record of a city into the one that stays. The duplicate's key then finds that one.

    Examples:
      twinning add-city "Busan City" --country KR

      twinning merge-city busan-city-kr Busan --dry-run

      twinning merge-city busan-city-kr Busan --yes
    """
    from twinning.actions.merging import cities
    from twinning.queries.dossiers.merged import merged_city

    def change(session: "Session") -> "Document":
        merged = cities.merge_city(session, duplicate, into)
        return merged_city(connection_of(session), merged.city, merged.given_up, merged.agreements, today())

    writing.perform(context, change, _DONE, Ask.ALWAYS)


@with_writing
def merge_agreement(
    context: typer.Context,
    duplicate: Annotated[str, typer.Argument(help=_GOES, autocompletion=complete_agreement, metavar="FROM")],
    into: Annotated[str, typer.Argument(help=_STAYS, autocompletion=complete_agreement, metavar="INTO")],
    *,
    writing: Writing,
) -> None:
    """Merge a duplicate record of an agreement into the one that stays. Its key then finds that one.

    An act that both have is kept once, with the people and the sources of both.

    Examples:
      twinning add-agreement Seoul Kalmykia --kind cooperation --signed 2004-11 --yes

      twinning merge-agreement kalmykia-ru--seoul-kr--2 kalmykia-ru--seoul-kr --dry-run

      twinning merge-agreement kalmykia-ru--seoul-kr--2 kalmykia-ru--seoul-kr --yes
    """
    from twinning.actions.merging import agreements
    from twinning.queries.dossiers.merged import merged_agreement

    def change(session: "Session") -> "Document":
        merged = agreements.merge_agreement(session, duplicate, into)
        return merged_agreement(connection_of(session), merged.key, merged.given_up, today())

    writing.perform(context, change, _DONE, Ask.ALWAYS)


@with_writing
def merge_person(
    context: typer.Context,
    duplicate: Annotated[str, typer.Argument(help=_GOES, autocompletion=complete_person, metavar="FROM")],
    into: Annotated[str, typer.Argument(help=_STAYS, autocompletion=complete_person, metavar="INTO")],
    *,
    writing: Writing,
) -> None:
    """Merge a duplicate record of a person into the one that stays. Its key then finds that one.

    The names and the posts of both stay.

    Examples:
      twinning add-person "Lee Myung-back" --yes

      twinning merge-person "Lee Myung-back" "Lee Myung-bak" --dry-run

      twinning merge-person "Lee Myung-back" "Lee Myung-bak" --yes
    """
    from twinning.actions.merging import people
    from twinning.queries.dossiers.merged import merged_person

    def change(session: "Session") -> "Document":
        merged = people.merge_person(session, duplicate, into)
        return merged_person(connection_of(session), merged.person.id, merged.given_up)

    writing.perform(context, change, _DONE, Ask.ALWAYS)
