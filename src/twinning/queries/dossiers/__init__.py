"""Everything about one record: `show`."""
