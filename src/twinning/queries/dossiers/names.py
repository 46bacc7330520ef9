"""The names of a city or of a person besides the one that is shown, as dossiers and pages list them."""

from twinning.db.tables.cities import CityNameRecord
from twinning.db.tables.people import PersonNameRecord
from twinning.rows.dossiers import NameRow


def name_row(name: CityNameRecord | PersonNameRecord) -> NameRow:
    """Return the row of a name."""
    return NameRow(name.seq, name.name, name.language, name.kind.value, name.since_text, name.until_text)
