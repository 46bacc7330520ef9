"""How a file is read: which column holds which field, what fills those it has not, what its words mean.

It can be kept under a name, in TOML that a person can read and change:

    [columns]
    partner = "도시명"
    date = "결연일자"

    [values]
    city_country = "KR"

    [aliases]
    "교류" = "cooperation"
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from twinning.db.storage.files import unwritable
from twinning.db.storage.scratch import replace_file
from twinning.domain.dates.printed_dates import DateOrder
from twinning.domain.names import fold, in_shell, nearest, quote
from twinning.errors import InputError, UsageError
from twinning.exchange.foreign_files import open_regular
from twinning.exchange.lists.columns.fields import (
    IGNORED,
    list_fields,
    meaning_of_column,
    own_field,
    partner_field,
)
from twinning.exchange.lists.reading.tables import Layout
from twinning.settings.trust import user_folder

_LARGEST = 65_536  # bytes
_PARTS = ("columns", "values", "aliases")
_WORDS = ("date_order", "encoding", "delimiter", "sheet")


@dataclass(frozen=True, slots=True)
class ListMapping:
    """`columns` are names of columns by field, `values` texts by field, `aliases` what a cell's text stands for."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    layout: Layout = field(default_factory=Layout)

    @property
    def meanings(self) -> dict[str, str]:
        """What a cell's text stands for, by that text, folded."""
        return {fold(text): meaning for text, meaning in self.aliases.items()}

    def with_said(self, said: "ListMapping") -> "ListMapping":
        """Return this mapping with what another one says over it."""
        layout = Layout(
            *(getattr(said.layout, name) or getattr(self.layout, name) for name in ("encoding", "delimiter", "sheet"))
        )
        return ListMapping(
            {**self.columns, **said.columns},
            {**self.values, **said.values},
            {**self.aliases, **said.aliases},
            said.date_order or self.date_order,
            layout,
        )


def read_pairs(pairs: Iterable[str], what: str, known: Iterable[str] | None = None) -> dict[str, str]:
    """Return what `NAME=TEXT` says, by name. Raises UsageError for one that says nothing, and for unknown names."""
    found = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        name, text = name.strip(), text.strip()
        if not sign or not name:
            raise UsageError(f"{quote(pair)} is no {what}", "it is written NAME=TEXT")
        if known is not None:
            _check_field(name, known)
        found[name] = text
    return found


def _check_field(name: str, known: Iterable[str]) -> None:
    if name not in known:
        near = nearest(name, known, limit=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(known)}"
        raise UsageError(f"a list has no field {quote(name)}", hint)


def place_columns(header: Sequence[str], mapping: ListMapping, name: str, *, has_city: bool) -> dict[str, int]:
    """Return the number of the column of each field: those that are said, then those whose names are known.

    With `has_city` the first side is said otherwise, and a list that names one city names the partner. Raises
    InputError for a said column that is not there, for two of one field, and where nothing names the partner.
    """
    folded = [fold(column) for column in header]
    placed = {each: said_column(column, header, folded, name) for each, column in mapping.columns.items()}
    taken = set(placed.values())
    side: str | None = None
    waiting: list[tuple[int, str]] = []
    for number, column in enumerate(header):
        field_name, bare = meaning_of_column(column)
        if number in taken or header[number].casefold() in IGNORED or not (field_name or bare):
            side = _side_of(next((each for each, at in placed.items() if at == number), "")) or side
            continue
        if bare == "city":
            field_name = "city" if "city" not in placed else "partner"
        if field_name in ("city", "partner"):
            side = field_name
            for at, attribute in waiting:
                place_column(placed, _of_side(attribute, side), at, header, name, mapping.columns)
            waiting = []
        if field_name:
            place_column(placed, field_name, number, header, name, mapping.columns)
        elif bare and side is None:
            waiting.append((number, bare))
        elif bare and side:
            place_column(placed, _of_side(bare, side), number, header, name, mapping.columns)
    _check_country(placed, header, mapping, name)
    return _completed(placed, name, header, mapping, has_city=has_city)


def _check_country(placed: Mapping[str, int], header: Sequence[str], mapping: ListMapping, name: str) -> None:
    """Raise InputError for the only country of a list, unless it stands behind the partner."""
    said = {*mapping.columns, *mapping.values, *(placed.keys() - {"city_country"})}
    column = placed.get("city_country")
    if column is None or not {"city", "partner"} <= placed.keys() or {"city_country", "partner_country"} & said:
        return
    if meaning_of_column(header[column])[1]:
        own, partner = (f"--map {in_shell(f'{side}_country={header[column]}')}" for side in ("city", "partner"))
        cities = f"{quote(header[placed['city']])} or {quote(header[placed['partner']])}"
        raise InputError(
            f"{name}: {quote(header[column])} may be the country of {cities}",
            f"say of which: {partner}, or {own}",
        )


def _side_of(field_name: str) -> str | None:
    return field_name if field_name in ("city", "partner") else None


def _of_side(attribute: str, side: str) -> str:
    return own_field(attribute) if side == "city" else partner_field(attribute)


def place_column(
    placed: dict[str, int], field_name: str, number: int, header: Sequence[str], name: str, said: Collection[str]
) -> None:
    """Note the column of a field, unless another is `said` to be that. Raises InputError where it has one."""
    if field_name in said:
        return
    if field_name in placed:
        columns = f"{quote(header[placed[field_name]])} and {quote(header[number])}"
        raise InputError(
            f"{name}: two columns are for {field_name}: {columns}",
            "say which: "
            + " or ".join(f"--map {in_shell(f'{field_name}={header[at]}')}" for at in (placed[field_name], number)),
        )
    placed[field_name] = number


