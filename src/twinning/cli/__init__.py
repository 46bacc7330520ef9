"""The command line: thin commands, one file a noun. No SQL and no formatting here."""
