"""Completion with the Tab key.

- `line`: the words that a shell wants completed
- `names`: records of the register's file; `lists`: countries, languages and packs
"""
