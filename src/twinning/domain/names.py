"""Names as people write them: the key to find them by, the key to cite them by, the text that is stored.

Standard library only at import; `anyascii` and `rapidfuzz` load when they are first needed.
"""

import re
import shlex
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from twinning.errors import InputError

_APOSTROPHES_AND_DOTS = frozenset("'`‘’‛′ʹʻʼʽʾʿˈ.·・_")
_BLANKS_AND_HYPHENS = frozenset({"Zs", "Zl", "Zp", "Pd"})
# Joiners, variation selectors, Hangul fillers, the blank Braille cell: marks or letters by their category.
_NOT_DRAWN = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
# Letters that Unicode does not take apart into a plain letter and a mark, as they are written without them.
_PLAIN_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th"}
    | {"ħ": "h", "ł": "l", "ŋ": "ng", "ŧ": "t", "ı": "i", "ə": "e"}
)
# A bidi override or isolate would reorder the line that the text is printed in; plain bidi marks do no harm.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LINE_LAYOUT = re.compile("[\t\n\u2028\u2029]")

LONGEST_NAME = 200
LONGEST_PROSE = 100_000
"""The most characters of a name, and of text with paragraphs."""

_QUOTED_LENGTH = 60
_SLUG_LENGTH = 60
_LEAST_SIMILARITY = 0.65  # two slips in a word of six letters, one in a word of three
_LEAST_PART = 4  # shorter pieces are found inside names that have nothing to do with them
_LEAST_BEGINNING = 3

OTHER_LETTERS = "[^ -~]"
"""What matches a letter that is not Latin in a folded name, in a regular expression and in SQLite's GLOB."""

_CONSONANTS = "bcdfgjklmnpqrstvxz"
_WRITTEN_AS = {"k": "kgq", "p": "pbv", "t": "td", "l": "lr", "c": "cj"}  # letters that romanisations confuse
_SOUNDS = str.maketrans({letter: sound for sound, letters in _WRITTEN_AS.items() for letter in letters})

_Role = Literal[
    "letter",  # or digit, comma, bracket: decides which name this is, and so does every mark on it
    "plain letter",  # Latin, Greek, Cyrillic: decides, its marks do not
    "mark",
    "separator",  # does not decide, nor does a mark on it
    "hidden",  # does not decide, and does not part a letter from its mark
]


@lru_cache(maxsize=4096)
def _role(character: str) -> _Role:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs"} or _NOT_DRAWN.match(character):
        return "hidden"
    if category in _BLANKS_AND_HYPHENS or character in _APOSTROPHES_AND_DOTS:
        return "separator"
    if category.startswith("M"):
        return "mark"
    script = unicodedata.name(character, "").partition(" ")[0]
    return "plain letter" if script in {"LATIN", "GREEK", "CYRILLIC"} else "letter"


_ASCII_FOLDED = bytes(range(128)).lower() + bytes(range(128, 256))
_ASCII_NOT_DECIDING = bytes(code for code in range(128) if _role(chr(code)) in {"separator", "hidden"})
_ASCII_NOT_DECIDING_IN_LINE = _ASCII_NOT_DECIDING.replace(b"\n", b"")


def fold(name: str) -> str:
    """Return the look-up key of a name: two spellings that should find each other have the same one.

    Case, width, blanks, hyphens, apostrophes, dots and middle dots do not decide. They fold to nothing and
    not to a blank, as registers disagree on whether there is one at all: `부산 광역시`, `La Grange`, `D.C.`
    Accents are dropped from Latin, Greek and Cyrillic letters only; elsewhere a mark makes another letter.
    Commas, brackets and slashes stay. An umlaut folds to its vowel: `Köln` is `koln`, never `koeln`.

    The key is NFC, and folding it again changes nothing. A name of mere punctuation keeps its punctuation;
    the key is empty only when nothing in the name is visible.
    """
    if name.isascii():  # several times as fast, and most names of a large register take this way
        folded = name.encode().translate(_ASCII_FOLDED, _ASCII_NOT_DECIDING).decode()
        return folded or _visible(name)
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    folded = decomposed.translate(_KEPT)
    if _A_MARK in folded:
        folded = _deciding(decomposed).translate(_PLAIN_LATIN)
    return unicodedata.normalize("NFC", folded or _visible(decomposed))


