"""The lists: one file a kind of record, each with a function `list_…` and the class of its filters.

- `activities`, `agreements`, `cities`, `commitments`, `contacts`, `partners`, `people` (with organizations), `sources`
- `search`: a text, wherever it stands
- `filters`: what all lists can be narrowed by; `agreement_filters`: the same for whatever rests on agreements; `wanted`
  makes filters of what somebody typed
- `streamed`: lists of any length, of which a thousand rows are read at a time
"""
