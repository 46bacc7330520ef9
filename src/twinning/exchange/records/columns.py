"""Which column of a spreadsheet holds which field."""

from collections.abc import Collection, Mapping, Sequence

from twinning.domain.names import fold
from twinning.errors import InputError
from twinning.exchange.lists.columns.fields import IGNORED
from twinning.exchange.lists.columns.mapping import ListMapping, place_column, said_column
from twinning.exchange.records.further_columns import JOINED, place_names
from twinning.exchange.records.kinds import RecordKind, Use, fields_of_kind
from twinning.exchange.records.names import field_of_column, use_of_bare, usual_role
from twinning.exchange.records.sums import unit_of_heading
from twinning.inputs import RecordInput
from twinning.inputs.kinds import AMOUNT_AND_CURRENCY


def place_record_columns(
    header: Sequence[str], mapping: ListMapping, name: str, kind: RecordKind, *, has_city: bool
) -> dict[str, int]:
    """Return the number of the column of each field: those that are said, then those whose names are known.

    With `has_city` a city is said that a field may stand for. Raises InputError for a said column that is not there,
    for two of one field, and where nothing names the records.
    """
    folded = [fold(column) for column in header]
    placed = {each: said_column(column, header, folded, name) for each, column in mapping.columns.items()}
    taken = {number: field for field, number in placed.items()}
    known = _known_fields(kind, header, {*placed, *mapping.values})
    fields, city, waiting = fields_of_kind(kind), "", list[tuple[int, Use]]()
    for number, column in enumerate(folded):
        field = taken.get(number) or ("" if column in IGNORED else known[number])
        if field and number not in taken and not (field in JOINED and field in placed):
            place_column(placed, field, number, header, name, mapping.columns)
        if field and fields[field].names_city:
            city = field
            for at, use in waiting:
                place_column(placed, _where(city, use), at, header, name, mapping.columns)
            waiting = []
        elif not field and (bare := use_of_bare(column)) is not None:
            if city:
                place_column(placed, _where(city, bare), number, header, name, mapping.columns)
            else:
                waiting.append((number, bare))
    place_names(header, placed, kind, mapping.columns)
    _check_named(placed, name, header, mapping, kind, has_city=has_city)
    return placed


def _known_fields(kind: RecordKind, header: Sequence[str], said: Collection[str]) -> list[str]:
    """Return the field of each column by its name; a year is the day itself where nothing else holds days."""
    known = [field_of_column(kind, column) or "" for column in header]
    has_days = "start" in {*said, *known}
    return ["start" if each == "start_year" and not has_days else each for each in known]


def units_of_columns(header: Sequence[str], placed: Mapping[str, int], kind: RecordKind) -> dict[str, str]:
    """Return the currency that the name of a column of sums says, by its field."""
    fields = fields_of_kind(kind)
    of_sums = {name: at for name, at in placed.items() if fields[name].takes.kind is AMOUNT_AND_CURRENCY}
    named = {name: unit_of_heading(header[at]) for name, at in of_sums.items()}
    return {name: found[1] for name, found in named.items() if found is not None}


def own_city(placed: Mapping[str, int], mapping: ListMapping, kind: RecordKind) -> str:
    """Return the field that the city of the whole file stands for: the first that no column and no value fills."""
    said = {*placed, *mapping.values}
    said |= {usual_role(field) or name for name, field in fields_of_kind(kind).items() if name in said}
    return next((each for each in kind.own if each not in said), kind.own[0])


def _where(city: str, use: Use) -> str:
    return f"{city}_{use.name.lower()}"


def _check_named(
    placed: Mapping[str, int],
    name: str,
    header: Sequence[str],
    mapping: ListMapping,
    kind: RecordKind,
    *,
    has_city: bool,
) -> None:
    """Raise InputError where no column says what names such a record."""
    said = {*placed, *mapping.values, *((own_city(placed, mapping, kind),) if has_city else ())}
    needed = kind.input.argument if issubclass(kind.input, RecordInput) else "at"
    if needed not in said:
        columns = ", ".join(filter(None, header))
        raise InputError(
            f"{name}: no column holds the {needed} of {kind.name}: there are {columns}",
            f"say which does: --map '{needed}=COLUMN'",
        )
