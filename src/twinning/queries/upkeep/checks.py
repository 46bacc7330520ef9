"""The rules that `db check` checks, since no constraint of the database can."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple, Protocol, cast

from sqlalchemy import Connection, func, select

from twinning.db.damage import find_damage
from twinning.db.migrations.strangers import find_strangers
from twinning.db.references import CITABLE, KEYED, LINKS, PARENTS
from twinning.db.tables import record_class_named, table_named, table_names
from twinning.db.tables.activities import ACTIVITY
from twinning.db.tables.agreements import ACT_PERSON, AGREEMENT, AGREEMENT_ACT, AGREEMENT_PARTY
from twinning.db.tables.cities import CITY, CITY_SUCCESSION
from twinning.db.tables.history import KEY_ALIAS, KeyAliasRecord
from twinning.db.tables.sources import CITATION, CitationRecord
from twinning.db.typed_tables import each_record, fetch_records, fetch_rows
from twinning.domain.dates import EdtfDate
from twinning.domain.names import fold
from twinning.domain.progress import followed
from twinning.domain.values import wrong_values
from twinning.errors import InputError, ending_behind
from twinning.inputs.citable import stated_value
from twinning.queries.lookup.references import names_of
from twinning.queries.upkeep.odd_acts import find_odd_acts
from twinning.rows import Listing, Section
from twinning.rows.phrases import phrase
from twinning.rows.upkeep import ProblemRow

_SPANS = (("since", "until"), ("start", "end"), ("on", "until"))
"""The dates between which something lies, in every table that has both."""


class _Named(Protocol):
    """A row with a name and the key by which it is looked up."""

    @property
    def name(self) -> str: ...

    @property
    def folded(self) -> str: ...


def check(connection: Connection) -> Listing[ProblemRow]:
    """Return what is wrong: with the file, the references, values that nothing wrote, and by the model's rules."""
    damage = [ProblemRow(each.table, each.record, each.problem) for each in find_damage(connection)]
    try:
        contradicting, notes = list(contradictions(connection)), tuple(_unlikely(connection))
    except Exception as error:
        if not damage or ending_behind(error) is not None:
            raise
        contradicting = [ProblemRow("register", None, "the rules cannot be checked before that is mended")]
        notes = ()
    section = Section("problems", ProblemRow, [*damage, *contradicting])
    return Listing(ProblemRow, (section,), phrase("Problems"), phrase("everything is in order"), notes)


def _unlikely(connection: Connection) -> Iterator[str]:
    yield from (f"{name}: {oddity.text}" for name, oddity in find_odd_acts(connection) if not oddity.impossible)
    yield from (f"{each}; it does no harm" for each in find_strangers(connection) if not each.harms)


def contradictions(connection: Connection) -> Iterator[ProblemRow]:
    """Give all that contradicts the model's rules."""
    odd = find_odd_acts(connection)
    yield from (ProblemRow("agreement_act", name, oddity.text) for name, oddity in odd if oddity.impossible)
    yield from broken_rules(connection)
    tables = followed("checking rules", table_names(), len(table_names()))
    yield from (problem for name in tables for problem in _wrong_derived(connection, name))
    yield from _wrong_statements(connection)


def broken_rules(connection: Connection) -> Iterator[ProblemRow]:
    """Give what contradicts the rules of several records together, which an import must not bring either."""
    yield from _too_few_parties(connection)
    yield from _circles(connection)
    yield from _dead_aliases(connection)
    yield from _strangers(connection)
    yield from _ends_before_it_begins(connection)
    yield from _decided_twice(connection)


def _too_few_parties(connection: Connection) -> Iterator[ProblemRow]:
    parties = func.count(AGREEMENT_PARTY.c.id)
    query = (
        select(AGREEMENT.c.key, parties)
        .outerjoin(AGREEMENT_PARTY, AGREEMENT_PARTY.c.agreement_id == AGREEMENT.c.id)
        .group_by(AGREEMENT.c.id, AGREEMENT.c.key)
        .having(parties < 2)
        .order_by(AGREEMENT.c.id)
    )
    for key, count in fetch_rows(connection, query):
        yield ProblemRow("agreement", key, f"an agreement needs two parties and this one has {count}")


def _circles(connection: Connection) -> Iterator[ProblemRow]:
    """Find what leads back to itself: each of these references is from what came later, or is greater."""
    followed = (
        ("activity", ACTIVITY.c.id, ACTIVITY.c.part_of_id, "it is part of itself"),
        ("agreement", AGREEMENT_ACT.c.agreement_id, AGREEMENT_ACT.c.successor_id, "it takes its own place"),
        ("city", CITY_SUCCESSION.c.old_city_id, CITY_SUCCESSION.c.new_city_id, "it is its own successor"),
    )
    for name, start, end, problem in followed:
        steps: dict[int, set[int]] = defaultdict(set)
        for one, other in fetch_rows(connection, select(start, end).where(end.is_not(None))):
            if other is not None:
                steps[one].add(other)
        circling = [each for each in steps if each in _reached(steps, each)]
        names = names_of(connection, name, circling)
        yield from (ProblemRow(name, names.get(each), problem) for each in circling)


