"""One thin file a noun: what a user types. No SQL and no formatting here."""