def fold_all(names: Sequence[str]) -> list[str]:
    """Return the look-up key of each name, as `fold` does; names that are all ASCII are folded at once, and sooner."""
    joined = "\n".join(names).replace("–", "")  # which keys of places have between them, and does not decide
    if not joined.isascii() or joined.count("\n") >= len(names):
        return [fold(each) for each in names]
    folded = joined.encode().translate(_ASCII_FOLDED, _ASCII_NOT_DECIDING_IN_LINE).decode().split("\n")
    return folded if all(folded) else [fold(each) for each in names]


class _KeptCharacters(dict[int, str | None]):
    """For `str.translate`: what `fold` makes of each character, by its code, worked out when it is first met.

    A combining mark becomes `_A_MARK`: whether it counts depends on the letter before it, which `_deciding` looks at.
    """

    def __missing__(self, code: int) -> str | None:
        role = _role(chr(code))
        if role == "mark":
            return _A_MARK
        self[code] = None if role in ("separator", "hidden") else _PLAIN_LATIN.get(code, chr(code))
        return self[code]


_A_MARK = "\0"  # which never stays
_KEPT = _KeptCharacters()


def _deciding(decomposed: str) -> str:
    """Return a decomposed text without the characters that do not decide, marks on Latin-like letters among them."""
    kept = []
    sheds_marks = True
    for character in decomposed:
        role = _role(character)
        if role == "hidden" or (role == "mark" and sheds_marks):
            continue
        if role != "mark":
            sheds_marks = role != "letter"
        if role != "separator":
            kept.append(character)
    return "".join(kept)


def _visible(text: str) -> str:
    return "".join(filter(_is_visible, text))


def _is_visible(character: str) -> bool:
    return not character.isspace() and _role(character) != "hidden"


def slug(text: str) -> str:
    """Return text as a part of a key: lower ASCII letters, digits and single hyphens, 1 to 60 characters.

    `부산` gives `busan`, `São Paulo` gives `sao-paulo`. An apostrophe joins (`xian`), everything else parts.
    What is too long is cut at a hyphen where there is one. Text without any letter or digit gives `x`.
    """
    from anyascii import anyascii  # noqa: PLC0415 - only those who make keys pay for its tables

    # anyascii reads loose jamo, and kana apart from their marks, as other letters: compose them first.
    plain = re.sub("['`]", "", anyascii(unicodedata.normalize("NFKC", text)).lower())
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _SLUG_LENGTH:
        # With one character more, a word that ends exactly at the limit is kept.
        words = words[: _SLUG_LENGTH + 1].rpartition("-")[0] or words[:_SLUG_LENGTH]
    return words or "x"


def in_latin_letters(name: str) -> str:
    """Return a name in small Latin letters and digits alone, as each of its characters is mostly read.

    `상하이` gives `sanghai`, `上海` `shanghai`: Chinese characters are read in Mandarin.
    """
    return slug(name).replace("-", "")


def clean_text(text: str, what: str, longest: int = 1000, *, multiline: bool = False) -> str:
    """Return text as it is stored: NFC, without outer blanks, 1 to `longest` characters.

    `what` names the value in the message. Newlines, tabs and line separators pass with `multiline` only.

    Raises InputError for text that is too long, shows nothing at all, or holds a control character, half a
    surrogate pair, or a bidi override or isolate.
    """
    cleaned = unicodedata.normalize("NFC", text).strip()
    unstorable = _UNSTORABLE.search(cleaned) or (None if multiline else _LINE_LAYOUT.search(cleaned))
    if unstorable:
        raise InputError(f"{what} cannot hold the character U+{ord(unstorable[0]):04X}: {quote(cleaned)}")
    if not any(map(_is_visible, cleaned)):
        raise InputError(f"{what} is empty")
    if len(cleaned) > longest:
        raise InputError(f"{what} has {len(cleaned)} characters, more than {longest}: {quote(cleaned)}")
    return cleaned


def title_of_file(name: str) -> str:
    """Return what the name of a file says as a title: less what `clean_text` refuses, which such names may hold."""
    storable = _LINE_LAYOUT.sub(" ", _UNSTORABLE.sub("", unicodedata.normalize("NFC", name))).strip()
    return storable if any(map(_is_visible, storable)) else slug(name)


