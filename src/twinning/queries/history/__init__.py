"""The log, read: which operation did what, and which of them can still be taken back.

- `operations`: the list of operations, and what one of them changed
- `record_log`: the operations that had to do with one record
- `undone_operations`: which operations were taken back
- `accounting`: which operation explains a row as it is now (`db check --against`)
"""
