"""The conditions of CHECKs, as databases and models write them, in one form to compare them by."""

import re


def normalised(condition: str) -> str:
    """Write a condition on one line, without quoted names, and the words of a list in the order of the alphabet."""
    plain = re.sub(r'"(\w+)"', r"\1", " ".join(condition.split()))
    plain = re.sub(r"IN \(('\w+'(?:, '\w+')+)\)", lambda match: f"IN ({_sorted(match[1])})", plain)
    plain = re.sub(r"ARRAY\[([^]]+)\]", lambda match: f"ARRAY[{_sorted(match[1])}]", plain)
    return re.sub(r"IN \(('\w+')\)", r"= \1", plain)


def _sorted(words: str) -> str:
    return ", ".join(sorted(words.split(", ")))
