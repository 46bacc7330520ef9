"""The rules for changes, which are told in words before a constraint of the database can fail.

- `rules`: what must hold of a row of each table; `check` is called for every row that is written
- `likelihood`: days and acts that are possible but unlikely; `near_names`: names that may be recorded already
- `remarks`: the notes that a change leaves for whoever made it
"""
