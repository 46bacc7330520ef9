"""Sources of records: citing them, correcting citations, and deciding between contradicting sources."""
