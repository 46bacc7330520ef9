"""A register of sister-city relationships: a relational database and a command line over it.

    with twinning.open("register.db") as register:
        register.list_partners("Busan", as_of="2019-12-13")

`__all__` is what is public. Everything is loaded when it is first asked for, so that the command starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twinning.domain.dates import EdtfDate as EdtfDate
    from twinning.errors import AmbiguousError as AmbiguousError
    from twinning.errors import ConflictError as ConflictError
    from twinning.errors import DatabaseError as DatabaseError
    from twinning.errors import InputError as InputError
    from twinning.errors import NotFoundError as NotFoundError
    from twinning.errors import TwinningError as TwinningError
    from twinning.errors import UsageError as UsageError
    from twinning.library.register import Register as Register
    from twinning.library.register import open as open
    from twinning.rows import Dossier as Dossier
    from twinning.rows.partners import PartnerRow as PartnerRow
    from twinning.rows.records import ActivityRow as ActivityRow
    from twinning.rows.records import AgreementRow as AgreementRow
    from twinning.rows.records import CityRow as CityRow
    from twinning.rows.records import CommitmentRow as CommitmentRow
    from twinning.rows.records import ContactRow as ContactRow
    from twinning.rows.records import FoundRow as FoundRow
    from twinning.rows.records import OrganizationRow as OrganizationRow
    from twinning.rows.records import PersonRow as PersonRow
    from twinning.rows.records import SourceListRow as SourceListRow

__version__ = "0.1.0"

_HOMES = {
    "EdtfDate": "twinning.domain.dates",
    "AmbiguousError": "twinning.errors",
    "ConflictError": "twinning.errors",
    "DatabaseError": "twinning.errors",
    "InputError": "twinning.errors",
    "NotFoundError": "twinning.errors",
    "TwinningError": "twinning.errors",
    "UsageError": "twinning.errors",
    "Register": "twinning.library.register",
    "open": "twinning.library.register",
    "Dossier": "twinning.rows",
    "PartnerRow": "twinning.rows.partners",
    "ActivityRow": "twinning.rows.records",
    "AgreementRow": "twinning.rows.records",
    "CityRow": "twinning.rows.records",
    "CommitmentRow": "twinning.rows.records",
    "ContactRow": "twinning.rows.records",
    "FoundRow": "twinning.rows.records",
    "OrganizationRow": "twinning.rows.records",
    "PersonRow": "twinning.rows.records",
    "SourceListRow": "twinning.rows.records",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *_HOMES})
