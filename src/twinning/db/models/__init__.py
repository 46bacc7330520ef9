"""The models, one file a family. Importing this package declares every table."""

from functools import cache
from typing import Any

from sqlalchemy import Column

from twinning.db.models.activities import (
    Activity,
    ActivityField,
    ActivityOrganization,
    ActivityPerson,
    ActivityPlace,
    Delegation,
    Event,
    ExchangeProgram,
)
from twinning.db.models.agreements import (
    ActPerson,
    Agreement,
    AgreementAct,
    AgreementField,
    AgreementOrganization,
    AgreementParty,
)
from twinning.db.models.base import Base as Base
from twinning.db.models.cities import City, CityIdentifier, CityName, CitySuccession
from twinning.db.models.history import Change, KeyAlias, Operation, RowDigest
from twinning.db.models.obligations import Commitment, Expense
from twinning.db.models.people import Contact, Organization, Person, PersonName, PersonPost
from twinning.db.models.sources import Citation, ReportedCount, ReportedCountKind, Source

__all__ = [
    "ActPerson",
    "Activity",
    "ActivityField",
    "ActivityOrganization",
    "ActivityPerson",
    "ActivityPlace",
    "Agreement",
    "AgreementAct",
    "AgreementField",
    "AgreementOrganization",
    "AgreementParty",
    "Base",
    "Change",
    "Citation",
    "City",
    "CityIdentifier",
    "CityName",
    "CitySuccession",
    "Commitment",
    "Contact",
    "Delegation",
    "Event",
    "ExchangeProgram",
    "Expense",
    "KeyAlias",
    "Operation",
    "Organization",
    "Person",
    "PersonName",
    "PersonPost",
    "ReportedCount",
    "ReportedCountKind",
    "RowDigest",
    "Source",
    "model_of",
    "target_of",
]


@cache
def model_of(table_name: str) -> type[Base]:
    """Return the class mapped to a table; of activities, the one of all three kinds."""
    mappers = (mapper for mapper in Base.registry.mappers if mapper.inherits is None)
    table = Base.metadata.tables[table_name]
    model: type[Base] = next(mapper.class_ for mapper in mappers if mapper.local_table is table)
    return model


def target_of(column: Column[Any]) -> str:
    """Return the table that a reference ends in: an acting city is a party, and a party is a city."""
    while column.foreign_keys:
        column = min((each.column for each in column.foreign_keys), key=lambda each: each.table.name)
    return column.table.name
