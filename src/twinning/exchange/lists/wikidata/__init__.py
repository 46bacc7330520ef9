"""Wikidata's statements that places are twinned, from files and from Wikidata itself.

- `reading`: a file in one of its forms: `entities` (JSON), `results` (of a query), or `pairs` of ids
- `asking`: Wikidata asked for many places, over `endpoint`, with what is in `queries`
- `facts`: what was read, whichever way, with its `times`; `labels`: names of places
- `gathering`: the facts as a list of ties
"""