def said_column(column: str, header: Sequence[str], folded: Sequence[str], name: str) -> int:
    """Return the number of the column that somebody named. Raises InputError."""
    if column in header:
        return header.index(column)
    if fold(column) in folded:
        return folded.index(fold(column))
    raise InputError(
        f"{name}: there is no column {quote(column)}", f"its columns are {', '.join(filter(None, header))}"
    )


def _completed(
    placed: dict[str, int], name: str, header: Sequence[str], mapping: ListMapping, *, has_city: bool
) -> dict[str, int]:
    """Let the only city of a list be the partner where the first side is said otherwise."""
    said = {*placed, *mapping.values}
    if "partner" not in said and "parties" not in said and "city" in placed and has_city:
        places = {each: own_field(each) for each in ("city", *(f.removeprefix("city_") for f in placed))}
        moved = {own: partner_field(each) for each, own in places.items() if own in placed}
        placed = {moved.get(each, each): number for each, number in placed.items()}
        said = {*placed, *mapping.values}
    if not said & {"partner", "parties", "partner_wikidata"}:
        way_out = "say which does: --map 'partner=COLUMN'"
        if "city" in placed:
            way_out += f"; if {quote(header[placed['city']])} does, say whose partners they are: --city CITY"
        elif not placed:
            way_out += "; if that line is a title, take it away: the first one has to name the columns"
        raise InputError(f"{name}: no column names the partner: there are {', '.join(filter(None, header))}", way_out)
    if not has_city and not said & {"city", "parties", "city_wikidata"}:
        raise InputError(
            f"{name}: no column names whose partners they are: there are {', '.join(filter(None, header))}",
            "say which city's: --city CITY, or --map 'city=COLUMN'",
        )
    return placed


def mapping_file(name: str) -> Path:
    """Return where a mapping lies: a path if it looks like one, else a file of the user's own configuration."""
    if "/" in name or name.endswith(".toml"):
        return Path(name)
    if fold(name) != name.replace("-", "") or not name:
        raise UsageError(f"{quote(name)} is no name for a mapping", "small letters, digits and hyphens; or a path")
    return user_folder() / "mappings" / f"{name}.toml"


def load_mapping(name: str, known: Collection[str] | None = None) -> ListMapping:
    """Return a mapping that was kept, for fields that are `known`: those of ties if not said.

    Raises InputError for one that is none.
    """
    path = mapping_file(name)
    try:
        with open_regular(path.resolve(), _LARGEST) as stream:
            found = tomllib.loads(stream.read().decode("utf-8-sig"))  # an editor may have put that mark before it
    except FileNotFoundError:
        raise InputError(f"there is no mapping {path}", "--save-mapping makes one") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no TOML: {error}") from error
    return _checked(found, path, list_fields() if known is None else known)


def _checked(found: Mapping[str, Any], path: Path, known: Collection[str]) -> ListMapping:
    for name, value in found.items():
        texts = value.values() if name in _PARTS and isinstance(value, dict) else [value]
        if name not in (*_PARTS, *_WORDS) or not all(isinstance(text, str) for text in texts):
            raise InputError(f"{path}: {name} is not what a mapping holds", f"it has {', '.join((*_PARTS, *_WORDS))}")
    try:
        for part in ("columns", "values"):
            for name in found.get(part, {}):
                _check_field(name, known)
        order = DateOrder(found["date_order"]) if "date_order" in found else None
    except (UsageError, ValueError) as error:
        raise InputError(f"{path}: {error}", getattr(error, "hint", None)) from error
    layout = Layout(found.get("encoding"), found.get("delimiter"), found.get("sheet"))
    columns, values, aliases = (found.get(part, {}) for part in _PARTS)
    return ListMapping(columns, values, aliases, order, layout)


def check_mapping_place(name: str, known: Collection[str] | None = None) -> None:
    """Refuse to keep a mapping where another file would be lost; `known` as in `load_mapping`.

    Raises InputError, and UsageError for a name.
    """
    path = mapping_file(name)
    if path.suffix != ".toml":
        raise UsageError(f"{path} is no name for the file of a mapping", "let it end in .toml")
    if path.exists():
        load_mapping(name, known)


def save_mapping(name: str, mapping: ListMapping, known: Collection[str] | None = None) -> Path:
    """Keep a mapping, in the place of one of the same name; return where.

    Raises InputError where it cannot be, or another file would be lost.
    """
    check_mapping_place(name, known)
    path = mapping_file(name)
    words = {"date_order": mapping.date_order, "encoding": mapping.layout.encoding} | {
        each: getattr(mapping.layout, each) for each in ("delimiter", "sheet")
    }
    lines = [f"{each} = {_toml(str(value))}" for each, value in words.items() if value is not None]
    for part in _PARTS:
        if pairs := getattr(mapping, part):
            lines += ["", f"[{part}]", *(f"{_toml_key(each)} = {_toml(value)}" for each, value in pairs.items())]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, lambda stream: stream.write("\n".join(lines).lstrip("\n") + "\n"))
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _toml_key(text: str) -> str:
    return text if text.replace("_", "").isalnum() and text.isascii() else _toml(text)


def with_columns(mapping: ListMapping, header: Sequence[str], placed: Mapping[str, int]) -> ListMapping:
    """Return a mapping that names every column that is read, as it is to be kept."""
    return replace(mapping, columns={each: header[number] for each, number in placed.items()})
