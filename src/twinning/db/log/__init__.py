"""The log: what every operation changed, and the digests of the rows that it wrote.

- `history`: it follows the session, and records each change as it is flushed
- `operation`: what a writer says of its change before it makes it; `under_way`: how far a change came, if interrupted
- `digests`: a checksum for each row, by which damage is found
"""
