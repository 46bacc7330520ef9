"""Data packages: the register as one CSV a table, written, read, and compared with what is recorded."""
