"""Spreadsheets of activities, people, organizations, contacts and commitments: into the register, and corrected.

What a spreadsheet can say:

- `kinds`: the fields of each kind; `names` and `aliases`: what their columns are called; `columns`: which is which;
  `further_columns`: those whose cells make one value together
- `stating`: a row as the input of an action; `words`, `sums` and `printed`: what stands in its cells
- `contacts`: several addresses or numbers in one row

Into the register:

- `importing`: each row created, there already, or rejected; `cities`: the cities that rows name
- `recorded`: whether a record is there; `joining`: what a further row adds to the record that an earlier one made

A list that was exported, corrected and brought back:

- `updating`: what differs becomes edits; `batches`: the records, read together; `changed`: what a row says otherwise
- `following`: what a list shows and cannot correct

- `describing`: what became of either
"""
