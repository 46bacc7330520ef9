"""What a public site says of each record: every table is read once, however many pages there are.

These queries are asked of the published part of a register alone (`exchange.exports.public`).
"""
