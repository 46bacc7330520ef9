"""Partners, and what sources claim of how many there are."""

from dataclasses import dataclass

from twinning.rows import Cell, Meaning, Several, column
from twinning.rows.phrases import Phrase, phrase, phrases


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A city that shares an agreement with the one asked for, or was met through activities.

    Of several agreements the one that ranks first is shown; `since` is when that one was signed, EDTF. `higher_kind`
    and `higher_status` are those of one of a higher kind that is suspended or disputed, if there is one. `agreements`
    and `sources` are how many there are; `last_activity` is the day of the last one held together. `through` is the
    key of the city, since succeeded by the one asked for, whose partner it is; empty for its own. `succeeded_by`
    are the cities that have taken the place of the partner since, in a municipal merger or a split. `inferred` names
    the columns that no source states of the agreement that is shown, and an editor read from one.
    """

    partner: str = column(1, means=Meaning.CITY)
    country: str | None = column(5, means=Meaning.COUNTRY, narrow="country_code")
    country_code: str | None = column(0)
    succeeded_by: str | None = column(4, means=Meaning.CITY)
    kind: str | None = column(7, means=Meaning.WORD)
    status: str = column(2, means=Meaning.WORD)
    since: str | None = column(6, means=Meaning.DATE)
    higher_kind: str | None = column(4, means=Meaning.WORD)
    higher_status: str | None = column(3, means=Meaning.WORD)
    agreements: int = column(11, means=Meaning.COUNT)
    last_activity: str | None = column(10, means=Meaning.DATE)
    sources: int = column(12, means=Meaning.COUNT)
    inferred: Several = column(9, means=Meaning.FIELD)
    key: str = column(8)
    through: str | None = column(0)


@dataclass(frozen=True, slots=True)
class PartnerClaim:
    """A source's claim of how many partners a city has, and how many are recorded as active for that day (EDTF)."""

    cities: int
    countries: int | None
    on: str | None
    recorded: int

    @property
    def told(self) -> Phrase:
        """Say it in a sentence."""
        numbers: dict[str, Cell] = {"claimed": self._claimed, "recorded": self.recorded}
        if self.on is None:
            return phrase("{claimed} claimed; {recorded} recorded", **numbers)
        return phrase("{claimed} claimed for {day}; {recorded} recorded", day=self.on, **numbers)

    @property
    def _claimed(self) -> Phrase:
        if self.countries is None:
            return phrases("{number} partner cities", "{number} partner cities", self.cities)
        return phrases(
            "{number} partner cities in {countries} countries",
            "{number} partner cities in {countries} countries",
            self.cities,
            countries=self.countries,
        )
