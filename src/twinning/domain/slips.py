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
    """Return in order the pairs of folded names that `may_be_same` and are equal once a letter is left out.

    That is of one of them or of each. Shorter names than five letters are no slip apart. A name takes some hundred
    bytes: each of its pieces is a number, made of a part of its hash and of which name it is of.
    """
    pairs = {pair for part in _pieces(names) for pair in _with_a_piece_in_common(part, names)}
    return sorted(pair for pair in pairs if may_be_same(*pair))


def _pieces(names: Sequence[str]) -> list["array[int]"]:
    """Return the numbers of all pieces, in parts that have all those of a piece each."""
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
