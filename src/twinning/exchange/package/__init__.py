"""Data packages: the register as one CSV a table, written, read, and compared with what is recorded.

- `layout`: which file has which columns; `files`: reading and writing them; `cells`: their texts as values
- `exporting`: a package out of the register; `selecting`: a table in the order of its file
- `importing`: a package into the register, file by file. `decoding`: rows as the database has them, also of `older`
  packages; `joining`: each row added, or joined to the record that it is. `naming`: the records that cells name;
  `agreements` and `matching`: the records that rows are; `recorded`: what these are compared with;
  `fill_gaps`: what a record gains; `aliases`: keys that were given up; `numbering`: ids, keys and numbers of new rows;
  `staging`: what is noted on the disk meanwhile
- `comparing`: what was done to a register since it was exported
"""
