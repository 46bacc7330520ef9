"""The log, read."""
