"""Writes: each function takes a session and an input, checks it, flushes, and never commits.

What may be said of a record is declared in `twinning.inputs`; what is only read is asked of `twinning.queries`.

- `recording`: adding and editing records, with what belongs to them
- `checking`: the rules that every changed row must keep, and notes about what is unlikely
- `evidence`: citing sources, and deciding between them
- `merging`: one record of two
- `withdrawing`: removing records, undoing operations, erasing people
- `bulk`: the one writer that does without the ORM, for imports and other changes of many rows
"""
