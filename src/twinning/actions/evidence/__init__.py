"""What sources say of records: citing them, correcting what they were cited for, preferring one word."""
