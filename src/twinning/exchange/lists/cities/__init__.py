"""Which city each place of a list is, and the cities that a list brings."""
