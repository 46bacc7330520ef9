"""The register in files for other tools: one module a format. A folder gets the data package (`exchange.package`).

What is marked internal stays out of all of them unless it is wanted.

- `files`: which format a file has; `chosen`: what goes into it
- `ties` and `plain_ties`: agreements as one table, which `import` reads again
- `graphs`: the network for tools that measure it; `geojson`: the map
- `quickstatements`: statements for Wikidata, but not its `known_statements`
- `sqlite`: a register without its history; `public`: one that may be published; `copying`: the rows of both
"""
