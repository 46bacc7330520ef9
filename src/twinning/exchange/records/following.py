"""What a corrected list shows and cannot correct, since it follows from other records: that it is changed is told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from twinning.db.tables.people import PERSON, PERSON_POST
from twinning.db.typed_tables import fetch_rows, select_ids
from twinning.domain.dates import today
from twinning.domain.dates.printed_dates import read_printed
from twinning.domain.names import fold
from twinning.domain.vocabulary import Status
from twinning.errors import InputError
from twinning.exchange.exports.ties import day_of_end
from twinning.exchange.lists.columns.words import read_status
from twinning.queries.lookup.agreements import Tie, load_ties
from twinning.rows.upkeep import Remark

Said = Mapping[int, Mapping[str, str]]
"""The texts that rows have for records, by the ids of these and by the columns."""


def remarks_on_agreements(connection: Connection, said: Said) -> Iterator[Remark]:
    """Give a remark for each agreement of which a list says another status, end or party than is recorded."""
    day = today()
    for tie in load_ties(connection, select_ids(connection, [*said])):
        texts, status = said[tie.id], tie.status(day)
        if not _means(texts.get("status", ""), status):
            yield Remark(
                f"agreement:{tie.key} is {status}, whatever the list says: record what happened, with "
                f"`twinning record-act {tie.key}`",
                doubtful=False,
                of_many="{count} agreements have another status than the list says: it follows from what happened, "
                "which `twinning record-act` records",
            )
        elif not _is_end(texts.get("ended", ""), tie, status):
            yield Remark(
                f"agreement:{tie.key} has another end than the list says: correct the act that `twinning show "
                f"{tie.key}` has, with `twinning edit agreement:{tie.key}/act-NUMBER --on DAY`",
                doubtful=False,
                of_many="{count} agreements have another end than the list says: it is corrected in their acts, with "
                "`twinning edit agreement:KEY/act-NUMBER --on DAY`",
            )
        if not _are_parties((texts.get("city", ""), texts.get("partner", "")), tie):
            yield Remark(
                f"agreement:{tie.key} is one of {' and '.join(party.name for party in tie.parties)}, whatever the list "
                "says: `twinning list-cities --for-update` lists names to correct, and an agreement of another city "
                "is another one",
                doubtful=False,
                of_many="{count} agreements are of other cities than the list says: `twinning list-cities "
                "--for-update` lists names to correct, and an agreement of another city is another one",
            )


def remarks_on_people(connection: Connection, said: Said) -> Iterator[Remark]:
    """Give a remark for each person of whom a list says other posts than are recorded."""
    chosen = select_ids(connection, [*said])
    posts: dict[int, set[str]] = {}
    of_each = select(PERSON_POST.c.person_id, PERSON_POST.c.title).where(PERSON_POST.c.person_id.in_(chosen))
    for person, title in fetch_rows(connection, of_each):
        posts.setdefault(person, set()).add(fold(title))
    for person, key in fetch_rows(connection, select(PERSON.c.id, PERSON.c.key).where(PERSON.c.id.in_(chosen))):
        told = {fold(each) for each in said[person].get("posts", "").split(";")} - {""}
        if told and told != posts.get(person, set()):
            yield Remark(
                f"person:{key} has other posts than the list says: `twinning edit person:{key}/post-NUMBER` corrects "
                f"one, and `twinning edit {key} --add-post POST` adds one",
                doubtful=False,
                of_many="{count} people have other posts than the list says: `twinning edit person:KEY/post-NUMBER` "
                "corrects one",
            )


class Shown(NamedTuple):
    """Columns of a list that are compared and not read, and what gives remarks on them."""

    columns: tuple[str, ...] = ()
    remarks: Callable[[Connection, Said], Iterable[Remark]] = lambda *_: ()


SHOWN: Final[Mapping[str, Shown]] = MappingProxyType(
    {
        "agreements": Shown(("status", "ended", "city", "partner"), remarks_on_agreements),
        "people": Shown(("posts",), remarks_on_people),
    }
)
"""What lists show of other records, by what they are of."""


def _means(text: str, status: Status) -> bool:
    try:
        return not text or read_status(text) is status
    except InputError:
        return False


def _is_end(text: str, tie: Tie, status: Status) -> bool:
    ended = day_of_end(tie, status)
    if not text or ended is not None and text == ended.text:
        return True
    try:
        return read_printed(text).began == ended
    except InputError:
        return False


def _are_parties(texts: tuple[str, str], tie: Tie) -> bool:
    """Say whether texts name the two parties; empty ones say nothing."""
    names = {fold(party.name) for party in tie.parties}
    return all(not text or fold(text) in names for text in texts)
