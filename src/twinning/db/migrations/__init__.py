"""The schema's revisions. Only `migrate` drives Alembic.

- `migrate`: making a schema, going up and down; `revision`: the revisions by name, without Alembic
- `altering`: what revisions change tables with; `conditions`: CHECKs in a form in which they can be compared
- `identity`: whether a database is a register of this version; `strangers`: what no migration made in its schema;
  `schema_objects`: what migrations do make, written by `docs/generate.py`
- `views`: the views for people who open the register with other tools
"""
