"""Which of the palette's colours stands for what: the same kind has the same colour in every map and chart.

The colours are in `picture.css`, for light and for dark: Okabe's and Ito's, which the colour-blind tell apart, darkened
or lightened until each has a contrast of 3 to 1 with what it stands on (WCAG 1.4.11).
"""

from collections.abc import Sequence

from twinning.domain.vocabulary import ActivityKind, AgreementKind

COLORS = 5
_OF_KINDS = {kind.value: place for kinds in (AgreementKind, ActivityKind) for place, kind in enumerate(kinds)}


def color_of_kind(kind: str | None) -> int:
    """Return the place of a kind's colour in the palette, from 0; the last of what has no kind."""
    return _OF_KINDS.get(kind or "", COLORS - 1)


def colors_of(parts: Sequence[str]) -> list[int]:
    """Return the places of the colours of parts: those of kinds are their own, all others take them in turn."""
    if any(part in _OF_KINDS for part in parts):
        return [color_of_kind(part) for part in parts]
    return [place % COLORS for place in range(len(parts))]
