"""What both databases can hold. Standard library only, for the command line to know before a database is opened."""

LARGEST_INTEGER = 2**31 - 1
"""PostgreSQL's integer. SQLite's is larger, but each database takes what the other gives."""
