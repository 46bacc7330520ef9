"""Lists of ties into the register. Its files stand here in the order in which a list passes through them.

1. The file is opened.

- `reading`: rows of text, from whichever format, as a `Table`
- `wikidata`: what Wikidata says, which becomes a `TieList` without a table

2. Its rows are understood; nothing here knows the register.

- `columns`: which column holds which field, and what its words mean
- `parsing`: the rows of a table as ties between places, or as rejects; the result is a `TieList`, in `tie_list`
- `stated`: those ties, kept small

3. It is taken into the register, all in one operation. `importing` calls the others in their order.

- `sources`: the list as a source, and what its rows refer to
- `editions`: which rows an earlier edition of the list had; `words_of_sources`: what that stated
- `cities`: the city of each place, a recorded one or a new one
- `grouping`: the rows by the cities that they are about
- `taking`: rows that are alone between their cities, many at once; the others go to `reconciling`: the agreement that
  each row is about, and what that gains. `recorded`: agreements as rows are compared with them
- `ends` and `terms`: that an agreement ended or its term ran out, as a row has it
- `settling`: rows of which the earlier edition said something else, or which are gone; `withdrawal`: what the earlier
  word led to; `still_listed`: rows that are there, though they were rejected
- `writing`: the rows of the database, in batches

4. What became of it is told.

- `describing`: the outcome, and remarks; `rejects`: the file of rejected rows
"""
