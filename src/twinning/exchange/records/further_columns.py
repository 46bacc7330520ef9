"""Columns whose cells make one value together: several remarks or numbers, and a name in two parts."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from twinning.domain.names import fold
from twinning.exchange.records.kinds import RecordKind
from twinning.exchange.records.names import field_of_column

JOINED: Final[Mapping[str, str]] = MappingProxyType({"summary": "\n", "telephone": "; ", "email": "; "})
"""Fields of which a sheet may have several columns, and what stands between their texts."""

_NAMES: Final = {"people": "name", "contacts": "person"}

GIVEN_NAMES: Final = (
    *("first name", "first names", "given name", "given names", "forename", "vorname", "vornamen", "rufname"),
    *("prénom", "prénoms", "primer nombre", "keresztnév", "utónév", "förnamn", "fornavn", "etunimi", "voornaam", "名"),
)
FAMILY_NAMES: Final = (
    *("last name", "family name", "surname", "nachname", "familienname", "zuname", "nom de famille", "apellido"),
    *("apellidos", "cognome", "sobrenome", "apelido", "nazwisko", "příjmení", "priezvisko", "prezime", "vezetéknév"),
    *("efternavn", "etternavn", "efternamn", "sukunimi", "achternaam", "фамилия", "прізвище", "姓", "성"),
)
"""What the two parts of a name are called. Beside one of them, `name` or `nom` is the other."""

_FAMILY_FIRST: Final = frozenset({"姓", "성"})


def place_names(header: Sequence[str], placed: dict[str, int], kind: RecordKind, said: Iterable[str]) -> None:
    """Let the first part of a name that stands in two columns stand for all of it, unless another column is said."""
    field, parts = _NAMES.get(kind.name, ""), _parts_of_name(header, kind)
    if parts and (field not in said or placed[field] in parts):
        placed[field] = parts[0]


def further_columns(header: Sequence[str], placed: Mapping[str, int], kind: RecordKind) -> dict[str, tuple[int, ...]]:
    """Return the other columns that make a value together with that which is placed, by its field."""
    others = [at for at in range(len(header)) if at not in placed.values()]
    found = {
        field: tuple(at for at in others if field_of_column(kind, header[at]) == field)
        for field in JOINED.keys() & placed.keys()
    }
    parts = _parts_of_name(header, kind)
    if parts and placed.get(field := _NAMES[kind.name]) == parts[0]:
        found[field] = parts[1:]
    return {field: columns for field, columns in found.items() if columns}


def _parts_of_name(header: Sequence[str], kind: RecordKind) -> tuple[int, ...]:
    """Return the columns of both parts of a name in their order; none where a name stands in one column."""
    if kind.name not in _NAMES:
        return ()
    given, family = (_column(header, names) for names in (GIVEN_NAMES, FAMILY_NAMES))
    if given is None and family is None:
        return ()
    named = (at for at, column in enumerate(header) if field_of_column(kind, column) == _NAMES[kind.name])
    rest = next((at for at in named if at not in (given, family)), None)
    given, family = (rest if each is None else each for each in (given, family))
    if given is None or family is None:
        return ()
    return (family, given) if header[family].strip() in _FAMILY_FIRST else (given, family)


def _column(header: Sequence[str], names: Iterable[str]) -> int | None:
    folded = [fold(column) for column in header]
    return next((folded.index(fold(each)) for each in names if fold(each) in folded), None)
