"""How the register is.

- `checks`: the rules that `db check` proves, since no constraint of the database can; `odd_acts`: those about acts
- `health`: what `doctor` and `db status` tell of the register
"""
