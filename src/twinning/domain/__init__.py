"""Values and rules that need no database and no other layer. Standard library first: most of it loads at every start.

- `vocabulary`: every word from a list; `meanings`: what each means
- `dates`: EDTF dates, and dates as registers print them
- `agreements`: acts, the status that follows from them, and its course over time
- `countries`: their names and codes, and the parts of countries
- `names`: how names are folded, shortened to keys, compared and quoted; `slips`: many names compared at once
- `values`: what a row may hold; `plausibility`: what is possible but unlikely; `positions`: distances on the Earth
- `files`: encodings and paths of files that people give; `privacy`: what no message and no log may repeat
- `progress`: how far long work is
"""
