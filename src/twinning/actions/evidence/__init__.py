"""Sources of records.

- `citing`: what a source supports; `sources`: finding a source, or adding that of a web address
- `describing`: what a command says of the source that it cites
- `correcting`: what becomes of citations when a value is corrected
- `preferring`: deciding between sources that contradict one another
"""
