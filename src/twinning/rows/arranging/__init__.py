"""Rows in an order, with some of their columns, and as many as are wanted.

- `arrangement`: what somebody wants to see of a list, applied to it
- `sorting`: rows in the order of a column; `ordering`: rows in an order of Python's, in parts where they are many
- `streaming`: rows that are read only while they are gone through
"""
