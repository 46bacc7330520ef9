"""What an agreement was and is on a day, to be read in this order.

- `acts`: what can happen to an agreement, and what each kind of act does
- `status`: the status that follows from the acts, as of a day
- `timeline`: the status over time
"""
