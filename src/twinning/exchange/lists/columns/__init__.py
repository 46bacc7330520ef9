"""What the columns and words of a list mean.

- `fields`: what a list can say, and what its columns are called; `languages`: what they are called in further languages
- `mapping`: which column of a file holds which field, as far as somebody says or its name tells, and how that is kept
- `words`: what stands in the cells: kinds of ties, states, fields of cooperation, yes and no
- `headings`: headings between the rows; `no_rows`: other lines that are no rows
"""
