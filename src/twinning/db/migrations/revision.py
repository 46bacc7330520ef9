"""The schema's revisions, oldest first, known without importing Alembic (0.4 s). A test ties them to the folder."""

REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]

APPLICATION_ID = 0x7477696E
"""What an SQLite register carries in its header ("twin"), so that no other program's file is taken for one."""
