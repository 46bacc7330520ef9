"""`add-city` and `add-agreement`."""

import sys
from typing import Annotated

import typer

from twinning.cli.arguments import DryRun, Signatories, Sources, Until, country_code, moment
from twinning.cli.asking import check_given, needed
from twinning.cli.completion import complete_city
from twinning.cli.context import writing
from twinning.cli.output import Output, with_output
from twinning.cli.words import parse_word, word_option
from twinning.dates import EdtfDate, today
from twinning.render.messages import print_note
from twinning.vocabulary import AgreementKind, CityKind, Field, Instrument


def _name(text: str) -> tuple[str, str | None]:
    """Read `ko: 부산` or a bare name."""
    language, colon, name = text.partition(":")
    return (name.strip(), language.strip()) if colon else (text.strip(), None)


@with_output
def add_city(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The name to show.", metavar="NAME")] = None,
    country: Annotated[
        str | None,
        typer.Option("--country", help="A name or an ISO 3166-1 code.", parser=country_code, metavar="COUNTRY"),
    ] = None,
    kind: Annotated[CityKind, word_option(CityKind, "--kind", help="What sort of place it is")] = CityKind.CITY,
    admin1: Annotated[str | None, typer.Option("--admin1", help="Its state, province or prefecture.")] = None,
    latitude: Annotated[float | None, typer.Option("--latitude", help="Degrees north, WGS 84.")] = None,
    longitude: Annotated[float | None, typer.Option("--longitude", help="Degrees east, WGS 84.")] = None,
    wikidata: Annotated[str | None, typer.Option("--wikidata", help="Its Wikidata id.", metavar="QID")] = None,
    geonames: Annotated[int | None, typer.Option("--geonames", help="Its GeoNames id.", metavar="ID")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="Another name, `ko: 부산` or without a language.", metavar="NAME")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="A source's key, or a web address.")] = None,
    dry_run: DryRun = False,
    *,
    output: Output,
) -> None:
    """Add a city, province, state or whatever else can sign.

    Examples:
      twinning add-city Gdańsk --country Poland --name "de: Danzig"

      twinning add-city Bavaria --country DE --kind state --dry-run
    """
    from twinning.actions import cities
    from twinning.queries.dossiers import show

    check_given(context, {"NAME": name, "--country": country})
    new = cities.NewCity(
        name=needed(name, "Name", str.strip),
        country_code=needed(country, "Country", country_code),
        kind=kind,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        wikidata_id=wikidata,
        geonames_id=geonames,
        names=tuple(cities.NewName(*_name(text)) for text in names or ()),
        source=source,
    )
    with writing(context, dry_run=dry_run) as session:
        dossier = show(session, cities.add_city(session, new).key, today())
    output.show(dossier)
    _tell("city", dry_run)


@with_output
def add_agreement(
    context: typer.Context,
    cities: Annotated[
        list[str] | None,
        typer.Argument(help="The parties, two or more.", autocompletion=complete_city, metavar="CITY CITY…"),
    ] = None,
    kind: Annotated[AgreementKind | None, word_option(AgreementKind, "--kind", help="The rank of the tie")] = None,
    instrument: Annotated[
        Instrument, word_option(Instrument, "--instrument", help="The paper that it stands on")
    ] = Instrument.UNKNOWN,
    signed: Annotated[
        EdtfDate | None, moment("--signed", "When it was signed, EDTF: 1966-06-30, 1989-10, 1990~.")
    ] = None,
    proposed: Annotated[EdtfDate | None, moment("--proposed", "When it was proposed.")] = None,
    until: Until = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title, as signed.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where it was signed.")] = None,
    fields: Annotated[
        list[Field] | None, word_option(Field, "--field", help="A field of cooperation; may be repeated")
    ] = None,
    signatories: Signatories = None,
    sources: Sources = None,
    summary: Annotated[str | None, typer.Option("--summary", help="What it says, in your own words.")] = None,
    dry_run: DryRun = False,
    *,
    output: Output,
) -> None:
    """Add an agreement between two or more cities.

    Examples:
      twinning add-agreement Busan Vladivostok --kind sister-city --signed 1992-06-30

      twinning add-agreement Busan Moscow --kind cooperation --signed 2024 --field culture --dry-run
    """
    from twinning.actions import agreements
    from twinning.queries.dossiers import show

    check_given(context, {"CITY CITY…": cities, "--kind": kind, "--signed": signed or proposed})
    cities = needed(cities or None, "Parties, with semicolons between them", _parties)
    kind = needed(kind, "Rank of the tie", lambda text: parse_word(AgreementKind, text))
    if proposed is None:
        signed = needed(signed, "Signed on (1966-06-30, 1989-10, 1990~)", EdtfDate.parse_moment)
    new = agreements.NewAgreement(
        cities=tuple(cities),
        kind=kind,
        instrument=instrument,
        signed=signed,
        proposed=proposed,
        until=until,
        title=title,
        place_signed=place,
        fields=tuple(fields or ()),
        signatories=tuple(signatories or ()),
        sources=tuple(sources or ()),
        summary=summary,
    )
    with writing(context, dry_run=dry_run) as session:
        dossier = show(session, agreements.add_agreement(session, new).key, today())
    output.show(dossier)
    _tell("agreement", dry_run)
    if signed is not None and signed.happened_by(today()) is False:
        print_note(f"it is signed on a day to come, {signed}: lists have it from then on", sys.stderr)


def _parties(text: str) -> list[str]:
    return [party.strip() for party in text.split(";")]


def _tell(what: str, dry_run: bool) -> None:
    print_note(f"the {what} would be added; nothing was written" if dry_run else f"the {what} was added", sys.stderr)
