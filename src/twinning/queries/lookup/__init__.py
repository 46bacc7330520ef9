"""Finding records: by a key, a reference or a name, and the names of what was found."""
