"""Making one record of two that were the same all along.

- `agreements`, `cities`, `people`: what is special about each kind
- `rows`: what all have in common: references move, and what both records say is kept once
"""
