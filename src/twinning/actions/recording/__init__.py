"""Adding and editing records, and what comes with them. Begin with `records`: `add` and `edit` serve every kind.

- `resolving`: from an input to the columns of a row, with the records that it names
- `completing`: what a new record of each kind gets besides, and what it may not repeat; `keys`: its key
- `child_rows`: names, places, posts and whatever else belongs to a record
- `acts`: what happens to an agreement; `signatories`: who signed; `people`: who is named for the first time
- `successions`: cities that became others
"""
