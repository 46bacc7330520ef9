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
    from twinning.inputs import ActInput as ActInput
    from twinning.inputs import ActivityOrganizationInput as ActivityOrganizationInput
    from twinning.inputs import ActivityPersonInput as ActivityPersonInput
    from twinning.inputs import AgreementInput as AgreementInput
    from twinning.inputs import AgreementOrganizationInput as AgreementOrganizationInput
    from twinning.inputs import CitationInput as CitationInput
    from twinning.inputs import CityInput as CityInput
    from twinning.inputs import CityNameInput as CityNameInput
    from twinning.inputs import CommitmentInput as CommitmentInput
    from twinning.inputs import ContactInput as ContactInput
    from twinning.inputs import DelegationInput as DelegationInput
    from twinning.inputs import EventInput as EventInput
    from twinning.inputs import ExchangeProgramInput as ExchangeProgramInput
    from twinning.inputs import ExpenseInput as ExpenseInput
    from twinning.inputs import OrganizationInput as OrganizationInput
    from twinning.inputs import PersonInput as PersonInput
    from twinning.inputs import PlaceInput as PlaceInput
    from twinning.inputs import PostInput as PostInput
    from twinning.inputs import ReportedCountInput as ReportedCountInput
    from twinning.inputs import SignatoryInput as SignatoryInput
    from twinning.inputs import SourceInput as SourceInput
    from twinning.library.register import Register as Register
    from twinning.library.register import Transaction as Transaction
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
    from twinning.rows.tracing import ExplainedRow as ExplainedRow
    from twinning.rows.upkeep import Remark as Remark

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
    "ActInput": "twinning.inputs",
    "ActivityOrganizationInput": "twinning.inputs",
    "ActivityPersonInput": "twinning.inputs",
    "AgreementInput": "twinning.inputs",
    "AgreementOrganizationInput": "twinning.inputs",
    "CitationInput": "twinning.inputs",
    "CityInput": "twinning.inputs",
    "CityNameInput": "twinning.inputs",
    "CommitmentInput": "twinning.inputs",
    "ContactInput": "twinning.inputs",
    "DelegationInput": "twinning.inputs",
    "EventInput": "twinning.inputs",
    "ExchangeProgramInput": "twinning.inputs",
    "ExpenseInput": "twinning.inputs",
    "OrganizationInput": "twinning.inputs",
    "PersonInput": "twinning.inputs",
    "PlaceInput": "twinning.inputs",
    "PostInput": "twinning.inputs",
    "ReportedCountInput": "twinning.inputs",
    "SignatoryInput": "twinning.inputs",
    "SourceInput": "twinning.inputs",
    "Register": "twinning.library.register",
    "Transaction": "twinning.library.register",
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
    "ExplainedRow": "twinning.rows.tracing",
    "Remark": "twinning.rows.upkeep",
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
