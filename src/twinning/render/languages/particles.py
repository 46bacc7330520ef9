"""Korean particles, whose form follows the sound before them: 부산과, 상하이와; 2004년으로, 11월로."""

import re

_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_PARTICLE = re.compile(r"(?<=(.))(\(으\)로|과\(와\)|은\(는\)|을\(를\)|이\(가\))")
_FORMS = {"과(와)": ("과", "와"), "은(는)": ("은", "는"), "을(를)": ("을", "를"), "이(가)": ("이", "가")}


def with_particles(text: str) -> str:
    """Return a text with each particle that is written for both sounds, `과(와)`, in the form that its word asks for.

    After anything but a syllable of Hangul, which alone shows its sound, both stay.
    """
    return _PARTICLE.sub(_chosen, text) if "(" in text else text


def _chosen(found: re.Match[str]) -> str:
    before, particle = found[1], found[2]
    if not _FIRST <= ord(before) <= _LAST:
        return particle
    final = (ord(before) - _FIRST) % _FINALS
    if particle == "(으)로":
        return "로" if final in (0, _RIEUL) else "으로"
    closed, open_ = _FORMS[particle]
    return closed if final else open_
