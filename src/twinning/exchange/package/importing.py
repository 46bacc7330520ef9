"""Importing a data package: what is new is added, what is known gets what it lacked, what differs is reported.

Into an empty register everything is new, so that this is also how a seed and a backup are read. Nothing recorded is
overwritten: a value that differs stays as it is, with one exception, a date that the package knows more exactly.

Some thousand rows are in memory at a time, whatever the package and the register hold.
"""

from collections.abc import Set

from sqlalchemy.orm import Session

from twinning.db.references import KEYED
from twinning.db.session import connection_of
from twinning.db.storage.notes import taking_notes
from twinning.domain.progress import stage
from twinning.errors import InputError
from twinning.exchange.package.files import Tables
from twinning.exchange.package.joining import ImportResult as ImportResult
from twinning.exchange.package.joining import KeyedRows, OtherRows, PackageImport
from twinning.exchange.package.layout import FileLayout, layouts
from twinning.exchange.package.staging import SCHEMA
from twinning.queries.upkeep.checks import broken_rules
from twinning.queries.upkeep.odd_acts import say_odd_acts
from twinning.rows.upkeep import ProblemRow


def import_package(session: Session, package: Tables) -> ImportResult:
    """Add what was read of a package (see `files.read`) to the register, and fill what its records lack.

    It is read before the session holds any lock.

    Raises InputError, which names file and line; nothing is then written.
    """
    before = set(broken_rules(connection_of(session)))
    with taking_notes(SCHEMA) as disk:
        whole = PackageImport(session, package, disk)
        for layout in sorted(layouts(), key=_turn):
            _add_table(whole, layout)
    _check_rules(session, before)
    if package.get("agreement_act"):
        whole.result.oddities += say_odd_acts(connection_of(session), whole.agreements)
    return whole.result


def _turn(layout: FileLayout) -> tuple[bool, bool]:
    """Order the tables: cities first, since parties tell agreements apart, and last what leads to any other."""
    return layout.table == "key_alias", layout.table != "city"


def _add_table(whole: PackageImport, layout: FileLayout) -> None:
    """Add one table's rows; those that they refer to were added before."""
    if not (table := whole.package.get(layout.table)):
        return
    joining = KeyedRows(whole, layout) if layout.table in KEYED else OtherRows(whole, layout)
    with stage(f"joining {layout.table}.csv", len(table)) as advance:
        for rows in joining.join(table):
            advance(rows)


def _check_rules(session: Session, before: Set[ProblemRow]) -> None:
    """Refuse what `db check` would find of the records together, but what was wrong before. Raises InputError."""
    session.flush()
    wrong = [each for each in broken_rules(connection_of(session)) if each not in before]
    if wrong:
        more = f", and {len(wrong) - 1} more of such" if wrong[1:] else ""
        raise InputError(f"{wrong[0].table} {wrong[0].record}: {wrong[0].problem}{more}", "mend the package")