def _reached(steps: Mapping[int, set[int]], start: int) -> set[int]:
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _dead_aliases(connection: Connection) -> Iterator[ProblemRow]:
    """Find keys that were given up: each has to lead to a record, and to be none's own."""
    query = select(KEY_ALIAS).order_by(KEY_ALIAS.c.id)
    for alias in fetch_records(connection, query, KeyAliasRecord):
        name = f"{alias.record_table}:{alias.alias}"
        if alias.record_table not in KEYED:
            yield ProblemRow("key_alias", name, f"there is no table {alias.record_table} of records with a key")
            continue
        records = table_named(alias.record_table)
        answers = select(records.c.key).where(records.c.key.in_((alias.alias, alias.key)))
        keys = set(connection.execute(answers).scalars())
        if alias.key not in keys:
            yield ProblemRow("key_alias", name, f"it leads to {alias.key}, which is not there")
        if alias.alias in keys:
            yield ProblemRow("key_alias", name, "it is the key of a record, and another answers for it")


def _strangers(connection: Connection) -> Iterator[ProblemRow]:
    """Find acts that somebody did for a city that is no party to the agreement."""
    party = AGREEMENT_PARTY.c
    is_party = (party.agreement_id == AGREEMENT_ACT.c.agreement_id) & (party.city_id == ACT_PERSON.c.city_id)
    query = (
        select(AGREEMENT_ACT.c.id, CITY.c.key)
        .select_from(ACT_PERSON)
        .join(AGREEMENT_ACT, AGREEMENT_ACT.c.id == ACT_PERSON.c.act_id)
        .join(CITY, CITY.c.id == ACT_PERSON.c.city_id)
        .outerjoin(AGREEMENT_PARTY, is_party)
        .where(party.id.is_(None))
        .order_by(ACT_PERSON.c.id)
    )
    rows = list(fetch_rows(connection, query))
    names = names_of(connection, "agreement_act", {act for act, _ in rows})
    for act, key in rows:
        yield ProblemRow("agreement_act", names.get(act), f"somebody did it for {key}, which is no party")


def _ends_before_it_begins(connection: Connection) -> Iterator[ProblemRow]:
    for name, (start, end) in product(table_names(), _SPANS):
        records = table_named(name)
        if not {f"{start}_earliest", f"{end}_latest"} <= {*records.c.keys()}:
            continue
        query = select(records.c.id).where(records.c[f"{end}_latest"] < records.c[f"{start}_earliest"])
        wrong = list(connection.execute(query.order_by(records.c.id)).scalars())
        names = names_of(connection, name, wrong)
        yield from (ProblemRow(name, names.get(each), f"its {end} lies before its {start}") for each in wrong)


def _decided_twice(connection: Connection) -> Iterator[ProblemRow]:
    """Find fields of which more than one citation is preferred."""
    query = select(CITATION).where(CITATION.c.preferred == 1).order_by(CITATION.c.id)
    preferred: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for citation in each_record(connection, query, CitationRecord):
        record = (getattr(citation, f"{name}_id") for name in CITABLE)
        preferred[(*record, citation.field)].append(citation.id)
    twice = [each for of_field in preferred.values() for each in of_field[1:]]
    names = names_of(connection, "citation", twice)
    yield from (ProblemRow("citation", names.get(each), "another is preferred for the same field") for each in twice)


def _wrong_derived(connection: Connection, name: str) -> Iterator[ProblemRow]:
    """Compare look-up keys with their names, and bounds with their dates, which a write past the program can break."""
    names = record_class_named(name)._fields
    dates = [each.removesuffix("_earliest") for each in names if each.endswith("_earliest")]
    if not dates and not {"folded", "country_code", "amount", "email"} & {*names}:
        return
    for record in each_record(connection, select(table_named(name)), record_class_named(name)):
        for wrong in wrong_values(record._asdict()):
            yield _problem(connection, name, record, wrong)
        if "folded" in names and not _is_folded_right(cast("_Named", record)):
            yield _problem(connection, name, record, "its look-up key is not that of its name")
        for date in dates:
            if not _is_read_right(getattr(record, date)):
                wrong = f"the bounds of {date} are not those of {getattr(record, f'{date}_text')}"
                yield _problem(connection, name, record, wrong)


def _wrong_statements(connection: Connection) -> Iterator[ProblemRow]:
    """Find what sources state for fields that cannot hold it."""
    said = select(CITATION).where(CITATION.c.field.is_not(None), CITATION.c.value.is_not(None)).order_by(CITATION.c.id)
    wrong = {each.id: told for each in each_record(connection, said, CitationRecord) if (told := _wrong_in(each))}
    names = names_of(connection, "citation", wrong)
    yield from (ProblemRow("citation", names.get(each), told) for each, told in wrong.items())


def _wrong_in(citation: CitationRecord) -> str | None:
    cited = next((name for name in CITABLE if getattr(citation, f"{name}_id") is not None), None)
    try:
        if cited is not None:
            stated_value(cited, str(citation.field), str(citation.value))
    except InputError as error:
        return error.message
    return None


def _is_folded_right(named: "_Named") -> bool:
    return named.folded == fold(named.name)


def _is_read_right(stored: EdtfDate | None) -> bool:
    try:
        return stored is None or stored == EdtfDate.parse(stored.text)
    except InputError:
        return False


def _problem(connection: Connection, name: str, record: NamedTuple, what: str) -> ProblemRow:
    """Name the record that is wrong, or the one that a row without a name belongs to."""
    column = LINKS.get(name)
    named = PARENTS[name][column] if column else name
    number: int = getattr(record, f"{column}_id" if column else "id")
    return ProblemRow(named, names_of(connection, named, [number]).get(number), what)
