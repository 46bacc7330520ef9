"""Which recorded agreement is meant: what lists and data packages share where they meet what is recorded.

- `matching`: the rule; `recorded`: the agreements of the same parties, which it compares
"""
