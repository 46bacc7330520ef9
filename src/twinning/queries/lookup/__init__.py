"""Finding records: from what somebody types to a record, and from ids to names. Begin with `cities`.

- `cities`: the one city that a text names; `names_of_cities`: what cities are called in a language
- `records`: the one record of any kind that a text names; it asks `titles` (titles, and what comes near a text) and
  `parties` (agreements by the cities that they tie); `picking` keeps what somebody picked of several
- `references`: the names of records whose ids are known; `rows_by_id`: their rows; `referrers`: what refers to them
- `agreements`: agreements with parties and acts, which is what a status is told from; `kept` spares lists that are read
  in parts from looking up the same cities again
- `activities`, `fields`, `successions`: what else belongs to a city or an agreement
"""
