"""What text that is not UTF-8 may be: the encodings in which spreadsheets and editors save it, and what each reads."""

import codecs

from twinning.domain.names import quote

CANDIDATES = ("cp949", "cp932", "gb18030", "cp1250", "cp1251", "cp1252")
"""What is tried where a text is not UTF-8: Windows in Korean, Japanese, Chinese, Polish and Czech, Russian, German."""

RARER = ("euc_jp", "cp950", "cp1253", "cp1254", "cp1255", "cp1256", "cp874")
"""What fits as many texts, and is tried where the words of a text speak for it: of Japan, Taiwan, Greek, Turkish,
Hebrew, Arabic and Thai."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEGINNING = 1 << 16  # bytes by which an encoding is judged


def how_to_save(content: bytes) -> str:
    """Return what to do with a file that is not UTF-8: as what it can be opened, with a sample, to be saved anew.

    Several may fit, and only a reader can tell; so each is shown.
    """
    tried = ("utf-16",) if content.startswith(_UTF_16) else CANDIDATES
    fitting = [each for each in tried if _fits(content[:_BEGINNING], each)]
    if not fitting:
        return "save it as UTF-8"
    shown = " or ".join(f"{each} ({quote(sample(content[:_BEGINNING], each))})" for each in fitting)
    return f"it reads as {shown}: open it as what reads well, and save it as UTF-8"


def _fits(content: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content)  # its end may cut a character in two
    except UnicodeDecodeError:
        return False
    return True


def sample(content: bytes, encoding: str) -> str:
    """Return the line that says most of an encoding: that with the most characters beyond ASCII."""
    text = content.decode(encoding, errors="ignore")
    return max(text.splitlines(), key=lambda line: sum(not character.isascii() for character in line), default="")
