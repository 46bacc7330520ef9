"""From a register to the folder of its site."""

from pathlib import Path
from typing import TYPE_CHECKING

from twinning.cli.publishing.files import fill
from twinning.cli.publishing.publication import Publication
from twinning.db.session import reading
from twinning.db.storage.address import Address
from twinning.exchange.exports.public import copy_public
from twinning.exchange.site_folder import SiteFolder, site_in
from twinning.queries.lookup.cities import find_city
from twinning.queries.lookup.names_of_cities import names_of_cities

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twinning.queries.lookup.cities import FoundCity

USUAL_LANGUAGE = "en-GB"
"""The language of a site where none is chosen: a site is for people, to whom no day is `2007-05-07`."""


def publish_from(
    connection: "Connection",
    folder: Path,
    city: "FoundCity | None",
    as_of: str,
    language: str | None,
    base_url: str | None,
    *,
    commitments: bool,
    force: bool,
) -> SiteFolder:
    """Publish a register, or what a city has a part in, as of a day (ISO). Raises InputError.

    Pages and downloads are made of a copy that has nothing internal in it.
    """
    with site_in(folder, force=force) as site:
        published = site.scratch / "published.db"
        copy_public(connection, published, city.id if city else None, commitments=commitments, called=folder)
        with reading(Address.of_file(published)) as public:
            own = find_city(public, city.key) if city else None
            names = names_of_cities(public, language) if language else {}
            fill(site, Publication(public, own, as_of, language or USUAL_LANGUAGE, base_url, names))
    return site
