"""Where registers lie, and how their files are made, copied and replaced without a half-written one in between.

- `address`: the path or URL of a database
- `files`: files for their owner alone, put in place whole; `scratch`: folders in which they are made
- `backup`, `restoring`: copying a register, and putting back a copy; `compacting`: leaving nothing deleted in the file
- `holders`: who holds the lock that a command waits for; `notes`: a scratch database for what a command has to remember
"""
