"""Adding and editing records, and what comes with them: keys, rows of their own, people, acts."""
