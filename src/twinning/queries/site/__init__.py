"""What a public site says of each record: every table is read once, however many pages there are.

These queries are asked of the published part of a register alone (`exchange.exports.public`).

- `known`: what all pages rest on, read once
- `activities`, `agreements`, `cities`: the pages of each kind of record; `lists`: what is told of all records together
- `evidence`: the sources of each statement on a page
"""
