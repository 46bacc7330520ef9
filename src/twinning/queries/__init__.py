"""Reads: each function takes a connection and gives rows. Nothing here writes, and nothing loads the ORM.

They are Core selects over the typed tables of `twinning.db.tables`, and what they return is of `twinning.rows`. The
rooms are parted by what is asked, and each uses only those above it (`make check` holds that):

- `lookup`: which record does this text, key or id mean, and what is it called?
- `evidence`: what do sources say of records, and where do they disagree?
- `lists`: all records of a kind that fit a filter, and the search
- `dossiers`: everything about one record (`show`)
- `history`: what was done to the register, read from the log
- `upkeep`: is the register sound, and how much is in it?
- `network`: agreements as ties between each two cities; `graphs` measures such a network, `maps` puts it on a map
- `reports`: one file a report, for the council
- `site`: all that the pages of a public site say, read once for the whole site
- `completion`: what a shell completes, by sqlite3 alone, since loading SQLAlchemy takes too long for that
"""
