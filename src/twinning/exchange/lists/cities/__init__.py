"""The city that each place of a list means, and recording new ones.

- `places`: places as cells name them; `printed_names`: their names, without what stands beside them
- `finding`: the city of each place, one of the `candidates`, or a question
- `gazetteer`: where new ones are, and what else they are called
- `recording`: writing new cities; `knowing`: writing what sources know of cities beside their names
"""
