"""What must hold of the values of one row that no constraint of the database can say: for imports and the check."""

from collections.abc import Iterator, Mapping

from twinning.domain.names import LONGEST_NAME, quote


def wrong_values(values: Mapping[str, object]) -> Iterator[str]:
    """Give what is wrong with a row's values by the names of their columns."""
    name, code = values.get("name"), values.get("country_code")
    if "folded" in values and isinstance(name, str) and len(name) > LONGEST_NAME:
        yield f"its name has {len(name)} characters, and a name may have {LONGEST_NAME}"
    if isinstance(code, str) and not _is_country(code):
        yield f"{quote(code)} is no country's code (ISO 3166-1)"


def _is_country(code: str) -> bool:
    from twinning.domain.countries import is_country_code  # noqa: PLC0415 - takes long to load

    return is_country_code(code)
