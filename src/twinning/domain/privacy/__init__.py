"""What no message and no log repeats.

- `passwords`: in addresses, arguments and errors
- `personal`: what a command in the log says of people
"""
