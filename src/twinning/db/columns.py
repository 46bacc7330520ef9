"""The columns of every table, for Core selects: declaring the models costs a command a fifth of its start-up.

The models are what counts; a test holds this list to them. A column is `name` where it is text, else `name:TYPE`:
integer, number, flag, date (the four columns of an EDTF date) or a list of words in `twinning.domain.vocabulary`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnClause, Double, Integer, TableClause, Text, column, table
from sqlalchemy.types import TypeEngine

from twinning.db.base import Flag, Word
from twinning.domain import vocabulary

COLUMNS = {
    "operation": (
        "id:integer at actor command sha256 inserted:integer updated:integer deleted:integer undoes_id:integer"
    ),
    "change": (
        "id:integer operation_id:integer seq:integer record record_table record_id:integer kind:ChangeKind before after"
    ),
    "key_alias": "id:integer record_table alias key operation_id:integer",
    "city": (
        "id:integer key name folded kind:CityKind country_code admin1 latitude:number longitude:number "
        "wikidata_id geonames_id:integer operation_id:integer"
    ),
    "city_name": (
        "id:integer city_id:integer seq:integer name language kind:NameKind since:date until:date folded "
        "operation_id:integer"
    ),
    "city_succession": ("id:integer old_city_id:integer seq:integer new_city_id:integer on:date operation_id:integer"),
    "agreement": (
        "id:integer key title kind:AgreementKind instrument:Instrument place_signed renewal:Renewal "
        "term_months:integer notice_months:integer council_approval council_approved:date summary "
        "internal:flag operation_id:integer"
    ),
    "agreement_party": "id:integer agreement_id:integer city_id:integer operation_id:integer",
    "agreement_field": "id:integer agreement_id:integer field:Field operation_id:integer",
    "agreement_organization": (
        "id:integer agreement_id:integer organization_id:integer role:AgreementOrganizationRole operation_id:integer"
    ),
    "agreement_act": (
        "id:integer agreement_id:integer seq:integer kind:ActKind on:date until:date mode:ActMode "
        "city_id:integer ground:Ground successor_id:integer note operation_id:integer"
    ),
    "act_person": "id:integer act_id:integer person_id:integer city_id:integer post operation_id:integer",
    "activity": (
        "id:integer key kind:ActivityKind title status:ActivityStatus start:date end:date duration "
        "approximate:flag count_text summary part_of_id:integer agreement_id:integer internal:flag "
        "operation_id:integer purpose size:integer venue attendance:integer shown participants:integer"
    ),
    "activity_place": (
        "id:integer activity_id:integer seq:integer city_id:integer country_code role:PlaceRole on:date "
        "operation_id:integer"
    ),
    "activity_field": "id:integer activity_id:integer field:Field operation_id:integer",
    "activity_person": (
        "id:integer activity_id:integer person_id:integer role:ActivityPersonRole post operation_id:integer"
    ),
    "activity_organization": (
        "id:integer activity_id:integer organization_id:integer role:ActivityOrganizationRole operation_id:integer"
    ),
    "person": "id:integer key name folded summary operation_id:integer",
    "person_post": (
        "id:integer person_id:integer seq:integer title city_id:integer organization_id:integer start:date "
        "end:date operation_id:integer"
    ),
    "organization": (
        "id:integer key name short_name folded acts_for_id:integer founded:date website summary operation_id:integer"
    ),
    "contact": (
        "id:integer city_id:integer organization_id:integer seq:integer person_id:integer office email "
        "telephone valid_until:date operation_id:integer"
    ),
    "commitment": (
        "id:integer agreement_id:integer activity_id:integer seq:integer debtor_id:integer "
        "creditor_id:integer text due:date state:CommitmentState kept_by_id:integer operation_id:integer"
    ),
    "expense": (
        "id:integer agreement_id:integer activity_id:integer seq:integer amount currency year:integer "
        "funder_city_id:integer funder_organization_id:integer note operation_id:integer"
    ),
    "source": (
        "id:integer key kind:SourceKind title publisher published:date address speaks_for_id:integer "
        "languages shelf_mark file_name sha256 note operation_id:integer"
    ),
    "citation": (
        "id:integer source_id:integer seq:integer locator city_id:integer city_name_id:integer "
        "city_succession_id:integer agreement_id:integer agreement_act_id:integer activity_id:integer "
        "person_id:integer person_post_id:integer organization_id:integer contact_id:integer "
        "commitment_id:integer expense_id:integer reported_count_id:integer field value basis:Basis because "
        "preferred:flag operation_id:integer"
    ),
    "reported_count": (
        "id:integer city_id:integer organization_id:integer activity_id:integer seq:integer measure:Measure "
        "value:integer approximate:flag on:date note operation_id:integer"
    ),
    "reported_count_kind": "id:integer reported_count_id:integer kind:AgreementKind operation_id:integer",
}

_TYPES: dict[str, TypeEngine[Any]] = {"": Text(), "integer": Integer(), "number": Double(), "flag": Flag()}


@cache
def light_table(name: str) -> TableClause:
    """Return a table's name, columns and types, and nothing else of it. Raises KeyError for one that is not there."""
    return table(name, *(each for declared in COLUMNS[name].split() for each in _columns(declared)))


def _columns(declared: str) -> Iterator[ColumnClause[Any]]:
    name, _, kind = declared.partition(":")
    if kind == "date":
        yield from (column(f"{name}_{part}", Text()) for part in ("text", "earliest", "latest"))
        yield column(f"{name}_doubtful", Flag())
    else:
        yield column(name, _TYPES.get(kind) or Word(getattr(vocabulary, kind)))
