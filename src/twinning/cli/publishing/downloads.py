"""What can be taken along of a site: the same published part of the register, for other programs."""

from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

from twinning.cli.publishing.publication import Publication
from twinning.render import BINARY, Document, Options, write
from twinning.render.documents.archives import packed
from twinning.render.site.documents import Download
from twinning.render.site.frame import File
from twinning.rows.phrases import phrase

FOLDER = "downloads"


def downloads(publication: Publication, scratch: Path) -> Iterator[tuple[Download, bytes]]:
    """Give each file with its content; `scratch` is a folder for what is made on the way."""
    from twinning.exchange.exports.chosen import choose
    from twinning.exchange.exports.geojson import geojson
    from twinning.exchange.exports.ties import list_ties

    chosen = choose(publication.connection, publication.as_of, internal=False)
    ties = list_ties(publication.connection, publication.as_of, internal=False)
    agreements = phrase("Agreements")
    one_a_row = phrase("An agreement a row: its parties, rank, dates, status and source.")
    yield _download("agreements.csv", agreements, "CSV", one_a_row, written(ties, "csv"))
    yield _download("agreements.xlsx", agreements, "Excel", one_a_row, written(ties, "xlsx"))
    map_of_ties = "".join(geojson(chosen)).encode()
    about = phrase("Cities as points and ties as lines, for programs that draw maps.")
    yield _download("map.geojson", phrase("Map"), "GeoJSON", about, map_of_ties)
    about = phrase("All that this site tells, as a data package: a CSV a table, with a description of each column.")
    yield _download(
        "register.zip", phrase("The register"), phrase("data package"), about, _package(publication, scratch)
    )


def calendar(publication: Publication) -> File:
    """Return the anniversaries as a calendar to subscribe to."""
    from twinning.queries.reports.anniversaries import report_anniversaries

    found = report_anniversaries(publication.connection, publication.city, publication.as_of)
    dated = publication.site.named(publication.dated(found))
    return "anniversaries.ics", written(dated, "ics", publication.language)


def written(document: Document, format: str, language: str | None = None) -> bytes:
    """Return a document in a format; data speaks no language."""
    options = Options(whole=True, language=language)
    if format in BINARY:
        made = BytesIO()
        with TextIOWrapper(made, "utf-8", newline="") as stream:
            write(document, format, stream, options)
            stream.flush()
            return made.getvalue()
    text = StringIO(newline="")
    write(document, format, text, options)
    return text.getvalue().encode()


def _download(name: str, label: str, kind: str, about: str, content: bytes) -> tuple[Download, bytes]:
    return Download(f"{FOLDER}/{name}", label, kind, len(content), about), content


def _package(publication: Publication, scratch: Path) -> bytes:
    from twinning.exchange.package.exporting import export_package

    folder = scratch / "register"
    export_package(publication.connection, folder)
    return packed({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
