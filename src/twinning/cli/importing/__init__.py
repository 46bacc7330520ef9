"""How `import` goes about a file: read, tried, shown, and written once somebody agreed.

- `lists`: a list of ties; `records`: other spreadsheets (`--as`); `corrections`: a list that was corrected (`--update`)
- `wikidata`: what Wikidata says, from a file or asked for
- `reading`: opening the file; `rejects`: keeping the rows that were rejected; `report`: what became of a data package
"""
