"""An older register is a chain of migrations with one more at its beginning, which makes a single table."""

import shutil

import pytest
from sqlalchemy import text

from db.raw import raw_connection
from exchange.packages import contents
from twinning import _resources
from twinning.db.migrations import identity, migrate
from twinning.db.migrations.revision import APPLICATION_ID, HEAD
from twinning.db.session import reading
from twinning.errors import DatabaseError, InputError
from twinning.exchange.upgrading import back_up, dump_tables, upgrade

OLDER = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "0000", None, None, None


def upgrade():
    op.create_table("old_note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.Text))
    op.execute("INSERT INTO old_note (text) VALUES ('a, \\"b\\"'), (NULL)")


def downgrade():
    op.drop_table("old_note")
"""


@pytest.fixture
def older(blank_address, tmp_path, monkeypatch):
    """A register of an older schema."""
    folder = tmp_path / "alembic"
    shutil.copytree(_resources.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    first = next((folder / "versions").glob("0001_*.py"))
    first.write_text(first.read_text().replace("down_revision = None", 'down_revision = "0000"'))
    (folder / "versions" / "0000_older.py").write_text(OLDER)
    monkeypatch.setattr(_resources, "migrations", lambda: folder)
    monkeypatch.setattr(identity, "REVISIONS", ("0000", *identity.REVISIONS))
    monkeypatch.setattr(migrate, "HEAD", "0000")
    monkeypatch.chdir(tmp_path)
    migrate.create_schema(blank_address)
    monkeypatch.setattr(migrate, "HEAD", HEAD)
    return blank_address


def test_an_older_register_is_not_read_but_upgraded(older):
    with pytest.raises(DatabaseError, match="has schema 0000"), reading(older):
        pass
    done = upgrade(older)
    assert (done.before, done.after) == ("0000", HEAD)
    with reading(older) as connection:
        assert connection.execute(text("SELECT count(*) FROM city")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM old_note")).scalar() == 2


def test_it_is_backed_up_before(older, tmp_path):
    backup = upgrade(older).backup
    if older.path is None:
        assert (backup / "old_note.csv").read_bytes() == b'id,text\n1,"a, ""b"""\n2,\n'
        assert (backup / "alembic_version.csv").read_text() == "version_num\n0000\n"
    else:
        assert migrate.current(type(older).of_file(backup)) == "0000"


def test_without_a_backup_if_told_so(older, tmp_path):
    before = set(tmp_path.iterdir())
    assert upgrade(older, backup=False).backup is None
    assert set(tmp_path.iterdir()) == before


def test_an_upgrade_that_fails_leaves_the_older_register(older, tmp_path):
    first = next((tmp_path / "alembic" / "versions").glob("0001_*.py"))
    first.write_text(
        first.read_text().replace("def downgrade", 'op.execute("SELECT * FROM nowhere")\n\n\ndef downgrade')
    )
    first.write_text(first.read_text().replace('op.execute("SELECT', '    op.execute("SELECT'))
    with pytest.raises(DatabaseError):
        upgrade(older)
    assert migrate.current(older) == "0000"
    with raw_connection(older) as connection:
        assert connection.execute(text("SELECT count(*) FROM old_note")).scalar() == 2
        with pytest.raises(Exception, match="city"):
            connection.execute(text("SELECT * FROM city"))


def test_a_register_of_this_schema_is_left_alone(address, tmp_path):
    before = set(tmp_path.iterdir())
    done = upgrade(address)
    assert (done.before, done.after, done.backup) == (HEAD, HEAD, None)
    assert set(tmp_path.iterdir()) == before


def test_what_is_no_register_is_not_upgraded(blank_address):
    with pytest.raises(DatabaseError):
        upgrade(blank_address)


def test_a_backup_holds_what_the_register_holds(seeded, tmp_path):
    taken = back_up(seeded, tmp_path / "backup")
    if seeded.path is None:
        assert {path.name: path.read_bytes() for path in taken.iterdir()} == contents(seeded, tmp_path / "contents")
    else:
        assert contents(type(seeded).of_file(taken), tmp_path / "one") == contents(seeded, tmp_path / "other")


def test_a_dump_has_every_table_with_ids_and_history(seeded, tmp_path):
    dump_tables(seeded, tmp_path / "dump")
    names = {path.stem for path in (tmp_path / "dump").iterdir()}
    assert {"city", "operation", "change", "alembic_version"} <= names
    assert (tmp_path / "dump" / "city.csv").read_text().splitlines()[0].startswith("id,key,name,folded")
    assert "db seed --pack articles" in (tmp_path / "dump" / "operation.csv").read_text()


def test_a_dump_does_not_replace_what_is_there(seeded, tmp_path):
    (tmp_path / "dump").mkdir()
    with pytest.raises(InputError, match="exists already"):
        dump_tables(seeded, tmp_path / "dump")


def test_a_dump_to_nowhere_is_reported(seeded, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        dump_tables(seeded, tmp_path / "nowhere" / "dump")


def test_the_mark_of_a_register_is_set_on_older_ones_too(older):
    if older.path is not None:
        with raw_connection(older) as connection:
            assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
