"""What a search rests on: each row's texts, folded, and an index of them.

- `index`: which texts are kept, and how the index is filled; `damage`: whether it fits them
- `finding`: rows that hold a text; `near`: rows that come near one; `patterns`: what both ask the databases for
"""