def is_plain_word(text: str) -> bool:
    """Return whether text is one word that no shell takes for anything else: letters, marks, digits, and `-.·’` inside.

    Characters that are not drawn are not taken for letters, though Unicode counts some among them.
    """
    return bool(text) and _is_letter_or_digit(text[0]) and all(map(_is_of_word, text))


def _is_of_word(character: str) -> bool:
    return character in "-.·’" or _is_letter_or_digit(character)


def _is_letter_or_digit(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" and not _NOT_DRAWN.match(character)


def quote(text: str) -> str:
    """Return text as a message shows it: in quotes, escaped where it does not print, up to 60 characters."""
    quoted = repr(text[:_QUOTED_LENGTH])
    whole = len(text) <= _QUOTED_LENGTH and len(quoted) <= _QUOTED_LENGTH
    return quoted if whole else f"{quoted[: _QUOTED_LENGTH - 2]}…{quoted[0]}"


def with_article(word: str) -> str:
    """Return an English word with its article, for a message: `an act`, `a city`."""
    return f"an {word}" if word.startswith(tuple("aeiou")) else f"a {word}"


def in_shell(text: str) -> str:
    """Return text in quotes, as one word that a shell takes as it is."""
    if "'" not in text:
        return f"'{text}'"
    return shlex.quote(text) if set(text) & set('"$`\\!') else f'"{text}"'


def nearest(text: str, candidates: Iterable[str], limit: int = 5) -> list[str]:
    """Return the candidates that text may have meant, best first, at most `limit`; none for nonsense.

    A candidate is near by the slips that lie between the two folded names (optimal string alignment, with
    Hangul taken apart, so that one wrong vowel is one slip), or because it contains the text: `Frankfurt`
    finds `Frankfurt am Main`. Equally near ones come in code-point order.
    """
    from rapidfuzz import process  # noqa: PLC0415 - needed only once a name was not found
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    wanted = _spelt_out(text)
    if not wanted:
        return []
    spelt = {candidate: _spelt_out(candidate) for candidate in candidates}
    scores = {key: len(wanted) / len(value) for key, value in spelt.items() if _is_part(wanted, value)}
    close = process.extract(wanted, spelt, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_SIMILARITY, limit=None)
    scores |= {candidate: score for _, score, candidate in close}
    return sorted(scores, key=lambda candidate: (-scores[candidate], candidate))[:limit]


def may_be_same(one: str, other: str) -> bool:
    """Return whether two names may be one name: with one slip between them, or written in two alphabets.

    Of two alphabets only the consonants are compared, those that romanisations confuse taken as one: `이명박` and
    `Lee Myung-bak` may be the same.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - needed only where something new is recorded

    spelt = _spelt_out(one), _spelt_out(other)
    if spelt[0].isascii() is not spelt[1].isascii():
        spelt = _consonants(one), _consonants(other)
    return min(map(len, spelt)) >= _LEAST_PART and OSA.distance(*spelt) <= 1


def pattern_of_other_alphabet(name: str) -> str | None:
    """Return a regular expression that a folded name in another alphabet matches if it may be this name.

    Where this name is in Latin letters that is any in other letters; else one in Latin letters which has the first or
    the last half of its consonants, or all with the middle two the other way round, as a slip leaves them. None is for
    a name with too few consonants to be compared.
    """
    consonants = _consonants(name)
    if len(consonants) < _LEAST_PART:
        return None
    if _spelt_out(name).isascii():
        return OTHER_LETTERS
    middle = len(consonants) // 2
    first, last = consonants[:middle], consonants[middle:]
    turned = first[:-1] + last[0] + first[-1] + last[1:]
    others = f"[^{_CONSONANTS}]*"
    said = (others.join(f"[{_WRITTEN_AS.get(each, each)}]" for each in part) for part in (first, last, turned))
    return "^{0}{1}|{2}{0}$|^{0}{3}{0}$".format(others, *said)


def _consonants(name: str) -> str:
    letters = slug(name).translate(_SOUNDS)
    return re.sub(f"[^{_CONSONANTS}]", "", letters)


def _spelt_out(name: str) -> str:
    return unicodedata.normalize("NFD", fold(name))


def _is_part(wanted: str, spelt: str) -> bool:
    begins = len(wanted) >= _LEAST_BEGINNING and spelt.startswith(wanted)
    return begins or (len(wanted) >= _LEAST_PART and wanted in spelt)
