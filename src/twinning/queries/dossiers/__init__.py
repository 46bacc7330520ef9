"""Everything about one record: facts first, then tables. `show` finds the record and asks the file of its kind.

- `activity`, `agreement`, `city`, `people` (with organizations), `source`: the dossier of each kind
- `acts`, `expenses`, `facts`, `names`, `posts`: parts that several dossiers have
- `merged`: the dossier that is shown after two records were merged
"""
