"""What stands for cities and ties on a map: marks, lines, and what is said of them.

Kinds differ by colour and by the shape of the mark, and what is not in force by dashes and a hollow mark, so that no
colour is needed to read it.
"""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin

from twinning.domain.vocabulary import AgreementKind, Status
from twinning.render.drawings.colors import color_of_kind
from twinning.render.drawings.projection import Pixel
from twinning.render.drawings.svg import element, hover
from twinning.render.languages.saying import translated, word, words
from twinning.rows import Meaning
from twinning.rows.maps import MapTie
from twinning.rows.phrases import phrase

_MARK, _HOME = 4.5, 7.0
_CORNERS = {
    AgreementKind.FRIENDSHIP_CITY: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    AgreementKind.COOPERATION: ((0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    AgreementKind.CONTACT: ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
}
"""The corners of the marks of kinds, from the middle, by the size of a mark."""


def tie_words(tie: MapTie, language: str | None) -> str:
    """Return what is said of a tie: whom it ties, of what rank and status, and when it was signed."""
    country = words(Meaning.COUNTRY, language)(tie.other.country) if tie.other.country else ""
    day = words(Meaning.DATE, language)(tie.since) if tie.since else ""
    about = [word(tie.kind, language) if tie.kind else "", word(tie.status, language)]
    about.append(translated(phrase("signed {when}", when=day), language) if day else "")
    return f"{tie.one.name} – {', '.join(filter(None, (tie.other.name, country)))}: {', '.join(filter(None, about))}"


def path_of(lines: Iterable[Sequence[Pixel]], *, closed: bool = False) -> str:
    """Return lines as the data of a path."""
    end = "Z" if closed else ""
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in line) + end for line in lines if line)


def look_of(tie: MapTie) -> str:
    """Return the classes of a tie: its colour by its kind, and whether it is not in force."""
    color = color_of(tie.kind)
    return color if tie.status == Status.ACTIVE else f"{color} over"


def color_of(kind: str | None) -> str:
    """Return the class of a kind's colour."""
    return f"c{color_of_kind(kind) + 1}"


def mark(kind: str | None, x: float, y: float, look: str, says: str = "") -> str:
    """Return the mark of a kind: a circle, a square, a triangle, a diamond; and a small circle for any other."""
    told = hover(says) if says else None
    corners = _CORNERS.get(AgreementKind(kind)) if kind else None
    if corners is None:
        return element("circle", told, cx=x, cy=y, r=_MARK if kind == AgreementKind.SISTER_CITY else 3.0, class_=look)
    points = " ".join(f"{x + dx * _MARK:.1f},{y + dy * _MARK:.1f}" for dx, dy in corners)
    return element("polygon", told, points=points, class_=look)


def star(x: float, y: float) -> str:
    """Return the corners of the star of the city in the middle."""
    corners = ((_HOME if at % 2 == 0 else _HOME * 0.45, at * pi / 5) for at in range(10))
    return " ".join(f"{x + radius * sin(turn):.1f},{y - radius * cos(turn):.1f}" for radius, turn in corners)
