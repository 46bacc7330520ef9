"""What a terminal shows.

- `table`: tables with headings; `fitting`: which columns have room; `bars`: charts below them
- `messages`: errors, hints and notes on standard error; `progress`: how far long work is
- `guide`: the pages of the documentation
"""
