"""Which of many names are a slip apart, found without comparing each with each."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from twinning.domain.names import may_be_same

_LONG_ENOUGH = 5
_PARTS = 64
_NUMBER_BITS, _HASH_BITS = 26, 38
_NUMBER, _HASH = (1 << _NUMBER_BITS) - 1, (1 << _HASH_BITS) - 1


def names_a_slip_apart(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the sorted pairs of folded names that are a slip apart, as `may_be_same` has it; each pair once.

    Two names that differ by one letter are equal once a letter is left out of one of them, or of each. So each name is
    filed under itself and under all that is left of it without one letter, and only names in one file are compared.
    To save memory a file is a number, part of a hash, and a name in it its own number: some hundred bytes a name.
    Names of fewer than five letters are left out, as too many of them differ by one.
    """
    pairs = {pair for part in _pieces(names) for pair in _with_a_piece_in_common(part, names)}
    return sorted(pair for pair in pairs if may_be_same(*pair))


def _pieces(names: Sequence[str]) -> list["array[int]"]:
    """Return for each name what is left of it without one letter: as hash and number of the name in one integer.

    They are parted by the hash, so that equal ones are in one part, and no more than a part has to be sorted at once.
    """
    parts = [array("Q") for _ in range(_PARTS)]
    for number, name in enumerate(names):
        if len(name) >= _LONG_ENOUGH:
            for piece in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                hashed = hash(piece) & _HASH
                parts[hashed % _PARTS].append(hashed << _NUMBER_BITS | number)
    return parts


def _with_a_piece_in_common(part: "array[int]", names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for _, alike in groupby(sorted(part), key=lambda piece: piece >> _NUMBER_BITS):
        numbers = [piece & _NUMBER for piece in alike]
        if len(numbers) > 1:
            yield from combinations(sorted(names[number] for number in numbers), 2)
