"""The database. What lies above it selects and writes by SQLAlchemy's expressions, with SQL text only for speed.

Begin with `session`: one command is one session and one transaction, and it alone commits.

- `models`: every column once, with its CHECKs; `types`: the types of columns
- `tables`: the same tables for reading, without the ORM, made from the models; `typed_tables`: taking rows from them
- `references`: how records are named, and which tables belong to which
- `engine`, `connections`: how a connection behaves on each database; `failures`: what a driver's error means to people
- `log`: what every operation changed, and a digest of each row; `damage`: rows that fit no digest
- `search`: the index of texts; `bulk`: the quickest way to insert many rows
- `migrations`: the schema's revisions; `storage`: where registers lie, their files and backups
"""
