"""What the lists give: one file a kind of record, and the search."""
