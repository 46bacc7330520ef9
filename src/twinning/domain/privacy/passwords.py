"""Passwords in what somebody typed or set, so that no message repeats them, however the address was spelt."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

HIDDEN = "***"
_SHORTEST = 4  # characters: a shorter text stands in too many words to be taken out of a message

# What stands between a colon and the last @ of a word, or behind the word password: with any or no slashes before it.
_BEFORE_HOST = re.compile(r":/{0,3}(?P<user>[^:@]*:)?(?P<password>.+)@", re.DOTALL)
_NAMED = re.compile(r"(?:passw(?:or)?d|pwd)\s*=\s*(?:'(?P<quoted>(?:[^'\\]|\\.)*)'|(?P<plain>[^&\s]+))", re.IGNORECASE)
_SPLIT = re.compile(r"[@:/?#&=\s]")


def looks_like_a_server(text: str) -> bool:
    """Return whether a text that is no URL was meant as a server's address, and not as the path of a file."""
    is_path = re.match(r"[.~]{0,2}/(?!/)|[A-Za-z]:[\\/]", text) is not None
    begun = re.match(r"(?:postgres|mysql|mariadb|sqlite)[\w+]*:", text, re.IGNORECASE) is not None
    return begun or _NAMED.search(text) is not None or (not is_path and re.search(":.*@|//.*@", text) is not None)


def passwords_in(texts: Iterable[str]) -> set[str]:
    """Return what may be a password, or a part of one, in addresses and arguments."""
    found: set[str] = set()
    for text in texts:
        spelt = [each[name] for each in _NAMED.finditer(text) for name in ("quoted", "plain") if each[name]]
        if (before := _BEFORE_HOST.search(text)) is not None:
            spelt += [before["password"], (before["user"] or "") + before["password"]]
        for each in spelt:
            found |= {each, unquote(each), *_SPLIT.split(each), *_SPLIT.split(unquote(each))}
    return {each for each in found if len(each) >= _SHORTEST}


def without_passwords(text: str, passwords: Iterable[str]) -> str:
    """Return a text with a mark in the place of each of these passwords, the longest first."""
    for password in sorted(passwords, key=len, reverse=True):
        text = text.replace(password, HIDDEN).replace(repr(password)[1:-1], HIDDEN)
    return text
