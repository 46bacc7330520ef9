"""Files of rows, whatever their format: text as it stands in the cells, never guessed from its looks.

- `files`: opening one, by what is in it; it gives a `Table`, which is in `tables` with its lines
- `delimited`: CSV and the like, in one of the `encodings`; `workbooks`: Excel, with `merged_cells`; `json_files`: JSON
- `above`: cells that say that they hold what stands above them
"""
