"""One row a tie of two or more cities: what is exported for spreadsheets, in the columns that `import` reads."""

from dataclasses import dataclass

from twinning.rows import Meaning, column


@dataclass(slots=True)  # not frozen, which makes a row of so many columns ten times as dear to make
class ExportedTieRow:
    """An agreement, in columns that `twinning import` reads back.

    `city` and `partner` are the two parties, in the order of their keys; of three parties or more, all stand in
    `parties` in that order, with semicolons, what is known of each in the same place of the columns beside it, and the
    columns of the two are empty. The keys of cities tell namesakes apart when the table comes back. `date` is the first
    signing, or the proposal where nothing was signed; `ended` when it ended, its term did, or `successor` (its key)
    took its place; both EDTF. `source` is the title of the first of its sources, those before which are no imported
    list, and `address` that one's web address. `internal` is true of what must not be published, and else empty.
    """

    key: str = column()
    city: str | None = column()
    city_country: str | None = column()
    city_region: str | None = column()
    city_latitude: float | None = column()
    city_longitude: float | None = column()
    city_wikidata: str | None = column()
    city_key: str | None = column()
    partner: str | None = column()
    partner_country: str | None = column()
    partner_region: str | None = column()
    partner_latitude: float | None = column()
    partner_longitude: float | None = column()
    partner_wikidata: str | None = column()
    partner_key: str | None = column()
    parties: str | None = column()
    parties_country: str | None = column()
    parties_region: str | None = column()
    parties_latitude: str | None = column()
    parties_longitude: str | None = column()
    parties_wikidata: str | None = column()
    parties_key: str | None = column()
    kind: str = column()
    date: str | None = column(means=Meaning.DATE)
    ended: str | None = column(means=Meaning.DATE)
    status: str = column(means=Meaning.WORD)
    successor: str | None = column()
    title: str | None = column()
    instrument: str = column()
    fields: str | None = column()
    summary: str | None = column()
    source: str | None = column()
    address: str | None = column()
    internal: bool | None = column()
