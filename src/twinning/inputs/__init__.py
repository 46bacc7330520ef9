"""What can be said of each kind of record, declared once: typed values for `add` and `edit`, and their words.

One class serves both: a field that was not said is UNSET, None empties it, and a new record needs what is `required`.
"""

from twinning.inputs.children import (
    ActInput,
    ActivityFieldInput,
    ActivityOrganizationInput,
    ActivityPersonInput,
    AgreementFieldInput,
    AgreementOrganizationInput,
    CitationInput,
    CityIdentifierInput,
    CityNameInput,
    ContactInput,
    CountedKindInput,
    ExpenseInput,
    PartyInput,
    PersonNameInput,
    PlaceInput,
    PostInput,
    ReportedCountInput,
    SignatoryInput,
    SuccessionInput,
)
from twinning.inputs.declaring import UNSET, ChildField, ChildInput, Input, InputField, Maybe, RecordInput, Unset
from twinning.inputs.records import (
    ActivityInput,
    AgreementInput,
    CityInput,
    CommitmentInput,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    OrganizationInput,
    PersonInput,
    SourceInput,
)

__all__ = [
    "NAMED_CHILD_INPUTS",
    "RECORD_INPUTS",
    "UNSET",
    "ActInput",
    "ActivityFieldInput",
    "ActivityInput",
    "ActivityOrganizationInput",
    "ActivityPersonInput",
    "AgreementFieldInput",
    "AgreementInput",
    "AgreementOrganizationInput",
    "ChildField",
    "ChildInput",
    "CitationInput",
    "CityIdentifierInput",
    "CityInput",
    "CityNameInput",
    "CommitmentInput",
    "ContactInput",
    "CountedKindInput",
    "DelegationInput",
    "EventInput",
    "ExchangeProgramInput",
    "ExpenseInput",
    "Input",
    "InputField",
    "Maybe",
    "OrganizationInput",
    "PartyInput",
    "PersonInput",
    "PersonNameInput",
    "PlaceInput",
    "PostInput",
    "RecordInput",
    "ReportedCountInput",
    "SignatoryInput",
    "SourceInput",
    "SuccessionInput",
    "Unset",
    "inputs_of",
]

RECORD_INPUTS: tuple[type[RecordInput], ...] = (
    CityInput,
    AgreementInput,
    DelegationInput,
    EventInput,
    ExchangeProgramInput,
    PersonInput,
    OrganizationInput,
    CommitmentInput,
    SourceInput,
)
"""The kinds of record that have a command `add-…` of their own."""

NAMED_CHILD_INPUTS: tuple[type[ChildInput], ...] = (
    CityNameInput,
    PersonNameInput,
    ActInput,
    PostInput,
    ContactInput,
    ExpenseInput,
    ReportedCountInput,
    CitationInput,
    SuccessionInput,
)
"""Rows that are named under a record's key (`agreement:…/act-1`), so that each can be edited alone."""


def inputs_of(table: str) -> tuple[type[Input], ...]:
    """Return the inputs for records of a table: of activities three, of what cannot be said none."""
    return tuple(each for each in (*RECORD_INPUTS, *NAMED_CHILD_INPUTS) if each.table == table)
