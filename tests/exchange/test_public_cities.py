"""Which cities are published: none that is known only through what is internal, and of one its partners with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

from queries.making import make_activity, make_agreement, make_city, trying
from twinning.db.models import CitySuccession
from twinning.db.session import connection_of
from twinning.db.storage.address import Address
from twinning.exchange.exports.public import copy_public
from twinning.queries.lookup.cities import FoundCity


def published(session: Session, folder: Path, city: FoundCity | None = None) -> dict[str, list[str]]:
    """Return the keys of what may be published, of a city or of all."""
    copy_public(connection_of(session), folder / "copy.db", city.id if city else None)
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        return {
            name: [key for (key,) in copy.execute(f"SELECT key FROM {name} ORDER BY key")]
            for name in ("city", "agreement", "activity")
        }


def test_a_city_known_only_through_what_is_internal_stays_out(address: Address, tmp_path: Path) -> None:
    with trying(address) as session:
        busan, osaka, hidden, visited, _ = (
            make_city(session, key) for key in ("busan-kr", "osaka-jp", "hidden-xx", "visited-xx", "alone-xx")
        )
        make_agreement(session, busan, osaka)
        make_agreement(session, busan, hidden, internal=True)
        make_activity(session, "secret", busan, visited, internal=True)
        found = published(session, tmp_path)
    assert found["city"] == ["alone-xx", "busan-kr", "osaka-jp"]
    assert (found["agreement"], found["activity"]) == (["busan-kr--osaka-jp"], [])


def test_of_a_city_is_published_what_it_has_a_part_in(address: Address, tmp_path: Path) -> None:
    with trying(address) as session:
        busan, osaka, cebu, kyoto, arles = (
            make_city(session, key) for key in ("busan-kr", "osaka-jp", "cebu-ph", "kyoto-jp", "arles-fr")
        )
        make_agreement(session, busan, osaka)
        make_agreement(session, osaka, arles)
        make_activity(session, "show", busan, cebu)
        make_activity(session, "feast", osaka, kyoto)
        found = published(session, tmp_path, busan)
    assert found["city"] == ["busan-kr", "cebu-ph", "osaka-jp"]
    assert (found["agreement"], found["activity"]) == (["busan-kr--osaka-jp"], ["show"])


def test_a_city_without_anything_is_published_alone(address: Address, tmp_path: Path) -> None:
    with trying(address) as session:
        busan, _ = (make_city(session, key) for key in ("busan-kr", "osaka-jp"))
        found = published(session, tmp_path, busan)
    assert found == {"city": ["busan-kr"], "agreement": [], "activity": []}


def test_the_cities_before_and_after_a_city_are_published_with_it_but_for_internal_ones(
    address: Address, tmp_path: Path
) -> None:
    keys = ("long-before-xx", "before-xx", "busan-kr", "after-xx", "hidden-xx", "osaka-jp")
    with trying(address) as session:
        long_before, before, busan, after, hidden, osaka = (make_city(session, key) for key in keys)
        for old, new in ((long_before, before), (before, busan), (busan, after), (hidden, busan)):
            session.add(CitySuccession(old_city_id=old.id, seq=1, new_city_id=new.id))
        session.flush()
        make_agreement(session, hidden, osaka, internal=True)
        found = published(session, tmp_path, busan)
    assert found["city"] == ["after-xx", "before-xx", "busan-kr", "long-before-xx"]
